package scheduler_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"motcua/bot/turn"
)

// While another replica is at work on the last month, no longer period arrives, however often anybody looks; then all do, in order.
func TestLongerPeriodsWaitForTheirLastMonth(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	chat := h.room("gia")
	unit := h.unit("gia").ID
	h.exec(`UPDATE unit SET created_at = '2027-03-01 00:00+07' WHERE id = $1`, unit)
	h.reread()
	replicas := []*replica{h.scheduler(noTurn), h.scheduler(noTurn)}
	look := func(now time.Time) {
		var all sync.WaitGroup
		for _, r := range replicas {
			all.Go(func() {
				for range 3 {
					r.Look(t.Context(), now)
				}
			})
		}
		all.Wait()
	}
	june := turn.Duty{Job: "digest", Unit: unit, Period: "2027-06"}
	if won, err := h.db.Claim(t.Context(), june, "somebody else", time.Hour); err != nil || !won {
		t.Fatal(won, err)
	}
	now := vietnam(t, "2027-07-01 08:00:00")
	look(now)
	months := h.periods(chat)
	slices.Sort(months) // two replicas may finish two months in either order
	if !slices.Equal(months, []string{"2027-03", "2027-04", "2027-05"}) {
		t.Errorf("before the last month came %v", months)
	}
	h.endLeases()
	look(now)
	look(now.Add(time.Minute))
	if got := h.periods(chat)[len(months):]; !slices.Equal(got, []string{"2027-06", "2027-Q2", "2027-H1"}) {
		t.Errorf("then came %v", got)
	}
}

// A unit that counts its months from the 15th gets its digest on the 15th.
func TestDigestByTheWindow(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	chat := h.room("tre")
	h.exec(`UPDATE unit SET created_at = '2026-10-01 00:00+07', settings = jsonb_set(settings, '{cuts}', '[{"day": 15}]') WHERE id = $1`, h.unit("tre").ID)
	h.reread()
	r := h.scheduler(noTurn)
	for _, c := range []struct {
		at   string
		want []string
	}{{"2026-10-15 07:59:00", nil}, {"2026-10-15 08:00:00", []string{"2026-10"}}, {"2026-11-01 08:00:00", []string{"2026-10"}}, {"2026-11-15 08:00:00", []string{"2026-10", "2026-11"}}} {
		r.Look(t.Context(), vietnam(t, c.at))
		if got := h.periods(chat); !slices.Equal(got, c.want) {
			t.Errorf("by %s came %v, want %v", c.at, got, c.want)
		}
	}
}

// reread takes up what was changed of the units.
func (h *house) reread() {
	h.t.Helper()
	var err error
	if h.dir, err = h.db.Directory(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}
