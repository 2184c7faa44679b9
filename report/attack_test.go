package report

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report/odd"
	"motcua/survey"

	"pgregory.net/rapid"
)

// one is a filled-in form as the attack sees it: where it stands in each table, and whether it is in a streak of fives.
type one struct {
	field, channel, slip string
	point                int16
	choice               int
	fives                bool
}

// Whoever has one report, and adds and subtracts what is printed in it as he likes, does not find out what 1 to 4 people
// said: of a row of a table, of several rows, of a point without the streak of fives found there.
func TestOneReportGivesNobodyAway(t *testing.T) {
	questionnaire := mauOf(t)
	tried, streaks := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		ones := rapid.SliceOfN(anyOne(), 1, 40).Draw(t, "forms")
		if n := rapid.SampledFrom([]int{0, 0, 10, 12, 20}).Draw(t, "streak"); n > 0 {
			at := anyOne().Draw(t, "streak at")
			at.choice, at.fives = 5, true
			ones = append(ones, slices.Repeat([]one{at}, n)...)
		}
		f := Build(withStreak(Input{Questionnaire: questionnaire, Period: january, Counts: countsOf(ones)}, ones))
		a := newLinear(ones)
		a.knowFigures(f)
		for _, b := range f.Suspicious {
			if b.Kind == AllFives && b.At != nil {
				a.know(func(o one) bool { return o.fives && pointName(o.point) == b.Where })
				streaks++
			}
		}
		a.targets(func(what string, of func(one) bool) {
			n := 0
			for _, o := range ones {
				if of(o) {
					n++
				}
			}
			if 0 < n && n < MinShown && f.Overall.Score != nil {
				tried++
				if a.follows(of) {
					t.Fatalf("%s: what %d people said comes out of\n%+v", what, n, f)
				}
			}
		})
	})
	if tried < 100 || streaks == 0 {
		t.Errorf("only %d attacks, %d with streaks", tried, streaks)
	}
}

// mauOf is the questionnaire of this package's tests.
func mauOf(t *testing.T) *survey.Questionnaire {
	t.Helper()
	file, err := os.ReadFile("testdata/form.yaml")
	if err != nil {
		t.Fatal(err)
	}
	questionnaire, err := survey.ParseQuestionnaire(file)
	if err != nil {
		t.Fatal(err)
	}
	return questionnaire
}

func anyOne() *rapid.Generator[one] {
	return rapid.Custom(func(t *rapid.T) one {
		return one{
			field:   rapid.SampledFrom([]string{"", "ho-tich", "dat-dai", "khac"}).Draw(t, "field"),
			channel: rapid.SampledFrom([]string{"web", "web", "web", "zalo", "paper"}).Draw(t, "channel"),
			slip:    rapid.SampledFrom([]string{"", "tra-ket-qua"}).Draw(t, "slip"),
			point:   rapid.Int16Range(0, 2).Draw(t, "point"),
			choice:  rapid.IntRange(1, 5).Draw(t, "choice"),
		}
	})
}

func countsOf(ones []one) []survey.Count {
	var counts []survey.Count
	for _, o := range ones {
		v := survey.Visit{Month: 202601, Questionnaire: "mau-v1", Channel: o.channel, Point: o.point, Slip: o.slip, Field: o.field}
		counts = append(counts, v.Headline("q1", o.choice, 1)...)
	}
	return survey.Add(counts...)
}

// withStreak tells of the streak as storage does when the month is issued and a leader had restored it.
func withStreak(in Input, ones []one) Input {
	n, point := 0, int16(0)
	for _, o := range ones {
		if o.fives {
			n, point = n+1, o.point
		}
	}
	if n > 0 {
		found := odd.Batch{Kind: AllFives, Mark: odd.Fives, Point: point, Times: 1, Most: n, First: time.Date(2026, 1, 5, 8, 0, 0, 0, org.Location())}
		in.Issued = []Issued{{Month: 202601, Odd: []Batch{BatchOf(in, 1, n, found, true)}}}
	}
	return in
}

func pointName(id int16) string {
	if id == 0 {
		return wordNoPoint
	}
	return wordSomePoint + strconv.Itoa(int(id))
}

// linear is what an attacker knows, as equations over the kinds of forms there may be: every combination of field, channel,
// point, slip, in the streak or not. He does not know which of them there are.
type linear struct {
	kinds []one
	known [][]float64
}

func newLinear(ones []one) *linear {
	l := &linear{}
	values := func(of func(one) string) []string {
		seen := map[string]bool{}
		for _, o := range ones {
			seen[of(o)] = true
		}
		return sortedKeys(seen)
	}
	points := map[int16]bool{}
	for _, o := range ones {
		points[o.point] = true
	}
	for _, field := range values(func(o one) string { return o.field }) {
		for _, channel := range values(func(o one) string { return o.channel }) {
			for _, slip := range values(func(o one) string { return o.slip }) {
				for point := range points {
					l.kinds = append(l.kinds, one{field: field, channel: channel, slip: slip, point: point},
						one{field: field, channel: channel, slip: slip, point: point, fives: true})
				}
			}
		}
	}
	return l
}

func (l *linear) vector(of func(one) bool) []float64 {
	v := make([]float64, len(l.kinds))
	for i, k := range l.kinds {
		if of(k) {
			v[i] = 1
		}
	}
	return v
}

func (l *linear) know(of func(one) bool) { l.known = append(l.known, l.vector(of)) }

func (l *linear) follows(of func(one) bool) bool { return follows(triangle(l.known), l.vector(of)) }

// knowFigures reads everything a report says of the headline.
func (l *linear) knowFigures(f Figures) {
	if f.Overall.Score != nil {
		l.know(func(one) bool { return true })
	}
	for _, table := range []struct {
		Table
		key func(one) string
	}{
		{f.ByField, func(o one) string { return o.field }},
		{f.ByChannel, func(o one) string { return o.channel }},
		{f.BySlip, func(o one) string { return o.slip }},
		{f.ByPoint, func(o one) string { return survey.PointKey(o.point) }},
	} {
		for _, r := range table.Shown() {
			l.know(func(o one) bool { return table.key(o) == r.Key })
		}
	}
}

// targets are the groups that may be small: one or two rows of a table, and what is left of a point, and of all, without the
// streak.
func (l *linear) targets(try func(what string, of func(one) bool)) {
	for name, key := range map[string]func(one) string{
		"field":   func(o one) string { return o.field },
		"channel": func(o one) string { return o.channel },
		"slip":    func(o one) string { return o.slip },
		"point":   func(o one) string { return survey.PointKey(o.point) },
	} {
		keys := map[string]bool{}
		for _, k := range l.kinds {
			keys[key(k)] = true
		}
		for a := range keys {
			for b := range keys {
				try(name+" "+a+" or "+b, func(o one) bool { return key(o) == a || key(o) == b })
			}
			try(name+" "+a+" without the streak", func(o one) bool { return key(o) == a && !o.fives })
		}
	}
	try("all without the streak", func(o one) bool { return !o.fives })
}

// Reports on quarters, with their trends and what they compare with, do not tell what 1 to 4 people said in one or some of
// the months.
func TestTrendGivesNobodyAway(t *testing.T) {
	questionnaire := mauOf(t)
	hidden := 0
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(0, 9), 6, 6).Draw(t, "answers by month")
		var counts []survey.Count
		for i, n := range sizes {
			counts = append(counts, survey.Visit{Month: calendar.Month(202601).Add(i), Questionnaire: questionnaire.ID}.Headline("q1", 4, n)...)
		}
		f := Build(Input{
			Questionnaire: questionnaire, Period: calendar.QuarterOf(202604), Counts: counts, Previous: counts, History: counts,
			Now: time.Date(2026, 7, 1, 0, 0, 0, 0, org.Location()),
		})
		var known [][]float64
		vector := func(bits int) []float64 {
			v := make([]float64, 6)
			for i := range v {
				v[i] = float64(bits >> i & 1)
			}
			return v
		}
		answers := func(bits int) int {
			n := 0
			for i := range sizes {
				n += sizes[i] * (bits >> i & 1)
			}
			return n
		}
		// What a total holds shows in its number: all months, or those of MinShown answers alone.
		for _, total := range []struct{ bits, n int }{{0b111, f.Change.N}, {0b111000, f.Overall.N}} {
			bits := 0
			for i, n := range sizes {
				if total.n == answers(total.bits) || n >= MinShown {
					bits |= total.bits & (1 << i)
				}
			}
			if total.n >= MinShown {
				if answers(bits) != total.n {
					t.Fatalf("months %v: a total of %d holds neither all months nor the large ones", sizes, total.n)
				}
				known = append(known, vector(bits))
			}
		}
		for _, p := range f.Trend {
			if p.Score != nil || p.N == 0 {
				known = append(known, vector(1<<(p.Month.First()-202601)))
			}
			if p.Score == nil && p.N > 0 {
				hidden++
			}
		}
		for i, n := range sizes {
			if n == 0 || n >= MinShown { // its own report shows it
				known = append(known, vector(1<<i))
			}
		}
		rows := triangle(known)
		for bits := range 1 << 6 {
			if n := answers(bits); 0 < n && n < MinShown && follows(rows, vector(bits)) {
				t.Fatalf("months %v: what the %d people of %06b said comes out", sizes, n, bits)
			}
		}
	})
	if hidden < 50 {
		t.Errorf("only %d months were withheld", hidden)
	}
}

// A batch is told with its day: the minute, beside the marks of its responses, would lead whoever was at the counter to people.
func TestBatchTellsItsDayOnly(t *testing.T) {
	t.Parallel()
	first := time.Date(2026, 10, 12, 9, 17, 31, 0, org.Location())
	b := BatchOf(Input{}, 1, 12, odd.Batch{Kind: SameMinute, Unit: true, Most: 12, First: first.UTC()}, false)
	if b.At == nil || !b.At.Equal(time.Date(2026, 10, 12, 0, 0, 0, 0, org.Location())) {
		t.Errorf("it is kept as of %v", b.At)
	}
	if b.At = &first; !strings.Contains(wordBatch(b), "ngày 12/10/2026") || strings.Contains(wordBatch(b), "9:17") {
		t.Errorf("it is said: %s", wordBatch(b))
	}
}
