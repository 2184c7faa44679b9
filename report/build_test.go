package report_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/report/say"
	"motcua/survey"
)

// answers are k satisfied and n-k not satisfied answers to a question, by one channel and field.
func answers(month calendar.Month, question, field string, k, n int) []survey.Count {
	return answersOf(survey.Visit{Unit: 1, Month: month, Questionnaire: "mau-v1", Channel: "web", Field: field}, question, k, n)
}

func answersOf(v survey.Visit, question string, k, n int) []survey.Count {
	if question == "q1" {
		return append(v.Headline(question, 4, k), v.Headline(question, 3, n-k)...)
	}
	return []survey.Count{v.Count(question, 4, k), v.Count(question, 3, n-k)}
}

func input(t testing.TB, counts ...[]survey.Count) report.Input {
	in := report.Input{
		Unit: longDien(), Questionnaire: mau(t), Period: october,
		Now: time.Date(2026, 11, 1, 8, 0, 0, 0, org.Location()),
	}
	for _, c := range counts {
		in.Counts = append(in.Counts, c...)
	}
	return in
}

// The intervals are those published for the Wilson score without continuity correction.
func TestIntervals(t *testing.T) {
	for _, c := range []struct {
		k, n   int
		lo, hi float64
	}{
		{20, 20, 0.839, 1},
		{10, 10, 0.722, 1},
		{0, 10, 0, 0.278},
		{350, 405, 0.827, 0.894},
	} {
		s := report.Build(input(t, answers(202610, "q1", "", c.k, c.n))).Overall.Score
		if math.Abs(s.Low-c.lo) > 0.0005 || math.Abs(s.High-c.hi) > 0.0005 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.3f to %.3f", c.k, c.n, s.Low, s.High, c.lo, c.hi)
		}
	}
}

func TestMissingAnswersAreNotValid(t *testing.T) {
	v := survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "web"}
	o := report.Build(input(t, answers(202610, "q1", "", 6, 8),
		v.Headline("q1", survey.NotApplicable, 3), v.Headline("q1", survey.Skipped, 2), v.Headline("q1", 77, 9))).Overall
	if o.N != 8 || *o.Missing != 5 || *o.NotApplies != 3 || *o.Skipped != 2 || o.Score.Satisfied != 6 {
		t.Errorf("got n %d, missing %d (%d not applicable, %d skipped), satisfied %d", o.N, *o.Missing, *o.NotApplies, *o.Skipped, o.Score.Satisfied)
	}
	if o.Score.Mean != 3.75 {
		t.Errorf("mean %v, want 3.75", o.Score.Mean)
	}
}

func TestOtherFormsAndMonthsAreLeftOut(t *testing.T) {
	other := answers(202610, "q1", "", 50, 50)
	for i := range other {
		other[i].Questionnaire = "mau-v0"
	}
	o := report.Build(input(t, answers(202610, "q1", "", 5, 10), answers(202609, "q1", "", 90, 90), other)).Overall
	if o.N != 10 || o.Score.Satisfied != 5 {
		t.Errorf("got %d of %d, want 5 of 10", o.Score.Satisfied, o.N)
	}
}

func TestQuarterAddsItsMonths(t *testing.T) {
	in := input(t, answers(202606, "q1", "", 9, 9), answers(202607, "q1", "", 1, 10), answers(202609, "q1", "", 2, 10), answers(202610, "q1", "", 9, 9))
	in.Period, _ = calendar.ParsePeriod("2026-Q3")
	in.Previous = in.Counts
	f := report.Build(in)
	if f.Overall.N != 20 || f.Overall.Score.Satisfied != 3 || f.Change.N != 9 {
		t.Errorf("got %+v, before %+v", f.Overall, f.Change)
	}
}

func TestResponse(t *testing.T) {
	flow := func(channel, question string, n int) survey.Count {
		return survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: channel}.Count(question, 0, n)
	}
	for _, c := range []struct {
		name   string
		counts []survey.Count
		text   string
		rate   float64
		left   int
	}{
		{"nothing known", []survey.Count{flow("paper", survey.QFinished, 9)}, "không xác định", -1, 9},
		{"nothing at all", nil, "không xác định", -1, 0},
		{"plain", []survey.Count{flow("web", survey.QOpened, 80), flow("web", survey.QStarted, 20)}, "25,0%", 0.25, 0},
		{"open and unfinished forms count", []survey.Count{flow("web", survey.QOpened, 80), flow("web", survey.QStarted, 20),
			flow("web", survey.QFinished, 12), flow("web", survey.QPartial, 3)}, "25,0%", 0.25, 0},
		{"finished without start", []survey.Count{flow("paper", survey.QOpened, 40), flow("paper", survey.QFinished, 10)}, "25,0%", 0.25, 0},
		{"never above all", []survey.Count{flow("web", survey.QOpened, 10), flow("web", survey.QStarted, 12)}, "100%", 1, 0},
		{"one channel does not flatter another", []survey.Count{flow("paper", survey.QOpened, 10), flow("paper", survey.QFinished, 60),
			flow("web", survey.QOpened, 90), flow("web", survey.QStarted, 10)}, "20,0%", 0.2, 0},
		{"unknown channel left out", []survey.Count{flow("paper", survey.QFinished, 60),
			flow("web", survey.QOpened, 90), flow("web", survey.QStarted, 45)}, "50,0%", 0.5, 60},
	} {
		r := report.Build(input(t, c.counts)).ReturnRate
		rate := -1.0
		if r.Rate != nil {
			rate = *r.Rate
		}
		if r.Text != c.text || rate != c.rate || r.Left != c.left {
			t.Errorf("%s: got %q, %v, %d left out; want %q, %v, %d", c.name, r.Text, rate, r.Left, c.text, c.rate, c.left)
		}
	}
}

func TestChange(t *testing.T) {
	for _, c := range []struct {
		name         string
		k, n, k2, n2 int
		verdict      report.Verdict
		digest       string
	}{
		{"up", 180, 200, 150, 200, report.Up, "Tăng 15,0 điểm phần trăm so với tháng 9/2026: mức tăng rõ rệt, khó là do ngẫu nhiên."},
		{"down", 150, 200, 180, 200, report.Down, "Giảm 15,0 điểm phần trăm so với tháng 9/2026: mức giảm rõ rệt, khó là do ngẫu nhiên."},
		{"by chance", 85, 100, 80, 100, report.Unclear, "Tăng 5,0 điểm phần trăm so với tháng 9/2026: chưa đủ cơ sở để kết luận."},
		{"29 now, whatever the test says", 2, 29, 190, 200, report.Unclear, "Giảm 88,1 điểm phần trăm so với tháng 9/2026: chưa đủ cơ sở để kết luận."},
		{"29 before, whatever the test says", 190, 200, 2, 29, report.Unclear, "Tăng 88,1 điểm phần trăm so với tháng 9/2026: chưa đủ cơ sở để kết luận."},
		{"30 on both sides", 25, 30, 10, 30, report.Up, "Tăng 50,0 điểm phần trăm so với tháng 9/2026: mức tăng rõ rệt, khó là do ngẫu nhiên."},
		{"still", 80, 100, 80, 100, report.Unclear, "Không đổi so với tháng 9/2026."},
		{"few before", 80, 100, 4, 4, "", "Tháng 9/2026 có dưới 5 phiếu, không so sánh."},
		{"none before", 80, 100, 0, 0, "", "Tháng 9/2026 không có phiếu cùng mẫu để so sánh."},
	} {
		in := input(t, answers(202610, "q1", "", c.k, c.n))
		in.Previous = answers(202609, "q1", "", c.k2, c.n2)
		f := report.Build(in)
		if f.Change.Verdict != c.verdict {
			t.Errorf("%s: verdict %q, want %q", c.name, f.Change.Verdict, c.verdict)
		}
		if !strings.Contains(text(f), c.digest) {
			t.Errorf("%s: %q is not in\n%s", c.name, c.digest, text(f))
		}
	}
}

func TestFewNowHidesTheChange(t *testing.T) {
	in := input(t, answers(202610, "q1", "", 4, 4))
	in.Previous = answers(202609, "q1", "", 80, 100)
	if c := report.Build(in).Change; c.Points != nil || c.Verdict != "" {
		t.Errorf("the change tells what four people said: %+v", c)
	}
}

func TestWeakest(t *testing.T) {
	field := func(code string, k, n int) []survey.Count { return answers(202610, "q1", code, k, n) }
	for _, c := range []struct {
		name   string
		counts [][]survey.Count
		found  string
		why    report.Reason
	}{
		{"lowest", [][]survey.Count{field("ho-tich", 18, 20), field("dat-dai", 10, 20), field("khac", 15, 20)}, "dat-dai", ""},
		{"few do not count", [][]survey.Count{field("ho-tich", 18, 20), field("dat-dai", 1, 9), field("xay-dung", 8, 20)}, "xay-dung", ""},
		{"not given does not count", [][]survey.Count{field("ho-tich", 18, 20), field("", 1, 20), field("xay-dung", 8, 20)}, "xay-dung", ""},
		{"other does not count", [][]survey.Count{field("ho-tich", 18, 20), field("khac", 1, 20), field("xay-dung", 8, 20)}, "xay-dung", ""},
		{"by chance", [][]survey.Count{field("ho-tich", 18, 20), field("dat-dai", 15, 20), field("xay-dung", 17, 20)}, "", report.Alike},
		{"clear among many, though a few are lower", [][]survey.Count{field("ho-tich", 280, 300), field("dat-dai", 60, 100), field("xay-dung", 7, 10)}, "dat-dai", ""},
		{"one beside other", [][]survey.Count{field("ho-tich", 18, 20), field("khac", 1, 20)}, "", report.TooFew},
		{"one alone", [][]survey.Count{field("ho-tich", 10, 20), field("dat-dai", 5, 9)}, "", report.TooFew},
		{"all the same", [][]survey.Count{field("ho-tich", 10, 20), field("dat-dai", 20, 40)}, "", report.Alike},
	} {
		w := report.Build(input(t, c.counts...)).WeakestField
		found := ""
		if w.Found != nil {
			found = w.Found.Key
		}
		if found != c.found || w.Why != c.why {
			t.Errorf("%s: got %q, %q; want %q, %q", c.name, found, w.Why, c.found, c.why)
		}
	}
}

func TestWeakestQuestionIsNotTheHeadline(t *testing.T) {
	f := report.Build(input(t, answers(202610, "q1", "", 1, 20), answers(202610, "q2", "", 19, 20), answers(202610, "q3", "", 8, 20)))
	if w := f.WeakestQuestion.Found; w == nil || w.Key != "q3" {
		t.Errorf("got %+v, want q3", f.WeakestQuestion)
	}
}

func TestEqualSharesAreToldApartByTheMean(t *testing.T) {
	lower := answers(202610, "q3", "", 60, 100)
	lower[1].Choice = 1
	f := report.Build(input(t, answers(202610, "q2", "", 60, 100), lower, answers(202610, "q4", "", 100, 100)))
	if w := f.WeakestQuestion.Found; w == nil || w.Key != "q3" {
		t.Errorf("got %+v, want q3", f.WeakestQuestion)
	}
	if f.BestQuestion == nil || f.BestQuestion.Key != "q4" {
		t.Errorf("best is %+v, want q4", f.BestQuestion)
	}
}

func TestLabels(t *testing.T) {
	in := input(t)
	for i, point := range []int16{1, 7, 0} {
		v := survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "zalo", Point: point, Slip: "tra-ket-qua", Field: "dat-dai"}
		in.Counts = append(in.Counts, answersOf(v, "q1", 10+i, 10+i)...)
	}
	in.Points = points()
	f := report.Build(in)
	var names []string
	for _, rows := range [][]report.Row{f.ByPoint.Rows, f.BySlip.Rows, f.ByChannel.Rows, f.ByField.Rows} {
		for _, r := range rows {
			names = append(names, r.Label)
		}
	}
	want := "Không rõ điểm tiếp nhận|Điểm tiếp nhận 7|Quầy 1 – Hộ tịch, chứng thực|Trả kết quả|Zalo|Đất đai"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestFormWithoutHeadline(t *testing.T) {
	questionnaire := *mau(t)
	questionnaire.Overall = ""
	in := input(t, answers(202610, "q2", "ho-tich", 15, 20), answers(202610, "q3", "ho-tich", 18, 20))
	in.Questionnaire = &questionnaire
	in.Previous = in.Counts
	f := report.Build(in)
	if f.Overall != nil || f.Change != nil || len(f.ByField.Rows) != 0 {
		t.Errorf("figures of a headline that is not there: %+v", f)
	}
	if !strings.Contains(text(f), say.NoHeadline) {
		t.Errorf("got\n%s", text(f))
	}
	picture(t, f)
}
