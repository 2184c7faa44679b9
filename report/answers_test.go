package report

import (
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"motcua/org"
	"motcua/survey"
)

// same are n forms of a kind.
func same(n int, f filled) []filled { return slices.Repeat([]filled{f}, n) }

func sheetOf(p Period, forms ...[]filled) Answers {
	l := newLibrary(slices.Concat(forms...))
	l.input.Period = p
	return PublishAnswers(l.input, l.rows)
}

// shownOf is what a sheet says in numbers.
func shownOf(a Answers) string {
	return fmt.Sprintf("%d shown, %d rest, %d cover, %d few, %d gone, %d moving, %d running", len(a.Rows), a.Rest, a.Cover, a.Few, a.Gone, a.Moving, a.Running)
}

func TestPublishAnswers(t *testing.T) {
	whole := filled{month: 202601, channel: "web", finished: true, asked: "q1 q2"}
	open, silent, former, later := whole, whole, whole, whole
	open.finished, silent.asked, former.former, later.month = false, "q2", true, 202602
	quarter := Period{202601, aQuarter}
	for _, c := range []struct {
		name  string
		p     Period
		forms [][]filled
		want  string
	}{
		{"all of a month", january, [][]filled{same(5, whole)}, "5 shown, 0 rest, 0 cover, 0 few, 0 gone, 0 moving, 0 running"},
		{"too few", january, [][]filled{same(4, whole)}, "0 shown, 0 rest, 0 cover, 1 few, 0 gone, 0 moving, 0 running"},
		{"none", january, nil, "0 shown, 0 rest, 0 cover, 0 few, 0 gone, 0 moving, 0 running"},
		{"one unfinished takes five with it", january, [][]filled{same(20, whole), same(1, open)}, "15 shown, 1 rest, 5 cover, 0 few, 0 gone, 0 moving, 0 running"},
		{"one without a headline as well", january, [][]filled{same(20, whole), same(1, silent)}, "15 shown, 1 rest, 5 cover, 0 few, 0 gone, 0 moving, 0 running"},
		{"and one of a merged unit", january, [][]filled{same(20, whole), same(1, former)}, "15 shown, 1 rest, 5 cover, 0 few, 0 gone, 0 moving, 0 running"},
		{"not enough to cover one", january, [][]filled{same(9, whole), same(1, open)}, "0 shown, 0 rest, 0 cover, 1 few, 0 gone, 0 moving, 0 running"},
		{"a month with few takes the smallest other with it", quarter, [][]filled{same(3, whole), same(7, later)}, "0 shown, 0 rest, 0 cover, 2 few, 0 gone, 0 moving, 0 running"},
	} {
		if got := shownOf(sheetOf(c.p, c.forms...)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// A gap in a row would tell that the form is one of those that are counted by channel.
func TestSheetHasNoGapsThatAreCounted(t *testing.T) {
	l := newLibrary(slices.Concat(
		same(30, filled{month: 202601, channel: "web", finished: true, asked: "q1 q2 q3"}),
		same(6, filled{month: 202601, channel: "phone", asked: "q1 q2"}),
		same(6, filled{month: 202601, channel: "phone", finished: true, asked: "q2 q3"}),
	))
	l.input.Period = january
	a := PublishAnswers(l.input, l.rows)
	if len(a.Rows) != 25 {
		t.Errorf("%d rows", len(a.Rows))
	}
	for _, row := range a.Rows {
		if slices.Contains(row, 0) {
			t.Errorf("row %v has a gap", row)
		}
	}
}

// A question few answered is withheld, and with it nothing else.
func TestRareQuestionIsWithheld(t *testing.T) {
	a := sheetOf(january, same(20, filled{month: 202601, channel: "web", finished: true, asked: "q1 q2"}), same(4, filled{month: 202601, channel: "web", finished: true, asked: "q1 q2 q3"}))
	if len(a.Rows) != 24 || a.Columns[2].Withheld != 1 || a.Columns[1].Withheld != 0 {
		t.Fatalf("%+v", a)
	}
	for _, row := range a.Rows {
		if row[2] != 0 || row[0] == 0 {
			t.Errorf("row %v", row)
		}
	}
}

// The order of the forms in the database is not that of the sheet, and changes nothing in it.
func TestSheetIsSorted(t *testing.T) {
	l := newLibrary(same(40, filled{month: 202601, channel: "web", finished: true, asked: "q1 q2"}))
	l.input.Period = january
	for i := range l.rows {
		l.rows[i].Choices[0] = int16(1 + i%5)
	}
	l.input.Counts = nil
	for _, r := range l.rows {
		for q, choice := range r.Choices[:2] {
			l.input.Counts = append(l.input.Counts, survey.Visit{Unit: 1, Month: 202601, Form: "f"}.Count(askedQuestions[q], int(choice), 1))
		}
	}
	a := PublishAnswers(l.input, l.rows)
	slices.Reverse(l.rows)
	b := PublishAnswers(l.input, l.rows)
	if len(a.Rows) != 40 || !slices.IsSortedFunc(a.Rows, slices.Compare) || !reflect.DeepEqual(a, b) {
		t.Errorf("%v\n%v", a.Rows, b.Rows)
	}
}

// Where figures and single forms do not agree, the difference would tell what some people said.
func TestFormsThatDoNotAgree(t *testing.T) {
	l := newLibrary(same(20, filled{month: 202601, channel: "web", finished: true, asked: "q1 q2"}))
	l.input.Period = january
	if got := shownOf(PublishAnswers(l.input, l.rows[:13])); got != "0 shown, 0 rest, 0 cover, 0 few, 1 gone, 0 moving, 0 running" {
		t.Errorf("some deleted: %s", got)
	}
	if got := shownOf(PublishAnswers(l.input, append(l.rows, l.rows[0]))); got != "0 shown, 0 rest, 0 cover, 0 few, 0 gone, 1 moving, 0 running" {
		t.Errorf("one came in: %s", got)
	}
	l.input.Now = time.Date(2026, 1, 31, 23, 59, 0, 0, org.Location())
	if got := shownOf(PublishAnswers(l.input, l.rows)); got != "0 shown, 0 rest, 0 cover, 0 few, 0 gone, 0 moving, 1 running" {
		t.Errorf("not over: %s", got)
	}
	l.input.Now = time.Date(2026, 2, 1, 0, 0, 0, 0, org.Location())
	if got := shownOf(PublishAnswers(l.input, l.rows)); got != "20 shown, 0 rest, 0 cover, 0 few, 0 gone, 0 moving, 0 running" {
		t.Errorf("just over: %s", got)
	}
}
