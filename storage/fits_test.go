package storage_test

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/testkit"
	"motcua/storage"
)

// A password with signs of an address in it is not read as one, and no error shows it.
func TestPasswordIsNotShown(t *testing.T) {
	t.Parallel()
	for _, password := range []string{"se/cret", "se#cret", "se?cret", "12/secret", "12?secret", "12#secret", "1@2/secret", "se cret", "se%cret", "secret"} {
		for _, dsn := range []string{"postgres://me:" + password + "@127.0.0.1:1/db", "postgresql://me:" + password + "@127.0.0.1:1/db?sslmode=disable"} {
			_, err := storage.Open(t.Context(), dsn, slog.New(slog.DiscardHandler))
			if err == nil {
				t.Fatalf("%s was opened", dsn)
			}
			if strings.Contains(err.Error(), "cret") {
				t.Errorf("password %s is shown: %v", password, err)
			}
		}
	}
	_, err := storage.Config("postgres://me:" + url.PathEscape("12/se#cret?@") + "@127.0.0.1:1/db")
	if err != nil {
		t.Errorf("an escaped password: %v", err)
	}
}

// A database the tables cannot be in is named before anything is made.
func TestDatabaseDoesNotFit(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	empty := func(name, with, user string) *storage.DB {
		t.Helper()
		b.exec(`CREATE DATABASE ` + name + ` TEMPLATE template0 ` + with)
		t.Cleanup(func() { _ = testkit.Exec(context.Background(), b.dsn, `DROP DATABASE `+name+` WITH (FORCE)`) }) // it goes with the server too
		dsn := b.dsn + " dbname=" + name                                                                           // what comes last counts
		if user != "" {
			dsn += " user=" + user
		}
		return testkit.Open(t, dsn)
	}
	for _, encoding := range []string{"LATIN1", "SQL_ASCII"} {
		db := empty("fits_"+strings.ToLower(encoding), "ENCODING '"+encoding+"' LC_COLLATE 'C' LC_CTYPE 'C'", "")
		_, err := db.Migrate(t.Context())
		if e, ok := errors.AsType[*storage.EncodingError](err); !ok || e.Encoding != encoding {
			t.Errorf("%s: %v", encoding, err)
		}
	}
	b.exec(`CREATE ROLE fits_guest LOGIN`)
	t.Cleanup(func() { _ = testkit.Exec(context.Background(), b.dsn, `DROP ROLE fits_guest`) })
	guest := empty("fits_guest", "", "fits_guest")
	if _, err := guest.Migrate(t.Context()); !asRights(err) {
		t.Errorf("without rights in schema public: %v", err)
	}
}

func asRights(err error) bool {
	e, ok := errors.AsType[*storage.RightsError](err)
	return ok && e.User == "fits_guest" && e.Database == "fits_guest"
}
