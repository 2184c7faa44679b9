package load

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/storage"
	"motcua/survey"
)

const (
	units  = 100
	months = 12
	last   = calendar.Month(202610)
	// perForm is how many answers a form of mau-v1 has on average: one in twelve is broken off after four questions.
	perForm = 9 - 5.0/12
)

// province is a database with a year of answers of all units.
type province struct {
	db      *storage.DB
	form    *survey.Questionnaire
	units   []storage.UnitRow
	answers int
}

// newProvince makes about so many answers.
func newProvince(t *testing.T, answers int) *province {
	t.Helper()
	ctx := t.Context()
	dsn := pgtest.NewDurable(t)
	if err := testkit.Database(dsn, addUnits); err != nil {
		t.Fatal(err)
	}
	p := &province{}
	p.fill(t, dsn, max(1, int(float64(answers)/(units*months*perForm)+0.5)))
	var err error
	if p.db, err = storage.Open(ctx, dsn, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.db.Close)
	if p.units, err = p.db.Units(ctx); err != nil {
		t.Fatal(err)
	}
	if p.form, err = p.db.PublishedQuestionnaire(ctx, "mau-v1"); err != nil {
		t.Fatal(err)
	}
	p.checkFigures(t)
	return p
}

func addUnits(ctx context.Context, db *storage.DB) error {
	for i := range units {
		set := org.Settings{Hours: "7 giờ 30 – 17 giờ, thứ Hai – thứ Sáu"}
		id, _, err := db.SaveUnit(ctx, org.Unit{Code: fmt.Sprintf("xa-%03d", i+1), Name: fmt.Sprintf("xã Số %d", i+1), Settings: set})
		if err != nil {
			return err
		}
		for j, name := range []string{"Quầy 1 – Hộ tịch, chứng thực", "Quầy 2 – Đất đai, xây dựng", "Quầy 3 – Chính sách", "Quầy 4 – Trả kết quả"} {
			if _, err := db.AddPoint(ctx, id, fmt.Sprintf("quay-%d", j+1), name); err != nil {
				return err
			}
		}
	}
	return nil
}

// fill makes so many forms for each unit and month, in the order in which they would have come in: the rows of a
// unit lie scattered among those of all others.
func (p *province) fill(t *testing.T, dsn string, forms int) {
	t.Helper()
	ctx := t.Context()
	first := last.Add(1 - months)
	err := testkit.Exec(ctx, dsn,
		`SET maintenance_work_mem = '512MB'`, `SET work_mem = '256MB'`, `SET synchronous_commit = off`,
		`SELECT setseed(0.42)`,
		fmt.Sprintf(makeForms, units, int(first), months, forms),
		`ALTER TABLE answer DROP CONSTRAINT answer_pkey`,
		makeAnswers,
		`ALTER TABLE answer ADD PRIMARY KEY (response, question)`,
		markForms,
		makeFigures, makeFlows, fmt.Sprintf(makeMisses, units, int(first), months, max(1, forms/15)),
		`UPDATE unit SET created_at = '2025-01-01'`,
		`VACUUM ANALYZE`, `CHECKPOINT`,
	)
	if err != nil {
		t.Fatal(err)
	}
	p.answers = testkit.Value[int](t, dsn, `SELECT count(*) FROM answer`)
}

// checkFigures holds the figures made here to what the program itself would have counted, for one unit.
func (p *province) checkFigures(t *testing.T) {
	t.Helper()
	u := p.units[len(p.units)/2].ID
	kept, err := p.db.Rollup(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	counted, err := p.db.Recount(t.Context(), u, p.form)
	if err != nil {
		t.Fatal(err)
	}
	var diff []survey.Count
	for _, c := range kept {
		if survey.Recounted(c.Question) {
			diff = append(diff, c)
		}
	}
	for _, c := range counted {
		c.N = -c.N
		diff = append(diff, c)
	}
	if diff = survey.Add(diff...); len(diff) > 0 || len(counted) == 0 {
		t.Fatalf("%d of %d figures are not what a recount gives, e.g. %+v", len(diff), len(counted), diff[:min(3, len(diff))])
	}
}
