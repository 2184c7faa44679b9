package storage_test

import (
	"bytes"
	"errors"
	"strings"
	"sync"
	"testing"

	"motcua/internal/testkit"
	"motcua/storage"
)

// migrated is a database with tables and nothing in them.
func migrated(t *testing.T) *base {
	t.Helper()
	dsn := testkit.Tables(t)
	return &base{t: t, dsn: dsn, DB: testkit.Open(t, dsn), sql: testkit.Pool(t, dsn)}
}

// The first start decides what a database is, for good.
func TestInstall(t *testing.T) {
	t.Parallel()
	for _, demo := range []bool{true, false} {
		b := migrated(t)
		if _, err := b.Installation(t.Context()); !errors.Is(err, storage.ErrNotFound) {
			t.Fatalf("a database that was never started: %v", err)
		}
		in, err := b.Install(t.Context(), demo)
		if err != nil || in.Demo != demo || len(in.Secret) != 32 || bytes.Equal(in.Secret, make([]byte, 32)) {
			t.Fatalf("demo %t: %v, %d bytes of secret (%v)", demo, in.Demo, len(in.Secret), err)
		}
		if _, err := b.Install(t.Context(), !demo); !errors.Is(err, storage.ErrKind) {
			t.Errorf("demo %t opened as the other: %v", demo, err)
		}
		again, err := b.Install(t.Context(), demo)
		if err != nil || !bytes.Equal(again.Secret, in.Secret) || again.Demo != demo {
			t.Errorf("demo %t opened again: %v, same secret %t", demo, err, bytes.Equal(again.Secret, in.Secret))
		}
		if n := b.count(`SELECT count(*) FROM installation`); n != 1 {
			t.Errorf("%d installations", n)
		}
	}
}

// Two replicas that start at once agree on the secret, or every QR of one would be refused by the other.
func TestInstallAtOnce(t *testing.T) {
	t.Parallel()
	b := migrated(t)
	var all sync.WaitGroup
	var mu sync.Mutex
	secrets := map[string]bool{}
	for range 8 {
		all.Go(func() {
			in, err := b.Install(t.Context(), false)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			secrets[string(in.Secret)] = true
		})
	}
	all.Wait()
	if len(secrets) != 1 {
		t.Errorf("%d secrets", len(secrets))
	}
}

func TestRooms(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	if _, err := b.RoomOf(ctx, b.unit.ID); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a unit without a room: %v", err)
	}
	token, err := b.OpenRoom(ctx, b.unit.ID, "web:room-1")
	if err != nil || len(token) != 43 { // 32 bytes
		t.Fatalf("token %q, %v", token, err)
	}
	want := storage.Room{Conv: "web:room-1", Unit: b.unit.ID}
	if r, err := b.Room(ctx, token); err != nil || r != want {
		t.Errorf("the token opens %+v (%v)", r, err)
	}
	if r, err := b.RoomOf(ctx, b.unit.ID); err != nil || r != want {
		t.Errorf("the unit's room is %+v (%v)", r, err)
	}
	hash := value[[]byte](b, `SELECT token_hash FROM room`)
	for _, wrong := range []string{"", "x", token + "A", token[:42], strings.ToLower(token), string(hash)} {
		if r, err := b.Room(ctx, wrong); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%q opens %+v (%v)", wrong, r, err)
		}
	}
	if n := b.count(`SELECT count(*) FROM room WHERE position(convert_to($1, 'UTF8') IN token_hash) > 0 OR conv LIKE '%' || $1 || '%'`, token); n != 0 {
		t.Error("the token itself stands in the database")
	}
}

// A new link for the room takes the old one out of use.
func TestRoomRotation(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	old, err := b.OpenRoom(ctx, b.unit.ID, "web:room-1")
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := b.OpenRoom(ctx, b.unit.ID, "web:room-1")
	if err != nil || fresh == old {
		t.Fatalf("second token equals the first: %t (%v)", fresh == old, err)
	}
	if r, err := b.Room(ctx, old); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("the former link still opens %+v (%v)", r, err)
	}
	if _, err := b.Room(ctx, fresh); err != nil {
		t.Error(err)
	}
	if to, err := b.Destinations(ctx, b.unit.ID); err != nil || len(to) != 1 || to[0] != "web:room-1" {
		t.Errorf("digests go to %v (%v)", to, err)
	}
	if to, err := b.Destinations(ctx, b.unit.ID+1); err != nil || len(to) != 0 {
		t.Errorf("the other unit's digests go to %v (%v)", to, err)
	}
}
