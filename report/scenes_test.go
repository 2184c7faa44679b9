package report_test

import (
	"fmt"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// scene is a report worth looking at.
type scene struct {
	name string
	in   report.Input
}

var (
	chat = []string{"zalo", "telegram", "web"}
	all  = append(chat[:3:3], "paper")
)

// months are the counts of people of several months, so many in each, from the first month on.
func months(first calendar.Month, m mood, channels []string, sizes ...int) []survey.Count {
	var counts []survey.Count
	for i, n := range sizes {
		counts = append(counts, cells(first.Add(i), people(n, uint64(first)+uint64(i), m, channels...))...)
	}
	return counts
}

// overall leaves of counts what a trend is made of.
func overall(counts []survey.Count) []survey.Count {
	var kept []survey.Count
	for _, c := range counts {
		if c.Question == "q1" {
			kept = append(kept, c)
		}
	}
	return kept
}

// period is one that can be parsed.
func period(t testing.TB, s string) calendar.Period {
	t.Helper()
	p, err := calendar.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// local is a moment in Vietnam.
func local(year int, month time.Month, day, hour, minute int) time.Time {
	return time.Date(year, month, day, hour, minute, 0, 0, org.Location())
}

func opinions() []report.Group {
	var texts []string
	for i, n := range []int{6, 4, 3, 1} {
		for j := range n {
			texts = append(texts, [...]string{"Cần thêm ghế ngồi chờ, có hôm %d người đứng", "Nên có máy lấy số thứ tự (lần %d)", "Chỗ để xe chật quá, để %d xe là hết", "Mở cửa sáng thứ bảy %d lần mỗi tháng"}[i])
			texts[len(texts)-1] = fmt.Sprintf(texts[len(texts)-1], j+2)
		}
	}
	return report.GroupSuggestions(texts)
}

func undertaken() []report.Action {
	return []report.Action{
		{ID: 1, Finding: "Nơi chờ, quầy, trang thiết bị thấp nhất", What: "Thêm 12 ghế và quạt ở khu chờ", Who: "Văn phòng HĐND và UBND", Due: "2026-10-20", State: report.ActionDone, Done: "Đã lắp ngày 15/10"},
		{ID: 2, Finding: "Đất đai thấp nhất", What: "Niêm yết lại bộ thủ tục đất đai", Who: "Phòng Kinh tế", Due: "2026-10-25", State: report.ActionLate},
		{ID: 3, Finding: "Góp ý về chỗ để xe", What: "Kẻ lại vạch để xe", Who: "Trung tâm Phục vụ hành chính công", Due: "2026-11-30", State: report.ActionOpen},
	}
}

// scenes are the situations whose digest, figures and chart are kept as golden files.
func scenes(t testing.TB) []scene {
	t.Helper()
	base := report.Input{
		Unit: longDien(), Points: points(), Questionnaire: mau(t), Period: october,
		Previous:  cells(202609, people(388, 9, worse, all...)),
		Misses:    []report.Miss{{Text: "mở quán karaoke cần giấy gì", N: 5}, {Text: "xin số nhà", N: 3}},
		MissTotal: 14, Lookups: 230,
		Now: time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC),
	}
	with := func(name string, change func(in *report.Input)) scene {
		in := base
		change(&in)
		return scene{name, in}
	}
	return append(monthScenes(with), otherScenes(t, with)...)
}

func handedOut(in *report.Input, channels ...string) {
	for _, ch := range channels {
		in.Counts = append(in.Counts, opened(in.Period.First(), ch, 160, 12)...)
	}
}

type withBase func(name string, change func(in *report.Input)) scene

// monthScenes are October 2026 in various states.
func monthScenes(with withBase) []scene {
	return []scene{
		with("ordinary", func(in *report.Input) {
			in.Counts = cells(202610, people(412, 10, usual, all...))
			handedOut(in, all...)
		}),
		with("whole", func(in *report.Input) { // with everything a report can have
			in.Counts = cells(202610, people(412, 10, usual, all...))
			handedOut(in, all...)
			in.YearAgo = cells(202510, people(300, 8, worse, all...))
			in.History = overall(append(append(months(202511, worse, all, 210, 190, 60, 4, 24, 0, 200, 240, 310, 350), in.Previous...), in.Counts...))
			in.Suggestions, in.Actions = opinions(), undertaken()
			minute, night := local(2026, 10, 12, 9, 15), local(2026, 10, 12, 23, 40)
			in.Issued = oddly(
				report.Batch{No: 1, Kind: report.SameMinute, Where: "Quầy 1 – Hộ tịch, chứng thực", N: 12, Times: 1, Most: 12, At: &minute, State: report.Flagged},
				report.Batch{No: 2, Kind: report.ClosedHours, Where: "Quầy 2 – Đất đai", N: 6, Times: 1, Most: 6, At: &night, State: report.SetAside},
				report.Batch{No: 3, Kind: report.OneDevice, Where: "Cả đơn vị", N: 8, Times: 1, Most: 8, State: report.Restored})
			in.Apart = apartOf(1, 202610, 12, 2)
		}),
		with("visits", func(in *report.Input) { // the headline is of those with a visit code
			in.Counts = joined(given(202610, 150), proved(202610, org.Code, 82, 60), proved(202610, org.Screen, 31, 24), proved(202610, org.Poster, 40, 38), proved(202610, org.NoEvidence, 25, 25))
			in.Previous = joined(proved(202609, org.Code, 64, 40), proved(202609, org.NoEvidence, 80, 75))
		}),
		with("empty", func(in *report.Input) {
			in.Counts = opened(202610, "zalo", 7, 2)
		}),
		with("four", func(in *report.Input) {
			in.Counts = cells(202610, people(4, 4, usual, "zalo"))
			handedOut(in, "zalo")
		}),
		with("twenty-nine", func(in *report.Input) {
			in.Counts = cells(202610, people(29, 29, usual, chat...))
			in.Previous = cells(202609, people(31, 30, usual, chat...))
			handedOut(in, chat...)
		}),
		with("all-fives", func(in *report.Input) {
			visits := people(180, 5, glad, chat...)
			in.Counts = cells(202610, visits)
			in.Previous = cells(202609, people(150, 6, glad, chat...))
			in.MissTotal, in.Misses = 0, nil
			handedOut(in, chat...)
		}),
		with("paper-not-known", func(in *report.Input) {
			in.Counts = cells(202610, people(240, 11, worse, all...))
			in.Previous = cells(202609, people(260, 17, usual, all...))
			handedOut(in, chat...)
		}),
		with("channel-missing", func(in *report.Input) { // the paper forms of October were not keyed in
			in.Counts = cells(202610, people(240, 11, worse, chat...))
			handedOut(in, chat...)
		}),
		with("first-month", func(in *report.Input) {
			in.Counts = cells(202610, people(96, 12, usual, chat...))
			in.Previous, in.History = nil, overall(in.Counts)
			handedOut(in, chat...)
		}),
		with("demo", func(in *report.Input) {
			in.Unit = org.Unit{
				ID: 2, Code: "tam-phuoc", Name: "xã Tam Phước", Demo: true,
				Settings: org.Settings{Note: "đơn vị mẫu; nay thuộc xã Long Điền, TP. Hồ Chí Minh"},
			}
			in.Counts = cells(202610, people(412, 13, usual, all...))
			in.Previous = cells(202609, people(2000, 14, worse, all...))
			handedOut(in, all...)
		}),
		with("long-names", func(in *report.Input) {
			in.Unit.Name = "đặc khu Phú Quốc và các xã đảo Thổ Châu, Hòn Thơm, Gành Dầu, Cửa Dương"
			in.Unit.Settings.Note = "sáp nhập từ nhiều đơn vị; điểm tiếp nhận đặt tại nhiều nơi trên địa bàn"
			long := *in.Questionnaire
			long.Questions = append([]survey.Question(nil), in.Questionnaire.Questions...)
			for i := range long.Questions {
				long.Questions[i].Short = long.Questions[i].Text
			}
			in.Questionnaire = &long
			in.Period, _ = calendar.ParsePeriod("2026-Q4")
			in.Counts = cells(202610, people(4120, 15, usual, all...))
			in.Previous = cells(202609, people(3700, 16, worse, all...))
			in.History = overall(append(months(202608, worse, all, 12000, 13000), in.Counts...))
			handedOut(in, all...)
		}),
	}
}

// otherScenes are other periods, units and questionnaires.
func otherScenes(t testing.TB, with withBase) []scene {
	return []scene{
		with("leap-february", func(in *report.Input) {
			in.Period, in.Now = period(t, "2028-02"), local(2028, time.March, 1, 8, 0)
			in.Counts = months(202802, usual, chat, 140)
			in.Previous = months(202801, usual, chat, 150)
			in.YearAgo = months(202702, worse, chat, 120)
			at := local(2028, time.February, 29, 10, 0)
			in.Issued = oddly(report.Batch{Kind: report.SameMinute, Where: "Quầy 1", N: 9, Times: 1, Most: 9, At: &at, State: report.Flagged})
			handedOut(in, chat...)
		}),
		with("quarter", func(in *report.Input) {
			in.Period, in.Now = period(t, "2026-Q3"), local(2026, time.October, 1, 8, 0)
			in.Counts = months(202607, usual, all, 90, 70, 110)
			in.Previous = months(202604, worse, all, 80, 3, 100)
			in.YearAgo = months(202507, worse, all, 60, 60, 60)
			in.History = overall(append(append(months(202510, worse, all, 60, 65, 70, 66, 61, 75), in.Previous...), in.Counts...))
			handedOut(in, all...)
		}),
		with("year", func(in *report.Input) {
			in.Period, in.Now = period(t, "2026"), local(2027, time.January, 1, 8, 0)
			in.Counts = months(202601, usual, all, 40, 45, 50, 38, 52, 61, 47, 44, 58, 63, 40, 36)
			in.Previous = months(202501, worse, all, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40)
			in.YearAgo, in.History = in.Previous, overall(in.Counts)
			handedOut(in, all...)
		}),
		with("merged", func(in *report.Input) { // xã Tam An belonged to itself until the end of July
			in.Period, in.Now = period(t, "2026-Q3"), local(2026, time.October, 1, 8, 0)
			in.Predecessors = map[int32]string{7: "xã Tam An"}
			in.Points = append(in.Points, org.Point{Unit: 7, ID: 1, Code: "q1", Name: "Quầy chung"})
			former := months(202607, worse, chat, 60)
			for i := range former {
				former[i].Unit = 7
			}
			in.Counts = append(append(former, months(202607, usual, chat, 70)...), months(202608, usual, chat, 120, 130)...)
			in.Previous = nil
			handedOut(in, chat...)
		}),
		with("two-forms", func(in *report.Input) { // the questionnaire was changed in the middle of the month
			next := *in.Questionnaire
			next.ID, next.Hash = "mau-v2", "v2"
			former := cells(202610, people(90, 21, worse, chat...))
			in.Counts = cells(202610, people(160, 22, usual, chat...))
			for i := range in.Counts {
				in.Counts[i].Questionnaire = next.ID
			}
			in.Counts = append(in.Counts, former...)
			in.Questionnaires = []*survey.Questionnaire{&next}
		}),
		with("nine", func(in *report.Input) {
			in.Questionnaire = tt01(t)
			in.Counts, in.Previous = nineCounts(202610, 60), nil
			two, one := 2, 1
			in.Facts = map[int]survey.Fact{
				1: {Two: 41, One: 180, Zero: 7}, 2: {Two: 41, One: 187}, 5: {Points: &one}, 6: {Points: &two}, 8: {Points: &two}, 9: {Points: &one},
			}
		}),
		with("nine-open", func(in *report.Input) {
			in.Questionnaire = tt01(t)
			in.Counts, in.Previous = nineCounts(202610, 4), nil
		}),
	}
}

func tt01(t testing.TB) *survey.Questionnaire {
	t.Helper()
	f, err := survey.Bundled("tt01-2018-v3")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// nineCounts are n forms of tt01-2018-v3 with all answers in turn.
func nineCounts(m calendar.Month, n int) []survey.Count {
	var visits []visit
	for i := range n {
		visits = append(visits, visit{channel: "web", field: []string{"ho-tich", "dat-dai"}[i%2], answers: map[string]int{
			"c3": 1 + i%4, "c4": 1 + i%3, "c7": 1 + i%4/3, "c7h": 1 + i%4, "q1": 3 + i%3,
		}})
	}
	counts := cells(m, visits)
	for i := range counts {
		counts[i].Questionnaire = "tt01-2018-v3"
	}
	return counts
}
