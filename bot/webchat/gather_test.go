package webchat

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5/pgconn"

	"motcua/storage"
)

// disk is a store whose writes wait for a sign and can be made to fail.
type disk struct {
	mu     sync.Mutex
	writes [][]int64
	free   chan struct{}
	fail   func([]storage.WebEntry) error
}

func (d *disk) store(ctx context.Context, entries []storage.WebEntry) error {
	if d.free != nil {
		<-d.free
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var seqs []int64
	for _, e := range entries {
		seqs = append(seqs, e.Seq)
	}
	slices.Sort(seqs)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writes = append(d.writes, seqs)
	if d.fail != nil {
		return d.fail(entries)
	}
	return nil
}

func gathering(d *disk) *gatherer {
	return &gatherer{store: d.store, writing: make(chan struct{}, 1)}
}

func TestLoneEntryDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{}
		g := gathering(d)
		for seq := range int64(3) {
			if err := g.add(t.Context(), storage.WebEntry{Seq: seq}); err != nil {
				t.Fatal(err)
			}
		}
		if len(d.writes) != 3 {
			t.Errorf("writes %v", d.writes)
		}
	})
}

func TestThoseWhoComeDuringAWriteGoTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{free: make(chan struct{})}
		g := gathering(d)
		var all sync.WaitGroup
		add := func(seq int64) {
			all.Go(func() {
				if err := g.add(t.Context(), storage.WebEntry{Seq: seq}); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
		}
		add(0) // is being written
		for seq := range int64(9) {
			add(seq + 1)
		}
		d.free <- struct{}{}
		synctest.Wait()
		add(10) // comes during the second write
		close(d.free)
		all.Wait()
		want := [][]int64{{0}, {1, 2, 3, 4, 5, 6, 7, 8, 9}, {10}}
		if !slices.EqualFunc(d.writes, want, slices.Equal[[]int64]) {
			t.Errorf("writes %v, want %v", d.writes, want)
		}
	})
}

func TestABadEntryDoesNotSpoilItsNeighbours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bad := &pgconn.PgError{Code: "22P02"}
		d := &disk{free: make(chan struct{}), fail: func(entries []storage.WebEntry) error {
			if slices.ContainsFunc(entries, func(e storage.WebEntry) bool { return e.Seq == 2 }) {
				return bad
			}
			return nil
		}}
		g := gathering(d)
		errs := make([]error, 4)
		var all sync.WaitGroup
		for seq := range errs {
			all.Go(func() { errs[seq] = g.add(t.Context(), storage.WebEntry{Seq: int64(seq)}) })
			synctest.Wait()
		}
		close(d.free)
		all.Wait()
		for seq, err := range errs {
			if (seq == 2) != errors.Is(err, bad) || seq != 2 && err != nil {
				t.Errorf("entry %d: %v", seq, err)
			}
		}
	})
}

func TestDatabaseAwayIsTriedOnlyOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		away := errors.New("connection refused")
		d := &disk{free: make(chan struct{}), fail: func([]storage.WebEntry) error { return away }}
		g := gathering(d)
		var all sync.WaitGroup
		for seq := range int64(5) {
			all.Go(func() {
				if err := g.add(t.Context(), storage.WebEntry{Seq: seq}); !errors.Is(err, away) {
					t.Errorf("entry %d: %v", seq, err)
				}
			})
			synctest.Wait()
		}
		close(d.free)
		all.Wait()
		if len(d.writes) != 2 {
			t.Errorf("%d attempts, want one for each of two writes", len(d.writes))
		}
	})
}

func TestOneWhoGivesUpDoesNotTakeOthersWithHim(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{free: make(chan struct{})}
		g := gathering(d)
		impatient, giveUp := context.WithCancel(t.Context())
		var all sync.WaitGroup
		add := func(ctx context.Context, seq int64, want error) {
			all.Go(func() {
				if err := g.add(ctx, storage.WebEntry{Seq: seq}); !errors.Is(err, want) {
					t.Errorf("entry %d: %v, want %v", seq, err, want)
				}
			})
			synctest.Wait()
		}
		add(t.Context(), 0, nil)
		add(impatient, 1, nil) // leads the next write, so he stays
		add(t.Context(), 2, nil)
		add(impatient, 3, context.Canceled) // only waits, so he may go
		giveUp()
		synctest.Wait()
		close(d.free)
		all.Wait()
		if got := d.writes[len(d.writes)-1]; !slices.Equal(got, []int64{1, 2, 3}) {
			t.Errorf("second write %v", got)
		}
	})
}
