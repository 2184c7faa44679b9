package telegram

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"motcua/bot"
)

// leases is the table replicas share.
type leases struct {
	mu     sync.Mutex
	holder string
	until  time.Time
	away   bool
}

func (l *leases) of(holder string) func(context.Context, string, time.Duration) (bool, error) {
	return func(_ context.Context, name string, ttl time.Duration) (bool, error) {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.away {
			return false, errAway
		}
		if name != leaseName || l.holder != holder && time.Now().Before(l.until) {
			return false, nil
		}
		l.holder, l.until = holder, time.Now().Add(ttl)
		return true, nil
	}
}

func TestOneReplicaPolls(t *testing.T) {
	table := &leases{}
	inWorld(t, func(w *world) { w.o.Lease = table.of("một") }, func(t *testing.T, w *world) {
		w.run()
		other := &world{t: t, tg: w.tg, wire: w.wire, log: w.log, o: w.o}
		other.o.Turn, other.o.Lease = other.turn, table.of("hai")
		var err error
		other.c, err = New(other.o)
		check(t, err)
		other.c.api.send.Transport, other.c.api.poll.Transport = w.wire, w.wire
		other.start()
		defer other.stop()
		u := w.tg.NewUser("An")
		say := func(text string) { must(w.tg.Send(u, u.ID, text)) }
		say("một")
		time.Sleep(5 * time.Minute)
		if len(w.events()) != 1 || len(other.events()) != 0 || !other.c.Status().Standby || !other.c.Status().Up || w.c.Status().Standby {
			t.Fatalf("%d and %d events, %+v", len(w.events()), len(other.events()), other.c.Status())
		}
		// A proper stop: the other goes on soon, with nothing twice.
		w.stop()
		say("hai")
		w.waitFor(20*time.Second, "the other replica", func() bool { return len(other.events()) == 1 })
		if got := other.texts(); got[0] != "hai" {
			t.Errorf("%q", got)
		}
		// The database goes away for longer than the lease: nobody may ask.
		table.mu.Lock()
		table.away = true
		table.mu.Unlock()
		time.Sleep(2 * time.Minute)
		asked := len(w.tg.Calls("getUpdates"))
		time.Sleep(10 * time.Minute)
		if n := len(w.tg.Calls("getUpdates")) - asked; n != 0 {
			t.Errorf("asked %d times without the lead", n)
		}
		if other.c.Status().Up {
			t.Error("up without the lead being settled")
		}
		table.mu.Lock()
		table.away = false
		table.mu.Unlock()
		say("ba")
		w.waitFor(time.Minute, "the lead is back", func() bool { return len(other.events()) == 2 })
		for _, c := range w.tg.Calls("getUpdates") {
			if c.Status == http.StatusConflict {
				t.Error("two replicas asked at once")
			}
		}
		w.noViolations()
	})
}

// The leader dies without a word: another one takes over when the lease ends.
func TestLeaderDies(t *testing.T) {
	table := &leases{holder: "ai đó", until: time.Time{}}
	inWorld(t, func(w *world) {
		table.until = time.Now().Add(leaseTTL)
		w.o.Lease = table.of("một")
	}, func(t *testing.T, w *world) {
		u := w.tg.NewUser("An")
		must(w.tg.Send(u, u.ID, "một"))
		began := time.Now()
		w.start()
		w.waitFor(2*leaseTTL, "the event", func() bool { return len(w.events()) == 1 })
		if took := time.Since(began); took < leaseTTL {
			t.Errorf("after %v though the lease had not ended", took)
		}
	})
}

// A turn under way when we are told to stop is finished, and does not come again.
func TestStopInTheMiddleOfATurn(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.tg.NewUser("An")
		w.run()
		w.setGate(func(bot.Event) { time.Sleep(5 * time.Second) })
		must(w.tg.Send(u, u.ID, "một"))
		must(w.tg.Send(u, u.ID, "hai"))
		time.Sleep(time.Second)
		w.stop()
		if got := w.texts(); !slices.Equal(got, []string{"một"}) {
			t.Fatalf("%q when stopped", got)
		}
		w.restart()
		time.Sleep(time.Minute)
		if got := w.texts(); !slices.Equal(got, []string{"một", "hai"}) {
			t.Errorf("%q after the restart", got)
		}
		w.noViolations()
	})
}

// Who has lost the lead while a turn was under way does not cut off whoever has it now.
func TestLosingTheLeadInTheMiddleOfATurn(t *testing.T) {
	table := &leases{}
	inWorld(t, func(w *world) { w.o.Lease = table.of("một") }, func(t *testing.T, w *world) {
		u := w.tg.NewUser("An")
		w.run()
		w.setGate(func(bot.Event) { time.Sleep(25 * time.Second) })
		must(w.tg.Send(u, u.ID, "một"))
		time.Sleep(time.Second)
		table.mu.Lock()
		table.holder, table.until = "hai", time.Now().Add(time.Hour)
		table.mu.Unlock()
		time.Sleep(leaseEvery)
		asked := len(w.tg.Calls("getUpdates"))
		time.Sleep(10 * time.Minute)
		if n := len(w.tg.Calls("getUpdates")) - asked; n != 0 || len(w.events()) != 1 || !w.c.Status().Standby {
			t.Errorf("asked %d times, %d events, %+v", n, len(w.events()), w.c.Status())
		}
	})
}
