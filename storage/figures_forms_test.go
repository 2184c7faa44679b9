package storage_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/report/odd"
	"motcua/storage"
	"motcua/survey"
)

// filled is a form with one mark for all questions on the scale, begun at a moment and counted in its month.
func (b *base) filled(id int64, at time.Time, mark int, text string) storage.CompleteResponse {
	f := storage.CompleteResponse{OpenedResponse: b.started(id), FinishedAt: at}
	f.Started, f.Day, f.Month, f.Status = at, at, calendar.MonthOf(at.In(org.Location())), survey.Finished
	f.Answers = map[string]survey.Answer{}
	for _, q := range b.form.Questions {
		if q.Rated {
			f.Answers[q.ID] = survey.Answer{Choice: mark}
		}
	}
	if text != "" {
		f.Answers["q8"] = survey.Answer{Choice: survey.Written, Text: text}
	}
	return f
}

func (b *base) importForms(forms ...storage.CompleteResponse) {
	b.t.Helper()
	if err := b.Import(b.t.Context(), b.form, forms, nil, nil); err != nil {
		b.t.Fatal(err)
	}
}

// vietnam is a moment as clocks in Vietnam show it.
func vietnam(s string) time.Time {
	at, err := time.ParseInLocation(time.DateTime, s, org.Location())
	if err != nil {
		panic(err)
	}
	return at
}

// A form belongs to the month in which it was begun by Vietnam's clock, whatever clock the server has.
func TestFiguresAtMidnight(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		last, first   string // the last moment of a month and the first of the next
		before, after string
		minute        string
	}{
		{"end of a month", "2026-10-31 23:59:59", "2026-11-01 00:00:00", "2026-10", "2026-11", "23:59 31/10"},
		{"end of a quarter", "2026-09-30 23:59:59", "2026-10-01 00:00:00", "2026-Q3", "2026-Q4", "23:59 30/09"},
		{"end of a year", "2026-12-31 23:59:59", "2027-01-01 00:00:00", "2026", "2027", "23:59 31/12"},
		{"leap day", "2028-02-29 23:59:59", "2028-03-01 00:00:00", "2028-02", "2028-03", "23:59 29/02"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := newBase(t)
			b.exec(`ALTER DATABASE ` + value[string](b, `SELECT quote_ident(current_database())`) + ` SET timezone = 'America/New_York'`)
			last, first := vietnam(c.last), vietnam(c.first)
			if first.UTC().Hour() != 17 {
				t.Fatalf("%v is not midnight in Vietnam", first)
			}
			var forms []storage.CompleteResponse
			for i := range int64(5) {
				forms = append(forms, b.filled(1+i, last.UTC(), 5, ""))
			}
			for i := range int64(5) {
				forms = append(forms, b.filled(11+i, first.UTC(), 2, ""))
			}
			b.importForms(append(forms, b.filled(21, last.AddDate(-1, -1, 0).UTC(), 3, ""))...) // it was served long before
			now := last.AddDate(1, 0, 1)
			f, g := report.Build(b.inputAt(c.before, now)), report.Build(b.inputAt(c.after, now))
			before, after := b.monthForms(calendar.MonthOf(last)), b.monthForms(calendar.MonthOf(first))
			if f.Forms.Returned != 5 || f.Overall.Score.Satisfied != 5 || g.Forms.Returned != 5 || g.Overall.Score.Satisfied != 0 {
				t.Errorf("%d satisfied of %d before, %d of %d after", f.Overall.Score.Satisfied, f.Forms.Returned, g.Overall.Score.Satisfied, g.Forms.Returned)
			}
			if g.Change == nil || g.Change.N != 5 {
				t.Errorf("compared with %+v", g.Change)
			}
			if len(before) != 5 || before[0].At.In(org.Location()).Format("15:04 02/01") != c.minute || before[4].Mark != odd.Fives {
				t.Errorf("forms before: %+v", before)
			}
			if len(after) != 5 || !after[0].At.Equal(first) || after[0].Mark != odd.Mixed {
				t.Errorf("forms after: %+v", after)
			}
		})
	}
}

func TestHowFormsCameIn(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	at := vietnam("2026-10-15 09:00:00")
	var forms []storage.CompleteResponse
	for i := range int64(5) { // one device, on five days; the fifth time with one mark that is not the best
		f := b.filled(1+i, at.AddDate(0, 0, int(i)), 5, "")
		f.Respondent = "the same"
		if i == 4 {
			f.Answers["q2"] = survey.Answer{Choice: 4}
		}
		forms = append(forms, f)
	}
	skips := b.filled(6, at, 5, "") // what was skipped is no mark, but one five alone is no pattern
	for q := range skips.Answers {
		if q != "q1" {
			skips.Answers[q] = survey.Answer{Choice: survey.Skipped}
		}
	}
	headless := b.filled(7, at, 5, "") // no opinion on the headline
	headless.Answers["q1"] = survey.Answer{Choice: survey.NotApplicable}
	empty := b.filled(8, at.Add(40*time.Second), 5, "")
	empty.Answers = nil
	zalo, elsewhere, others := b.filled(9, at, 5, ""), b.filled(10, at, 5, ""), b.filled(11, at, 5, "")
	zalo.Channel, elsewhere.Point = "zalo", 2
	others.Unit++
	b.importForms(append(forms, skips, headless, empty, zalo, elsewhere, others, b.filled(12, at.AddDate(0, 1, 0), 5, ""))...)
	got := []string{}
	for _, f := range b.monthForms(202610) {
		got = append(got, fmt.Sprintf("%s %d: %s %d", f.At.In(org.Location()).Format("02 15:04"), f.Point, f.Mark, f.Device))
	}
	slices.Sort(got)
	want := []string{"15 09:00 1:  0", "15 09:00 1:  0", "15 09:00 1:  0", "15 09:00 1: fives 0", "15 09:00 1: fives 1", "15 09:00 2: fives 0",
		"16 09:00 1: fives 1", "17 09:00 1: fives 1", "18 09:00 1: fives 1", "19 09:00 1:  1"}
	if !slices.Equal(got, want) {
		t.Errorf("forms\n%q, want\n%q", got, want)
	}
}

func TestSuggestions(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	at := vietnam("2026-10-15 09:00:00")
	later, others := b.filled(9, at.AddDate(0, 1, 0), 4, "tháng sau"), b.filled(10, at, 4, "xã khác")
	others.Unit++
	b.importForms(b.filled(1, at, 4, "Thêm ghế ngồi chờ"), b.filled(2, at, 4, "cần thêm ghế chờ"), b.filled(3, at, 4, ""), b.filled(4, at, 2, "Chỗ để xe hẹp"), later, others)
	got := report.Build(b.input("2026-10")).Suggestions
	if len(got) != 2 || got[0].N != 2 || got[1].Text != "Chỗ để xe hẹp" || got[1].N != 1 {
		t.Errorf("suggestions %+v", got)
	}
}

// A merged unit has its predecessors' figures for the months before it was merged; what they had later is theirs.
func TestMergedUnit(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	oldest, _, err := b.SaveUnit(ctx, org.Unit{Code: "cu-hon", Name: "xã Cũ Hơn"})
	if err != nil {
		t.Fatal(err)
	}
	former, _, err := b.SaveUnit(ctx, org.Unit{Code: "cu", Name: "xã Cũ", Settings: org.Settings{Predecessors: []string{"cu-hon", "moi"}}}) // a circle does no harm
	if err != nil {
		t.Fatal(err)
	}
	settings := org.Settings{Predecessors: []string{"cu"}, MergedFrom: "2026-08"}
	if _, _, err = b.SaveUnit(ctx, org.Unit{Code: "moi", Name: "xã Mới", Settings: settings}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.AddPoint(ctx, former, "quay", "Quầy chung"); err != nil {
		t.Fatal(err)
	}
	units, err := b.Units(ctx)
	if err != nil {
		t.Fatal(err)
	}
	b.unit = units[len(units)-1]
	b.unit.Created = vietnam("2026-09-20 00:00:00") // it came to be before it was entered here
	of := func(unit int32, m calendar.Month, n int) []survey.Count {
		return survey.Visit{Unit: unit, Month: m, Questionnaire: "mau-v1", Channel: "web", Point: 2}.Headline("q1", 4, n)
	}
	b.bring(slices.Concat(
		of(former, 202607, 10), of(former, 202608, 500), of(oldest, 202604, 20), of(b.unit.ID, 202607, 1), of(b.unit.ID, 202608, 40), of(b.unit.ID, 202609, 50),
		of(former, 202507, 30), of(units[0].ID, 202607, 900),
	))
	in := b.input("2026-Q3")
	f := report.Build(in)
	if f.Overall.N != 100 || f.Change.N != 20 || f.YearAgo.N != 30 || f.Predecessor != "xã Cũ Hơn, xã Cũ" {
		t.Errorf("%d answers, before %+v, a year ago %+v, of %q", f.Overall.N, f.Change, f.YearAgo, f.Predecessor)
	}
	var labels []string
	for _, r := range f.ByPoint.Rows {
		labels = append(labels, r.Label)
	}
	if want := []string{"Điểm tiếp nhận 2", fmt.Sprintf("Điểm tiếp nhận %d/2", former)}; !slices.Equal(labels, want) {
		t.Errorf("points %q, want %q", labels, want)
	}
	if len(in.Points) != 1 || in.Points[0].Unit != former || in.Points[0].Name != "Quầy chung" {
		t.Errorf("named are %+v", in.Points)
	}
	if f := report.Build(b.input("2026-09")); f.Overall.N != 50 || f.Change.N != 40 {
		t.Errorf("after the merger: %d answers, before %d", f.Overall.N, f.Change.N)
	}
	b.unit.Settings.MergedFrom = "August"
	if _, err := b.ReportInput(ctx, b.unit, b.form, in.Period, in.Now); err == nil {
		t.Error("a month that is none was taken")
	}
}

// The questionnaire most of the forms were of leads, and the other is named.
func TestTwoForms(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	other := survey.Count{Cell: b.cell(202610, survey.QFinished, 0), N: 30}
	other.Questionnaire = "co-dieu-kien"
	b.bring([]survey.Count{other, {Cell: b.cell(202610, survey.QFinished, 0), N: 20}, {Cell: b.cell(202610, "q1", 5), N: 20}})
	in := b.input("2026-10")
	f := report.Build(in)
	if len(in.Questionnaires) != 1 || f.Questionnaire.ID != "co-dieu-kien" || f.Forms.Returned != 30 || len(f.OtherQuestionnaires) != 1 || f.OtherQuestionnaires[0].ID != "mau-v1" || f.OtherQuestionnaires[0].N != 20 {
		t.Errorf("form %s with %d, others %+v", f.Questionnaire.ID, f.Forms.Returned, f.OtherQuestionnaires)
	}
}

func TestCompareInputs(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	units, err := b.Units(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	of := func(unit int32, m calendar.Month, choice, n int) survey.Count {
		c := survey.Count{Cell: b.cell(m, "q1", choice), N: n}
		c.Unit = unit
		return c
	}
	opened := of(units[0].ID, 202608, 0, 70)
	opened.Question = survey.QOpened
	b.bring([]survey.Count{
		of(units[0].ID, 202607, 5, 30), of(units[0].ID, 202609, 1, 10), of(units[0].ID, 202606, 4, 8), of(units[0].ID, 202610, 4, 999), opened,
		of(units[1].ID, 202608, 2, 6), of(units[1].ID+1, 202608, 2, 600),
	})
	p, _ := calendar.ParsePeriod("2026-Q3")
	units[0].Created, units[1].Created = vietnam("2026-07-01 00:00:00"), vietnam("2026-06-30 00:00:00")
	ins, err := b.CompareInputs(t.Context(), units, p, vietnam("2026-10-01 08:00:00"))
	if err != nil || len(ins) != 2 {
		t.Fatal(len(ins), err)
	}
	f, g := report.Build(ins[0]), report.Build(ins[1])
	if f.Overall.N != 40 || f.Overall.Score.Satisfied != 30 || f.Forms.Opened != 70 || f.Change.N != 8 {
		t.Errorf("%+v of %d, change %+v", f.Overall, f.Forms.Opened, f.Change)
	}
	if g.Overall.N != 6 || g.Change == nil || g.Change.N != 0 {
		t.Errorf("%+v, change %+v", g.Overall, g.Change)
	}
	// The whole report says the same.
	b.unit = units[0]
	if whole := report.Build(b.input("2026-Q3")); whole.Overall.N != f.Overall.N || *whole.Overall.Score != *f.Overall.Score || whole.Change.N != f.Change.N {
		t.Errorf("the report says %+v", whole.Overall)
	}
}
