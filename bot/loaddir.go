package bot

import (
	"context"
	"fmt"

	"motcua/storage"
	"motcua/survey"
)

// LoadDirectory reads the directory from the database.
func LoadDirectory(ctx context.Context, db *storage.DB) (*Directory, error) {
	in, err := db.Installation(ctx)
	if err != nil {
		return nil, fmt.Errorf("installation: %w", err)
	}
	rows, err := db.Units(ctx)
	if err != nil {
		return nil, fmt.Errorf("units: %w", err)
	}
	forms, err := db.Forms(ctx) // after the units: what they ask is published before they ask it
	if err != nil {
		return nil, fmt.Errorf("forms: %w", err)
	}
	byID := map[string]*survey.Form{}
	for _, f := range forms {
		byID[f.ID] = f
	}
	units := make([]*UnitInfo, 0, len(rows))
	for _, r := range rows {
		if byID[r.FormID] == nil {
			return nil, fmt.Errorf("unit %s: form %s: %w", r.Code, r.FormID, storage.ErrNotFound)
		}
		units = append(units, &UnitInfo{Unit: r.Unit, Points: r.Points, Form: byID[r.FormID]})
	}
	return NewDirectory(in.Secret, in.Demo, units, forms...), nil
}
