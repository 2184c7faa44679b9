package attack_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/webchat"
	"motcua/org"
)

// victims are two citizens whose forms others are after.
type victims struct {
	open, done string // response ids as buttons name them
	receipt    string
	erase      string // the button that one of them was sent to erase his form
	conv       string // of the one whose form is open
}

// forgeries are taps made up by somebody who has seen everything but the keys: for each verb, what it would take to do with it
// what he may not.
func forgeries(v victims, today string) map[string][]string {
	later := strconv.FormatInt(time.Now().Add(10*time.Minute).Unix(), 36)
	return map[string][]string{
		"m": {"m", "m:1", "m:" + v.open},
		"e": {"e:1.1:tra-ket-qua:" + today, "e:" + v.receipt},
		"y": {
			"y:1.7777:<b>x</b>:" + today, "y:1.1:tra-ket-qua:" + today, "y:1.0::" + today, "y:1.0::2020-01-01", "y:1.-1::" + today,
			"y:99.1:tra-ket-qua:" + today, "y:1.99999999999:tra-ket-qua:" + today, "y:::", "y:1.2:tiep-nhan:9999-12-31", "y",
		},
		"n": {"n:1.1:tra-ket-qua:" + today, "n:1.0::" + today, "n:1.7777:x:" + today},
		"r": {"r", "r:" + v.open},
		"a": {"a:" + v.open + ":q1:2", "a:" + v.open + ":q2:1", "a:" + v.done + ":q2:1", "a:0:q1:1", "a::q1:", "a:" + v.open + ":q1:99", "a:" + v.open + ":<b>:1", "a:=1.1.tra-ket-qua:q1:1", "a:=1.0.:q1:1"},
		"s": {"s:" + v.open + ":q1", "s:" + v.done + ":q2", "s::"},
		"b": {"b:" + v.open + ":q2", "b:" + v.done + ":q9", "b"},
		"g": {"g:" + v.open, "g:" + v.open + ":q1", "g:" + v.done + ":q1", "g:=1.1.tra-ket-qua:q1", "g:", "g"},
		"o": {"o:" + v.open + ":q1", "o:" + v.done + ":q1"},
		"q": {"q", "q:" + v.receipt},
		"l": {"l:../../etc/passwd:1", "l:<b>:99999999", "l::-1", "l:' OR 1=1:1"},
		"p": {"p:<script>alert(1)</script>", "p:9.999999:fee", "p:1.001193:x:9.9", "p:1.001193::999999.999999"},
		"c": {"c:1.001193:9999", "c:<b>:0:+9", "c:1.001193:0:-9999999"},
		"w": {"w:<b>", "w:9.999999", "w:"},
		"v": {"v:1.001193", "v:9.999999", "v:"},
		"d": {"d", "d:" + v.receipt},
		"x": {v.erase, "x:" + v.receipt, "x:" + v.receipt + ":" + later + ":AAAAAAAAAAAAAAAA", "x:" + v.receipt + ":zzzzzz:", "x::" + later + ":"},
		"k": {"k", "k:" + v.receipt},
		"u": {"u:khong-co", "u:<b>", "u:1"},
		"z": {"z", "z:" + v.open},
	}
}

// Every button there is, made up by a stranger with a cookie he made himself: no form is opened, none of others is touched, nothing
// is counted. A verb that talk learns must be tried here.
func forgedTaps(t *testing.T, w *town, s *server) {
	v := w.victims(s)
	today := time.Now().In(org.Location()).Format(time.DateOnly)
	all := forgeries(v, today)
	for _, verb := range verbs(t) {
		if len(all[verb]) == 0 {
			t.Errorf("nobody has tried to forge the button %q", verb)
		}
	}
	open := number(t, v.open)
	stands := func() string {
		return w.text(`SELECT concat_ws(' ', (SELECT count(*) FROM response), (SELECT count(*) FROM answer),
			(SELECT coalesce(sum(n), 0) FROM figure WHERE question IN ('_declined', '_started')),
			(SELECT status FROM response WHERE id = $1), (SELECT count(*) FROM follow WHERE conv = $2),
			(SELECT version FROM conversation WHERE conv = $2))`, open, v.conv)
	}
	n, through := 0, 0
	for _, verb := range slices.Sorted(maps.Keys(all)) {
		for _, data := range all[verb] {
			if data == "" || len(data) > 64 {
				t.Errorf("%q cannot be sent", data)
			}
			was := stands()
			c := s.selfMade("127.0.0.30")
			if status := c.does("tap", data); status != http.StatusNoContent && status != http.StatusBadRequest {
				t.Errorf("%s: %d", data, status)
			}
			now := stands()
			if n++; now != was {
				through++
				t.Errorf("%s: forms, answers, counts, the victim's form, follows, conversation: %s before, %s after", data, was, now)
			}
			c.client.CloseIdleConnections()
		}
	}
	tried(t, "forged taps, all verbs", n, through, 0, fmt.Sprintf("%d verbs", len(verbs(t))))
}

// Who was invited to one visit does not open a form for another, nor twice.
func forgedVisit(t *testing.T, w *town, s *server) {
	before, since := w.books(), valueOf[time.Time](w, `SELECT now()`)
	today := time.Now().In(org.Location()).Format(time.DateOnly)
	n, through := 0, int64(0)
	for i, data := range []string{"y:1.1:tra-ket-qua:" + today, "y:1.0:tra-ket-qua:" + today, "y:1.0::2026-01-01", "y:1.7777::" + today} {
		c := s.selfMade(fmt.Sprintf("127.0.2.%d", i+1))
		c.does("tap", "e")
		c.does("tap", data)
		n++
	}
	through = w.scalar(`SELECT count(*) FROM response`) - before.forms
	c := s.selfMade("127.0.2.9")
	c.does("tap", "e")
	for range 3 { // the same again, as another event each time
		c.does("tap", "y:1.0::"+today)
		n++
	}
	through += w.scalar(`SELECT count(*) FROM response`) - before.forms - 1
	tried(t, "consent for another visit than invited to, or twice", n, int(through), 0, "one form, of the visit invited to")
	if k := w.scalar(`SELECT count(*) FROM response WHERE started_at > $1 AND (evidence <> '' OR point <> 0 OR slip <> '')`, since); k != 0 {
		t.Errorf("%d forms bear a place nobody showed", k)
	}
}

// victims fills in two forms, of which one is left open, and has the other one's citizen look at it.
func (w *town) victims(s *server) (v victims) {
	w.t.Helper()
	var poster struct{ Payload string }
	readJSON(w.t, w.run("qr", "--demo", "--point", firstPoint(w.t, w), "--slip", "tra-ket-qua"), &poster)
	begin := func(address string) (c *caller, id int64) {
		c = s.selfMade(address)
		c.does("start", poster.Payload)
		c.does("text", "đồng ý")
		id = w.scalar(`SELECT max(id) FROM response WHERE started_at = (SELECT max(started_at) FROM response)`)
		c.does("tap", "a:"+strconv.FormatInt(id, 36)+":q1:1")
		return c, id
	}
	a, open := begin("127.0.0.31")
	a.does("tap", "w:1.001193")
	b, done := begin("127.0.0.32")
	b.does("text", "/dulieu")
	v.open, v.done, v.conv = strconv.FormatInt(open, 36), strconv.FormatInt(done, 36), webchat.Conv(webchat.ChatWith(a.chat, 1))
	v.receipt = w.text(`SELECT receipt FROM response WHERE id = $1`, done)
	until(w.t, "the button that erases", func() bool {
		for _, button := range w.buttons(webchat.Conv(webchat.ChatWith(b.chat, 1))) {
			if strings.HasPrefix(button.Data, "x:") {
				v.erase = button.Data
			}
		}
		return v.erase != ""
	})
	return v
}

// buttons are all that a conversation was sent.
func (w *town) buttons(conv string) (all []bot.Button) {
	w.t.Helper()
	var bodies []json.RawMessage
	readJSON(w.t, w.text(`SELECT coalesce(json_agg(body::json), '[]')::text FROM weblog WHERE conv = $1`, conv), &bodies)
	for _, body := range bodies {
		var m bot.Message
		readJSON(w.t, string(body), &m)
		all = append(all, m.Buttons...)
	}
	return all
}

// verbs are what buttons begin with, as the source of package talk has them.
func verbs(t *testing.T) (all []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../bot/talk/tap.go", nil, 0)
	check(t, err)
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok && len(spec.Values) == 1 && strings.HasPrefix(spec.Names[0].Name, "tap") {
			if value, ok := spec.Values[0].(*ast.BasicLit); ok {
				verb, err := strconv.Unquote(value.Value)
				check(t, err)
				all = append(all, verb)
			}
		}
		return true
	})
	if len(all) < 15 {
		t.Fatalf("only %d verbs are found in the source", len(all))
	}
	return all
}
