package storage_test

import (
	"testing"

	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/storage"
)

// What is settled is not waited for: right after it the server has written more than it has brought to the disk.
func TestSettleDoesNotWaitForTheDisk(t *testing.T) {
	t.Parallel()
	dsn := pgtest.NewDurable(t)
	if err := testkit.Database(dsn, fill); err != nil {
		t.Fatal(err)
	}
	b := &base{t: t, dsn: dsn, DB: testkit.Open(t, dsn), sql: testkit.Pool(t, dsn)}
	// The server's own writer may be quicker once in a while.
	for try := range int64(20) {
		b.exec(`INSERT INTO pending (conv, seq, body) VALUES ('web:a', $1, '{}')`, try)
		if err := b.Settle(t.Context(), []storage.Delivered{{Conv: "web:a", Seq: try}}); err != nil {
			t.Fatal(err)
		}
		if value[bool](b, `SELECT pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn()`) {
			return
		}
	}
	t.Error("each settling waits for the disk")
}
