package report_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// of is a report on a period to which 40 answered in each month that has ended by now.
func of(t *testing.T, p string, now time.Time, since string, cuts ...org.Cut) report.Input {
	t.Helper()
	in := report.Input{Unit: longDien(), Questionnaire: mau(t), Period: period(t, p), Now: now, Previous: []survey.Count{}, YearAgo: []survey.Count{}}
	in.Unit.Settings.Cuts = cuts
	w := calendar.WindowOf(in.Unit.Settings)
	fill := func(p calendar.Period) (all []survey.Count) {
		for _, m := range p.Months() {
			if w.Ended(calendar.MonthPeriod(m), now) {
				all = append(all, answers(m, "q1", "", 30, 40)...)
			}
		}
		return all
	}
	in.Counts, in.Previous, in.YearAgo, in.History = fill(in.Period), fill(in.Period.Previous()), fill(in.Period.YearAgo()), fill(report.TrendOf(in.Period))
	if since != "" {
		day, err := time.ParseInLocation(time.DateOnly, since, org.Location())
		if err != nil {
			t.Fatal(err)
		}
		in.Since = day
	}
	return in
}

// Every report says of which days it is; what has not ended or was only partly served is compared with nothing.
func TestDays(t *testing.T) {
	fifteenth := org.Cut{Day: 15}
	for _, c := range []struct {
		name, period string
		now          time.Time
		since        string
		cuts         []org.Cut
		from, to     string
		label        string
		compared     bool
	}{
		{"a month", "2026-10", local(2026, 11, 1, 8, 0), "2025-01-10", nil, "2026-10-01", "2026-10-31", "tháng 10/2026", true},
		{"half a year", "2026-H1", local(2026, 7, 1, 8, 0), "", nil, "2026-01-01", "2026-06-30", "6 tháng đầu năm 2026", true},
		{"a month from the 15th", "2026-10", local(2026, 10, 15, 8, 0), "", []org.Cut{fifteenth}, "2026-09-15", "2026-10-14", "tháng 10/2026 (từ 15/09/2026 đến 14/10/2026)", true},
		{"a quarter so far", "2026-Q4", local(2026, 11, 20, 8, 0), "", nil, "2026-10-01", "2026-10-31", "quý IV/2026 (mới đến ngày 31/10/2026)", false},
		{"the same from the 15th", "2026-Q4", local(2026, 11, 20, 8, 0), "", []org.Cut{fifteenth}, "2026-09-15", "2026-11-14", "quý IV/2026 (từ 15/09/2026, mới đến ngày 14/11/2026)", false},
		{"a quarter begun in its middle", "2026-Q3", local(2026, 10, 1, 8, 0), "2026-07-30", nil, "2026-07-30", "2026-09-30", "quý III/2026 (có phiếu từ ngày 30/07/2026)", false},
		{"the quarter after", "2026-Q4", local(2027, 1, 1, 8, 0), "2026-07-30", nil, "2026-10-01", "2026-12-31", "quý IV/2026", false},
		{"the one after that", "2027-Q1", local(2027, 4, 1, 8, 0), "2026-07-30", nil, "2027-01-01", "2027-03-31", "quý I/2027", true},
		{"begun on the first working day", "2026-08", local(2026, 9, 1, 8, 0), "2026-08-03", nil, "2026-08-01", "2026-08-31", "tháng 8/2026", true},
	} {
		f := report.Build(of(t, c.period, c.now, c.since, c.cuts...))
		if f.Days.From != c.from || f.Days.To != c.to || f.PeriodLabel != c.label {
			t.Errorf("%s: %+v, %q", c.name, f.Days, f.PeriodLabel)
		}
		if compared := f.Change != nil; compared != c.compared || compared == (f.NotCompared != "") {
			t.Errorf("%s: change %+v, %q", c.name, f.Change, f.NotCompared)
		}
		digest := prose.Plain(f.Digest())
		if !strings.Contains(digest, c.label) || !strings.Contains(digest, f.NotCompared) {
			t.Errorf("%s: the digest does not say so:\n%s", c.name, digest)
		}
		if f.NotCompared != "" && (!slices.Contains(f.Cautions, f.NotCompared) || !slices.Contains(f.Public().Cautions, f.NotCompared)) {
			t.Errorf("%s: not among the cautions %q", c.name, f.Cautions)
		}
	}
}

// Where the days of the months are changed, a month is cut short or made long. It is compared with nothing, nor is anything with it,
// and both reports say why; what the change hardly touches is compared as ever.
func TestRecutIsNotCompared(t *testing.T) {
	toMiddle := []org.Cut{{Day: 15, From: "2026-10"}}             // October has 14 days
	toCalendar := []org.Cut{{Day: 15}, {Day: 1, From: "2026-10"}} // October has 47
	byADay := []org.Cut{{Day: 15}, {Day: 16, From: "2026-10"}}    // October has 31
	for _, c := range []struct {
		name, period string
		cuts         []org.Cut
		why          string
	}{
		{"the month before", "2026-09", toMiddle, ""},
		{"cut short", "2026-10", toMiddle, "Đơn vị đổi mốc tháng báo cáo nên tháng 10/2026 có 14 ngày: không so sánh với kỳ khác."},
		{"the month after", "2026-11", toMiddle, "Không so sánh với tháng 10/2026, vì đơn vị đổi mốc tháng báo cáo nên kỳ ấy có 14 ngày."},
		{"the one after that", "2026-12", toMiddle, ""},
		{"made long", "2026-10", toCalendar, "Đơn vị đổi mốc tháng báo cáo nên tháng 10/2026 có 47 ngày: không so sánh với kỳ khác."},
		{"after it", "2026-11", toCalendar, "Không so sánh với tháng 10/2026, vì đơn vị đổi mốc tháng báo cáo nên kỳ ấy có 47 ngày."},
		{"a day longer", "2026-10", byADay, ""},
		{"a quarter cut short", "2026-Q4", toMiddle, "Đơn vị đổi mốc tháng báo cáo nên quý IV/2026 có 75 ngày: không so sánh với kỳ khác."},
		{"a year", "2026", toMiddle, ""},
	} {
		in := of(t, c.period, local(2027, 2, 1, 8, 0), "", c.cuts...)
		f := report.Build(in)
		if f.NotCompared != c.why || (f.Change != nil) != (c.why == "") {
			t.Errorf("%s: change %+v, %q", c.name, f.Change, f.NotCompared)
		}
		if digest := prose.Plain(f.Digest()); !strings.Contains(digest, c.why) {
			t.Errorf("%s: the digest does not say so:\n%s", c.name, digest)
		}
	}
	yearAfter := of(t, "2027-10", local(2027, 12, 1, 8, 0), "", toMiddle...)
	if f := report.Build(yearAfter); f.Change == nil || f.YearAgo != nil {
		t.Errorf("a year after a short month it is compared with %+v and %+v", f.Change, f.YearAgo)
	}
}

// A month that was only partly served is marked in the trend.
func TestTrendMarksPartly(t *testing.T) {
	var marked []string
	for _, p := range report.Build(of(t, "2026-10", local(2026, 11, 1, 8, 0), "2026-08-12")).Trend {
		if p.Partly {
			marked = append(marked, p.MonthText())
		}
	}
	if !slices.Equal(marked, []string{"08/2026*"}) {
		t.Errorf("marked are %q", marked)
	}
}

// Half a year is the sum of its quarters, row by row, and so are nine months; a quarter that has not ended is that of its months.
// So they tell nothing new: a row that is small in one month is left out of them as it is there.
func TestLongTablesAddUp(t *testing.T) {
	in := of(t, "2026-9T", local(2026, 10, 1, 8, 0), "")
	in.Counts, in.History, in.Previous, in.YearAgo = nil, nil, nil, nil
	for _, m := range in.Period.Months() {
		rare := 20
		if m == 202608 {
			rare = 2 // withheld in August, and so is the next smallest
		}
		for field, n := range map[string]int{"a": rare, "b": 25, "c": 60} {
			v := survey.Visit{Unit: in.Unit.ID, Month: m, Questionnaire: in.Questionnaire.ID, Channel: "web", Field: field}
			in.Counts = append(in.Counts, answersOf(v, "q1", n-3, n)...)
		}
	}
	row := func(p, key string) report.Row {
		part := in
		part.Period = period(t, p)
		for _, r := range report.Build(part).ByField.Rows {
			if r.Key == key {
				return r
			}
		}
		return report.Row{}
	}
	for _, key := range []string{"a", "b", "c"} {
		if half, q1, q2 := row("2026-H1", key), row("2026-Q1", key), row("2026-Q2", key); half.N != q1.N+q2.N || half.Partial || half.N == 0 {
			t.Errorf("%s: %+v is not %+v and %+v", key, half, q1, q2)
		}
		nine, half, q3 := row("2026-9T", key), row("2026-H1", key), row("2026-Q3", key)
		if nine.N != half.N+q3.N || nine.Partial != q3.Partial {
			t.Errorf("%s: %+v is not %+v and %+v", key, nine, half, q3)
		}
	}
}
