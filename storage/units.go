package storage

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"motcua/org"
	"motcua/survey"
)

// UnitRow is a unit with what belongs to it.
type UnitRow struct {
	org.Unit
	Points          []org.Point
	QuestionnaireID string
}

// Units reads all units with their points, in the order in which they were made.
func (db *DB) Units(ctx context.Context) ([]UnitRow, error) {
	rows, err := db.pool.Query(ctx, `SELECT u.id, u.code, u.name, u.settings, u.created_at, u.questionnaire, i.demo FROM unit u, installation i ORDER BY u.id`)
	if err != nil {
		return nil, err
	}
	units, err := pgx.CollectRows(rows, func(r pgx.CollectableRow) (UnitRow, error) {
		var u UnitRow
		err := r.Scan(&u.ID, &u.Code, &u.Name, &u.Settings, &u.Created, &u.QuestionnaireID, &u.Demo)
		return u, err
	})
	if err != nil {
		return nil, err
	}
	at := map[int32]int{}
	for i, u := range units {
		at[u.ID] = i
	}
	rows, err = db.pool.Query(ctx, `SELECT unit, id, code, name, removed FROM point ORDER BY unit, id`)
	if err != nil {
		return nil, err
	}
	points, err := pgx.CollectRows(rows, pgx.RowToStructByPos[org.Point])
	for _, p := range points {
		if i, ok := at[p.Unit]; ok {
			units[i].Points = append(units[i].Points, p)
		}
	}
	return units, err
}

// SaveUnit makes a unit, or changes name and settings of the one with this code. It returns the unit's id
// and whether it is new.
func (db *DB) SaveUnit(ctx context.Context, u org.Unit) (id int32, created bool, err error) {
	if !org.ValidCode(u.Code) || u.Name == "" {
		return 0, false, fmt.Errorf("unit needs a code of [a-z0-9-] and a name")
	}
	err = db.pool.QueryRow(ctx, `INSERT INTO unit (code, name, settings, questionnaire)
		VALUES ($1, $2, $3, coalesce((SELECT id FROM questionnaire WHERE id = 'mau-v2'), 'mau-v1')) -- the newest of ours that is published
		ON CONFLICT (code) DO UPDATE SET name = excluded.name, settings = excluded.settings
		RETURNING id, xmax = 0`, u.Code, u.Name, u.Settings).Scan(&id, &created)
	return id, created, err
}

// AddPoint gives a unit a reception point, numbered after those it has. One with the same code is renamed, and opened again if it
// was removed.
func (db *DB) AddPoint(ctx context.Context, unit int32, code, name string) (org.Point, error) {
	if !org.ValidCode(code) || name == "" {
		return org.Point{}, fmt.Errorf("reception point needs a code of [a-z0-9-] and a name")
	}
	p := org.Point{Unit: unit, Code: code, Name: name}
	err := db.tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SELECT FROM unit WHERE id = $1 FOR UPDATE`, unit); err != nil {
			return err
		}
		return tx.QueryRow(ctx, `INSERT INTO point (unit, id, code, name)
			SELECT $1, coalesce(max(id), 0) + 1, $2, $3 FROM point WHERE unit = $1
			ON CONFLICT (unit, code) DO UPDATE SET name = excluded.name, removed = false RETURNING id`, unit, code, name).Scan(&p.ID)
	})
	return p, err
}

// RemovePoint closes a reception point of a unit: its codes lead to the unit and to no point. ErrNotFound if the unit has none of
// this number that is open.
func (db *DB) RemovePoint(ctx context.Context, unit int32, point int16) error {
	tag, err := db.pool.Exec(ctx, `UPDATE point SET removed = true WHERE unit = $1 AND id = $2 AND NOT removed`, unit, point)
	if err == nil && tag.RowsAffected() == 0 {
		return ErrNotFound
	}
	return err
}

// PublishQuestionnaire freezes a questionnaire. Publishing the same file again changes nothing; a file under the same id that asks
// something else is refused, since answers given to the old wording would seem to be to the new one. One that asks the same
// takes its place (see survey.Questionnaire.SameWording).
func (db *DB) PublishQuestionnaire(ctx context.Context, f *survey.Questionnaire) error {
	var hash, source string
	err := db.pool.QueryRow(ctx, `INSERT INTO questionnaire (id, hash, source) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET id = questionnaire.id RETURNING hash, source`, f.ID, f.Hash, string(f.Source)).Scan(&hash, &source)
	if err != nil || hash == f.Hash {
		return err
	}
	former, err := survey.ParseQuestionnaire([]byte(source))
	if err != nil || !former.SameWording(f) {
		return errors.Join(fmt.Errorf("form %s is published with another wording; give the changed one a new id", f.ID), err)
	}
	_, err = db.pool.Exec(ctx, `UPDATE questionnaire SET hash = $2, source = $3 WHERE id = $1 AND hash = $4`, f.ID, f.Hash, string(f.Source), hash)
	return err
}

// PublishedQuestionnaire reads a questionnaire as it was published.
func (db *DB) PublishedQuestionnaire(ctx context.Context, id string) (*survey.Questionnaire, error) {
	var source string
	err := db.pool.QueryRow(ctx, `SELECT source FROM questionnaire WHERE id = $1`, id).Scan(&source)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, fmt.Errorf("form %s: %w", id, ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return survey.ParseQuestionnaire([]byte(source))
}
