package storage_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/internal/testkit"
	"motcua/storage"
)

var nextYear = time.Date(2027, 10, 15, 0, 0, 0, 0, time.UTC)

// following is the turn in which a chat asks to be told about a procedure.
func (b *base) following(conv string, version int64, key string) *storage.Turn {
	t := b.turn(conv, version)
	t.Follow = &turn.Follow{Key: key, Until: nextYear}
	return t
}

// published makes a release that changed the given procedures.
func (b *base) published(id int, keys ...string) {
	b.t.Helper()
	b.exec(`INSERT INTO release (id, at) VALUES ($1, now() - interval '1 hour')`, id)
	for _, key := range keys {
		b.exec(`INSERT INTO change (release, key, name, kind, lines) VALUES ($1, $2, 'Thử', 'changed', '{"Thời hạn: 3 → 1 ngày"}')`, id, key)
	}
}

func (b *base) follows() string {
	b.t.Helper()
	return value[string](b, `SELECT coalesce(string_agg(conv || ' ' || key || ' ' || release, ', ' ORDER BY conv, key), '') FROM follow`)
}

func words(f storage.Follower) ([]byte, error) {
	return fmt.Appendf(nil, `{"from":%d}`, f.Release), nil
}

func TestFollow(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("me", b.following("web:a", 0, "1.000001"))
	b.published(1)
	b.commit("me", b.following("web:a", 1, "1.000002"))
	again := b.following("web:a", 2, "1.000001") // asked again: what is owed since the first time stays owed
	again.Follow.Until = nextYear.AddDate(0, 1, 0)
	b.commit("me", again)
	if got, want := b.follows(), "web:a 1.000001 0, web:a 1.000002 1"; got != want {
		t.Errorf("follows %q, want %q", got, want)
	}
	list, err := b.Follows(t.Context(), "web:a")
	if err != nil || len(list) != 2 || list[0].Key != "1.000001" || !list[0].Until.Equal(nextYear.AddDate(0, 1, 0)) {
		t.Errorf("follows %+v, %v", list, err)
	}
	stop := b.turn("web:a", 3)
	stop.Unfollow = []string{"1.000002", "1.999999"}
	b.commit("me", stop)
	b.commit("me", b.following("web:b", 0, "1.000001"))
	if got, want := b.follows(), "web:a 1.000001 0, web:b 1.000001 1"; got != want {
		t.Errorf("follows %q, want %q", got, want)
	}
	forget := b.turn("web:a", 4)
	forget.Forget = true
	b.commit("me", forget)
	if got, want := b.follows(), "web:b 1.000001 1"; got != want {
		t.Errorf("after /xoa %q, want %q", got, want)
	}
}

// Whoever cannot be reached follows nothing; whoever moves takes it along.
func TestFollowOfChatsThatGo(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	for _, conv := range []string{"telegram:1", "telegram:2", "telegram:3"} {
		b.commit("me", b.following(conv, 0, "1.000001"))
	}
	blocked := b.turn("telegram:1", 1)
	blocked.Gone = true
	b.commit("me", blocked)
	if err := b.Gone(t.Context(), "telegram:2"); err != nil {
		t.Fatal(err)
	}
	if err := b.MoveConv(t.Context(), "telegram:3", "telegram:-4"); err != nil {
		t.Fatal(err)
	}
	if got, want := b.follows(), "telegram:-4 1.000001 0"; got != want {
		t.Errorf("follows %q, want %q", got, want)
	}
}

func TestTell(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	for i := range 5 {
		b.commit("me", b.following(fmt.Sprint("web:", i), 0, "1.000001"))
	}
	b.commit("me", b.following("web:other", 0, "1.000002"))
	b.published(1, "1.000001")
	b.commit("me", b.following("web:late", 0, "1.000001")) // asked after the change
	if oldest, some, err := b.Behind(t.Context(), 1); oldest != 0 || !some || err != nil {
		t.Errorf("behind %d, %v, %v", oldest, some, err)
	}
	n := storage.Notice{Key: "1.000001", Upto: 1}
	for i, want := range []int{2, 2, 1, 0} {
		told, err := b.Tell(t.Context(), n, 2, words)
		if err != nil || told != want {
			t.Fatalf("batch %d: %d told, want %d (%v)", i, told, want, err)
		}
	}
	if n := b.count(`SELECT count(*) FROM pending`); n != 5 {
		t.Errorf("%d messages for 5 followers", n)
	}
	if n := b.count(`SELECT count(DISTINCT o.conv) FROM pending o JOIN lane l ON l.conv = o.conv WHERE l.due IS NOT NULL AND o.body = '{"from":0}'`); n != 5 {
		t.Errorf("%d of 5 chats have a message that is due", n)
	}
	if err := b.CatchUp(t.Context(), []string{"1.000001"}, 1); err != nil {
		t.Fatal(err)
	}
	if _, some, err := b.Behind(t.Context(), 1); some || err != nil {
		t.Errorf("somebody is behind after all were told (%v)", err)
	}
}

// A batch that breaks off tells nobody, and the next tells everybody once.
func TestTellBreaksOff(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	for i := range 4 {
		b.commit("me", b.following(fmt.Sprint("web:", i), 0, "1.000001"))
	}
	b.published(1, "1.000001")
	broken := errors.New("power cut")
	n, written := storage.Notice{Key: "1.000001", Upto: 1}, 0
	_, err := b.Tell(t.Context(), n, 10, func(f storage.Follower) ([]byte, error) {
		if written++; written == 3 {
			return nil, broken
		}
		return words(f)
	})
	if !errors.Is(err, broken) || b.count(`SELECT count(*) FROM pending`) != 0 || b.count(`SELECT count(*) FROM follow WHERE release = 0`) != 4 {
		t.Errorf("a batch that broke off left something behind (%v)", err)
	}
	if told, err := b.Tell(t.Context(), n, 10, words); told != 4 || err != nil {
		t.Errorf("%d told afterwards (%v)", told, err)
	}
}

// Replicas share the followers; nobody is told twice.
func TestTellByReplicas(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	const followers = 60
	for i := range followers {
		b.commit("me", b.following(fmt.Sprint("web:", i), 0, "1.000001"))
	}
	b.published(1, "1.000001")
	var all sync.WaitGroup
	for range 3 {
		db := testkit.Open(t, b.dsn)
		all.Go(func() {
			for idle := 0; idle < 20; {
				told, err := db.Tell(t.Context(), storage.Notice{Key: "1.000001", Upto: 1}, 7, words)
				if err != nil {
					t.Error(err)
				}
				if told == 0 {
					idle++
				}
			}
		})
	}
	all.Wait()
	if n, chats := b.count(`SELECT count(*) FROM pending`), b.count(`SELECT count(DISTINCT conv) FROM pending`); n != followers || chats != followers {
		t.Errorf("%d messages for %d of %d followers", n, chats, followers)
	}
}

// Followers of a code that is replaced follow the new one; those of a procedure that is gone follow nothing.
func TestTellOfTheLast(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("me", b.following("web:a", 0, "1.000001"))
	b.commit("me", b.following("web:a", 1, "1.000009"))
	b.commit("me", b.following("web:b", 0, "1.000001"))
	b.commit("me", b.following("web:c", 0, "1.000002"))
	b.published(1, "1.000001", "1.000002")
	for _, n := range []storage.Notice{{Key: "1.000001", Upto: 1, Heir: "1.000009"}, {Key: "1.000002", Upto: 1, Ended: true}} {
		if _, err := b.Tell(t.Context(), n, 10, words); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := b.follows(), "web:a 1.000009 0, web:b 1.000009 1"; got != want {
		t.Errorf("follows %q, want %q", got, want)
	}
}

func TestEndFollows(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.commit("me", b.following("web:a", 0, "1.000001"))
	b.commit("me", b.following("web:b", 0, "1.000001"))
	b.exec(`UPDATE follow SET until = '2026-11-22' WHERE conv = 'web:b'`)
	if n, err := b.EndFollows(t.Context(), time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)); n != 0 || err != nil {
		t.Errorf("%d ended on the last day (%v)", n, err)
	}
	if n, err := b.EndFollows(t.Context(), time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)); n != 1 || err != nil {
		t.Errorf("%d ended the day after (%v)", n, err)
	}
	if got := b.follows(); got != "web:a 1.000001 0" {
		t.Errorf("follows %q", got)
	}
}
