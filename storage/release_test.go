package storage_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/storage"
)

// A message that is put in while the lane is being given back must not be forgotten: here the turn is in
// the middle of its transaction when Release comes, and Release must wait and then see the message.
func TestReleaseSeesTheMessagePutInMeanwhile(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("A", b.sending("web:a", 0))
	b.settle("web:a")

	tx, err := b.sql.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(t.Context()) }()
	// What a turn does, in its order, up to just before its commit.
	for _, sql := range []string{
		`INSERT INTO pending (conv, seq, body) VALUES ('web:a', 99, '{}')`,
		`INSERT INTO lane AS l (conv, holder, due) VALUES ('web:a', 'B', now() + interval '6 s')
			ON CONFLICT (conv) DO UPDATE SET holder = excluded.holder, due = excluded.due WHERE l.due IS NULL`,
	} {
		if _, err := tx.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	var more []string
	var all sync.WaitGroup
	all.Go(func() { more, err = b.Release(t.Context(), "A", []string{"web:a"}) })
	eventually(t, "Release waits for the turn", func() bool { return b.waiting() == 1 })
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	if err != nil || !slices.Equal(more, []string{"web:a"}) {
		t.Errorf("Release says that something is owed in %v (%v)", more, err)
	}
	if got := b.claim("B", 10); !slices.Equal(got, []string{"web:a"}) {
		t.Errorf("the next to look finds %v", got)
	}
}

// The other way round: the lane is being given back when the turn comes. The turn waits, and then takes
// the lane itself.
func TestTurnTakesTheLaneJustGivenBack(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("A", b.sending("web:a", 0))
	b.settle("web:a")

	tx, err := b.sql.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback(t.Context()) }()
	if _, err := tx.Exec(t.Context(), `UPDATE lane SET holder = NULL, due = NULL WHERE conv = 'web:a'`); err != nil {
		t.Fatal(err)
	}
	var taken []bool
	var all sync.WaitGroup
	all.Go(func() { taken, err = b.Commit(t.Context(), "B", []*storage.Turn{b.sending("web:a", 1)}) })
	eventually(t, "the turn waits for the lane", func() bool { return b.waiting() == 1 })
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	if err != nil || !taken[0] {
		t.Errorf("the turn took its lane: %v (%v)", taken, err)
	}
}

// Messages are put in and lanes given back as fast as they can be. Each message is delivered, once and in
// order. A wake-up that was lost would leave a message for good: its lane would never be due.
func TestLanesUnderLoad(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	convs := []string{"web:a", "web:b", "web:c"}
	const turns = 80
	log := &deliveries{of: map[string][]int64{}}
	holders := map[string]*deliverer{}
	for _, name := range []string{"A", "B"} {
		holders[name] = &deliverer{b: b, holder: name, taken: make(chan string, 1000), log: log}
	}
	var delivering, writing sync.WaitGroup
	for _, d := range holders {
		delivering.Go(d.run)
	}
	for i, conv := range convs {
		writing.Go(func() {
			for v := range int64(turns) {
				holder := []string{"A", "B"}[(int(v)+i)%2]
				if b.commit(holder, b.sending(conv, v)) {
					holders[holder].taken <- conv
				}
			}
		})
	}
	writing.Wait()
	eventually(t, "everything is delivered", func() bool { return b.count(`SELECT count(*) FROM pending`) == 0 })
	for _, d := range holders {
		close(d.taken)
	}
	delivering.Wait()
	for _, conv := range convs {
		var want []int64
		for v := range int64(turns) {
			want = append(want, turn.Seq(v+1, 0))
		}
		if got := log.of[conv]; !slices.Equal(got, want) {
			t.Errorf("%s: %d messages were delivered, want %d; in order: %t", conv, len(got), len(want), slices.IsSorted(got))
		}
	}
}

// deliveries is what arrived, in the order in which it did.
type deliveries struct {
	mu sync.Mutex
	of map[string][]int64
}

func (l *deliveries) add(owed []storage.Owed) (done []storage.Delivered) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, o := range owed {
		l.of[o.Conv] = append(l.of[o.Conv], o.Seq)
		done = append(done, storage.Delivered{Conv: o.Conv, Seq: o.Seq})
	}
	return done
}

// deliverer is a process that delivers.
type deliverer struct {
	b      *base
	holder string
	taken  chan string // lanes that turns of this process took
	log    *deliveries
}

// run serves the lanes its turns took and, like every process, looks for due ones now and then: a lane that is
// due may be skipped by a look because a turn has it locked just then.
func (d *deliverer) run() {
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case conv, more := <-d.taken:
			if !more {
				return
			}
			d.serve(conv)
		case <-look.C:
			for _, conv := range d.b.claim(d.holder, 10) {
				d.serve(conv)
			}
		}
	}
}

// serve delivers what is owed in a lane and gives it back.
func (d *deliverer) serve(conv string) {
	for owed := d.b.owed(conv); len(owed) > 0; owed = d.b.owed(conv) {
		if err := d.b.Settle(d.b.t.Context(), d.log.add(owed)); err != nil {
			d.b.t.Error(err)
		}
	}
	d.b.release(d.holder, conv)
}

// Giving back nothing, or what was never taken, does nothing.
func TestReleaseNothing(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	if more := b.release("A"); len(more) != 0 {
		t.Errorf("released %v", more)
	}
	if more := b.release("A", "web:never"); len(more) != 0 {
		t.Errorf("released %v", more)
	}
	if err := b.Settle(t.Context(), nil); err != nil {
		t.Error(err)
	}
	if n := b.count(`SELECT count(*) FROM lane`); n != 0 {
		t.Errorf("%d lanes", n)
	}
}
