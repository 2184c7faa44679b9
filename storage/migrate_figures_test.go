package storage_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"motcua/internal/demo"
	"motcua/internal/filled"
	"motcua/internal/pgtest"
	"motcua/org"
	"motcua/survey"
)

// older is a database as it was before a migration.
func older(t *testing.T, before string) *base {
	t.Helper()
	dsn := pgtest.New(t)
	b := &base{t: t, DB: filled.Open(t, dsn), sql: filled.Pool(t, dsn)}
	b.exec(`CREATE TABLE migration (name text PRIMARY KEY, hash text NOT NULL, at timestamptz NOT NULL DEFAULT now())`)
	for _, name := range migrationFiles(t) {
		if name >= before {
			break
		}
		file, err := os.ReadFile("migrations/" + name)
		if err != nil {
			t.Fatal(err)
		}
		b.exec(string(file))
		b.exec(`INSERT INTO migration (name, hash) VALUES ($1, encode(sha256(convert_to($2, 'UTF8')), 'hex'))`, name, string(file))
	}
	return b
}

// rollup is the table of figures as it once was: every answer in the cross of all properties of the visit.
const addToRollup = `INSERT INTO rollup AS r VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)
	ON CONFLICT (unit, month, form, question, choice, channel, point, slip, field) DO UPDATE SET n = r.n + 1`

// Figures that were kept in the old way come out of the migration as the program counts the same forms today, and so do
// the marks of the forms.
func TestMigrateFigures(t *testing.T) {
	t.Parallel()
	b := older(t, "0005")
	ctx := t.Context()
	form, err := survey.Bundled("mau-v1")
	if err != nil {
		t.Fatal(err)
	}
	b.form = form
	file, err := os.ReadFile(conditional)
	if err != nil {
		t.Fatal(err)
	}
	other, err := survey.ParseForm(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []*survey.Form{form, other} {
		if err := b.PublishForm(ctx, f); err != nil {
			t.Fatal(err)
		}
	}
	if b.unit.ID, _, err = b.SaveUnit(ctx, org.Unit{Code: "mot", Name: "xã Một"}); err != nil {
		t.Fatal(err)
	}
	forms := demo.Answers(b.unit.ID, form, b.started(1).Started).Forms
	special := b.filled(7, vietnam("2026-10-15 09:00:00"), 5, "một ý kiến")
	special.Form = other.ID
	special.Answers = map[string]survey.Answer{"c0": {Choice: 2}, "c1": {Choice: 1}, "c4": {Choice: 5}}
	forms = append(forms, special)
	for i := range int64(5) {
		f := b.filled(11+i, vietnam("2026-10-15 09:00:00").AddDate(0, 0, int(i)), 5, strings.Repeat("dài ", 200))
		f.Respondent = "the same"
		forms = append(forms, f)
	}
	for _, f := range forms {
		of := form
		if f.Form == other.ID {
			of = other
		}
		b.exec(`INSERT INTO session (id, unit, form, form_hash, channel, point, slip, month, day, respondent, receipt, notice, status, started_at, finished_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
			f.ID, f.Unit, f.Form, f.FormHash, f.Channel, f.Point, f.Slip, int(f.Month), f.Day, f.Respondent, f.Receipt, f.Notice, string(f.Status), f.Started, f.FinishedAt)
		field := ""
		for _, c := range of.Questions {
			if o, ok := c.Option(f.Answers[c.ID].Choice); ok && c.Dimension != "" {
				field = o.Code
			}
		}
		add := func(question string, choice int) {
			b.exec(addToRollup, f.Unit, int(f.Month), f.Form, question, choice, f.Channel, f.Point, f.Slip, field)
		}
		add(survey.QStarted, 0)
		add(map[survey.Status]string{survey.Finished: survey.QFinished, survey.Partial: survey.QPartial}[f.Status], 0)
		for q, a := range f.Answers {
			add(q, a.Choice)
			var body *string
			if a.Text != "" {
				body = &a.Text
			}
			b.exec(`INSERT INTO answer (session, question, choice, body, at) VALUES ($1, $2, $3, $4, $5)`, f.ID, q, a.Choice, body, f.FinishedAt)
		}
	}
	b.exec(`INSERT INTO rollup VALUES ($1, 202610, 'mau-v1', 'q1', 3, 'web', 1, '', '', 0), ($1, 202610, 'gone', 'q1', 3, 'web', 1, '', '', 2)`, b.unit.ID)
	applied, err := b.Migrate(ctx)
	if err != nil || !slices.Contains(applied, "0005_figures.sql") {
		t.Fatal(applied, err)
	}
	if n := b.count(`SELECT sum(n)::int FROM figure WHERE form = 'gone' AND by = 'c'`); n != 2 {
		t.Errorf("of a questionnaire nobody has any more %d answers are left", n)
	}
	b.exec(`DELETE FROM figure WHERE form = 'gone'`)
	filled.CheckFigures(t, b.DB, b.unit.ID, form, other)
	b.checkMarks(other)
	if n := b.count(`SELECT count(*) FROM session WHERE often`); n != 5 {
		t.Errorf("%d forms came often", n)
	}
	for _, f := range forms {
		var fives bool
		var said []string
		if err := b.sql.QueryRow(ctx, `SELECT fives, said FROM session WHERE id = $1`, f.ID).Scan(&fives, &said); err != nil {
			t.Fatal(err)
		}
		of := form
		if f.Form == other.ID {
			of = other
		}
		if m := f.Marks(of); m.Fives != fives || !slices.Equal(m.Said, said) {
			t.Errorf("form %d has the marks %v %q, want %+v", f.ID, fives, said, m)
		}
	}
}
