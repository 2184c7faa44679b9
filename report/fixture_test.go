package report_test

import (
	"math/rand/v2"
	"os"
	"sync"
	"testing"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
)

// visit is one filled-in form, as the brute-force recount and the fixtures see it.
type visit struct {
	channel string
	point   int16
	slip    string
	field   string
	answers map[string]int // by question; a question that is not here was not reached
	partial bool
}

var october = calendar.MonthPeriod(202610)

// mauOnce is mau for where a test has no testing.TB at hand.
var mauOnce = sync.OnceValue(func() *survey.Questionnaire {
	file, err := os.ReadFile("testdata/form.yaml")
	if err != nil {
		panic(err)
	}
	questionnaire, err := survey.ParseQuestionnaire(file)
	if err != nil {
		panic(err)
	}
	return questionnaire
})

// mau is a questionnaire that stays as it is, whatever becomes of the bundled ones.
func mau(t testing.TB) *survey.Questionnaire {
	t.Helper()
	return mauOnce()
}

// cells turns visits into the counts that storage would keep.
func cells(month calendar.Month, visits []visit) []survey.Count {
	var out []survey.Count
	for _, v := range visits {
		at := survey.Visit{Unit: 1, Month: month, Questionnaire: "mau-v1", Channel: v.channel, Point: v.point, Slip: v.slip, Field: v.field}
		for q, choice := range v.answers {
			if q == "q1" {
				out = append(out, at.Headline(q, choice, 1)...)
			} else {
				out = append(out, at.Count(q, choice, 1))
			}
		}
		ended := survey.QFinished
		if v.partial {
			ended = survey.QPartial
		}
		out = append(out, at.Count(survey.QStarted, 0, 1), at.Count(ended, 0, 1))
	}
	return survey.Add(out...)
}

// opened are n openings of a channel, declined of which ended with [Không].
func opened(month calendar.Month, channel string, n, declined int) []survey.Count {
	at := survey.Visit{Unit: 1, Month: month, Questionnaire: "mau-v1", Channel: channel}
	return []survey.Count{at.Count(survey.QOpened, 0, n), at.Count(survey.QDeclined, 0, declined)}
}

// mood says how answers fall, in per cent from value 1 to 5, by question.
type mood map[string][5]int

var (
	usual = mood{"q1": {2, 4, 8, 46, 40}, "q2": {1, 3, 6, 38, 52}, "q3": {3, 6, 12, 40, 39}, "q4": {4, 9, 18, 41, 28}}
	worse = mood{"q1": {4, 8, 12, 44, 32}, "q2": {2, 5, 10, 40, 43}, "q3": {4, 8, 14, 42, 32}, "q4": {5, 11, 20, 38, 26}}
	glad  = mood{"q1": {0, 0, 0, 0, 100}, "q2": {0, 0, 0, 0, 100}, "q3": {0, 0, 0, 0, 100}, "q4": {0, 0, 0, 0, 100}}
)

// people are n visits that look like those of a commune. The same seed gives the same people.
func people(n int, seed uint64, m mood, channels ...string) []visit {
	random := rand.New(rand.NewPCG(seed, 2026))
	fields := []string{"ho-tich", "ho-tich", "ho-tich", "ho-tich", "chung-thuc", "chung-thuc", "chung-thuc", "dat-dai", "dat-dai", "bao-tro-xa-hoi", "khac", ""}
	slips := []string{"tiep-nhan", "tra-ket-qua", "bo-sung", ""}
	visits := make([]visit, n)
	for i := range visits {
		v := visit{
			channel: channels[random.IntN(len(channels))],
			point:   int16(random.IntN(3)),
			slip:    slips[random.IntN(len(slips))],
			field:   fields[random.IntN(len(fields))],
			answers: map[string]int{},
		}
		for _, q := range []string{"q1", "q2", "q3", "q4"} {
			v.answers[q] = m.draw(random, q)
		}
		v.answers["q5"], v.answers["q6"], v.answers["q7"] = 1+random.IntN(4), 1+random.IntN(4), 1+random.IntN(20)/19
		v.answers["q8"] = survey.Skipped
		if random.IntN(9) == 0 {
			v.answers["q8"] = survey.Written
		}
		if random.IntN(12) == 0 {
			v.partial = true
			for _, q := range []string{"q4", "q5", "q6", "q7", "q8"} {
				delete(v.answers, q)
			}
		}
		if random.IntN(25) == 0 {
			v.answers["q3"] = survey.NotApplicable
		}
		visits[i] = v
	}
	return visits
}

// draw gives a value from 1 to 5.
func (m mood) draw(random *rand.Rand, question string) int {
	roll := random.IntN(100)
	for i, weight := range m[question] {
		if roll -= weight; roll < 0 {
			return i + 1
		}
	}
	return 5
}

func longDien() org.Unit {
	return org.Unit{ID: 1, Code: "long-dien", Name: "xã Long Điền"}
}

func points() []org.Point {
	return []org.Point{
		{Unit: 1, ID: 1, Code: "q1", Name: "Quầy 1 – Hộ tịch, chứng thực"},
		{Unit: 1, ID: 2, Code: "q2", Name: "Quầy 2 – Đất đai"},
	}
}

// survey202610 is a visit of October that says all of itself.
func survey202610() survey.Visit {
	return survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "zalo", Point: 1, Slip: "tra-ket-qua", Field: "chung-thuc"}
}
