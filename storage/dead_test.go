package storage_test

import (
	"testing"
)

// An event that cannot be taken in is kept once, however often it fails, and the newest are named.
func TestDeadLetters(t *testing.T) {
	t.Parallel()
	db := newBase(t).DB
	for _, event := range []string{"1", "2", "2", "3"} {
		if err := db.DeadLetter(t.Context(), "telegram", event, "message", "cause"); err != nil {
			t.Fatal(err)
		}
	}
	newest, total, err := db.DeadLetters(t.Context(), 2)
	if err != nil || total != 3 || len(newest) != 2 || newest[0].Event != "3" || newest[1].Event != "2" || newest[0].At.IsZero() {
		t.Errorf("%+v of %d (%v)", newest, total, err)
	}
}
