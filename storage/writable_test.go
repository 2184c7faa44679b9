package storage_test

import (
	"testing"

	"motcua/internal/testkit"
	"motcua/storage"
)

// A database that only reads is not ready, and is again as soon as it writes: no connection is left that says otherwise.
func TestWritable(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	name := value[string](b, `SELECT current_database()::text`)
	b.exec(`ALTER DATABASE ` + name + ` SET default_transaction_read_only = on`)
	db := testkit.Open(t, b.dsn)
	if err := db.Writable(t.Context()); !storage.Unavailable(err) {
		t.Errorf("a database that only reads: %v", err)
	}
	b.exec(`SET default_transaction_read_only = off; ALTER DATABASE ` + name + ` SET default_transaction_read_only = off`)
	if _, err := db.Commit(t.Context(), "A", []*storage.Turn{b.turn("web:a", 0)}); err != nil {
		t.Errorf("after it writes again: %v", err)
	}
}

// A disk that is full refuses new rows and not the change of one that is there: what was refused lately counts.
func TestWritableFullDisk(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	db := testkit.Open(t, b.dsn)
	if err := db.Writable(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.exec(`CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
		CREATE TRIGGER disk_is_full BEFORE INSERT ON conversation EXECUTE FUNCTION disk_is_full()`)
	if _, err := db.Commit(t.Context(), "A", []*storage.Turn{b.turn("web:a", 0)}); !storage.Unavailable(err) {
		t.Errorf("error is %v", err)
	}
	if err := db.Writable(t.Context()); !storage.Unavailable(err) {
		t.Errorf("a full disk is called ready: %v", err)
	}
}
