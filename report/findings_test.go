package report_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/prose"
	"motcua/report"
	"motcua/survey"
)

// chosen are n answers with one choice to a question.
func chosen(question string, choice, n int) []survey.Count {
	return []survey.Count{survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "web"}.Count(question, choice, n)}
}

func kinds(f report.Figures) []report.FindingKind {
	var kinds []report.FindingKind
	for _, found := range report.Findings(f) {
		kinds = append(kinds, found.Kind)
	}
	return kinds
}

func TestFindings(t *testing.T) {
	for name, c := range map[string]struct {
		counts [][]survey.Count
		change func(*report.Input)
		want   []report.Finding
	}{
		"nobody answered": {},
		"too few to say anything": {
			counts: [][]survey.Count{answers(202610, "q2", "", 0, 4), answers(202610, "q3", "", 4, 4), chosen("q7", 2, 4), chosen("q6", 3, 4)},
		},
		"demands beyond what is posted up": {
			counts: [][]survey.Count{chosen("q7", 1, 196), chosen("q7", 2, 3), chosen("q7", 3, 1)},
			want:   []report.Finding{{Kind: report.FindingOutside, Text: "3 trong 200 phiếu nói có người yêu cầu thêm giấy tờ hoặc khoản chi ngoài niêm yết (1,5%)"}},
		},
		"nobody demanded anything": {counts: [][]survey.Count{chosen("q7", 1, 200)}},
		"late results of those whose day had come": {
			counts: [][]survey.Count{chosen("q6", 2, 90), chosen("q6", 3, 10), chosen("q6", 4, 60)},
			want:   []report.Finding{{Kind: report.FindingLate, Text: "10 trong 100 phiếu đã đến ngày hẹn nói kết quả trễ hẹn (10,0%)"}},
		},
		"too few whose day had come": {counts: [][]survey.Count{chosen("q6", 3, 4), chosen("q6", 4, 60)}},
		"weakest question and field": {
			counts: [][]survey.Count{answers(202610, "q2", "", 97, 100), answers(202610, "q3", "", 83, 100), answers(202610, "q1", "ho-tich", 98, 100), answers(202610, "q1", "dat-dai", 84, 100)},
			want: []report.Finding{
				{Kind: report.FindingWeakField, Text: "Lĩnh vực thấp hơn rõ rệt so với phần còn lại: Đất đai (84,0% hài lòng trong 100 ý kiến)"},
				{Kind: report.FindingWeakQuestion, Text: "Nội dung thấp hơn rõ rệt so với phần còn lại: Niêm yết, hướng dẫn giấy tờ (83,0% hài lòng trong 100 ý kiến)"},
			},
		},
		"lower, but it may be chance": {
			counts: [][]survey.Count{answers(202610, "q2", "", 29, 30), answers(202610, "q3", "", 27, 30), answers(202610, "q1", "ho-tich", 29, 30), answers(202610, "q1", "dat-dai", 26, 30)},
		},
		"a few are lower than what is clearly low": {
			counts: [][]survey.Count{answers(202610, "q1", "ho-tich", 290, 300), answers(202610, "q1", "dat-dai", 84, 100), answers(202610, "q1", "xay-dung", 8, 10)},
			want:   []report.Finding{{Kind: report.FindingWeakField, Text: "Lĩnh vực thấp hơn rõ rệt so với phần còn lại: Đất đai (84,0% hài lòng trong 100 ý kiến)"}},
		},
		"clearly low besides the weakest": { // 50 of 100: at most 59.6 %
			counts: [][]survey.Count{answers(202610, "q2", "", 40, 100), answers(202610, "q3", "", 50, 100), answers(202610, "q4", "", 95, 100)},
			want: []report.Finding{
				{Kind: report.FindingWeakQuestion, Text: "Nội dung thấp hơn rõ rệt so với phần còn lại: Thái độ, hướng dẫn của cán bộ (40,0% hài lòng trong 100 ý kiến)"},
				{Kind: report.FindingLow, Text: "Nội dung dưới 80% rõ rệt: Niêm yết, hướng dẫn giấy tờ (50,0% hài lòng trong 100 ý kiến)"},
			},
		},
		"low, but it may be chance": { // 70 of 100: up to 78.1 %, which one of many rows is by chance; 22 of 30: up to 85.8 %
			counts: [][]survey.Count{answers(202610, "q2", "", 20, 30), answers(202610, "q3", "", 22, 30), answers(202610, "q4", "", 72, 100)},
		},
		"a fall beyond chance": {
			counts: [][]survey.Count{answers(202610, "q2", "", 150, 200), answers(202610, "q3", "", 158, 200)},
			change: func(in *report.Input) {
				in.Previous = append(answers(202609, "q2", "", 180, 200), answers(202609, "q3", "", 160, 200)...)
			},
			want: []report.Finding{
				{Kind: report.FindingFall, Text: "Thái độ, hướng dẫn của cán bộ: giảm 15,0 điểm phần trăm so với tháng 9/2026 (từ 90,0% còn 75,0%), mức giảm rõ rệt, khó là do ngẫu nhiên"},
			},
		},
		"what is overdue": {
			change: func(in *report.Input) { in.Actions = undertaken() },
			want:   []report.Finding{{Kind: report.FindingOverdue, Text: "Việc quá hạn: Niêm yết lại bộ thủ tục đất đai, hạn 25/10/2026, Phòng Kinh tế"}},
		},
		"few late results stand last": {
			counts: [][]survey.Count{chosen("q6", 2, 99), chosen("q6", 3, 1), answers(202610, "q1", "ho-tich", 98, 100), answers(202610, "q1", "dat-dai", 84, 100)},
			want: []report.Finding{
				{Kind: report.FindingWeakField, Text: "Lĩnh vực thấp hơn rõ rệt so với phần còn lại: Đất đai (84,0% hài lòng trong 100 ý kiến)"},
				{Kind: report.FindingLate, Text: "1 trong 100 phiếu đã đến ngày hẹn nói kết quả trễ hẹn (1,0%)"},
			},
		},
		"hardly any look-up was not answered": {
			change: func(in *report.Input) {
				in.Misses, in.MissTotal, in.Lookups = []report.Miss{{Text: "nuôi chim yến", N: 12}}, 12, 1200
			},
		},
		"praise and other suggestions are quoted, not held against anybody; what is often asked is found": {
			change: func(in *report.Input) {
				in.Suggestions = []report.Group{{Text: "Cán bộ hướng dẫn nhiệt tình, làm nhanh.", N: 9}, {Text: "Máy lấy số", N: 4}, {Text: "Chỗ để xe", N: 3}, {Text: "Quạt", N: 2}, {Text: "Mở cửa thứ bảy", N: 1}}
				in.Misses, in.MissTotal, in.Lookups = []report.Miss{{Text: "nuôi chim yến", N: 1200}, {Text: "karaoke", N: 19}}, 1219, 2000
			},
			want: []report.Finding{
				{Kind: report.FindingMiss, Text: "Tra cứu chưa trả lời được: “nuôi chim yến” (1.200 lượt)"},
			},
		},
		"few questions of a small month are single citizens' words": {
			change: func(in *report.Input) {
				in.Misses, in.MissTotal, in.Lookups = []report.Miss{{Text: "nuôi chim yến", N: 4}, {Text: "karaoke", N: 1}}, 5, 5
			},
		},
		"odd forms": {
			counts: [][]survey.Count{answers(202610, "q1", "", 40, 50)},
			change: func(in *report.Input) {
				in.Issued = oddly(report.Batch{Kind: report.OneDevice, Where: "Cả đơn vị", N: 8, Times: 1, Most: 8, State: report.Flagged},
					report.Batch{Kind: report.AllOnes, Where: "Quầy 1", N: 9, Times: 1, Most: 9, State: report.Restored})
			},
			want: []report.Finding{{Kind: report.FindingBatch, Text: "Có 1 lô khác thường (8 phiếu) đang tính riêng, cần lãnh đạo xem và quyết định"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			in := input(t, c.counts...)
			if c.change != nil {
				c.change(&in)
			}
			if got := report.Findings(report.Build(in)); !slices.Equal(got, c.want) {
				t.Errorf("found %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// A place is named where its share is clearly low, but not one that is withheld.
func TestFindingsOfPlaces(t *testing.T) {
	at := func(point int16, k, n int) []survey.Count {
		return answersOf(survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "web", Point: point}, "q1", k, n)
	}
	in := input(t, at(1, 95, 100), at(2, 30, 100))
	in.Points = points()
	found := report.Findings(report.Build(in))
	if len(found) != 1 || found[0].Text != "Điểm tiếp nhận thấp hơn rõ rệt so với phần còn lại: Quầy 2 – Đất đai (30,0% hài lòng trong 100 ý kiến)" {
		t.Errorf("%+v", found)
	}
	in = input(t, at(1, 95, 100), at(2, 0, 4), at(0, 90, 100))
	in.Points = points()
	for _, found := range report.Findings(report.Build(in)) {
		if strings.Contains(found.Text, "Quầy") {
			t.Errorf("of four answers: %q", found.Text)
		}
	}
}

// Every scene's findings are sentences fit for a list, and say nothing that is not in the figures as they are published.
func TestFindingsOfScenes(t *testing.T) {
	for _, s := range scenes(t) {
		f := report.Build(s.in)
		body, err := f.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var read report.Figures
		if err := json.Unmarshal(body, &read); err != nil {
			t.Fatal(err)
		}
		found := report.Findings(f)
		if !reflect.DeepEqual(found, report.Findings(read)) {
			t.Errorf("%s: the figures as published have other findings", s.name)
		}
		for _, one := range found {
			if strings.HasSuffix(one.Text, ".") || strings.Contains(one.Text, "SIPAS") || strings.ContainsAny(one.Text, "\n") {
				t.Errorf("%s: %q", s.name, one.Text)
			}
		}
	}
}

// However much is wrong, a list of findings stays short, and no kind comes back after another.
func TestFindingsStayShort(t *testing.T) {
	questionnaire := mau(t)
	rapid.Check(t, func(t *rapid.T) {
		in := report.Input{
			Unit: longDien(), Questionnaire: questionnaire, Period: october, Points: points(),
			Counts:   cells(202610, rapid.SliceOfN(anyVisit(questionnaire), 0, 120).Draw(t, "now")),
			Previous: cells(202609, rapid.SliceOfN(anyVisit(questionnaire), 0, 120).Draw(t, "then")),
			Now:      local(2026, 11, 1, 8, 0),
		}
		got := kinds(report.Build(in))
		if len(got) > 24 {
			t.Fatalf("%d findings", len(got))
		}
		if n := len(slices.Compact(slices.Clone(got))); n != len(slices.Compact(slices.Sorted(slices.Values(got)))) {
			t.Fatalf("kinds are mixed up: %v", got)
		}
	})
}

// A row is tested against all the others together and not against each of them, so nothing is called the lowest or the best: of two
// fields that are low alike, chance decides which has the lower share.
func TestNothingIsCalledTheLowest(t *testing.T) {
	in := input(t, answers(202610, "q1", "ho-tich", 290, 300), answers(202610, "q1", "dat-dai", 70, 100), answers(202610, "q1", "xay-dung", 69, 100),
		answers(202610, "q2", "", 60, 100), answers(202610, "q3", "", 61, 100), answers(202610, "q4", "", 97, 100))
	f := report.Build(in)
	body, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	said := string(body) + prose.Plain(f.Digest())
	for _, one := range report.Findings(f) {
		said += one.Text
	}
	if !strings.Contains(said, "Lĩnh vực thấp hơn rõ rệt so với phần còn lại: Xây dựng") {
		t.Error("the field that is clearly lower is not named")
	}
	for _, more := range []string{"thấp nhất", "cao nhất", `"lowest"`} {
		if strings.Contains(said, more) {
			t.Errorf("claims %q", more)
		}
	}
}
