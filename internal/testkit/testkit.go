// Package testkit makes the databases tests start from, and looks into them past the product's own methods.
package testkit

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/storage"
	"motcua/survey"
)

// Start returns the connection string of a database of the test's own: a real installation with the questionnaire
// mau-v1, what more adds (nil: nothing), and after that the given statements, for what the product itself would not
// write. It is filled once for each process and name, and copied for each test.
func Start(t testing.TB, name string, more func(ctx context.Context, db *storage.DB) error, statements ...string) string {
	t.Helper()
	return pgtest.NewFromTemplate(t, name, func(dsn string) error {
		if err := Database(dsn, more); err != nil {
			return err
		}
		return Exec(context.Background(), dsn, statements...)
	})
}

// Commune adds one unit with so many reception points, quay-1 and so on.
func Commune(points int) func(ctx context.Context, db *storage.DB) error {
	return func(ctx context.Context, db *storage.DB) error {
		id, _, err := db.SaveUnit(ctx, org.Unit{Code: "26659", Name: "xã Thử", Settings: org.Settings{Hotline: "0254 3862 000"}})
		if err != nil {
			return err
		}
		for i := 1; i <= points; i++ {
			if _, err := db.AddPoint(ctx, id, fmt.Sprintf("quay-%d", i), fmt.Sprintf("Quầy %d", i)); err != nil {
				return err
			}
		}
		return nil
	}
}

// Tables returns the connection string of a database of the test's own with all tables and nothing in them.
func Tables(t testing.TB) string {
	t.Helper()
	return pgtest.NewFromTemplate(t, "tables", func(dsn string) error {
		return migrated(dsn, func(context.Context, *storage.DB) error { return nil })
	})
}

// Database migrates the empty database at dsn, makes it a real installation with the questionnaire mau-v1, and hands it to
// more (nil: nobody), which adds what a test needs besides.
func Database(dsn string, more func(ctx context.Context, db *storage.DB) error) error {
	return migrated(dsn, func(ctx context.Context, db *storage.DB) error {
		if _, err := db.Install(ctx, false); err != nil {
			return err
		}
		questionnaire, err := survey.Bundled("mau-v1")
		if err != nil {
			return err
		}
		if err := db.PublishQuestionnaire(ctx, questionnaire); err != nil {
			return err
		}
		if more == nil {
			return nil
		}
		return more(ctx, db)
	})
}

func migrated(dsn string, more func(ctx context.Context, db *storage.DB) error) error {
	ctx := context.Background()
	db, err := storage.Open(ctx, dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Migrate(ctx); err != nil {
		return err
	}
	return more(ctx, db)
}

// Open opens the database at dsn as the service does and closes it when the test ends.
func Open(t testing.TB, dsn string) *storage.DB {
	t.Helper()
	db, err := storage.Open(context.Background(), dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	return db
}
