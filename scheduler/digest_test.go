package scheduler_test

import (
	"bytes"
	"errors"
	"image/png"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/office"
	"motcua/scheduler"
)

// Two replicas look at the same time, again and again: one digest for each unit and month, in order, and
// nothing for the time before a unit existed.
func TestDigestOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	old, young := h.room("gia"), h.room("tre")
	now := vietnam(t, "2026-11-01 08:00:00")
	replicas := []*replica{h.scheduler(noTurn), h.scheduler(noTurn)}
	var all sync.WaitGroup
	for _, r := range replicas {
		all.Go(func() {
			for range 3 {
				r.Look(t.Context(), now)
			}
		})
	}
	all.Wait()
	got := h.periods(old)
	slices.Sort(got) // two replicas may finish two months in either order
	if want := []string{"2026-09", "2026-10"}; !slices.Equal(got, want) {
		t.Errorf("the old unit got %v, want %v", got, want)
	}
	if got := h.periods(young); !slices.Equal(got, []string{"2026-10"}) {
		t.Errorf("the young unit got %v", got)
	}
	if n := h.count(`SELECT count(*) FROM duty WHERE job = 'digest' AND done_at IS NOT NULL AND tries = 1`); n != 3 {
		t.Errorf("%d duties were done at the first try, want 3", n)
	}
	if n := h.count(`SELECT count(*) FROM blob`); n != 3*3 {
		t.Errorf("%d files, a chart, a workbook and a draft were wanted for each", n)
	}
	if n := replicas[0].looked + replicas[1].looked; n != 3 {
		t.Errorf("the senders were told %d times", n)
	}
	for _, r := range replicas {
		r.Look(t.Context(), now)
		if r.Owing() != 0 {
			t.Errorf("%d digests are owing", r.Owing())
		}
	}
}

func TestDigestMessage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("tre")
	h.scheduler(noTurn).Look(t.Context(), vietnam(t, "2026-11-01 08:00:00"))
	got := h.sent(room)
	if len(got) != 1 || len(got[0].Files) != 3 {
		t.Fatalf("sent %+v", got)
	}
	text := prose.Plain(got[0].Lines)
	if !strings.Contains(text, "tre") || !strings.Contains(text, "10/2026") {
		t.Errorf("the digest is %q", text)
	}
	file := got[0].Files[0]
	if file.Name != "bieu-do-2026-10.png" || file.Type != "image/png" || !file.Photo || !strings.Contains(file.Alt, "tháng 10/2026") {
		t.Errorf("the chart is %+v", file)
	}
	chart, err := h.db.Blob(t.Context(), file.Blob)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(bytes.NewReader(chart)); err != nil {
		t.Errorf("the chart is no picture: %v", err)
	}
	if convs, err := h.db.ClaimLanes(t.Context(), "sender", 10); err != nil || !slices.Equal(convs, []string{room}) {
		t.Errorf("due lanes are %v (%v)", convs, err)
	}
}

// Every destination of a unit gets the digest; one of another unit does not.
func TestDigestDestinations(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.room("tre")
	h.exec(`INSERT INTO destination (unit, conv) VALUES ($1, 'telegram:-100')`, h.unit("tre").ID)
	h.room("gia")
	h.scheduler(noTurn).Look(t.Context(), vietnam(t, "2026-11-01 08:00:00"))
	for conv, want := range map[string]int{"web:room-tre": 1, "telegram:-100": 1, "web:room-gia": 2} {
		if got := len(h.sent(conv)); got != want {
			t.Errorf("%s got %d digests, want %d", conv, got, want)
		}
	}
}

func TestDigestNotBeforeItsHour(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	old, young := h.room("gia"), h.room("tre")
	s := h.scheduler(noTurn)
	s.Look(t.Context(), vietnam(t, "2026-11-01 07:59:59"))
	if a, b := h.periods(old), h.periods(young); !slices.Equal(a, []string{"2026-09"}) || len(b) != 0 || s.Owing() != 0 {
		t.Errorf("before the hour: %v and %v, %d owing", a, b, s.Owing())
	}
	s.Look(t.Context(), vietnam(t, "2026-11-01 08:00:00"))
	if a, b := h.periods(old), h.periods(young); len(a) != 2 || len(b) != 1 {
		t.Errorf("at the hour: %v and %v", a, b)
	}
}

// All replicas were off for a long time: what was missed in the last twelve months is sent, oldest first,
// and what was sent is not sent again.
func TestDigestCatchUp(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("tre")
	for _, m := range []string{"04", "05", "06", "08", "09", "10", "11", "12"} {
		h.exec(`INSERT INTO duty (job, unit, period, done_at) VALUES ('digest', $1, $2, '2028-01-01 08:00+07')`, h.unit("tre").ID, "2027-"+m)
	}
	h.scheduler(noTurn).Look(t.Context(), vietnam(t, "2028-03-01 08:00:00"))
	// Not 2026-11 to 2027-02, nor the quarters before the last, nor the second half of a year, which the year tells of: history, not news.
	want := []string{"2027-03", "2027-H1", "2027-07", "2027-9T", "2027-Q4", "2027", "2028-01", "2028-02"}
	if got := h.periods(room); !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
}

// On 1 January everything ends at once: month, quarter, year, in this order, once each, though two replicas look; and each
// again only where the next ends.
func TestDigestYearEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("gia") // since 20 September 2026
	replicas := []*replica{h.scheduler(noTurn), h.scheduler(noTurn)}
	look := func(at string) {
		var all sync.WaitGroup
		for _, r := range replicas {
			all.Go(func() {
				for range 3 {
					r.Look(t.Context(), vietnam(t, at))
				}
			})
		}
		all.Wait()
		replicas[0].Look(t.Context(), vietnam(t, at)) // what one held back because of the other
	}
	want := []string{}
	for _, step := range []struct {
		at   string
		adds []string
	}{
		{"2026-10-01 08:00:00", []string{"2026-09"}}, // the quarter would say no more than its only month
		{"2026-11-01 08:00:00", []string{"2026-10"}},
		{"2026-12-01 08:00:00", []string{"2026-11"}},
		{"2026-12-31 23:59:59", nil},
		{"2027-01-01 07:59:59", nil},
		{"2027-01-01 08:00:00", []string{"2026-12", "2026-Q4", "2026"}},
		{"2027-02-01 08:00:00", []string{"2027-01"}},
		{"2027-03-01 08:00:00", []string{"2027-02"}},
		{"2027-04-01 08:00:00", []string{"2027-03", "2027-Q1"}},
	} {
		look(step.at)
		want = append(want, step.adds...)
		if got := h.periods(room); !slices.Equal(got, want) {
			t.Fatalf("after %s: sent %v, want %v", step.at, got, want)
		}
	}
	if n := h.count(`SELECT count(*) FROM duty WHERE job = 'digest' AND done_at IS NOT NULL AND tries = 1`); n != len(want) {
		t.Errorf("%d duties were done at the first try, want %d", n, len(want))
	}
}

// A month that is not sent yet holds back the quarter and the year it ends.
func TestDigestOrder(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("gia")
	now := vietnam(t, "2027-01-01 08:00:00")
	d := turn.Duty{Job: "digest", Unit: h.unit("gia").ID, Period: "2026-12"}
	if won, err := h.db.Claim(t.Context(), d, "slow", 5*time.Minute); err != nil || !won {
		t.Fatal(won, err)
	}
	s := h.scheduler(noTurn)
	s.Look(t.Context(), now)
	if got, want := h.periods(room), []string{"2026-09", "2026-10", "2026-11"}; !slices.Equal(got, want) {
		t.Errorf("while December is being made: sent %v, want %v", got, want)
	}
	if s.Owing() != 3+4 { // and what the unit without a room owes: October to December and their quarter
		t.Errorf("%d owing", s.Owing())
	}
	h.endLeases()
	s.Look(t.Context(), now)
	if got, want := h.periods(room)[3:], []string{"2026-12", "2026-Q4", "2026"}; !slices.Equal(got, want) {
		t.Errorf("afterwards: sent %v, want %v", got, want)
	}
}

// The replica that took the duty up was killed before it was done: another does it once the lease ends.
func TestDigestAfterAKill(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("tre")
	now := vietnam(t, "2026-11-01 08:00:00")
	d := turn.Duty{Job: "digest", Unit: h.unit("tre").ID, Period: "2026-10"}
	if won, err := h.db.Claim(t.Context(), d, "killed", 5*time.Minute); err != nil || !won {
		t.Fatal(won, err)
	}
	s := h.scheduler(noTurn)
	s.Look(t.Context(), now)
	if got := h.periods(room); len(got) != 0 {
		t.Fatalf("sent %v while another had it", got)
	}
	if s.Owing() != 1+2 { // and two of the unit that has no room
		t.Errorf("%d owing", s.Owing())
	}
	h.endLeases()
	s.Look(t.Context(), now)
	s.Look(t.Context(), now)
	if got := h.periods(room); !slices.Equal(got, []string{"2026-10"}) {
		t.Errorf("sent %v", got)
	}
}

// Without a room the digest stays owed, says why, and is sent once when there is one.
func TestDigestWithoutDestination(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.room("gia")
	s := h.scheduler(noTurn)
	now := vietnam(t, "2026-11-01 08:00:00")
	s.Look(t.Context(), now)
	d := turn.Duty{Job: "digest", Unit: h.unit("tre").ID, Period: "2026-10"}
	state, err := h.db.Duty(t.Context(), d)
	if err != nil || state.DoneAt != nil || !strings.Contains(state.Error, "destination") || s.Owing() != 1 {
		t.Errorf("state %+v (%v), %d owing", state, err, s.Owing())
	}
	if n := h.count(`SELECT count(*) FROM blob`); n != 2*3 {
		t.Errorf("%d files: some were made for nobody", n)
	}
	room := h.room("tre")
	for range 3 {
		h.endLeases()
		s.Look(t.Context(), now)
	}
	if got := h.periods(room); !slices.Equal(got, []string{"2026-10"}) || s.Owing() != 0 {
		t.Errorf("sent %v, %d owing", got, s.Owing())
	}
}

// A digest that was sent before its period had ended, or by a clock that was ahead of the present one, is owed again when
// its time comes, and then sent once.
func TestDigestSentByAWrongClock(t *testing.T) {
	t.Parallel()
	for name, sentAt := range map[string]string{"before its end": "2026-10-31 23:59:00+07", "by a clock ahead": "2027-02-01 08:00:00+07"} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			room := h.room("tre")
			h.exec(`INSERT INTO duty (job, unit, period, done_at) VALUES ('digest', $1, '2026-10', $2::timestamptz)`, h.unit("tre").ID, sentAt)
			s := h.scheduler(noTurn)
			s.Look(t.Context(), vietnam(t, "2026-10-31 23:59:30"))
			if got := h.periods(room); len(got) != 0 {
				t.Errorf("sent %v before its time", got)
			}
			for range 3 {
				s.Look(t.Context(), vietnam(t, "2026-11-01 08:00:00"))
			}
			if got := h.periods(room); !slices.Equal(got, []string{"2026-10"}) {
				t.Errorf("sent %v", got)
			}
		})
	}
}

func TestSendDigest(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	s, other := h.scheduler(noTurn), h.scheduler(noTurn)
	u, now := h.unit("tre"), vietnam(t, "2026-11-01 06:00:00") // two hours ahead of its time
	if _, err := s.SendDigest(t.Context(), u, 202610, now); !errors.Is(err, office.ErrNoDestination) {
		t.Errorf("without a room: %v", err)
	}
	room := h.room("tre")
	// Nobody may believe that it was sent when it was not.
	if _, err := s.SendDigest(t.Context(), u, 202610, now); !errors.Is(err, scheduler.ErrUnderWay) {
		t.Errorf("right after a failure: %v", err)
	}
	h.endLeases()
	if at, err := s.SendDigest(t.Context(), u, 202610, now); err != nil || !at.Equal(now) {
		t.Errorf("sent at %v: %v", at, err)
	}
	for _, r := range []*replica{s, other} {
		if at, err := r.SendDigest(t.Context(), u, 202610, now.AddDate(0, 0, 1)); !errors.Is(err, scheduler.ErrSent) || at.IsZero() {
			t.Errorf("the second time: %v, sent at %v", err, at)
		}
	}
	other.Look(t.Context(), vietnam(t, "2026-11-01 08:00:00")) // its time comes
	if got := h.periods(room); !slices.Equal(got, []string{"2026-10"}) {
		t.Errorf("sent %v", got)
	}
}
