package storage_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/org"
	"motcua/storage"
)

// testRules are so wide that only what a test is about bounds anything.
var testRules = storage.ScreenRules{Show: 3 * time.Minute, Life: 5 * time.Minute, Pace: storage.Pace{Every: time.Second, Burst: 1000}}

// screens is a base with one screen.
type screens struct {
	*base
	one   storage.Screen
	token string
}

func newScreens(t *testing.T, kiosk bool) *screens {
	b := newBase(t)
	id, token, err := b.NewScreen(t.Context(), storage.Screen{Unit: b.unit.ID, Slip: "tra-ket-qua", Kiosk: kiosk})
	b.check(err)
	one, err := b.Screen(t.Context(), token)
	b.check(err)
	if one.ID != id || one.Unit != b.unit.ID || one.Slip != "tra-ket-qua" || one.Kiosk != kiosk {
		t.Fatalf("screen %+v", one)
	}
	return &screens{b, one, token}
}

func (b *base) check(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// later lets time pass for the screen and its codes.
func (s *screens) later(d time.Duration) {
	s.t.Helper()
	s.exec(`UPDATE screen SET shown_at = shown_at - $1::interval, booked = booked - $1::interval,
		visited_at = visited_at - $1::interval, forms_booked = forms_booked - $1::interval`, d)
	s.exec(`UPDATE ticket SET expires_at = expires_at - $1::interval`, d)
}

func (s *screens) state(code string) turn.TicketState {
	s.t.Helper()
	ticket, err := s.Ticket(s.t.Context(), turn.TicketHash(code))
	s.check(err)
	if ticket.Kind != org.Screen || ticket.Slip != s.one.Slip {
		s.t.Errorf("ticket %+v", ticket)
	}
	return ticket.State
}

func (s *screens) code() storage.ScreenCode {
	s.t.Helper()
	c, err := s.ScreenCode(s.t.Context(), s.one.ID, testRules)
	s.check(err)
	if c.Code == "" {
		s.t.Fatalf("no code: %+v", c)
	}
	return c
}

func TestScreenCode(t *testing.T) {
	s := newScreens(t, false)
	first := s.code()
	if again := s.code(); again.Code != first.Code || again.Serial != first.Serial || again.Left > testRules.Show {
		t.Errorf("asked again: %+v, before %+v", again, first)
	}
	// It was opened: there is another at once.
	s.exec(`UPDATE ticket SET state = 'used' WHERE hash = $1`, turn.TicketHash(first.Code))
	if l, err := s.LookAtScreen(t.Context(), s.one.ID, testRules); err != nil || l.Good || l.Serial != first.Serial {
		t.Errorf("a used code: %+v, %v", l, err)
	}
	second := s.code()
	if second.Code == first.Code || second.Serial != first.Serial+1 {
		t.Errorf("after it was opened: %+v", second)
	}
	// Nobody opened it: another after three minutes, and the one before stays good for whoever has just scanned it.
	s.later(testRules.Show + time.Second)
	third := s.code()
	if third.Code == second.Code || s.state(second.Code) != turn.TicketOpen {
		t.Errorf("after its time: %+v, the one before is %s", third, s.state(second.Code))
	}
	s.later(testRules.Life - testRules.Show)
	if got := s.state(second.Code); got != turn.TicketExpired {
		t.Errorf("the one before is %s long after", got)
	}
}

// Never more than two codes of a screen can be opened.
func TestScreenCodesAreFew(t *testing.T) {
	s := newScreens(t, false)
	rules := testRules
	rules.Life = time.Hour
	for range 5 {
		_, err := s.ScreenCode(t.Context(), s.one.ID, rules)
		s.check(err)
		s.later(rules.Show + time.Second)
	}
	open := s.count(`SELECT count(*) FROM ticket WHERE state = 'open' AND expires_at > now()`)
	if open != 2 {
		t.Errorf("%d codes can be opened", open)
	}
}

// Two machines that show one link, at the same moment, show one code.
func TestScreenCodeAtOnce(t *testing.T) {
	s := newScreens(t, false)
	codes := make([]string, 8)
	var all sync.WaitGroup
	for i := range codes {
		all.Go(func() {
			c, err := s.ScreenCode(t.Context(), s.one.ID, testRules)
			if err != nil {
				t.Error(err)
			}
			codes[i] = c.Code
		})
	}
	all.Wait()
	for _, c := range codes {
		if c == "" || c != codes[0] {
			t.Errorf("codes %v", codes)
		}
	}
}

func TestScreenPace(t *testing.T) {
	s := newScreens(t, false)
	rules := testRules
	rules.Pace = storage.Pace{Every: time.Minute, Burst: 3}
	made := func() (n int) {
		for range 10 {
			c, err := s.ScreenCode(t.Context(), s.one.ID, rules)
			s.check(err)
			if c.Code == "" {
				if c.Left <= 0 || c.Left > time.Minute {
					t.Errorf("the next one after %v", c.Left)
				}
				return n
			}
			n++
			s.exec(`UPDATE ticket SET state = 'used'`)
		}
		return n
	}
	if n := made(); n != 3 {
		t.Errorf("%d codes in a row", n)
	}
	s.later(time.Minute)
	if n := made(); n != 1 {
		t.Errorf("%d codes a minute later", n)
	}
}

func TestRevokeScreen(t *testing.T) {
	s := newScreens(t, true)
	first := s.code()
	s.later(testRules.Show + time.Second)
	second := s.code()
	if err := s.RevokeScreen(t.Context(), s.one.Unit+1, s.one.ID); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("another unit's: %v", err)
	}
	s.check(s.RevokeScreen(t.Context(), s.one.Unit, s.one.ID))
	for _, c := range []storage.ScreenCode{first, second} {
		if got := s.state(c.Code); got != turn.TicketRevoked {
			t.Errorf("a code of it is %s", got)
		}
	}
	_, err := s.Screen(t.Context(), s.token)
	_, err2 := s.ScreenCode(t.Context(), s.one.ID, testRules)
	_, err3 := s.LookAtScreen(t.Context(), s.one.ID, testRules)
	_, err4 := s.Receive(t.Context(), s.one.ID, storage.Arrival{Chat: "chat"}, testRules)
	for i, err := range []error{err, err2, err3, err4, s.RevokeScreen(t.Context(), s.one.Unit, s.one.ID)} {
		if !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%d: %v", i, err)
		}
	}
	all, err := s.Screens(t.Context(), s.one.Unit)
	s.check(err)
	if len(all) != 1 || all[0].Revoked == nil {
		t.Errorf("list: %+v", all)
	}
	if n, err := s.ScreensInUse(t.Context()); err != nil || n != 0 {
		t.Errorf("%d in use, %v", n, err)
	}
}

func TestKioskVisits(t *testing.T) {
	s := newScreens(t, true)
	is := func(chat string, want bool) {
		t.Helper()
		if here, err := s.Visits(t.Context(), s.one.ID, chat); err != nil || here != want {
			t.Errorf("%s visits: %v, %v", chat, here, err)
		}
	}
	is("", false)
	is("one", false)
	arrives := func(chat, from string) storage.Received {
		t.Helper()
		got, err := s.Receive(t.Context(), s.one.ID, storage.Arrival{Chat: chat, From: from, Idle: time.Minute}, testRules)
		s.check(err)
		return got
	}
	if got := arrives("one", "tablet"); got.Code == "" || got.Former != "" || got.Wait != 0 || s.state(got.Code) != turn.TicketOpen {
		t.Errorf("%+v", got)
	}
	is("one", true)
	if got := arrives("thief", "copied link"); !got.Taken || got.Code != "" || got.Wait <= 0 {
		t.Errorf("somebody with the link sent the visitor away: %+v", got)
	}
	is("one", true)
	is("thief", false)
	if got := arrives("two", "tablet"); got.Former != "one" {
		t.Errorf("before came %q", got.Former)
	}
	is("one", false)
	is("two", true)
	if chat, err := s.Left(t.Context(), s.one.ID, time.Minute); err != nil || chat != "" {
		t.Errorf("left: %q, %v", chat, err)
	}
	s.later(2 * time.Minute)
	if chat, err := s.Left(t.Context(), s.one.ID, time.Minute); err != nil || chat != "two" {
		t.Errorf("left: %q, %v", chat, err)
	}
	s.check(s.Leaves(t.Context(), s.one.ID, "two"))
	is("two", false)
	arrives("three", "another page")
	s.check(s.Leaves(t.Context(), s.one.ID, "two"))
	is("three", true)
	s.check(s.Leaves(t.Context(), s.one.ID, "three"))
	is("three", false)
}

func TestKioskFormPace(t *testing.T) {
	s := newScreens(t, true)
	rules := storage.KioskRules{Pace: storage.Pace{Every: time.Minute, Burst: 2}, Day: 3, Times: 2}
	book := func() time.Duration {
		t.Helper()
		wait, err := s.BookKioskForm(t.Context(), s.one.ID, rules)
		s.check(err)
		return wait
	}
	if a, b, c := book(), book(), book(); a != 0 || b != 0 || c <= 0 || c > time.Minute {
		t.Errorf("%v, %v, %v", a, b, c)
	}
	s.later(time.Minute)
	if a, b := book(), book(); a != 0 || b <= 0 {
		t.Errorf("a minute later: %v, %v", a, b)
	}
	// A day's are used up, unless the unit is used to more.
	today := time.Now()
	for i := range 3 {
		f := s.filled(int64(i+1), today, 4, "")
		f.Channel, f.Point = "kiosk", s.one.Point
		s.importForms(f)
	}
	s.later(time.Minute)
	if wait := book(); wait <= 0 || wait > 24*time.Hour {
		t.Errorf("a fourth of the day: wait %v", wait)
	}
	for i := range 4 {
		s.importForms(s.filled(int64(i+10), today.AddDate(0, 0, -2), 4, ""))
	}
	s.later(time.Minute)
	if wait := book(); wait != 0 {
		t.Errorf("where eight are usual: wait %v", wait)
	}
}
