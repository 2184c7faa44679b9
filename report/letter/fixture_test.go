package letter_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/report/letter"
	"motcua/survey"
)

const allFives = -1

// forms are n filled-in forms of a month. Marks and properties go round in cycles of different lengths, so that
// tables differ and nothing depends on chance. bad of seven marks are poor ones; allFives is nothing
// but the best.
func forms(month calendar.Month, n, bad int, channels ...string) []survey.Count {
	fields := []string{"ho-tich", "ho-tich", "chung-thuc", "dat-dai", "ho-tich", "chung-thuc", "bao-tro-xa-hoi", "dat-dai", "ho-tich", "", "khac"}
	slips := []string{"tiep-nhan", "tra-ket-qua", "bo-sung"}
	var counts []survey.Count
	for i := range n {
		at := survey.Visit{
			Unit: 1, Month: month, Questionnaire: "mau-v1",
			Channel: channels[i%len(channels)], Point: int16(i % 3), Slip: slips[i%len(slips)], Field: fields[i%len(fields)],
		}
		add := func(question string, choice int) {
			if question == "q1" {
				counts = append(counts, at.Headline(question, choice, 1)...)
				return
			}
			counts = append(counts, at.Count(question, choice, 1))
		}
		for j, q := range []string{"q1", "q2", "q3", "q4"} {
			mark := 5 - (i+j)%2
			if bad == allFives {
				mark = 5
			} else if (i*(j+3)+j)%7 < bad+j/2 {
				mark = 1 + (i+j)%3
			}
			add(q, mark)
		}
		add("q5", 1+i%4)
		add("q6", 1+i%3)
		add("q7", 1+i%29/28)
		text := survey.Skipped
		if i%9 == 4 {
			text = survey.Written
		}
		add("q8", text)
		add(survey.QStarted, 0)
		add(survey.QFinished, 0)
	}
	return survey.Add(counts...)
}

// handedOut are n openings of each channel.
func handedOut(month calendar.Month, n int, channels ...string) []survey.Count {
	var counts []survey.Count
	for _, c := range channels {
		counts = append(counts, survey.Visit{Unit: 1, Month: month, Questionnaire: "mau-v1", Channel: c}.Count(survey.QOpened, 0, n))
	}
	return counts
}

// longDien is a unit that has said everything a letter needs.
func longDien() org.Unit {
	return org.Unit{ID: 1, Code: "long-dien", Name: "xã Long Điền", Settings: org.Settings{
		Superior: "Ủy ban nhân dân thành phố Hồ Chí Minh",
		Bases: []string{
			"Căn cứ Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân xã Long Điền về cải cách hành chính năm 2026;",
			"Căn cứ Quyết định số 34/QĐ-UBND ngày 10 tháng 01 năm 2026 của Ủy ban nhân dân xã Long Điền về việc thành lập Tổ khảo sát",
		},
		To:      []string{"Văn phòng Ủy ban nhân dân thành phố Hồ Chí Minh", "- Sở Nội vụ thành phố Hồ Chí Minh;"},
		CC:      []string{"TTr. Đảng ủy, HĐND xã", "Chủ tịch, các PCT UBND xã", "UBMTTQVN xã", "Trung tâm PVHCC xã", "Lưu: VT, VP."},
		SignFor: "KT. CHỦ TỊCH", SignAs: "Phó Chủ tịch", Signer: "Nguyễn Văn A",
	}}
}

// scene is a letter kept as a golden file.
type scene struct {
	name string
	in   report.Input
}

func period(t testing.TB, s string) calendar.Period {
	t.Helper()
	p, err := calendar.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func bundled(t testing.TB, id string) *survey.Questionnaire {
	t.Helper()
	f, err := survey.Bundled(id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// scenes are the situations a letter has to get right.
func scenes(t testing.TB) []scene {
	t.Helper()
	chat := []string{"zalo", "telegram", "web"}
	all := append(chat, "paper")
	base := report.Input{
		Unit:          longDien(),
		Points:        []org.Point{{Unit: 1, ID: 1, Code: "q1", Name: "Quầy 1 – Hộ tịch, chứng thực"}, {Unit: 1, ID: 2, Code: "q2", Name: "Quầy 2 – Đất đai"}},
		Questionnaire: bundled(t, "mau-v1"), Period: period(t, "2026-10"),
		Previous:  forms(202609, 350, 2, all...),
		YearAgo:   forms(202510, 60, 1, all...),
		Misses:    []report.Miss{{Text: "mở quán karaoke cần giấy gì", N: 5, Wordings: []string{"giấy phép karaoke"}}, {Text: "xin số nhà", N: 3}},
		MissTotal: 14, Lookups: 1230,
		Now: time.Date(2026, 11, 1, 1, 0, 0, 0, time.UTC),
	}
	with := func(name string, change func(in *report.Input)) scene {
		in := base
		change(&in)
		return scene{name, in}
	}
	return []scene{
		with("thang", func(in *report.Input) {
			in.Counts = append(forms(202610, 1412, 1, all...), handedOut(202610, 500, chat...)...)
			at := time.Date(2026, 10, 6, 9, 15, 0, 0, org.Location())
			in.Issued = []report.Issued{{Unit: 1, Month: 202610, Odd: []report.Batch{{Kind: report.SameMinute, Where: "Quầy 1", N: 12, Times: 1, Most: 12, At: &at, State: report.Flagged}}}}
			in.Suggestions = []report.Group{
				{Text: "thêm ghế chờ ở quầy 1", N: 9, Examples: []string{"ghế chờ ít quá", "bố trí thêm ghế"}},
				{Text: "gửi xe xa, trời nắng", N: 4},
			}
			in.Actions = []report.Action{
				{Finding: "Nơi chờ, quầy, trang thiết bị", What: "lắp thêm hai quạt và mười ghế", Who: "Văn phòng HĐND và UBND xã", Due: "2026-10-15", State: report.ActionDone, Done: "2026-10-12"},
				{What: "niêm yết lại thành phần hồ sơ đất đai", Who: "Phòng Kinh tế", Due: "2026-10-20", State: report.ActionLate, Note: "chờ mẫu tờ khai mới"},
				{What: "tập huấn hướng dẫn hồ sơ trực tuyến", Who: "Trung tâm PVHCC xã", Due: "2026-11-30", State: report.ActionOpen},
			}
		}),
		with("khong-phieu", func(in *report.Input) {
			in.Counts, in.YearAgo = handedOut(202610, 7, "zalo"), nil
			in.Misses, in.MissTotal, in.Lookups = nil, 0, 0
		}),
		with("4-phieu", func(in *report.Input) { in.Counts = forms(202610, 4, 1, "zalo") }),
		with("29-phieu", func(in *report.Input) {
			in.Counts = append(forms(202610, 29, 1, chat...), handedOut(202610, 40, chat...)...)
			in.Previous, in.YearAgo = forms(202609, 31, 2, chat...), nil
		}),
		with("toan-5", func(in *report.Input) {
			in.Counts = append(forms(202610, 180, allFives, chat...), handedOut(202610, 90, chat...)...)
			in.Previous = forms(202609, 150, allFives, chat...)
		}),
		with("thieu-kenh", func(in *report.Input) { // paper came in last month, and does not now
			in.Counts = append(forms(202610, 240, 2, chat...), handedOut(202610, 120, chat...)...)
		}),
		with("sap-nhap", func(in *report.Input) {
			in.Period = period(t, "2026-Q3")
			in.Counts = append(forms(202607, 90, 1, all...), forms(202609, 210, 1, all...)...)
			for i := range in.Counts {
				if in.Counts[i].Month == 202607 {
					in.Counts[i].Unit = 2
				}
			}
			in.Predecessors = map[int32]string{2: "xã Tam An"}
			in.Previous, in.YearAgo = nil, nil
		}),
		with("thang-dau", func(in *report.Input) {
			in.Unit = org.Unit{ID: 1, Code: "phuong-3", Name: "phường 3"} // nothing said but the name
			in.Counts = append(forms(202610, 96, 1, chat...), handedOut(202610, 60, chat...)...)
			in.Previous, in.YearAgo = nil, nil
			in.Period, in.Now = period(t, "2026-Q4"), time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC) // before the quarter is over
		}),
		with("quy", func(in *report.Input) {
			in.Period = period(t, "2026-Q4")
			for _, m := range []calendar.Month{202610, 202611, 202612} {
				in.Counts = append(in.Counts, forms(m, 300+int(m%100), 1, all...)...)
			}
			in.Previous = forms(202608, 700, 1, all...)
			for i := range 12 {
				in.History = append(in.History, forms(calendar.Month(202601+i), 40*(i%5), 1+i%2, "paper")...)
			}
			in.Now = time.Date(2027, 1, 4, 1, 0, 0, 0, time.UTC)
		}),
		with("nam-mau", func(in *report.Input) {
			in.Unit = org.Unit{ID: 1, Code: "mau-tam-phuoc", Name: "xã Tam Phước", Demo: true,
				Settings: org.Settings{Note: "đơn vị mẫu; nay thuộc xã Long Điền, TP. Hồ Chí Minh"}}
			in.Period = period(t, "2026")
			in.Counts = forms(202602, 600, 2, all...)
			in.Previous, in.YearAgo = forms(202512, 500, 1, all...), nil
			in.Now = time.Date(2027, 2, 1, 1, 0, 0, 0, time.UTC)
		}),
		with("chin-chi-so", func(in *report.Input) {
			in.Questionnaire, in.Period = bundled(t, "tt01-2018-v3"), period(t, "2026-Q3")
			in.Counts, in.Previous, in.YearAgo = nil, nil, nil
			two := 2
			in.Facts = map[int]survey.Fact{
				1: {Two: 120, One: 300, Zero: 9}, 2: {Two: 100, One: 320, Zero: 9}, 5: {Points: &two},
			}
		}),
		with("ma-luot", func(in *report.Input) { in.Counts = withCodes() }),
	}
}

// draft writes the letter of an input with a picture that stands for the charts.
func draft(t testing.TB, in report.Input) (file []byte, f report.Figures) {
	t.Helper()
	f = report.Build(in)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 108, 176))); err != nil {
		t.Fatal(err)
	}
	charts := letter.Charts{Figures: b.Bytes()}
	if f.HasTrend() {
		charts.Trend = b.Bytes()
	}
	return write(t, in, f, charts), f
}

// drawn writes the letter with the real charts, which take their time.
func drawn(t testing.TB, in report.Input) []byte {
	t.Helper()
	f := report.Build(in)
	var chart, trend bytes.Buffer
	if err := f.Chart(&chart); err != nil {
		t.Fatal(err)
	}
	if f.HasTrend() {
		if err := f.TrendChart(&trend); err != nil {
			t.Fatal(err)
		}
	}
	return write(t, in, f, letter.Charts{Figures: chart.Bytes(), Trend: trend.Bytes()})
}

func write(t testing.TB, in report.Input, f report.Figures, charts letter.Charts) []byte {
	t.Helper()
	file, err := letter.Draft(f, letter.For(in.Unit), charts)
	if err != nil {
		t.Fatal(err)
	}
	return file
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
