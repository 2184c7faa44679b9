package scheduler_test

import (
	"strings"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/internal/prose"
)

// takeUp enters an action of the unit "gia" at a moment.
func (h *house) takeUp(at time.Time, what, due string) feedback.Action {
	h.t.Helper()
	d := feedback.Draft{Finding: "Nơi chờ thấp nhất", What: what, Who: "Văn phòng", Due: due}
	a, problems := d.Action(h.unit("gia").ID, at)
	if len(problems) > 0 {
		h.t.Fatal(problems)
	}
	a, _, err := h.db.AddAction(h.t.Context(), a, "", feedback.Room)
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

func (h *house) finish(a feedback.Action, at time.Time, said string) {
	h.t.Helper()
	done, problems := a.Finish(said, "", at)
	if len(problems) > 0 {
		h.t.Fatal(problems)
	}
	if err := h.db.ChangeAction(h.t.Context(), turn.ActionWrite{Action: done, By: feedback.Room, At: at}); err != nil {
		h.t.Fatal(err)
	}
}

// What a report led to stands in the next one, month after month until it is done; the report it is about never names it,
// however late it is asked for again.
func TestDigestNamesActions(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("gia")
	s := h.scheduler(noTurn)
	// opened is the digest sent last.
	opened := func(at string) string {
		t.Helper()
		before := len(h.sent(room))
		s.Look(t.Context(), vietnam(t, at))
		sent := h.sent(room)
		if len(sent) == before {
			t.Fatalf("nothing was sent at %s", at)
		}
		return prose.Plain(sent[before].Lines)
	}
	none := func(line string) {
		t.Helper()
		if strings.Contains(line, "Việc đã nêu") {
			t.Errorf("says %q", line)
		}
	}
	want := func(line string, parts ...string) {
		t.Helper()
		for _, p := range parts {
			if !strings.Contains(line, p) {
				t.Errorf("says %q, not %q", line, p)
			}
		}
	}
	chairs := h.takeUp(vietnam(t, "2026-10-31 23:59:00"), "thêm ghế chờ", "30/11/2026") // about September
	none(opened("2026-10-01 08:00:00"))
	want(opened("2026-11-01 08:00:00"), "Việc đã nêu kỳ trước: xong 0/1; đang làm: thêm ghế chờ (Văn phòng, hạn 30/11/2026).")
	h.takeUp(vietnam(t, "2026-11-01 09:00:00"), "niêm yết lại", "15/11/2026") // about October
	h.finish(chairs, vietnam(t, "2026-11-20 10:00:00"), "đã thêm 12 ghế")
	want(opened("2026-12-01 08:00:00"), "xong 1/2; quá hạn: niêm yết lại (Văn phòng, hạn 15/11/2026).")
	want(opened("2027-01-01 08:00:00"), "xong 0/1; quá hạn: niêm yết lại") // the chairs are history
	again, err := h.db.ActionsFor(t.Context(), h.unit("gia").Unit, calendar.MonthPeriod(202610), vietnam(t, "2027-01-01 08:00:00"))
	if err != nil || len(again) != 1 || again[0].State != "done" {
		t.Errorf("October shown again opens with %+v, %v", again, err)
	}
	for _, m := range h.sent(room) {
		if text := prose.Plain(m.Lines); strings.Count(text, "\n") > 7 {
			t.Errorf("a digest of more than eight lines:\n%s", text)
		}
	}
}
