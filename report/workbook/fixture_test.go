package workbook_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/report/workbook"
	"motcua/survey"
)

// visit is a filled-in form.
type visit struct {
	unit    int32
	month   calendar.Month
	form    string
	channel string
	point   int16
	slip    string
	field   string
	open    bool // not finished
	answers map[string]int
}

const allFives = -1

// visits are n forms of a month. Marks and properties go round in cycles of different lengths, so that tables differ and nothing
// depends on chance. bad of seven marks are poor ones; allFives is nothing but the best.
func visits(month calendar.Month, n, bad int, channels ...string) []visit {
	fields := []string{"ho-tich", "ho-tich", "chung-thuc", "dat-dai", "ho-tich", "chung-thuc", "bao-tro-xa-hoi", "dat-dai", "ho-tich", "", "khac"}
	slips := []string{"tiep-nhan", "tra-ket-qua", "bo-sung"}
	var all []visit
	for i := range n {
		v := visit{
			unit: 1, month: month, form: "mau-v1", channel: channels[i%len(channels)], point: int16(i % 3), slip: slips[i%len(slips)],
			field: fields[i%len(fields)], answers: map[string]int{"q5": 1 + i%4, "q6": 1 + i%3, "q7": 1 + i%29/28, "q8": survey.Skipped},
		}
		for j, q := range []string{"q1", "q2", "q3", "q4"} {
			mark := 5 - (i+j)%2
			if bad == allFives {
				mark = 5
			} else if (i*(j+3)+j)%7 < bad+j/2 {
				mark = 1 + (i+j)%3
			}
			v.answers[q] = mark
		}
		if i%9 == 4 {
			v.answers["q8"] = survey.Written
		}
		if i%41 == 40 {
			v.open = true
			for _, q := range []string{"q4", "q5", "q6", "q7", "q8"} {
				delete(v.answers, q)
			}
		}
		all = append(all, v)
	}
	return all
}

// counts are what the figures are made of.
func counts(visits ...visit) []survey.Count {
	var all []survey.Count
	for _, v := range visits {
		at := survey.Visit{Unit: v.unit, Month: v.month, Questionnaire: v.form, Channel: v.channel, Point: v.point, Slip: v.slip, Field: v.field}
		for q, choice := range v.answers {
			if q == "q1" { // the headline of both forms
				all = append(all, at.Headline(q, choice, 1)...)
			} else {
				all = append(all, at.Count(q, choice, 1))
			}
		}
		end := survey.QFinished
		if v.open {
			end = survey.QPartial
		}
		all = append(all, at.Count(survey.QStarted, 0, 1), at.Count(end, 0, 1))
	}
	return survey.Add(all...)
}

// handedOut are n openings of each channel.
func handedOut(month calendar.Month, n int, channels ...string) []survey.Count {
	var all []survey.Count
	for _, c := range channels {
		all = append(all, survey.Visit{Unit: 1, Month: month, Questionnaire: "mau-v1", Channel: c}.Count(survey.QOpened, 0, n))
	}
	return all
}

// scene is a workbook kept as a golden file.
type scene struct {
	name   string
	in     report.Input
	visits []visit // those of the period
}

// must is for what cannot fail in a fixture.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func period(s string) calendar.Period { return must(calendar.ParsePeriod(s)) }

func bundled(id string) *survey.Questionnaire { return must(survey.Bundled(id)) }

var (
	chat     = []string{"zalo", "telegram", "web"}
	channels = append(slices.Clone(chat), "paper")
)

// scenes are the situations a workbook has to get right. Making them takes longer than making their workbooks.
func scenes(t testing.TB) []scene {
	t.Helper()
	return slices.Clone(madeScenes())
}

var madeScenes = sync.OnceValue(func() []scene {
	base := report.Input{
		Unit:          org.Unit{ID: 1, Code: "long-dien", Name: "xã Long Điền"},
		Points:        []org.Point{{Unit: 1, ID: 1, Code: "q1", Name: "Quầy 1 – Hộ tịch, chứng thực"}, {Unit: 1, ID: 2, Code: "q2", Name: "Quầy 2 – Đất đai"}},
		Questionnaire: bundled("mau-v1"), Period: period("2026-10"),
		Previous:  counts(visits(202609, 350, 2, channels...)...),
		YearAgo:   counts(visits(202510, 60, 1, channels...)...),
		Misses:    []report.Miss{{Text: "mở quán karaoke cần giấy gì", N: 5, Wordings: []string{"giấy phép karaoke"}}, {Text: "xin số nhà", N: 3}},
		MissTotal: 14, Lookups: 1230,
		Now: time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC),
	}
	with := func(name string, change func(s *scene)) scene {
		s := scene{name: name, in: base}
		change(&s)
		s.in.Counts = append(s.in.Counts, counts(s.visits...)...)
		return s
	}
	return []scene{
		with("thang", func(s *scene) {
			s.visits = visits(202610, 926, 1, channels...)
			s.in.Counts = handedOut(202610, 350, chat...)
			s.in.History = counts(s.visits...)
			for i := range 11 {
				s.in.History = append(s.in.History, counts(visits(calendar.Month(202511).Add(i), 40*(i%5), 1+i%2, "paper")...)...)
			}
			at := time.Date(2026, 10, 6, 9, 15, 0, 0, org.Location())
			s.in.Issued = []report.Issued{{Unit: 1, Month: 202610, Odd: []report.Batch{{Kind: report.SameMinute, Where: "Quầy 1", N: 12, Times: 1, Most: 12, At: &at, State: report.Flagged}}}}
			s.in.Suggestions = []report.Group{
				{Text: "thêm ghế chờ ở quầy 1", N: 9, Examples: []string{"ghế chờ ít quá", "bố trí thêm ghế"}},
				{Text: "=HYPERLINK(\"http://x\")", N: 4},
			}
			s.in.Actions = []report.Action{
				{Finding: "Nơi chờ, quầy, trang thiết bị", What: "- lắp thêm hai quạt và mười ghế", Who: "Văn phòng HĐND và UBND xã", Due: "2026-10-15", State: report.ActionDone, Done: "2026-10-12"},
				{What: "niêm yết lại thành phần hồ sơ đất đai", Who: "Phòng Kinh tế", Due: "2026-10-20", State: report.ActionLate, Note: "chờ mẫu tờ khai mới"},
			}
		}),
		with("khong-phieu", func(s *scene) {
			s.in.Counts, s.in.YearAgo = handedOut(202610, 7, "zalo"), nil
			s.in.Misses, s.in.MissTotal, s.in.Lookups = nil, 0, 0
		}),
		with("4-phieu", func(s *scene) { s.visits = visits(202610, 4, 1, "zalo") }),
		with("29-phieu", func(s *scene) {
			s.visits = visits(202610, 29, 1, chat...)
			s.in.Counts = handedOut(202610, 40, chat...)
			s.in.Previous, s.in.YearAgo = counts(visits(202609, 31, 2, chat...)...), nil
		}),
		with("toan-5", func(s *scene) {
			s.visits = visits(202610, 180, allFives, chat...)
			s.in.Counts = handedOut(202610, 90, chat...)
			s.in.Previous = counts(visits(202609, 150, allFives, chat...)...)
		}),
		with("thieu-kenh", func(s *scene) { // paper came in last month, and does not now
			s.visits = visits(202610, 240, 2, chat...)
			s.in.Counts = handedOut(202610, 120, chat...)
		}),
		with("dang-ky", func(s *scene) { // before the quarter is over
			s.visits = visits(202610, 96, 1, chat...)
			s.in.Previous, s.in.YearAgo = nil, nil
			s.in.Period, s.in.Now = period("2026-Q4"), time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC)
		}),
		with("quy", func(s *scene) {
			s.in.Period = period("2026-Q4")
			s.visits = slices.Concat(visits(202610, 120, 1, channels...), visits(202611, 3, 1, channels...), visits(202612, 90, 1, channels...))
			s.in.Previous = counts(visits(202608, 700, 1, channels...)...)
			s.in.Now = time.Date(2027, 1, 4, 1, 0, 0, 0, time.UTC)
		}),
		with("nam-mau", func(s *scene) {
			s.in.Unit = org.Unit{ID: 1, Code: "mau-tam-phuoc", Name: "xã Tam Phước", Demo: true, Settings: org.Settings{Note: "đơn vị mẫu; nay thuộc xã Long Điền, TP. Hồ Chí Minh"}}
			s.in.Period = period("2026")
			for m := calendar.Month(202601); m <= 202612; m++ {
				s.visits = append(s.visits, visits(m, 20+int(m%100), 2, channels...)...)
			}
			s.in.Previous, s.in.YearAgo = counts(visits(202512, 500, 1, channels...)...), nil
			s.in.Now = time.Date(2027, 2, 1, 1, 0, 0, 0, time.UTC)
		}),
		with("sap-nhap", func(s *scene) {
			s.in.Period = period("2026-Q3")
			former := visits(202607, 90, 1, channels...)
			for i := range former {
				former[i].unit = 2
			}
			s.visits = append(former, visits(202609, 210, 1, channels...)...)
			s.in.Predecessors = map[int32]string{2: "xã Tam An"}
			s.in.Previous, s.in.YearAgo = nil, nil
		}),
		with("chin-chi-so", func(s *scene) {
			s.in.Questionnaire, s.in.Period = bundled("tt01-2018-v3"), period("2026-Q4")
			s.in.Previous, s.in.YearAgo = nil, nil
			s.in.Now = time.Date(2027, 1, 4, 1, 0, 0, 0, time.UTC)
			for i := range 60 {
				s.visits = append(s.visits, visit{unit: 1, month: 202610, form: "tt01-2018-v3", channel: "web", field: []string{"ho-tich", "dat-dai"}[i%2],
					answers: map[string]int{"c3": 1 + i%4, "c4": 1 + i%3, "c7": 1 + i%4/3, "c7h": 1 + i%4, "q1": 3 + i%3}})
			}
			two, one := 2, 1
			s.in.Facts = map[int]survey.Fact{
				1: {Two: 120, One: 300, Zero: 9}, 2: {Two: 100, One: 320, Zero: 9}, 5: {Points: &two}, 6: {Points: &one}, 8: {Points: &two}, 9: {Points: &one},
			}
		}),
		with("ma-luot", func(s *scene) { s.in.Counts = withCodes() }),
	}
})

// book writes the workbook of a scene.
func (s scene) book(t testing.TB) []byte {
	t.Helper()
	file, err := workbook.Make(report.Build(s.in))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// comparison puts some of the scenes' units side by side.
func comparison(t testing.TB) report.Comparison {
	t.Helper()
	var units []report.Figures
	for i, s := range scenes(t) {
		if s.in.Period != period("2026-10") {
			continue
		}
		f := report.Build(s.in)
		f.Unit.Code, f.Unit.Name = s.name, "xã "+string(rune('A'+i))
		units = append(units, f)
	}
	return report.Compare(report.Unit{Code: "ho-chi-minh", Name: "thành phố Hồ Chí Minh"}, period("2026-10"), units)
}

// proved are forms of a month that stand on a class of evidence, of which so many are satisfied.
func proved(month calendar.Month, class org.Evidence, n, satisfied int) []survey.Count {
	v := survey.Visit{Unit: 1, Month: month, Questionnaire: "mau-v1", Channel: "web", Point: 1, Slip: "tra-ket-qua", Evidence: class, Field: "ho-tich"}
	all := append(v.Response(survey.QStarted, n), v.Response(survey.QFinished, n)...)
	return append(append(all, v.Headline("q1", 4, satisfied)...), v.Headline("q1", 2, n-satisfied)...)
}

// withCodes are forms with visit codes, of which 150 were given out, and without.
func withCodes() []survey.Count {
	all := []survey.Count{survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Point: 1}.Given(150)}
	return survey.Add(append(append(all, proved(202610, org.Code, 82, 60)...), proved(202610, org.NoEvidence, 65, 63)...)...)
}
