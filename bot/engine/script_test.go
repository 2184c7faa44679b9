package engine_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/storage"
)

// The scripts under testdata are conversations with the real engine and a real database:
//
//	> text               the citizen types
//	>> label             the citizen taps the newest button with this label
//	>>> label            the same, but once more: another event of the tap made last
//	>* kind              something that is not text: sticker
//	>start point slip    the citizen scans a QR ("-" for none); ">start forged" a wrong one; ">start" none
//	>again               the last event comes once more, with the same id
//	< words              these words come in an answer, in this order
//	!< words             these words stand in no answer to the last event
//	<[label]             an answer has this button
//	<nothing             no answer comes to the last event
//	+8d, +2h             time passes, and conversations whose time has come are woken
//	@name                from here on another citizen; @group NAME: a group of several people
//	!link                a one-time code that links a chat to the unit; $code stands for it
//	!code point slip     a visit code of the unit's, $visit stands for it; !screen: the QR of a moment on a screen
//	!expire, !revoke     its time passes; it is taken back
//	>scan                the citizen scans its QR
//	>! blocked, joined   the chat blocks us, or takes us back
//	$code                in what is typed: the receipt code seen last
//	= sql -> value       a query gives this value
//
// Lines that begin with # are comments.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			playScript(newHouse(t), file)
		})
	}
}

// playScript plays one file on a house of its own.
func playScript(h *house, file string) {
	h.t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		h.t.Fatal(err)
	}
	p := &player{house: h, now: time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location()), chat: "citizen-one"}
	for i, line := range strings.Split(string(text), "\n") {
		p.line = fmt.Sprintf("%s:%d: %s", file, i+1, line)
		p.play(strings.TrimSpace(line))
	}
	p.checkRollups()
}

// player plays one script.
type player struct {
	*house
	now    time.Time
	chat   string
	group  bool
	events int
	last   bot.Event
	seen   int            // deliveries before the last event
	rest   []string       // answers to the last event not matched yet
	answer []bot.Delivery // answers to the last event
	code   string
	visit  string // visit code given last
	line   string
}

func (p *player) fail(format string, args ...any) {
	p.t.Helper()
	p.t.Fatalf("%s\n%s\nanswers were:\n%s", p.line, fmt.Sprintf(format, args...), p.transcript())
}

func (p *player) transcript() string {
	var b strings.Builder
	for _, d := range p.answer {
		b.WriteString(prose.Plain(d.Message.Lines) + "\n")
		for _, x := range d.Message.Buttons {
			b.WriteString("  [" + x.Label + "]\n")
		}
	}
	return b.String()
}

func (p *player) play(line string) {
	p.t.Helper()
	arg := func(mark string) string { return strings.TrimSpace(strings.TrimPrefix(line, mark)) }
	switch {
	case line == "", strings.HasPrefix(line, "#"):
	case line == ">again":
		p.deliver(p.last)
	case line == ">scan":
		p.event(bot.Event{Kind: bot.Start, Text: p.visit})
	case strings.HasPrefix(line, ">start "), line == ">start":
		p.event(bot.Event{Kind: bot.Start, Text: p.payload(strings.Fields(arg(">start")))})
	case strings.HasPrefix(line, ">>>"):
		p.event(bot.Event{Kind: bot.Tap, Data: p.last.Data, Label: p.last.Label})
	case strings.HasPrefix(line, ">>"):
		label := strings.ReplaceAll(arg(">>"), "$code", p.code)
		p.event(bot.Event{Kind: bot.Tap, Data: p.button(label), Label: label})
	case strings.HasPrefix(line, ">!"):
		p.event(bot.Event{Kind: bot.Kind(arg(">!"))})
	case strings.HasPrefix(line, ">*"):
		p.event(bot.Event{Kind: bot.Other})
	case strings.HasPrefix(line, ">"):
		p.event(bot.Event{Kind: bot.Text, Text: strings.NewReplacer("$code", p.code, "$visit", p.visit).Replace(arg(">"))})
	case line == "<nothing":
		if len(p.answer) > 0 {
			p.fail("an answer came")
		}
	case strings.HasPrefix(line, "<["):
		p.hasButton(strings.TrimSuffix(arg("<["), "]"))
	case strings.HasPrefix(line, "<"):
		p.expect(strings.ReplaceAll(arg("<"), "$code", p.code))
	case line == "!link":
		code, err := p.db.NewLinkCode(context.Background(), p.unit.ID, time.Hour)
		if err != nil {
			p.fail("%v", err)
		}
		p.code = code
	case strings.HasPrefix(line, "!code "), strings.HasPrefix(line, "!screen "):
		p.giveCode(strings.Fields(arg("!")))
	case line == "!expire":
		p.stored(`UPDATE ticket SET expires_at = now() WHERE hash = $1`, turn.TicketHash(p.visit))
	case line == "!revoke":
		if err := p.db.RevokeCode(context.Background(), p.unit.ID, p.visit); err != nil {
			p.fail("%v", err)
		}
	case strings.HasPrefix(line, "!<"):
		if strings.Contains(p.transcript(), arg("!<")) {
			p.fail("these words were not to come")
		}
	case strings.HasPrefix(line, "+"):
		p.pass(arg("+"))
	case strings.HasPrefix(line, "@"):
		p.chat, p.group = "citizen-"+arg("@"), strings.HasPrefix(line, "@group")
	case strings.HasPrefix(line, "="):
		p.query(arg("="))
	default:
		p.fail("not understood")
	}
}

// giveCode gives a visit code out by hand or on a screen.
func (p *player) giveCode(words []string) {
	p.t.Helper()
	point, err := org.FindPoint(p.unit.Points, words[1])
	if err != nil {
		p.fail("%v", err)
	}
	slip, err := org.ParseSlip(words[2])
	if err != nil {
		p.fail("%v", err)
	}
	ctx := context.Background()
	if words[0] == "screen" {
		p.visit, err = newScreenCode(ctx, p.db, storage.Screen{Unit: p.unit.ID, Point: point.ID, Slip: slip.Code()})
	} else {
		var codes []string
		if _, codes, err = p.db.IssueCodes(ctx, storage.CodeOrder{Unit: p.unit.ID, Point: point.ID, Slip: slip, N: 1, Life: time.Hour}); err == nil {
			p.visit = codes[0]
		}
	}
	if err != nil {
		p.fail("%v", err)
	}
}

// newScreenCode is the code that a new screen shows.
func newScreenCode(ctx context.Context, db *storage.DB, s storage.Screen) (string, error) {
	id, _, err := db.NewScreen(ctx, s)
	if err != nil {
		return "", err
	}
	c, err := db.ScreenCode(ctx, id, storage.ScreenRules{Show: time.Hour, Life: time.Hour, Pace: storage.Pace{Every: time.Minute, Burst: 1}})
	return c.Code, err
}

// payload makes what a QR carries.
func (p *player) payload(words []string) string {
	if len(words) == 0 {
		return ""
	}
	if words[0] == "forged" {
		return "AQAAAAEAAQTTTTTTTTTTTTTT"
	}
	s := org.Start{Unit: p.unit.ID}
	if words[0] != "-" {
		point, err := org.FindPoint(p.unit.Points, words[0])
		if err != nil {
			p.fail("%v", err)
		}
		s.Point = point.ID
	}
	if len(words) > 1 {
		slip, err := org.ParseSlip(words[1])
		if err != nil {
			p.fail("%v", err)
		}
		s.Slip = slip
	}
	return s.Sign(p.dir.Key())
}

func (p *player) event(ev bot.Event) {
	p.t.Helper()
	p.events++
	ev.ID, ev.Channel, ev.Chat, ev.At, ev.Group = fmt.Sprintf("e%d", p.events), "web", p.chat, p.now, p.group
	p.deliver(ev)
}

var receipt = regexp.MustCompile(`Mã phiếu:\s+([0-9A-Z]{5}-[0-9A-Z]{5})`)

func (p *player) deliver(ev bot.Event) {
	p.t.Helper()
	p.last, p.seen = ev, len(p.chat0())
	if err := p.engine.Turn(context.Background(), ev); err != nil {
		p.fail("turn: %v", err)
	}
	p.now = p.now.Add(2 * time.Second)
	p.collect()
}

// chat0 is everything delivered to the present citizen so far.
func (p *player) chat0() []bot.Delivery { return p.house.chat.delivered(bot.ConvKey("web", p.chat)) }

// collect reads the answers to the last event.
func (p *player) collect() {
	p.t.Helper()
	p.answer = p.settled(bot.ConvKey("web", p.chat), p.seen)
	p.rest = nil
	for _, d := range p.answer {
		p.rest = append(p.rest, prose.Plain(d.Message.Lines))
		if m := receipt.FindStringSubmatch(prose.Plain(d.Message.Lines)); m != nil {
			p.code = m[1]
		}
		for _, b := range d.Message.Buttons {
			if len(b.Data) > 64 {
				p.fail("button %q carries %d bytes", b.Label, len(b.Data))
			}
		}
	}
}

func (p *player) expect(words string) {
	p.t.Helper()
	for i, text := range p.rest {
		if at := strings.Index(text, words); at >= 0 {
			p.rest = append([]string{text[at+len(words):]}, p.rest[i+1:]...)
			return
		}
	}
	p.fail("no answer says %q (after what was matched before)", words)
}

func (p *player) hasButton(label string) {
	p.t.Helper()
	if !strings.Contains(p.transcript(), "["+label+"]") {
		p.fail("no button %q", label)
	}
}

// button finds what the newest button with a label carries, in all that the citizen has seen.
func (p *player) button(label string) string {
	p.t.Helper()
	all := p.chat0()
	for i := len(all) - 1; i >= 0; i-- {
		for _, b := range all[i].Message.Buttons {
			if b.Label == label {
				return b.Data
			}
		}
	}
	p.fail("no button %q", label)
	return ""
}

// pass lets time pass and wakes what wants to be woken.
func (p *player) pass(s string) {
	p.t.Helper()
	var n int
	var unit string
	if _, err := fmt.Sscanf(s, "%d%s", &n, &unit); err != nil {
		p.fail("%v", err)
	}
	p.now = p.now.Add(time.Duration(n) * map[string]time.Duration{"d": 24 * time.Hour, "h": time.Hour, "m": time.Minute}[unit])
	p.seen = len(p.chat0())
	due, err := p.db.Waking(context.Background(), p.now, 10)
	if err != nil {
		p.fail("%v", err)
	}
	for conv, version := range due {
		channel, chat := bot.SplitConv(conv)
		p.turn(bot.Event{Channel: channel, Chat: chat, Kind: bot.Wake, ID: fmt.Sprintf("wake-%s-%d", chat, version), At: p.now})
	}
	p.collect()
}

func (p *player) query(s string) {
	p.t.Helper()
	sql, want, ok := strings.Cut(s, "->")
	if !ok {
		p.fail("= sql -> value")
	}
	if got := p.scalar(strings.ReplaceAll(sql, "$code", p.code)); got != strings.TrimSpace(want) {
		p.fail("query gives %s", got)
	}
}
