package storage_test

import (
	"testing"
	"time"

	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// One person who named no field at a counter: the counter's row less those of its fields would be his answer.
func TestCounterLessItsFields(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	var forms []storage.CompleteResponse
	id := int64(0)
	fill := func(n int, point int16, field, mark int) {
		for i := range n {
			id++
			f := b.filled(id, vietnam("2026-10-05 08:00:00").Add(time.Duration(id)*53*time.Minute), mark-i%2, "")
			f.Point = point
			if field > 0 {
				f.Answers["lv"] = survey.Answer{Choice: field}
			}
			forms = append(forms, f)
		}
	}
	fill(60, 1, 1, 4)
	fill(8, 1, 0, 4)
	fill(30, 2, 2, 4)
	fill(1, 2, 0, 2)
	b.importForms(forms...)
	f := report.Build(b.input("2026-10"))
	rows := func(t report.Table) map[string]int {
		n := map[string]int{}
		for _, r := range t.Rows {
			n[r.Key] = r.N
		}
		return n
	}
	field, point := rows(f.ByField), rows(f.ByPoint)
	if point["1"] != 60 || point["2"] != 30 || point["~"] != 9 || field[""] != 0 || field["~"] != 9 {
		t.Errorf("by point %v, by field %v", point, field)
	}
	if f.Overall.N != 99 {
		t.Errorf("%d answers in all", f.Overall.N)
	}
}
