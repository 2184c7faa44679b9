package engine_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/bot"
	"motcua/internal/testkit"
	"motcua/storage"
)

// A process that could not note a delivery for longer than its lease, as in every outage of the database of more than some
// seconds, still knows what it has delivered when it takes the lane again: nobody reads the same message twice for that.
func TestNothingIsSentTwiceAfterALostLease(t *testing.T) {
	t.Parallel()
	h := openHouse(t, testkit.Start(t, "bot", commune), "")
	const conv = "web:lease"
	away := holdFirst(t, h, conv)
	say := func(id string) {
		h.turn(bot.Event{Channel: "web", Chat: "lease", ID: id, Kind: bot.Text, Text: "xin chào", At: time.Now()})
	}
	say("first")
	arrived(t, h, conv, 1)
	h.stored(`UPDATE lane SET holder = 'another', due = 'infinity' WHERE conv = $1`, conv)
	time.Sleep(storage.LaneLease + time.Second) // the lease is over, whenever it was last extended
	say("second")
	h.stored(`UPDATE lane SET holder = NULL, due = now() WHERE conv = $1`, conv)
	arrived(t, h, conv, 2)
	away()
	got := h.settled(conv, 0)
	if len(got) != 2 || got[0].Seq == got[1].Seq {
		t.Errorf("%d deliveries of 2 messages", len(got))
	}
}

// holdFirst keeps the first message of a conversation in the outbox although it is delivered, until it is let go.
func holdFirst(t *testing.T, h *house, conv string) (letGo func()) {
	t.Helper()
	pool := testkit.Pool(t, h.dsn)
	var tx pgx.Tx
	h.chat.fail = func(d bot.Delivery) (err error) {
		if tx != nil || d.Conv != conv {
			return nil
		}
		if tx, err = pool.Begin(context.Background()); err != nil {
			return err
		}
		_, err = tx.Exec(context.Background(), `SELECT FROM pending WHERE conv = $1 FOR UPDATE`, conv)
		return err
	}
	letGo = sync.OnceFunc(func() {
		if tx != nil {
			_ = tx.Rollback(context.Background())
		}
	})
	t.Cleanup(letGo)
	return letGo
}

// arrived waits until at least n messages were delivered.
func arrived(t *testing.T, h *house, conv string, n int) {
	t.Helper()
	for late := time.Now().Add(20 * time.Second); len(h.chat.delivered(conv)) < n; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(late) {
			t.Fatalf("%d messages delivered, %d expected", len(h.chat.delivered(conv)), n)
		}
	}
}
