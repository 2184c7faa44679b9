package storage_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"motcua/storage"
)

// sending is a turn that puts one message into the outbox and would like to deliver it.
func (b *base) sending(conv string, version int64) *storage.Turn {
	t := b.turn(conv, version, fmt.Sprintf(`{"n":%d}`, version))
	t.Take = true
	return t
}

// holder is who has a lane, "" for nobody.
func (b *base) holder(conv string) string {
	b.t.Helper()
	return value[string](b, `SELECT coalesce(holder, '') FROM lane WHERE conv = $1`, conv)
}

// expire lets the lease of a lane, or the wait before its next try, come to its end.
func (b *base) expire(conv string) {
	b.t.Helper()
	b.exec(`UPDATE lane SET due = now() - interval '1 second' WHERE conv = $1`, conv)
}

func (b *base) claim(holder string, limit int) []string {
	b.t.Helper()
	convs, err := b.ClaimLanes(b.t.Context(), holder, limit)
	if err != nil {
		b.t.Fatal(err)
	}
	return convs
}

func (b *base) release(holder string, convs ...string) []string {
	b.t.Helper()
	more, err := b.Release(b.t.Context(), holder, convs)
	if err != nil {
		b.t.Fatal(err)
	}
	return more
}

func (b *base) owed(convs ...string) []storage.Owed {
	b.t.Helper()
	owed, err := b.Owed(b.t.Context(), convs)
	if err != nil {
		b.t.Fatal(err)
	}
	return owed
}

// settle takes everything owed to a conversation out of the outbox.
func (b *base) settle(conv string) {
	b.t.Helper()
	var done []storage.Delivered
	for _, o := range b.owed(conv) {
		done = append(done, storage.Delivered{Conv: o.Conv, Seq: o.Seq})
	}
	if err := b.Settle(b.t.Context(), done); err != nil {
		b.t.Fatal(err)
	}
}

// Whoever delivers to a recipient has his lane; another's message stands behind the older ones.
func TestLaneHasOneHolder(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	if !b.commit("A", b.sending("web:a", 0)) {
		t.Fatal("a free lane was not given")
	}
	if b.commit("B", b.sending("web:a", 1)) {
		t.Fatal("a lane in use was given to a second holder")
	}
	if b.commit("A", b.sending("web:a", 2)) {
		t.Error("who has the lane is not given it again: the caller's own book says so")
	}
	if got := b.claim("B", 10); len(got) != 0 {
		t.Errorf("B claimed %v", got)
	}
	if more := b.release("B", "web:a"); len(more) != 0 || b.holder("web:a") != "A" {
		t.Errorf("B released a lane of A's: %v, holder is %q", more, b.holder("web:a"))
	}
	b.settle("web:a")
	if more := b.release("A", "web:a"); len(more) != 0 || b.holder("web:a") != "" {
		t.Errorf("after delivering everything: %v, holder %q", more, b.holder("web:a"))
	}
	if got := b.claim("B", 10); len(got) != 0 {
		t.Errorf("B claimed %v, nothing is owed in it", got)
	}
	if !b.commit("B", b.sending("web:a", 3)) {
		t.Error("a lane given back was not given to the next")
	}
}

// A turn that does not ask, or has nothing to say, takes no lane.
func TestLaneNotAskedFor(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	held := b.turn("web:a", 0, `{}`)
	silent := b.turn("web:b", 0)
	silent.Take = true
	if b.commit("A", held) || b.commit("A", silent) {
		t.Error("a lane was taken")
	}
	if n := b.count(`SELECT count(*) FROM lane`); n != 0 {
		t.Errorf("%d lanes", n)
	}
}

// Several turns of one commit: each is told about its own lane.
func TestLanesOfOneCommit(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("B", b.sending("web:b", 0))
	silent := b.turn("web:d", 0)
	lot := []*storage.Turn{b.sending("web:c", 0), b.sending("web:b", 1), silent, b.sending("web:a", 0)}
	taken, err := b.Commit(t.Context(), "A", lot)
	if err != nil || !slices.Equal(taken, []bool{true, false, false, true}) {
		t.Errorf("taken %v (%v)", taken, err)
	}
}

// Four processes that look for work at the same time get different lanes, and together all of them.
func TestClaimLanesAtOnce(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	const lanes = 150
	b.exec(`INSERT INTO lane (conv, due) SELECT 'web:' || i, now() - interval '1 minute' FROM generate_series(1, $1) i`, lanes)
	b.exec(`INSERT INTO lane (conv, due) VALUES ('web:later', now() + interval '1 hour'), ('web:idle', NULL)`)
	var mu sync.Mutex
	got := map[string]string{}
	var all sync.WaitGroup
	for _, holder := range []string{"A", "B", "C", "D"} {
		all.Go(func() {
			for {
				convs, err := b.ClaimLanes(t.Context(), holder, 7)
				if err != nil {
					t.Error(err)
				}
				if len(convs) > 7 {
					t.Errorf("%d lanes at once", len(convs))
				}
				if len(convs) == 0 {
					return
				}
				mu.Lock()
				for _, c := range convs {
					if was := got[c]; was != "" {
						t.Errorf("%s was given to %s and to %s", c, was, holder)
					}
					got[c] = holder
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	// A claim may come back empty while the others hold the last rows locked; what is left is there for the next.
	for _, c := range b.claim("E", lanes) {
		got[c] = "E"
	}
	if len(got) != lanes || got["web:later"] != "" || got["web:idle"] != "" {
		t.Errorf("%d lanes of %d were given", len(got), lanes)
	}
	for conv, holder := range got {
		if b.holder(conv) != holder {
			t.Errorf("%s was given to %s and is noted for %s", conv, holder, b.holder(conv))
		}
	}
}

// The recipient who has waited longest comes first.
func TestClaimLanesOldestFirst(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.exec(`INSERT INTO lane (conv, due) VALUES ('web:b', now() - interval '2 s'), ('web:a', now() - interval '9 s'), ('web:c', now() - interval '1 s')`)
	for _, want := range []string{"web:a", "web:b", "web:c"} {
		if got := b.claim("A", 1); len(got) != 1 || got[0] != want {
			t.Errorf("claimed %v, want %s", got, want)
		}
	}
}

// A process that died keeps a recipient waiting no longer than its lease.
func TestRenewTellsLostLanes(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	for _, conv := range []string{"web:a", "web:b"} {
		b.commit("A", b.sending(conv, 0))
	}
	left := value[time.Duration](b, `SELECT due - now() FROM lane WHERE conv = 'web:a'`)
	if left <= storage.LaneLease/2 || left > storage.LaneLease {
		t.Errorf("the lease lasts %v more, want %v", left, storage.LaneLease)
	}
	b.expire("web:a")
	if got := b.claim("B", 10); !slices.Equal(got, []string{"web:a"}) {
		t.Fatalf("B claimed %v", got)
	}
	b.exec(`UPDATE lane SET due = now() + interval '1 s' WHERE conv = 'web:b'`)
	kept, err := b.Renew(t.Context(), "A", []string{"web:a", "web:b", "web:never"})
	if err != nil || !slices.Equal(kept, []string{"web:b"}) {
		t.Errorf("A kept %v (%v)", kept, err)
	}
	if left := value[time.Duration](b, `SELECT due - now() FROM lane WHERE conv = 'web:b'`); left <= storage.LaneLease/2 {
		t.Errorf("the renewed lease lasts %v more", left)
	}
	if more := b.release("A", "web:a"); len(more) != 0 || b.holder("web:a") != "B" {
		t.Errorf("A released %v, the holder is %q", more, b.holder("web:a"))
	}
}

// A delivery that failed waits, and everything behind it waits with it.
func TestPark(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("A", b.sending("web:a", 0))
	b.commit("A", b.sending("web:a", 1))
	first := b.owed("web:a")[0]
	if err := b.Park(t.Context(), "A", "web:a", first.Seq, time.Hour); err != nil {
		t.Fatal(err)
	}
	owed := b.owed("web:a")
	if len(owed) != 2 || owed[0].Seq != first.Seq || owed[0].Attempts != 1 || owed[1].Attempts != 0 {
		t.Errorf("owed %+v", owed)
	}
	if b.holder("web:a") != "" {
		t.Errorf("the parked lane is %q's", b.holder("web:a"))
	}
	if got := b.claim("B", 10); len(got) != 0 {
		t.Errorf("a parked lane was claimed: %v", got)
	}
	if b.commit("B", b.sending("web:a", 2)) {
		t.Error("a turn took a parked lane: its message would overtake the failed one")
	}
	b.expire("web:a")
	if got := b.claim("B", 10); !slices.Equal(got, []string{"web:a"}) {
		t.Fatalf("claimed %v", got)
	}
	if err := b.Park(t.Context(), "B", "web:a", first.Seq, time.Hour); err != nil {
		t.Fatal(err)
	}
	if owed := b.owed("web:a"); len(owed) != 3 || owed[0].Attempts != 2 {
		t.Errorf("owed %+v", owed)
	}
	// Who has lost the lane cannot park it.
	b.expire("web:a")
	b.claim("C", 10)
	if err := b.Park(t.Context(), "B", "web:a", first.Seq, time.Hour); err != nil || b.holder("web:a") != "C" {
		t.Errorf("B parked C's lane: holder %q (%v)", b.holder("web:a"), err)
	}
}

// Who has blocked us is sent nothing until he writes again.
func TestGone(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("A", b.sending("web:a", 0))
	b.commit("A", b.sending("web:a", 1))
	b.commit("A", b.sending("web:b", 0))
	if err := b.Gone(t.Context(), "web:a"); err != nil {
		t.Fatal(err)
	}
	if owed := b.owed("web:a", "web:b"); len(owed) != 1 || owed[0].Conv != "web:b" {
		t.Errorf("owed %+v", owed)
	}
	gone := func() bool { return value[bool](b, `SELECT gone FROM conversation WHERE conv = 'web:a'`) }
	if !gone() {
		t.Error("it was not remembered")
	}
	b.commit("A", b.sending("web:a", 2))
	if gone() || len(b.owed("web:a")) != 1 {
		t.Errorf("after he wrote again: gone %t, %d owed", gone(), len(b.owed("web:a")))
	}
}

// Messages are read in order, a page at a time, so that one long lane does not fill the memory.
func TestOwedPages(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.exec(`INSERT INTO pending (conv, seq, body) SELECT 'web:' || c, i, '{}' FROM unnest(ARRAY['b', 'a']) c, generate_series(1, 100) i`)
	owed := b.owed("web:a", "web:b", "web:none")
	if len(owed) != 128 {
		t.Fatalf("%d messages read", len(owed))
	}
	for i, o := range owed {
		if want := int64(i%64 + 1); o.Seq != want || o.Conv != []string{"web:a", "web:b"}[i/64] {
			t.Fatalf("message %d is %s/%d", i, o.Conv, o.Seq)
		}
	}
	b.settle("web:a")
	if owed := b.owed("web:a"); len(owed) != 36 || owed[0].Seq != 65 {
		t.Errorf("the next page has %d messages", len(owed))
	}
	n, oldest, err := b.OutboxDepth(t.Context())
	if err != nil || n != 136 || oldest < 0 || oldest > time.Minute {
		t.Errorf("depth %d, oldest %v (%v)", n, oldest, err)
	}
}
