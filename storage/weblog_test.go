package storage_test

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"testing"

	"motcua/storage"
)

// The web chat shows each message exactly once, however often its delivery is repeated.
func TestWeblogExactlyOnce(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	entry := func(seq int64, body string) storage.WebEntry {
		return storage.WebEntry{Conv: "web:a", Seq: seq, Body: []byte(body)}
	}
	var all sync.WaitGroup
	for i := range 6 { // two processes that each believe that the lane is theirs
		all.Go(func() {
			if err := b.AppendWeblog(t.Context(), []storage.WebEntry{entry(32, "hai"), entry(16, "một"), entry(32, "hai"), {Conv: "web:b", Seq: 16, Body: []byte("khác")}}); err != nil {
				t.Errorf("process %d: %v", i, err)
			}
		})
	}
	all.Wait()
	if err := b.AppendWeblog(t.Context(), []storage.WebEntry{entry(16, "đổi"), entry(48, "ba")}); err != nil {
		t.Fatal(err)
	}
	if err := b.AppendWeblog(t.Context(), nil); err != nil {
		t.Error(err)
	}
	log, err := b.Weblog(t.Context(), "web:a", 0, 10)
	if err != nil || len(log) != 3 {
		t.Fatalf("%d messages (%v)", len(log), err)
	}
	for i, want := range []string{"một", "hai", "ba"} {
		if log[i].Seq != int64(16*(i+1)) || string(log[i].Body) != want || log[i].Conv != "web:a" || log[i].At.IsZero() {
			t.Errorf("message %d is %+v", i, log[i])
		}
	}
}

func TestWeblogLimits(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	var entries []storage.WebEntry
	for i := range int64(20) {
		entries = append(entries, storage.WebEntry{Conv: "web:a", Seq: i + 1, Body: []byte(fmt.Sprint(i + 1))})
	}
	if err := b.AppendWeblog(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		after       int64
		limit       int
		first, last int64
	}{
		{0, 100, 1, 20}, {0, 20, 1, 20},
		{0, 5, 16, 20},  // the last ones
		{17, 5, 18, 20}, // what is new
		{12, 3, 18, 20}, // too much is new: the last ones
		{19, 5, 20, 20},
	} {
		log, err := b.Weblog(t.Context(), "web:a", c.after, c.limit)
		if err != nil || len(log) == 0 || log[0].Seq != c.first || log[len(log)-1].Seq != c.last || int64(len(log)) != c.last-c.first+1 {
			t.Errorf("after %d, at most %d: %d messages (%v)", c.after, c.limit, len(log), err)
		}
	}
	for _, conv := range []string{"web:none", "web:a"} {
		if log, err := b.Weblog(t.Context(), conv, 20, 5); err != nil || len(log) != 0 {
			t.Errorf("%s after the last: %d messages (%v)", conv, len(log), err)
		}
	}
}

func TestBlob(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	png := []byte("\x89PNG\r\n\x00\xff")
	b.exec(`INSERT INTO blob (body) VALUES ($1)`, png)
	id := value[int64](b, `SELECT id FROM blob`)
	if got, err := b.Blob(t.Context(), id); err != nil || !bytes.Equal(got, png) {
		t.Errorf("%q (%v)", got, err)
	}
	if _, err := b.Blob(t.Context(), id+1); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a file that is not there: %v", err)
	}
}
