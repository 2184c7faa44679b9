package storage

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"motcua/org"
	"motcua/survey"
)

// Questionnaires reads every questionnaire as it was published, in the order of their ids.
func (db *DB) Questionnaires(ctx context.Context) (questionnaires []*survey.Questionnaire, err error) {
	return db.published(ctx, db.pool, nil)
}

// SetUnitQuestionnaire makes a published questionnaire the one a unit asks; ErrNotFound if there is none with this id. Who is in the
// middle of another goes on with that one.
func (db *DB) SetUnitQuestionnaire(ctx context.Context, unit int32, questionnaire string) error {
	tag, err := db.pool.Exec(ctx, `UPDATE unit SET questionnaire = f.id FROM questionnaire f WHERE f.id = $2 AND unit.id = $1`, unit, questionnaire)
	if err == nil && tag.RowsAffected() == 0 {
		return fmt.Errorf("form %s: %w", questionnaire, ErrNotFound)
	}
	return err
}

// ChangeSettings changes the settings of a unit, which no other change can undo meanwhile. It returns them as they are
// afterwards; ErrNotFound if there is no such unit. An error of change is passed on, and nothing is changed.
func (db *DB) ChangeSettings(ctx context.Context, unit int32, change func(*org.Settings) error) (set org.Settings, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		err := tx.QueryRow(ctx, `SELECT settings FROM unit WHERE id = $1 FOR UPDATE`, unit).Scan(&set)
		if errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("unit %d: %w", unit, ErrNotFound)
		}
		if err != nil {
			return err
		}
		if err := change(&set); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE unit SET settings = $2 WHERE id = $1`, unit, set)
		return err
	})
	return set, err
}
