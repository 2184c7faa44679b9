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

	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/storage/live"
)

// checkup collects what doctor finds.
type checkup struct {
	out    io.Writer
	failed int
}

func (c *checkup) ok(what string, args ...any) { fmt.Fprintf(c.out, wordDoctorOK+what+"\n", args...) }
func (c *checkup) note(what string, args ...any) {
	fmt.Fprintf(c.out, wordDoctorNote+what+"\n", args...)
}
func (c *checkup) fail(what, remedy string) {
	c.failed++
	fmt.Fprintf(c.out, wordDoctorFail, what, remedy)
}

// doctor checks every dependency and setting, and names the remedy of what is wrong.
func (p *program) doctor(f *flags) action {
	demo := f.demo()
	return func(ctx context.Context) error {
		c := &checkup{out: p.out}
		p.checkSettings(c)
		p.checkDescriptors(c)
		p.checkProxies(c)
		p.checkRedis(ctx, c)
		p.checkPlatforms(ctx, c)
		p.checkCatalog(c)
		p.checkServed(ctx, c)
		s, dir, err := p.place.OpenServed(ctx, *demo)
		if err != nil {
			c.fail(explain(p.ofBefore(err)), wordDatabaseRemedy)
			return c.verdict()
		}
		p.checkDatabase(ctx, c, s, dir)
		return errors.Join(s.Close(), c.verdict())
	}
}

// verdict is the error of a check-up that found something.
func (c *checkup) verdict() error {
	if c.failed == 0 {
		return nil
	}
	return refuse(wordDoctorFailed, c.failed)
}

func (p *program) checkSettings(c *checkup) {
	if err := os.MkdirAll(p.place.Data, 0o755); err != nil {
		c.fail(explain(err), wordDataRemedy)
	} else if probe, err := os.CreateTemp(p.place.Data, ".probe-*"); err != nil {
		c.fail(explain(err), wordDataFullRemedy)
	} else {
		_ = errors.Join(probe.Close(), os.Remove(probe.Name())) // only a probe
		abs, _ := filepath.Abs(p.place.Data)
		c.ok(wordDataFine, abs)
	}
	switch {
	case p.publicURL == "":
		c.note(wordPublicURLUnset, p.addr)
	case strings.HasPrefix(p.publicURL, "http://"):
		c.note(wordPublicURLPlain)
	default:
		c.ok(wordPublicURLFine, p.publicURL)
	}
}

func (p *program) checkRedis(ctx context.Context, c *checkup) {
	if p.redis == "" {
		c.ok(wordRedisInside)
		return
	}
	lv, err := live.Open(ctx, p.redis, slog.New(slog.DiscardHandler))
	if err != nil {
		c.fail(say(wordRedisAddr, err), wordRedisAddrRemedy)
		return
	}
	if err := lv.Ping(ctx); err != nil {
		c.fail(wordRedisAway, wordRedisAwayRemedy)
	} else {
		c.ok(wordRedisFine)
	}
	_ = lv.Close()
}

func (p *program) checkCatalog(c *checkup) {
	began := time.Now()
	cat, err := search.Bundled()
	if err != nil {
		c.fail(say(wordBundledBroken, err), wordBundledBrokenRemedy)
		return
	}
	c.ok(wordBundledFine, cat.Len(), cat.AsOf().Vietnamese(), time.Since(began).Milliseconds())
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
		c.note(wordServiceNotAsked, p.addr, err)
		return
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		c.note(wordServiceAway, p.addr)
		return
	}
	clock := clockOf(res.Body)
	_ = res.Body.Close()
	if clock != "" {
		c.fail(say(wordClockServed, p.addr, clock), wordClockRemedy)
	}
	if res.StatusCode != http.StatusOK {
		c.fail(say(wordServiceNotReady, p.addr, res.StatusCode), wordServiceNotReadyRemedy)
		return
	}
	c.ok(wordServiceFine, p.addr)
}

// deadShown is how many of the events nobody could take in are named.
const deadShown = 5

func (p *program) checkDatabase(ctx context.Context, c *checkup, s *service.Store, dir *directory.Directory) {
	if own := s.Private(); own != nil {
		c.ok(wordDatabasePrivate, own.Version(), own.Dir())
	} else {
		c.ok(wordDatabaseGiven)
	}
	switch _, err := s.Installation(ctx); {
	case errors.Is(err, storage.ErrNotFound):
		c.ok(wordSchemaNew)
	case dir.Demo():
		c.ok(wordSchemaDemo)
	default:
		c.ok(wordSchemaReal)
	}
	if len(dir.Units()) == 0 {
		c.note(wordUnitsNone)
	}
	p.checkClock(ctx, c, s, dir)
	for _, u := range dir.Units() {
		p.checkUnit(ctx, c, s, u)
	}
	p.checkRefusals(ctx, c, s)
	p.checkReach(ctx, c, s)
	p.checkPublished(ctx, c, s)
	if newest, total, err := s.DeadLetters(ctx, deadShown); err == nil && total > 0 {
		c.note(wordDead, total)
		for _, e := range newest {
			c.note(wordDeadLine, e.At.In(org.Location()).Format("02/01/2006 15:04"), e.Channel, e.Kind, e.Error, e.Event)
		}
	}
	n, age, err := s.OutboxDepth(ctx)
	switch {
	case err != nil:
		c.fail(explain(err), wordSeeCause)
	case age > 10*time.Minute:
		c.fail(say(wordOutboxLate, n, age.Round(time.Second)), wordOutboxLateRemedy)
	default:
		c.ok(wordOutboxFine, n)
	}
}

// drift counts the figures of a unit that differ from its single forms.
func (p *program) drift(ctx context.Context, s *service.Store, u *directory.Unit) (int, error) {
	now, err := s.Now(ctx)
	if err != nil {
		return 0, err
	}
	return s.Drift(ctx, u.Unit, u.Questionnaire, now)
}

func (p *program) checkUnit(ctx context.Context, c *checkup, s *service.Store, u *directory.Unit) {
	if len(u.OpenPoints()) == 0 {
		c.note(wordUnitNoPoint, u.Code)
	}
	to, err := s.Destinations(ctx, u.ID)
	if err != nil || len(to) == 0 {
		c.fail(say(wordUnitNoRoom, u.Code), say(wordUnitNoRoomRemedy, u.Code))
	}
	drift, err := p.drift(ctx, s, u)
	switch {
	case err != nil:
		c.fail(say(wordUnitFailed, u.Code, explain(err)), wordSeeCause)
	case drift > 0:
		c.fail(say(wordUnitDrift, u.Code, drift), wordUnitDriftRemedy)
	default:
		c.ok(wordUnitFine, u.Code, len(u.OpenPoints()))
	}
}
