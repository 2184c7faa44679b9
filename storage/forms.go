package storage

import (
	"context"
	"fmt"

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
