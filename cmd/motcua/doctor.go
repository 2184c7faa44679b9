package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"motcua/bot"
	"motcua/org"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/storage/live"
	"motcua/survey"
)

// checkup collects what doctor finds.
type checkup struct {
	out    io.Writer
	failed int
}

func (c *checkup) ok(what string, args ...any)   { fmt.Fprintf(c.out, "ok    "+what+"\n", args...) }
func (c *checkup) note(what string, args ...any) { fmt.Fprintf(c.out, "note  "+what+"\n", args...) }
func (c *checkup) fail(what, remedy string) {
	c.failed++
	fmt.Fprintf(c.out, "FAIL  %s\n      remedy: %s\n", what, remedy)
}

// doctor checks every dependency and setting, and names the remedy of what is wrong.
func (p *program) doctor(ctx context.Context) error {
	f := p.flags("doctor")
	demo := f.Bool("demo", false, "check the demo")
	if err := p.parse(f); err != nil {
		return err
	}
	c := &checkup{out: p.out}
	p.checkSettings(c)
	p.checkDescriptors(c)
	p.checkProxies(c)
	p.checkRedis(ctx, c)
	p.checkTelegram(ctx, c)
	p.checkCatalog(c)
	p.checkServed(ctx, c)
	s, dir, err := p.openServed(ctx, *demo)
	if err != nil {
		c.fail("database: "+err.Error(), "see the error; without DATABASE_URL a PostgreSQL of at least version 14 must be installed (Debian: apt-get install postgresql)")
		return c.verdict()
	}
	p.checkDatabase(ctx, c, s, dir)
	p.checkClock(ctx, c, s, dir)
	return errors.Join(s.Close(), c.verdict())
}

// verdict is the error of a check-up that found something.
func (c *checkup) verdict() error {
	if c.failed == 0 {
		return nil
	}
	return fmt.Errorf("%d checks failed", c.failed)
}

func (p *program) checkSettings(c *checkup) {
	if err := os.MkdirAll(p.data, 0o755); err != nil {
		c.fail("data directory "+p.data+": "+err.Error(), "set MOTCUA_DATA to a directory this user may write to")
	} else if probe, err := os.CreateTemp(p.data, ".probe-*"); err != nil {
		c.fail("data directory "+p.data+" cannot be written: "+err.Error(), "free disk space, or correct the directory's owner")
	} else {
		_ = errors.Join(probe.Close(), os.Remove(probe.Name())) // only a probe
		abs, _ := filepath.Abs(p.data)
		c.ok("data directory %s", abs)
	}
	switch {
	case p.publicURL == "":
		c.note("MOTCUA_PUBLIC_URL is not set: links and QR codes name http://%s, which citizens cannot reach", p.addr)
	case strings.HasPrefix(p.publicURL, "http://"):
		c.note("MOTCUA_PUBLIC_URL is not https: phones warn, and cookies travel in the open")
	default:
		c.ok("public address %s", p.publicURL)
	}
}

func (p *program) checkRedis(ctx context.Context, c *checkup) {
	if p.redisURL == "" {
		c.ok("Redis: in this process (several replicas need REDIS_URL)")
		return
	}
	lv, err := live.Open(ctx, p.redisURL, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		c.fail("REDIS_URL: "+err.Error(), "correct it, e.g. redis://:password@host:6379/0")
		return
	}
	if err := lv.Ping(ctx); err != nil {
		c.fail("Redis does not answer", "start it or correct REDIS_URL; the service runs on without it, but replicas then do not share rate limits")
	} else {
		c.ok("Redis answers")
	}
	_ = lv.Close()
}

func (p *program) checkCatalog(c *checkup) {
	began := time.Now()
	cat, err := search.Bundled()
	if err != nil {
		c.fail("catalogue: "+err.Error(), "this build is broken; install it again")
		return
	}
	c.ok("catalogue: %d procedures, data of %s, indexed in %d ms", cat.Len(), cat.AsOf().Vietnamese(), time.Since(began).Milliseconds())
}

// checkServed asks whether a service answers at the configured address.
func (p *program) checkServed(ctx context.Context, c *checkup) {
	if _, port, err := net.SplitHostPort(p.addr); err == nil && port == "0" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+p.addr+"/readyz", nil)
	if err != nil {
		c.note("service at %s not asked: %v", p.addr, err)
		return
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		c.note("no service answers at %s (that is fine if it is not meant to run now)", p.addr)
		return
	}
	clock := clockOf(res.Body)
	_ = res.Body.Close()
	if clock != "" {
		c.fail("the service at "+p.addr+" deletes and sends nothing by the calendar: "+clock, remedyClock)
	}
	if res.StatusCode != http.StatusOK {
		c.fail(fmt.Sprintf("the service at %s says it is not ready (%d)", p.addr, res.StatusCode), "look at its log and at the database checks below")
		return
	}
	c.ok("a service answers at %s and is ready", p.addr)
}

// deadShown is how many of the events nobody could take in are named.
const deadShown = 5

func (p *program) checkDatabase(ctx context.Context, c *checkup, s *store, dir *bot.Directory) {
	if s.server != nil {
		c.ok("PostgreSQL %s, private, in %s", s.server.Version(), s.server.Dir())
	} else {
		c.ok("PostgreSQL by DATABASE_URL")
	}
	switch _, err := s.Installation(ctx); {
	case errors.Is(err, storage.ErrNotFound):
		c.ok("schema is up to date; nothing was served from this database yet")
	case dir.Demo():
		c.ok("schema is up to date; this is the demo")
	default:
		c.ok("schema is up to date; this is a real installation")
	}
	if len(dir.Units()) == 0 {
		c.note("no unit yet: motcua unit add --code CODE --name NAME")
	}
	for _, u := range dir.Units() {
		p.checkUnit(ctx, c, s, u)
	}
	p.checkPublished(ctx, c, s)
	if newest, total, err := s.DeadLetters(ctx, deadShown); err == nil && total > 0 {
		c.note("%d events could not be taken in after several tries; the newest:", total)
		for _, e := range newest {
			c.note("  %s %s %s: %s (%s)", e.At.In(org.Location()).Format("02/01/2006 15:04"), e.Channel, e.Kind, e.Error, e.Event)
		}
	}
	n, age, err := s.OutboxDepth(ctx)
	switch {
	case err != nil:
		c.fail("outbox: "+err.Error(), "see the error")
	case age > 10*time.Minute:
		c.fail(fmt.Sprintf("%d messages wait, the oldest for %s", n, age.Round(time.Second)), "is the service running? its log names the channel that does not deliver")
	default:
		c.ok("outbox: %d messages wait", n)
	}
}

func (p *program) checkUnit(ctx context.Context, c *checkup, s *store, u *bot.UnitInfo) {
	if len(u.Points) == 0 {
		c.note("unit %s has no reception point: motcua point add --unit %s --code CODE --name NAME", u.Code, u.Code)
	}
	to, err := s.Destinations(ctx, u.ID)
	if err != nil || len(to) == 0 {
		c.fail(fmt.Sprintf("unit %s: its digest has nowhere to go", u.Code), "motcua room --unit "+u.Code)
	}
	drift, err := s.drift(ctx, u)
	switch {
	case err != nil:
		c.fail("unit "+u.Code+": "+err.Error(), "see the error")
	case drift > 0:
		c.fail(fmt.Sprintf("unit %s: %d figures differ from a recount of the answers", u.Code, drift), "please report this; the single answers are intact")
	default:
		c.ok("unit %s: %d reception points, figures equal a recount of the answers", u.Code, len(u.Points))
	}
}

// drift counts the figures that differ from a recount of the single answers. Forms past their retention
// are not there to be counted again, so only months whose forms are all kept are compared.
func (s *store) drift(ctx context.Context, u *bot.UnitInfo) (int, error) {
	kept, err := s.Rollup(ctx, u.ID)
	if err != nil {
		return 0, err
	}
	counted, err := s.Recount(ctx, u.ID, u.Form)
	if err != nil {
		return 0, err
	}
	first := survey.MonthOf(time.Now().AddDate(0, 1-u.Settings.Retention(), 0))
	var diff []survey.Count
	for _, k := range kept {
		if k.Month >= first && k.Form == u.Form.ID && survey.Recounted(k.Question) {
			diff = append(diff, k)
		}
	}
	for _, k := range counted {
		if k.Month >= first {
			k.N = -k.N
			diff = append(diff, k)
		}
	}
	return len(survey.Add(diff...)), nil
}
