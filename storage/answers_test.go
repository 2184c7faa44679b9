package storage_test

import (
	"cmp"
	"reflect"
	"slices"
	"testing"
	"time"

	"motcua/org"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// importAnswers stores finished forms of a month with these answers to q1 and q6; 0 is not answered. An odd one is unfinished.
func (b *base) importAnswers(unit int32, month survey.Month, from int64, answers [][2]int) {
	b.t.Helper()
	var forms []storage.Filled
	for i, a := range answers {
		s := b.started(from + int64(i))
		s.Unit, s.Month = unit, month
		s.Started = month.Start(org.Location()).Add(time.Duration(i) * time.Hour)
		s.Day = s.Started
		s.Session = s.Record(b.form, "lv", survey.Answer{Choice: 2}).Record(b.form, "q8", survey.Answer{Choice: survey.Written, Text: "ý kiến"})
		s.Session = s.Record(b.form, "q2", survey.Answer{Choice: survey.Skipped}).Record(b.form, "q3", survey.Answer{Choice: survey.NotApplicable})
		for j, q := range []string{"q1", "q6"} {
			if a[j] != 0 {
				s.Session = s.Record(b.form, q, survey.Answer{Choice: a[j]})
			}
		}
		s.Status = survey.Finished
		if i%2 == 1 {
			s.Status = survey.Partial
		}
		forms = append(forms, storage.Filled{OpenedSession: s, FinishedAt: s.Started})
	}
	if err := b.Import(b.t.Context(), b.form, forms, nil, nil); err != nil {
		b.t.Fatal(err)
	}
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.importAnswers(b.unit.ID, 202610, 1, [][2]int{{5, 4}, {1, 0}, {0, 0}})
	b.importAnswers(b.unit.ID, 202611, 11, [][2]int{{3, 2}})
	b.importAnswers(b.unit.ID, 202701, 21, [][2]int{{2, 2}})
	b.importAnswers(b.unit.ID+1, 202610, 31, [][2]int{{4, 4}})
	quarter, err := report.ParsePeriod("2026-Q4")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := b.Answers(t.Context(), b.unit.ID, b.form, quarter)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[uint64]bool{}
	for i := range rows {
		keys[rows[i].Key], rows[i].Key = true, 0
	}
	if len(keys) != len(rows) {
		t.Errorf("%d keys for %d forms", len(keys), len(rows))
	}
	slices.SortFunc(rows, func(a, b report.AnswerRow) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), slices.Compare(b.Choices, a.Choices))
	})
	// q1 to q7 are about the service; the field and the text are not read, nor what carries no opinion.
	want := []report.AnswerRow{
		{Month: 202610, Finished: true, Choices: []int16{5, 0, 0, 0, 0, 4, 0}},
		{Month: 202610, Choices: []int16{1, 0, 0, 0, 0, 0, 0}},
		{Month: 202611, Finished: true, Choices: []int16{3, 0, 0, 0, 0, 2, 0}},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("got %+v\nwant %+v", rows, want)
	}
}

// What is read fits the figures, until forms are deleted after their time.
func TestAnswersFitTheFigures(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	answers := make([][2]int, 40)
	for i := range answers {
		answers[i] = [2]int{1 + i%5, 1 + i%4}
	}
	b.importAnswers(b.unit.ID, 202610, 1, answers)
	october := report.MonthPeriod(202610)
	sheet := func() report.Answers {
		t.Helper()
		in, err := b.ReportInput(t.Context(), b.unit, b.form, october, october.End(org.Location()))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := b.Answers(t.Context(), b.unit.ID, in.LeadForm(), october)
		if err != nil {
			t.Fatal(err)
		}
		return report.PublishAnswers(in, rows)
	}
	if a := sheet(); len(a.Rows) != 15 || a.Rest != 20 || a.Cover != 5 || a.Gone != 0 {
		t.Errorf("%d rows of %+v", len(a.Rows), a)
	}
	if _, err := b.Forget(t.Context(), b.unit.ID, october.First().Start(org.Location()).Add(3*time.Hour), upToday()); err != nil {
		t.Fatal(err)
	}
	if a := sheet(); len(a.Rows) != 0 || a.Gone != 1 {
		t.Errorf("after some were deleted, %d rows of %+v", len(a.Rows), a)
	}
}

// BenchmarkAnswers reads a month of 926 forms, and a year of them, among those of another unit.
func BenchmarkAnswers(b *testing.B) {
	base := newBase(b)
	base.exec(`INSERT INTO response (id, unit, questionnaire, questionnaire_hash, channel, point, slip, month, day, respondent, receipt, notice, status, started_at, finished_at)
		SELECT u * 1000000 + m * 10000 + i, u, 'mau-v1', 'h', 'web', 1, '', 202600 + m, '2026-01-01', 'r' || u || '-' || m || '-' || i, 'c' || u || '-' || m || '-' || i, 't', 'finished', now(), now()
		FROM generate_series(1, 2) u, generate_series(1, 12) m, generate_series(1, 926) i`)
	base.exec(`INSERT INTO answer (response, question, choice, at) SELECT s.id, 'q' || q, 1 + (s.id + q) % 4, now() FROM response s, generate_series(1, 7) q`)
	base.exec(`ANALYZE`)
	for _, name := range []string{"2026-05", "2026"} {
		p, err := report.ParsePeriod(name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				rows, err := base.Answers(b.Context(), base.unit.ID, base.form, p)
				if err != nil || len(rows)%926 != 0 || len(rows) == 0 {
					b.Fatal(len(rows), err)
				}
			}
		})
	}
}
