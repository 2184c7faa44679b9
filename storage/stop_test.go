package storage_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/storage"
)

// A program that is told to stop, or whose caller has gone, does not leave the server in the middle of something: what it says
// then of a lost client says nothing about what went wrong, because nothing did.
func TestNothingIsCutOff(t *testing.T) {
	t.Parallel()
	b := talkativeBase(t)
	for _, part := range []struct {
		name string
		run  func(*testing.T, talkativeTest)
	}{
		{"a statement under way is finished", finishesStatement},
		{"a connection being made is waited for", finishesConnecting},
		{"a statement that does not end is called off", callsOffStatement}, // which is the one that may leave a line
	} {
		t.Run(part.name, func(t *testing.T) { part.run(t, b) })
	}
}

// What the statement has done is known to whoever asked for it.
func finishesStatement(t *testing.T, b talkativeTest) {
	if _, err := b.ClaimLanes(t.Context(), "A", 10); err != nil { // the connection knows the statement from here on
		t.Fatal(err)
	}
	b.exec(`INSERT INTO lane (conv, due) VALUES ('web:a', now())`)
	release := b.lock(`LOCK TABLE lane IN ACCESS EXCLUSIVE MODE`)
	ctx, cancel := context.WithCancel(t.Context())
	var claimed []string
	var err error
	var asking sync.WaitGroup
	asking.Go(func() { claimed, err = b.ClaimLanes(ctx, "A", 10) })
	eventually(t, "the claim waits", func() bool { return b.waiting() == 1 })
	cancel()
	time.Sleep(50 * time.Millisecond)
	release()
	asking.Wait()
	if err != nil || len(claimed) != 1 {
		t.Errorf("claimed %q (%v)", claimed, err)
	}
	if complaints := b.complaints(); complaints != "" {
		t.Error(complaints)
	}
}

func finishesConnecting(t *testing.T, b talkativeTest) {
	for range 10 {
		db := testkit.Open(t, b.dsn)
		ctx, cancel := context.WithCancel(t.Context())
		var asking sync.WaitGroup
		for range 6 {
			asking.Go(func() { _ = db.Ping(ctx) })
		}
		time.Sleep(time.Millisecond)
		cancel()
		asking.Wait()
		db.Close()
	}
	eventually(t, "the connections end", func() bool {
		return b.count(`SELECT count(*) FROM pg_stat_activity WHERE application_name = 'motcua' AND pid <> pg_backend_pid()`) <= 3
	})
	if complaints := b.complaints(); complaints != "" {
		t.Error(complaints)
	}
}

// The server ends it, and the connection is still good.
func callsOffStatement(t *testing.T, b talkativeTest) {
	release := b.lock(`LOCK TABLE lane IN ACCESS EXCLUSIVE MODE`)
	defer release()
	ctx, cancel := context.WithCancel(t.Context())
	var err error
	var asking sync.WaitGroup
	asking.Go(func() { _, err = b.ClaimLanes(ctx, "A", 10) })
	eventually(t, "the claim waits", func() bool { return b.waiting() == 1 })
	began := time.Now()
	cancel()
	asking.Wait()
	if took := time.Since(began); !storage.Unavailable(err) || took > 5*time.Second {
		t.Errorf("ended after %v: %v", took, err)
	}
	if n := b.waiting(); n != 0 {
		t.Errorf("%d statements go on", n)
	}
	if complaints := b.complaints(); !strings.Contains(complaints, "canceling statement due to user request") || strings.Contains(complaints, "FATAL") {
		t.Errorf("the server says: %s", complaints)
	}
}

// talkativeTest is a base on a server of its own whose log is read.
type talkativeTest struct {
	*base
	pg *pgtest.Ctl
}

func talkativeBase(t *testing.T) talkativeTest {
	t.Helper()
	pg := pgtest.Talkative(t)
	if err := testkit.Database(pg.DSN(), fill); err != nil {
		t.Fatal(err)
	}
	return talkativeTest{openBase(t, pg.DSN()), pg}
}

// lock takes a lock and returns what gives it back.
func (b talkativeTest) lock(sql string) (release func()) {
	b.t.Helper()
	tx, err := b.sql.Begin(b.t.Context())
	if err == nil {
		_, err = tx.Exec(b.t.Context(), sql)
	}
	if err != nil {
		b.t.Fatal(err)
	}
	return func() { _ = tx.Rollback(context.Background()) }
}

// complaints are the lines in which the server finds something wrong.
func (b talkativeTest) complaints() string {
	b.t.Helper()
	var out strings.Builder
	for line := range strings.Lines(b.pg.Log()) {
		for _, level := range []string{"WARNING:", "ERROR:", "FATAL:", "could not send data", "could not receive data", "incomplete startup"} {
			if strings.Contains(line, level) {
				fmt.Fprint(&out, line)
				break
			}
		}
	}
	return out.String()
}
