// Package filled makes the databases tests start from.
package filled

import (
	"context"
	"log/slog"

	"motcua/storage"
	"motcua/survey"
)

// Database migrates the empty database at dsn, makes it a real installation with the questionnaire mau-v1, and hands it to
// more, which adds what a test needs besides.
func Database(dsn string, more func(ctx context.Context, db *storage.DB) error) error {
	ctx := context.Background()
	db, err := storage.Open(ctx, dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Migrate(ctx); err != nil {
		return err
	}
	if _, err := db.Install(ctx, false); err != nil {
		return err
	}
	form, err := survey.Bundled("mau-v1")
	if err != nil {
		return err
	}
	if err := db.PublishForm(ctx, form); err != nil {
		return err
	}
	return more(ctx, db)
}
