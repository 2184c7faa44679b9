package storage_test

import (
	"errors"
	"maps"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/storage"
)

var october = turn.Duty{Job: "digest", Unit: 1, Period: "2026-10"}

const lease = time.Minute

func noPosts([]int64) ([]turn.Post, error) { return nil, nil }

func (b *base) claimDuty(d turn.Duty, holder string) bool {
	b.t.Helper()
	won, err := b.Claim(b.t.Context(), d, holder, lease)
	if err != nil {
		b.t.Fatal(err)
	}
	return won
}

// endLease lets the lease of every duty under way, or the wait after a failure, come to its end.
func (b *base) endLease() {
	b.t.Helper()
	b.exec(`UPDATE duty SET lease = now() - interval '1 second'`)
}

func (b *base) duty(d turn.Duty) storage.DutyState {
	b.t.Helper()
	s, err := b.Duty(b.t.Context(), d)
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

func TestClaimAtOnce(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	var won atomic.Int64
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			ok, err := b.Claim(t.Context(), october, string(rune('A'+i)), lease)
			if err != nil {
				t.Error(err)
			}
			if ok {
				won.Add(1)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 || b.duty(october).Tries != 1 {
		t.Errorf("%d replicas won, %d tries", won.Load(), b.duty(october).Tries)
	}
}

func TestDutyLife(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	if _, err := b.Duty(t.Context(), october); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a duty nobody took up: %v", err)
	}
	if !b.claimDuty(october, "A") {
		t.Fatal("nobody had it")
	}
	if b.claimDuty(october, "B") || b.claimDuty(october, "A") {
		t.Error("it was given twice")
	}
	for _, other := range []turn.Duty{{Job: "forget", Unit: 1, Period: "2026-10"}, {Job: "digest", Unit: 2, Period: "2026-10"}, {Job: "digest", Unit: 1, Period: "2026-11"}} {
		if !b.claimDuty(other, "B") {
			t.Errorf("%+v is another duty", other)
		}
	}
	if s := b.duty(october); s.DoneAt != nil || s.Tries != 1 {
		t.Errorf("state %+v", s)
	}
	if err := b.Done(t.Context(), october, "A", time.Now(), "3 destinations", nil, noPosts); err != nil {
		t.Fatal(err)
	}
	if s := b.duty(october); s.DoneAt == nil || time.Since(*s.DoneAt) > time.Minute || s.Note != "3 destinations" || s.Error != "" {
		t.Errorf("state %+v", s)
	}
	b.endLease()
	if b.claimDuty(october, "B") {
		t.Error("what is done was given out again")
	}
	done, err := b.DutiesDone(t.Context(), "digest")
	if err != nil || len(done) != 1 || done[october].IsZero() {
		t.Errorf("done %v (%v)", done, err)
	}
}

// The one who took it up died: when the lease ends somebody else does it, and the first, should he come
// back, does not do it again.
func TestDutyLeaseEnds(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.claimDuty(october, "A")
	b.endLease()
	if !b.claimDuty(october, "B") {
		t.Fatal("the lease has ended")
	}
	posts := func([]int64) ([]turn.Post, error) {
		return []turn.Post{{Conv: "web:room", Unit: 1, Body: []byte(`{}`)}}, nil
	}
	before := b.rows()
	if err := b.Done(t.Context(), october, "A", time.Now(), "", [][]byte{[]byte("png")}, posts); !errors.Is(err, storage.ErrLost) {
		t.Errorf("the first came back: %v", err)
	}
	if err := b.Fail(t.Context(), october, "A", errors.New("too late"), 0); err != nil || b.duty(october).Error != "" {
		t.Errorf("the first failed what is not his: %+v (%v)", b.duty(october), err)
	}
	if got := b.rows(); !maps.Equal(got, before) {
		t.Errorf("rows %v, were %v", got, before)
	}
	if err := b.Done(t.Context(), october, "B", time.Now(), "", nil, posts); err != nil {
		t.Error(err)
	}
	if err := b.Done(t.Context(), october, "B", time.Now(), "", nil, posts); !errors.Is(err, storage.ErrLost) {
		t.Errorf("done twice: %v", err)
	}
	if n := b.count(`SELECT count(*) FROM pending`); n != 1 {
		t.Errorf("%d messages", n)
	}
}

// A lease that ended is no harm as long as nobody else took the duty up.
func TestDutyDoneAfterItsLease(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.claimDuty(october, "A")
	b.endLease()
	if err := b.Done(t.Context(), october, "A", time.Now(), "", nil, noPosts); err != nil {
		t.Error(err)
	}
}

func TestDutyFails(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.claimDuty(october, "A")
	if err := b.Fail(t.Context(), october, "A", errors.New("no destination"), time.Hour); err != nil {
		t.Fatal(err)
	}
	if s := b.duty(october); s.DoneAt != nil || s.Error != "no destination" || s.Tries != 1 {
		t.Errorf("state %+v", s)
	}
	if b.claimDuty(october, "A") || b.claimDuty(october, "B") {
		t.Error("it was tried again before its time")
	}
	b.endLease()
	if !b.claimDuty(october, "B") || b.duty(october).Tries != 2 {
		t.Errorf("state %+v", b.duty(october))
	}
	if err := b.Done(t.Context(), october, "B", time.Now(), "", nil, noPosts); err != nil || b.duty(october).Error != "" {
		t.Errorf("state %+v (%v)", b.duty(october), err)
	}
}

// Done marks, stores the files and queues the messages, or does nothing of it.
func TestDutyDoneIsAtomic(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.claimDuty(october, "A")
	before := b.rows()
	sour := errors.New("sour")
	for what, posts := range map[string]func([]int64) ([]turn.Post, error){
		"an error": func([]int64) ([]turn.Post, error) { return nil, sour },
		"a bad message": func([]int64) ([]turn.Post, error) {
			return []turn.Post{{Conv: "web:room", Unit: 1, Body: []byte(`{}`)}, {Conv: "web:other", Unit: 1, Body: []byte("\x00")}}, nil
		},
	} {
		err := b.Done(t.Context(), october, "A", time.Now(), "", [][]byte{[]byte("png")}, posts)
		if err == nil || (what == "an error" && !errors.Is(err, sour)) {
			t.Errorf("%s: %v", what, err)
		}
		if got := b.rows(); !maps.Equal(got, before) || b.duty(october).DoneAt != nil {
			t.Errorf("%s: rows %v, were %v", what, got, before)
		}
	}
}

func TestDutyPosts(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("B", b.sending("web:held", 0)) // B is delivering to it
	b.commit("B", b.turn("web:quiet", 0))
	b.claimDuty(october, "A")
	var ids []int64
	err := b.Done(t.Context(), october, "A", time.Now(), "", [][]byte{[]byte("eins"), []byte("zwei")}, func(blobs []int64) ([]turn.Post, error) {
		ids = blobs
		var posts []turn.Post
		for _, conv := range []string{"web:held", "web:quiet", "web:new", "web:new"} {
			posts = append(posts, turn.Post{Conv: conv, Unit: b.unit.ID, Body: []byte(`{}`)})
		}
		return posts, nil
	})
	if err != nil || len(ids) != 2 {
		t.Fatal(ids, err)
	}
	for i, want := range []string{"eins", "zwei"} {
		if got, err := b.Blob(t.Context(), ids[i]); err != nil || string(got) != want {
			t.Errorf("file %d is %q (%v)", i, got, err)
		}
	}
	for conv, want := range map[string][]int64{
		"web:held": {turn.Seq(1, 0), turn.Seq(2, 0)}, "web:quiet": {turn.Seq(2, 0)}, "web:new": {turn.Seq(1, 0), turn.Seq(2, 0)},
	} {
		owed := b.owed(conv)
		for i, o := range owed {
			if len(owed) != len(want) || o.Seq != want[i] {
				t.Errorf("%s: message %d of %d has number %d, want %v", conv, i, len(owed), o.Seq, want)
			}
		}
	}
	if b.holder("web:held") != "B" {
		t.Errorf("the lane B delivers in is %q's", b.holder("web:held"))
	}
	if got := b.claim("C", 10); len(got) != 2 {
		t.Errorf("due lanes %v, want those of the quiet and the new conversation", got)
	}
	b.settle("web:held")
	// A turn decided before the message came must be decided again: its messages would have the same numbers.
	if _, err := b.Commit(t.Context(), "A", []*storage.Turn{b.sending("web:quiet", 1)}); !errors.Is(err, storage.ErrClash) {
		t.Errorf("a turn of the old version: %v", err)
	}
}
