package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"motcua/storage"
	"motcua/survey"
)

// Replicas that work on the same conversations at the same time: no turn is lost, none is stored on a
// state it was not decided on, none fails for good, and they never deadlock however their turns are
// ordered.
func TestCommitConcurrently(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	const writers, rounds = 6, 12
	convs := []string{"web:a", "web:b", "web:c", "web:d"}
	cell := survey.Cell{Unit: b.unit.ID, Month: 202610, Questionnaire: "mau-v1", By: survey.ByChannel, Key: "web"}
	var clashes atomic.Int64
	var all sync.WaitGroup
	for w := range writers {
		r := rand.New(rand.NewPCG(1, uint64(w)))
		all.Go(func() {
			for i := range rounds {
				picked := slices.Clone(convs)
				r.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
				for stored := false; !stored; {
					stored = commitAll(b, picked[:1+r.IntN(3)], fmt.Sprintf("%d/%d", w, i), cell)
					if !stored {
						clashes.Add(1)
					}
				}
			}
		})
	}
	all.Wait()
	turns := b.count(`SELECT count(*) FROM seen`)
	if got := b.count(`SELECT sum(version)::int FROM conversation`); got != turns {
		t.Errorf("%d turns moved the versions by %d", turns, got)
	}
	if got := b.count(`SELECT sum(n)::int FROM figure`); got != 2*turns {
		t.Errorf("%d turns were counted as %d", turns, got)
	}
	if clashes.Load() == 0 {
		t.Error("nobody ever clashed: the test does not test anything")
	}
}

// commitAll loads the conversations and stores one turn for each in one commit; false if somebody was
// faster.
func commitAll(b *base, convs []string, event string, cell survey.Cell) bool {
	stored, err := b.Load(b.t.Context(), convs)
	if err != nil {
		b.t.Error(err)
		return true
	}
	var lot []*storage.Turn
	for i, conv := range convs {
		turn := b.turn(conv, stored[conv].Version, `{}`)
		turn.Event = event + "/" + conv
		for _, q := range []string{"q1", "q2"} {
			c := cell
			c.Question, c.Choice = q, 1+(i+len(event))%5
			turn.Counts = append(turn.Counts, survey.Count{Cell: c, N: 1})
		}
		lot = append(lot, turn)
	}
	_, err = b.Commit(b.t.Context(), "me", lot)
	if err == nil {
		return true
	}
	pg, ok := errors.AsType[*pgconn.PgError](err)
	if clash := errors.Is(err, storage.ErrClash) || (ok && pg.Code == "22012"); !clash {
		b.t.Errorf("commit of %s: %v", strings.Join(convs, ", "), err)
		return true
	}
	return false
}

// The same event of one conversation delivered to eight replicas at once is taken in once.
func TestCommitRepeatAtOnce(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	var stored, seen atomic.Int64
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			turn := b.turn("web:a", 0, `{}`)
			switch _, err := b.Commit(t.Context(), "me", []*storage.Turn{turn}); {
			case err == nil:
				stored.Add(1)
			case errors.Is(err, storage.ErrSeen):
				seen.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if stored.Load() != 1 || seen.Load() != 7 {
		t.Errorf("stored %d times, seen %d times", stored.Load(), seen.Load())
	}
	if n := b.count(`SELECT count(*) FROM pending`); n != 1 {
		t.Errorf("%d replies", n)
	}
}

// Turns of different conversations that count in the same cells wait for each other; they do not deadlock.
func TestCountsConcurrently(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	const writers, rounds, cells = 4, 8, 200
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for v := range int64(rounds) {
				turn := b.turn(fmt.Sprintf("web:%d", w), v)
				for i := range cells {
					c := b.cell(202610, "q1", i)
					turn.Counts = append(turn.Counts, survey.Count{Cell: c, N: 1})
				}
				if _, err := b.Commit(t.Context(), "me", []*storage.Turn{turn}); err != nil {
					t.Errorf("writer %d: %v", w, err)
					return
				}
			}
		})
	}
	all.Wait()
	if n := b.count(`SELECT count(*) FROM figure WHERE n = $1`, writers*rounds); n != cells {
		t.Errorf("%d cells of %d are right", n, cells)
	}
}
