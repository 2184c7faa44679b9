package storage

import (
	"context"
	"fmt"

	"motcua/org/directory"
	"motcua/survey"
)

// Directory reads the directory from the database.
func (db *DB) Directory(ctx context.Context) (*directory.Directory, error) {
	in, err := db.Installation(ctx)
	if err != nil {
		return nil, fmt.Errorf("installation: %w", err)
	}
	rows, err := db.Units(ctx)
	if err != nil {
		return nil, fmt.Errorf("units: %w", err)
	}
	questionnaires, err := db.Questionnaires(ctx) // after the units: what they ask is published before they ask it
	if err != nil {
		return nil, fmt.Errorf("forms: %w", err)
	}
	byID := map[string]*survey.Questionnaire{}
	for _, f := range questionnaires {
		byID[f.ID] = f
	}
	units := make([]*directory.Unit, 0, len(rows))
	for _, r := range rows {
		if byID[r.QuestionnaireID] == nil {
			return nil, fmt.Errorf("unit %s: form %s: %w", r.Code, r.QuestionnaireID, ErrNotFound)
		}
		units = append(units, &directory.Unit{Unit: r.Unit, Points: r.Points, Questionnaire: byID[r.QuestionnaireID]})
	}
	return directory.New(in.Secret, in.Demo, units, questionnaires...), nil
}
