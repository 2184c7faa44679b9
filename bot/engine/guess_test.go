package engine_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/org"
)

// button is what a button below the newest messages of a conversation carries.
func (h *house) button(conv, label string) string {
	h.t.Helper()
	all := h.settled(conv, 0)
	for i := len(all) - 1; i >= 0; i-- {
		for _, b := range all[i].Message.Buttons {
			if strings.HasPrefix(b.Label, label) {
				return b.Data
			}
		}
	}
	h.t.Fatalf("no button %q in %s", label, conv)
	return ""
}

// stranger sends events of conversations at a time; each is another event.
type stranger struct {
	*house
	n  int
	at time.Time
}

func (s *stranger) send(chat, net string, kind bot.Kind, what string) string {
	s.t.Helper()
	s.n++
	conv := bot.ConvKey("web", chat)
	before := len(s.settled(conv, 0))
	ev := bot.Event{Channel: "web", Chat: chat, Net: net, ID: fmt.Sprint("event-", s.n), Unit: s.unit.ID, At: s.at, Kind: kind, Text: what}
	if kind == bot.Tap {
		ev.Text, ev.Data = "", what
	}
	s.turn(ev)
	said := ""
	for _, d := range s.settled(conv, before) {
		said += prose.Plain(d.Message.Lines) + "\n"
	}
	return said
}

// finished has a citizen finish a form, and gives its code.
func (s *stranger) finished(chat string) (code string) {
	s.t.Helper()
	s.send(chat, "home", bot.Text, "/danhgia")
	s.send(chat, "home", bot.Text, "đồng ý")
	s.send(chat, "home", bot.Text, "hộ tịch")
	for range 8 {
		s.send(chat, "home", bot.Text, "bỏ qua")
	}
	return s.scalar(`SELECT receipt FROM response`)
}

func newStranger(t *testing.T) *stranger {
	return &stranger{house: newHouse(t), at: time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location())}
}

// A form is erased only by the button of a conversation that has just been shown it.
func TestEraseOnlyWhatWasShown(t *testing.T) {
	t.Parallel()
	s := newStranger(t)
	code := s.finished("owner")
	forms := func() string { return s.scalar(`SELECT count(*)::text FROM response`) }
	s.send("thief", "elsewhere", bot.Tap, "x:"+code)
	if forms() != "1" {
		t.Fatal("a made-up button erased a form")
	}
	if said := s.send("owner", "home", bot.Text, "/xoa "+strings.ToLower(code[:5]+" - "+code[5:])); !strings.Contains(said, "Phiếu "+code[:5]+"-"+code[5:]) {
		t.Fatalf("the owner is shown: %s", said)
	}
	data := s.button("web:owner", "Xóa phiếu")
	other := "2" + strings.TrimPrefix(data, "x:")[1:]
	for name, forged := range map[string]string{
		"of another conversation": data, "without a signature": "x:" + code + "::", "with a later end": strings.Replace(data, code+":", code+":z", 1), "of another form": "x:" + other,
	} {
		s.send("thief", "elsewhere", bot.Tap, forged)
		if forms() != "1" {
			t.Fatalf("a button %s erased a form", name)
		}
	}
	s.at = s.at.Add(16 * time.Minute)
	if said := s.send("owner", "home", bot.Tap, data); forms() != "1" || !strings.Contains(said, "Phiếu") {
		t.Fatalf("after a quarter of an hour the button still erases, or says: %s", said)
	}
	if said := s.send("owner", "home", bot.Tap, s.button("web:owner", "Xóa phiếu")); forms() != "0" || !strings.Contains(said, "Tôi đã xóa phiếu") {
		t.Errorf("the owner's form is not erased: %s", said)
	}
	s.checkRollups()
}

// Wrong codes are bounded for a network, whatever conversations it makes up, and in all; the right code of somebody else in
// another network is not refused for the first.
func TestGuessingIsBounded(t *testing.T) {
	t.Parallel()
	s := newStranger(t)
	code := s.finished("owner")
	guess := func(net string, i int) (looked bool) {
		said := s.send(fmt.Sprintf("guesser-%s-%d", net, i), net, bot.Text, fmt.Sprintf("/dulieu 2C3C4C%04d", 2222+i))
		return strings.Contains(said, "Không có phiếu nào")
	}
	looked := 0
	for i := range 60 {
		if !strings.ContainsAny(fmt.Sprint(2222+i), "01") && guess("n1", i) {
			looked++
		}
	}
	if looked != 30 {
		t.Errorf("%d wrong codes of one network were looked up, want 30", looked)
	}
	if said := s.send("guesser-late", "n1", bot.Text, "/dulieu "+code); !strings.Contains(said, "quá nhiều mã phiếu") {
		t.Errorf("the network that guesses hears: %s", said)
	}
	if said := s.send("owner", "home", bot.Text, "/dulieu "+code); !strings.Contains(said, "Phiếu ") {
		t.Errorf("the owner is refused: %s", said)
	}
}
