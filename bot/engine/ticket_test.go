package engine_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/storage"
)

// Many telephones with one code, half of them at another replica, agree at once: exactly one form stands on it. Everybody is
// answered, and the others can go on without.
func TestOneCodeManyTelephones(t *testing.T) {
	t.Parallel()
	first := newHouse(t)
	second := openHouse(t, first.dsn, "")
	_, codes, err := first.db.IssueCodes(t.Context(), storage.CodeOrder{Unit: first.unit.ID, Point: 1, Slip: org.Result, N: 1, Life: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	const phones = 8
	at := time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location())
	say := func(i int, id string, kind bot.Kind, text string) error {
		h := []*house{first, second}[i%2]
		return h.engine.Turn(t.Context(), bot.Event{Channel: "web", Chat: fmt.Sprint("phone", i), ID: fmt.Sprint(id, "-", i), Unit: first.unit.ID, At: at, Kind: kind, Text: text})
	}
	for i := range phones {
		if err := say(i, "scan", bot.Start, codes[0]); err != nil {
			t.Fatal(err)
		}
	}
	var all sync.WaitGroup
	for i := range phones {
		all.Go(func() {
			if err := say(i, "agree", bot.Text, "đồng ý"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	begun, told := 0, 0
	for i := range phones {
		h := []*house{first, second}[i%2]
		got := h.settled(bot.ConvKey("web", fmt.Sprint("phone", i)), 0)
		switch last := prose.Plain(got[len(got)-1].Message.Lines); {
		case strings.Contains(last, "Câu 1/"):
			begun++
		case strings.Contains(last, "Mã này đã dùng rồi"):
			told++
		default:
			t.Errorf("phone %d hears %q", i, last)
		}
	}
	if forms := first.scalar(`SELECT count(*) FROM response`); begun != 1 || told != phones-1 || forms != "1" {
		t.Errorf("%d begun, %d told, %s forms", begun, told, forms)
	}
	// The same event once more changes nothing for the one who won.
	for i := range phones {
		if err := say(i, "agree", bot.Text, "đồng ý"); err != nil {
			t.Error(err)
		}
	}
	if used := first.scalar(`SELECT sum(n) FROM figure WHERE question = '_used'`); used != "1" {
		t.Errorf("%s codes count as used", used)
	}
	first.checkRollups()
}

// Guesses of visit codes are bounded like those of receipts, both as one.
func TestVisitCodesAreNotGuessed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	at := time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location())
	_, codes, err := h.db.IssueCodes(t.Context(), storage.CodeOrder{Unit: h.unit.ID, Point: 1, Slip: org.Result, N: 1, Life: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	seed := byte(0)
	made := func() string {
		return org.NewVisitCode(func(b []byte) {
			for i := range b {
				seed = seed*5 + 3
				b[i] = seed
			}
		})
	}
	say := func(chat, text string) string {
		from := len(h.chat.delivered("web:" + chat))
		h.turn(bot.Event{Channel: "web", Chat: chat, ID: "event-" + chat, Unit: h.unit.ID, At: at, Kind: bot.Text, Text: text, Net: "net"})
		got := h.settled("web:"+chat, from)
		return prose.Plain(got[len(got)-1].Message.Lines)
	}
	if said := say("a", made()); !strings.Contains(said, "Mã này chưa đúng") {
		t.Fatal(said)
	}
	for i := range 40 { // always another conversation
		say(fmt.Sprint("b", i), made())
	}
	if said := say("c", codes[0]); !strings.Contains(said, "nhập sai mã nhiều lần") {
		t.Errorf("after 41 guesses a code is tried: %s", said)
	}
	if said := say("d", "/dulieu 7KQ4M2PTVC"); !strings.Contains(said, "nhập sai mã nhiều lần") {
		t.Errorf("after 41 guesses a receipt is tried: %s", said)
	}
}
