package talk_test

import (
	"strings"
	"testing"

	"motcua/bot"
	"motcua/bot/talk"
	"motcua/bot/turn"
	"motcua/org"
	"motcua/org/directory"
)

const visitCode = "7KQ4M2PTVC"

// checked is a visit code whose check letters are right.
func checked(t *testing.T) string {
	t.Helper()
	for _, a := range "23456789CGHKLMNPQTV" {
		for _, b := range "23456789CGHKLMNPQTV" {
			if code, _, ok := org.ParseVisitCode(visitCode + string(a) + string(b)); ok {
				return code
			}
		}
	}
	t.Fatal("no check letters")
	return ""
}

// A code says which unit is meant where there are several, whether it was typed or scanned; what the buttons carry has nothing of it.
func TestVisitCodeNamesItsUnit(t *testing.T) {
	t.Parallel()
	questionnaire, err := nineQuestions()
	if err != nil {
		t.Fatal(err)
	}
	code := checked(t)
	for _, kind := range []bot.Kind{bot.Text, bot.Start} {
		c := newChatter(t, org.Settings{}, nil)
		c.env.Dir = directory.New([]byte("secret"), false, []*directory.Unit{
			{Unit: org.Unit{ID: 1, Code: "mot", Name: "xã Một"}, Questionnaire: questionnaire}, {Unit: org.Unit{ID: 2, Code: "hai", Name: "xã Hai"}, Questionnaire: questionnaire},
		})
		ev := bot.Event{Kind: kind, Text: code}
		if n := talk.Needs(c.state, ev); string(n.Ticket) != string(turn.TicketHash(code)) || !n.Tried {
			t.Fatalf("%s needs %+v", kind, n)
		}
		c.env.Known.Ticket = &turn.Ticket{Unit: 2, Point: 1, Slip: "tra-ket-qua", Kind: org.Code, State: turn.TicketOpen}
		d := c.hear(ev)
		if !strings.Contains(words(d), "UBND xã Hai") || c.state.Unit != 2 || c.state.Invite == nil || c.state.Invite.Evidence != org.Code || d.Redeem != nil {
			t.Errorf("%s: %+v\n%s", kind, c.state, words(d))
		}
		if strings.Contains(words(d)+button(t, d, "Đồng ý")+d.Echo, code) {
			t.Errorf("%s: the answer repeats the code", kind)
		}
	}
}

// A text that is only like a code needs nothing and says so; in a group nothing of it is understood.
func TestVisitCodeNeeds(t *testing.T) {
	t.Parallel()
	code := checked(t)
	wrong := code[:11] + map[bool]string{true: "3", false: "2"}[code[11] == '2']
	for text, want := range map[string]bool{code: true, org.ShowVisitCode(code): true, "/start " + code: true, wrong: false, "hài lòng": false} {
		if n := talk.Needs(talk.State{}, bot.Event{Kind: bot.Text, Text: text}); (n.Ticket != nil) != want {
			t.Errorf("%q needs %+v", text, n)
		}
	}
	if n := talk.Needs(talk.State{}, bot.Event{Kind: bot.Text, Text: code, Group: true}); n.Ticket != nil {
		t.Error("a group is asked about a visit")
	}
}
