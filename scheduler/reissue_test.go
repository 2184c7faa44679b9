package scheduler_test

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/bot"
	"motcua/internal/prose"
)

// A report that a chat asked for comes once, to that chat alone, and says that it is shown again.
func TestReissue(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room, other := h.room("tre"), h.room("gia")
	note, err := json.Marshal(bot.Reissue{Conv: room, Period: "2026-Q3"})
	if err != nil {
		t.Fatal(err)
	}
	now := vietnam(t, "2026-11-20 09:00:00")
	h.exec(`INSERT INTO duty (job, unit, period, note) VALUES ($1, $2, 'asked', $3)`, bot.ReissueJob, h.unit("tre").ID, string(note))
	before := len(h.sent(other))
	s := h.scheduler(noTurn)
	for range 2 {
		s.Look(t.Context(), now)
	}
	got := h.sent(room)
	if len(got) != 1 || len(got[0].Files) != 2 {
		t.Fatalf("sent %+v", got)
	}
	if text := prose.Plain(got[0].Lines); !strings.Contains(text, "quý III/2026") || !strings.Contains(text, "xem lại") {
		t.Errorf("the report says %q", text)
	}
	if len(h.sent(other)) != before {
		t.Error("a chat that did not ask got it too")
	}
}
