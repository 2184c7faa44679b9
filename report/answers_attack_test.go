package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/org"
	"motcua/survey"

	"pgregory.net/rapid"
)

// filled is a form as the attack on the sheet of answers sees it.
type filled struct {
	month          survey.Month
	channel, field string
	former         bool // of a merged unit
	finished       bool
	asked          string // the questions with a valid answer, of q1, q2, q3
}

var askedForm = &survey.Form{ID: "f", Overall: "q1", Questions: []survey.Question{
	{ID: "lv", Dimension: "field", Options: []survey.Option{{Value: 1, Code: "a", Label: "a"}, {Value: 2, Code: "b", Label: "b"}}},
	*headlineAs("q1"), *headlineAs("q2"), *headlineAs("q3"),
	{ID: "q4", When: &survey.When{Question: "lv", In: []int{1}}, Options: []survey.Option{{Value: 1, Label: "x"}}},
	{ID: "q5", Kind: survey.Text},
}}

func headlineAs(id string) *survey.Question {
	q := *headline
	q.ID, q.Rated = id, true
	return &q
}

var askedQuestions = []string{"q1", "q2", "q3"}

func anyFilled(month survey.Month) *rapid.Generator[filled] {
	return rapid.Custom(func(t *rapid.T) filled {
		return filled{
			month:    month,
			channel:  rapid.SampledFrom([]string{"web", "web", "web", "phone"}).Draw(t, "channel"),
			field:    rapid.SampledFrom([]string{"a", "a", "a", "b"}).Draw(t, "field"),
			former:   rapid.IntRange(0, 15).Draw(t, "unit") == 0,
			finished: rapid.IntRange(0, 9).Draw(t, "finished") > 0,
			asked:    rapid.SampledFrom([]string{"q1 q2", "q1 q2", "q1 q2", "q1 q2 q3", "q1 q2 q3", "q1", "q2", "q1 q3"}).Draw(t, "asked"),
		}
	})
}

// anyYear are forms of some months: so that there are months with many and with few, each has a size of its own.
func anyYear(t *rapid.T) []filled {
	var all []filled
	for i, n := range rapid.SliceOfN(rapid.SampledFrom([]int{0, 2, 4, 6, 16, 20}), 6, 6).Draw(t, "sizes") {
		month := rapid.SliceOfN(anyFilled(survey.Month(202601).Add(i)), n, n).Draw(t, "forms")
		plain := rapid.IntRange(0, 2).Draw(t, "plain") == 0 // a month in which nothing was left open
		for _, f := range month {
			if plain {
				f.finished, f.former, f.asked = true, false, "q1 q2"
			}
			all = append(all, f)
		}
	}
	return all
}

func (f filled) has(q string) bool { return strings.Contains(f.asked, q) }

func (f filled) counts() []survey.Count {
	v := survey.Visit{Unit: 1, Month: f.month, Form: "f", Channel: f.channel, Field: f.field}
	if f.former {
		v.Unit = 7
	}
	counts := []survey.Count{v.Count(survey.QStarted, 0, 1)}
	for _, q := range askedQuestions {
		switch {
		case !f.has(q):
		case q == askedForm.Overall:
			counts = append(counts, v.Headline(q, 4, 1)...)
		default:
			counts = append(counts, v.Count(q, 4, 1))
		}
	}
	return counts
}

// row is the form as storage gives it; at makes its key its own, and says who it is.
func (f filled) row(at int) AnswerRow {
	r := AnswerRow{Month: f.month, Finished: f.finished, Key: uint64(at)*0x9e3779b97f4a7c15 | uint64(at), Choices: make([]int16, len(askedQuestions))}
	for i, q := range askedQuestions {
		if f.has(q) {
			r.Choices[i] = 4
		}
	}
	return r
}

// reader is somebody who holds reports, for one question: the sums he reads, of the figures alone, and with the sheets.
type reader struct{ figures, all [][]float64 }

func (r *reader) add(other reader) {
	r.figures, r.all = append(r.figures, other.figures...), append(r.all, other.all...)
}

// library makes the reports of some periods and gives what each tells of a question.
type library struct {
	forms []filled
	input Input
	rows  []AnswerRow
	keys  map[uint64]int
	split map[string]*split
}

func newLibrary(forms []filled) *library {
	l := &library{forms: forms, keys: map[uint64]int{}}
	l.input = Input{Form: askedForm, Unit: org.Unit{ID: 1}, Predecessors: map[int32]string{7: "xã cũ"}, Now: time.Date(2027, 1, 1, 0, 0, 0, 0, org.Location())}
	for i, f := range forms {
		l.input.Counts = append(l.input.Counts, f.counts()...)
		if !f.former {
			r := f.row(i)
			l.rows, l.keys[r.Key] = append(l.rows, r), i
		}
	}
	l.input.Counts = survey.Add(l.input.Counts...)
	by := func(p survey.Property) *split {
		return newSplit(headline, siftBy(l.input.Counts, p, "f", "q1", Period{202601, aYear}), l.input.key)
	}
	l.split = map[string]*split{"channel": by(survey.ByChannel), "field": by(survey.ByField)}
	return l
}

// vector marks the forms with a valid answer to q for which of holds.
func (l *library) vector(q string, of func(filled) bool) []float64 {
	v := make([]float64, len(l.forms))
	for i, f := range l.forms {
		if f.has(q) && of(f) {
			v[i] = 1
		}
	}
	return v
}

// read adds what the report of a period tells of a question.
func (l *library) read(r *reader, p Period, q string) {
	in := l.input
	in.Period = p
	for _, c := range in.Counts {
		if c.Question == "q1" {
			in.History = append(in.History, c)
		}
	}
	f := Build(in)
	for _, rating := range f.Rated {
		if rating.ID == q && rating.Score != nil {
			r.figures = append(r.figures, l.vector(q, func(f filled) bool { return p.Contains(f.month) }))
		}
	}
	if q == "q1" {
		for _, point := range f.Trend {
			if point.Score != nil {
				r.figures = append(r.figures, l.vector(q, func(f filled) bool { return point.Month.Contains(f.month) }))
			}
		}
		for name, table := range map[string]Table{"channel": f.ByChannel, "field": f.ByField} {
			for _, row := range table.Shown() {
				r.figures = append(r.figures, l.vector(q, func(f filled) bool {
					return p.Contains(f.month) && f.by(name) == row.Key && (!row.Partial || !l.split[name].withhold(MonthPeriod(f.month))[row.Key])
				}))
			}
		}
	}
	if sheet, n := l.sheet(in, q); n > 0 {
		r.all = append(r.all, sheet)
	}
}

func (f filled) by(property string) string {
	if property == "channel" {
		return f.channel
	}
	return f.field
}

// sheet marks the forms whose answer to q stands in the sheet.
func (l *library) sheet(in Input, q string) (v []float64, n int) {
	v = make([]float64, len(l.forms))
	questions := SheetQuestions(askedForm)
	at := slices.IndexFunc(questions, func(x *survey.Question) bool { return x.ID == q })
	for _, m := range in.answerMonths(questions, l.rows) {
		for _, row := range m.rows {
			if m.shows[at] && row.Choices[at] > 0 {
				v[l.keys[row.Key]] = 1
				n++
			}
		}
	}
	return v, n
}

// group is some of the people who answered a question.
type group struct {
	what string
	v    []float64
	n    int
}

// groups are what could be found out about few people: who came one way, or about one thing, in some month or all, and did
// not finish, or finished.
func (l *library) groups(q string) []group {
	var all []group
	for months := 1; months < 1<<6; months++ {
		for _, kind := range []struct {
			what string
			of   func(filled) bool
		}{
			{"all", func(filled) bool { return true }},
			{"finished", func(f filled) bool { return f.finished }},
			{"unfinished", func(f filled) bool { return !f.finished }},
			{"former", func(f filled) bool { return f.former }},
			{"phone", func(f filled) bool { return f.channel == "phone" }},
			{"phone finished", func(f filled) bool { return f.channel == "phone" && f.finished }},
			{"phone unfinished", func(f filled) bool { return f.channel == "phone" && !f.finished }},
			{"web unfinished", func(f filled) bool { return f.channel == "web" && !f.finished }},
			{"field b", func(f filled) bool { return f.field == "b" }},
			{"field b finished", func(f filled) bool { return f.field == "b" && f.finished }},
		} {
			v := l.vector(q, func(f filled) bool { return months>>(f.month-202601)&1 == 1 && kind.of(f) })
			n := 0
			for _, x := range v {
				n += int(x)
			}
			if 0 < n && n < MinShown {
				all = append(all, group{fmt.Sprintf("%s in %06b", kind.what, months), v, n})
			}
		}
	}
	return all
}

// Whoever holds one report with its sheet of answers, those of a year and its quarters, or all of a year, learns from the sheets about no group of 1 to 4
// people what the figures do not tell anyway, even if he knew of each form whether it is in the sheet.
func TestAnswersGiveNobodyAway(t *testing.T) {
	periods := []Period{{202601, aYear}, {202601, aQuarter}, {202604, aQuarter}}
	for m := survey.Month(202601); m <= 202606; m++ {
		periods = append(periods, MonthPeriod(m))
	}
	tried, shown := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		l := newLibrary(anyYear(t))
		for _, q := range askedQuestions {
			var long, everything reader
			groups := l.groups(q)
			for _, p := range periods {
				var one reader
				l.read(&one, p, q)
				everything.add(one)
				if p.span > aMonth {
					long.add(one)
				}
				shown += len(one.all)
				tried += workOut(t, p.String(), q, one, groups)
			}
			tried += workOut(t, "the year and its quarters", q, long, groups)
			tried += workOut(t, "all reports", q, everything, groups)
		}
	})
	if tried < 1000 || shown < 300 {
		t.Errorf("only %d attacks on %d sheets", tried, shown)
	}
}

// workOut tries to work out what each of the groups said.
func workOut(t *rapid.T, holding, q string, r reader, groups []group) int {
	if len(r.all) == 0 {
		return 0
	}
	figures := triangle(r.figures)
	all := triangle(append(slices.Clone(r.figures), r.all...))
	for _, g := range groups {
		if follows(all, g.v) && !follows(figures, g.v) {
			t.Fatalf("%s, question %s: the sheets tell what the %d people of %s said", holding, q, g.n, g.what)
		}
	}
	return len(groups)
}

// What one sheet shows and another does not are whole groups of MinShown forms or more, for every question.
func TestSheetsLessSheets(t *testing.T) {
	year := Period{202601, aYear}
	periods := append([]Period{year}, year.parts()...)
	rapid.Check(t, func(t *rapid.T) {
		l := newLibrary(anyYear(t))
		for _, q := range askedQuestions {
			var sheets [][]float64
			for _, p := range periods {
				in := l.input
				in.Period = p
				v, n := l.sheet(in, q)
				if 0 < n && n < MinShown {
					t.Fatalf("%s shows %d answers to %s", p, n, q)
				}
				sheets = append(sheets, v)
			}
			for i, a := range sheets {
				for j, b := range sheets {
					less := 0
					for k := range a {
						if a[k] > b[k] {
							less++
						}
					}
					if 0 < less && less < MinShown {
						t.Fatalf("%s less %s are %d answers to %s", periods[i], periods[j], less, q)
					}
				}
			}
		}
	})
}

// The sheet tells nothing of a form but its answers to the questions about the service.
func TestSheetQuestions(t *testing.T) {
	var ids []string
	for _, q := range SheetQuestions(askedForm) {
		ids = append(ids, q.ID)
	}
	if got := strings.Join(ids, " "); got != "q1 q2 q3" {
		t.Errorf("the sheet has %s", got)
	}
}
