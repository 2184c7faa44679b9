package scheduler_test

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/bot/turn"
	"motcua/internal/prose"
)

// A report that a chat asked for comes once, to that chat alone, and says that it is shown again.
func TestReissue(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room, other := h.room("tre"), h.room("gia")
	note, err := json.Marshal(turn.Reissue{Conv: room, Period: "2026-Q3"})
	if err != nil {
		t.Fatal(err)
	}
	now := vietnam(t, "2026-11-20 09:00:00")
	h.exec(`INSERT INTO duty (job, unit, period, note) VALUES ($1, $2, 'asked', $3)`, turn.ReissueJob, h.unit("tre").ID, string(note))
	s := h.scheduler(noTurn)
	for range 2 {
		s.Look(t.Context(), now)
	}
	again := func(conv string) (texts []string) {
		for _, m := range h.sent(conv) {
			if text := prose.Plain(m.Lines); strings.Contains(text, "xem lại") && len(m.Files) == 3 {
				texts = append(texts, text)
			}
		}
		return texts
	}
	if got := again(room); len(got) != 1 || !strings.Contains(got[0], "quý III/2026") {
		t.Errorf("shown again: %q", got)
	}
	if got := again(other); len(got) != 0 {
		t.Errorf("a chat that did not ask got %q", got)
	}
}
