package engine_test

import (
	"fmt"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/org"
)

// halfway is a citizen who has begun a form and given two answers, in a process that remembers the conversation.
type halfway struct {
	*house
	n  int
	at time.Time
}

func newHalfway(t *testing.T) *halfway {
	h := &halfway{house: newHouse(t), at: time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location())}
	for _, said := range []string{"/danhgia", "đồng ý", "hộ tịch", "5"} {
		h.say(said)
	}
	if n := h.scalar(`SELECT count(*) FROM answer`); n != "2" {
		t.Fatalf("%s answers before the fault", n)
	}
	return h
}

func (h *halfway) say(said string) string {
	h.t.Helper()
	h.n++
	before := len(h.chat.delivered("web:a"))
	h.turn(bot.Event{Channel: "web", Chat: "a", ID: fmt.Sprint(h.n), Unit: h.unit.ID, At: h.at, Kind: bot.Text, Text: said})
	text := ""
	for _, d := range h.settled("web:a", before) {
		text += prose.Plain(d.Message.Lines) + "\n"
	}
	return text
}

// whole says that no answer is stored without its form, and that the figures are those of the forms there are.
func (h *halfway) whole() {
	h.t.Helper()
	if n := h.scalar(`SELECT count(*) FROM answer a WHERE NOT EXISTS (SELECT FROM response r WHERE r.id = a.response)`); n != "0" {
		h.t.Errorf("%s answers without their form", n)
	}
	h.checkRollups()
}

// A database that was restored, or that lost its tail, beside a living process: what the process remembers of a conversation
// is of a form that is not there any more.
func TestNoAnswerWithoutItsForm(t *testing.T) {
	t.Parallel()
	h := newHalfway(t)
	for _, table := range []string{"conversation", "response", "answer", "figure", "seen", "pending", "lane", "weblog"} {
		h.stored(`DELETE FROM ` + table)
	}
	for _, said := range []string{"4", "5", "4", "không lần nào", "đúng hẹn", "không", "hay lắm"} {
		h.say(said)
	}
	h.whole()
	if n := h.scalar(`SELECT count(*) FROM lane`); n != "1" {
		t.Errorf("%s lanes: what is owed here would be sent by nobody else", n)
	}
	if v := h.scalar(`SELECT version FROM conversation`); v != "7" {
		t.Errorf("the conversation goes on at version %s, not from its beginning", v)
	}
}

// The form alone is gone: it was past its time, or an operator took it out. The conversation hears of it and goes on without.
func TestFormGoneUnderItsConversation(t *testing.T) {
	t.Parallel()
	for _, gone := range []string{
		`DELETE FROM response`,
		`UPDATE response SET status = 'partial', finished_at = now()`,
	} {
		for _, kind := range []bot.Kind{bot.Text, bot.Wake} {
			h := newHalfway(t)
			h.stored(`DELETE FROM answer`)
			h.stored(`DELETE FROM figure WHERE question <> '_opened'`)
			h.stored(gone)
			if h.scalar(`SELECT count(*) FROM response`) == "1" { // closed elsewhere, with its share in the figures
				h.stored(`INSERT INTO figure (unit, by, month, questionnaire, question, key, choice, n) SELECT unit, by::"char", month, questionnaire, q, key, 0, 1
					FROM response, unnest(ARRAY['_started', '_partial']) q, LATERAL (VALUES ('c', channel), ('e', evidence)) p (by, key)`)
			}
			h.n, h.at = h.n+1, h.at.Add(60*24*time.Hour) // long enough that waking closes the form
			h.turn(bot.Event{Channel: "web", Chat: "a", ID: fmt.Sprint(h.n), Unit: h.unit.ID, At: h.at, Kind: kind, Text: "4"})
			h.whole()
			if state := h.scalar(`SELECT state::jsonb ? 's' FROM conversation`); state != "false" {
				t.Errorf("after %s the conversation still holds the form", kind)
			}
			if text := h.say("/danhgia"); text == "" {
				t.Error("no answer afterwards")
			}
		}
	}
}
