package cases_test

import (
	"strings"
	"testing"

	"motcua/internal/simulator/telegramsim"
)

// maxData is how many bytes Telegram lets a button carry; a Vietnamese letter takes up to three.
const maxData = 64

// Every button that can be reached carries names, not words, and stays within the limit; it works without
// anything kept beside it.
func TestCase20CallbackData64Bytes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	_, err := w.tg.Start(c.u)
	check(t, err)
	c.sees("Kính chào Ông/Bà")
	w.settle()
	seen, queue := map[string]bool{}, []string{}
	collect := func() {
		t.Helper()
		for _, m := range w.tg.Chat(c.u.ID).Messages {
			for _, b := range m.Buttons() {
				if len(b.Data) > maxData || len(b.Data) == 0 || strings.ContainsFunc(b.Data, func(r rune) bool { return r > '~' || r < '!' }) {
					t.Errorf("button %q carries %q, %d bytes", b.Text, b.Data, len(b.Data))
				}
				if !seen[b.Data] {
					seen[b.Data] = true
					queue = append(queue, b.Data)
				}
			}
		}
	}
	collect()
	for step := 0; step < 60 && step < len(queue); step++ {
		if step == 30 {
			w.restart()
		}
		last := telegramsim.Message{ID: c.last().ID}
		id, err := w.tg.TapStale(c.u, c.u.ID, last.ID, queue[step])
		check(t, err)
		c.answered(id)
		w.settle()
		if strings.Contains(c.last().Text, "Nút này đã cũ") {
			t.Errorf("the button %q is not understood", queue[step])
		}
		collect()
	}
	kinds := map[byte]bool{}
	for data := range seen {
		kinds[data[0]] = true
	}
	for _, kind := range "meynraslpqd" { // see bot/tap.go
		if !kinds[byte(kind)] {
			t.Errorf("no button of kind %q was met", kind)
		}
	}
}
