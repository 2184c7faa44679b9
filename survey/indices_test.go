package survey_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"

	"motcua/internal/vntext"
	"motcua/survey"

	"pgregory.net/rapid"
)

func TestMeanPointsAndClass(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sum, n int
		points string
		class  survey.Class
	}{
		{1495, 100, "15,0", survey.Excellent}, // 14,95 is rounded up, though in binary it is less
		{1494, 100, "14,9", survey.Good},
		{15, 1, "15,0", survey.Excellent},
		{18, 1, "18,0", survey.Excellent},
		{12, 1, "12,0", survey.Good}, {1194, 100, "11,9", survey.Fair}, {1195, 100, "12,0", survey.Good},
		{9, 1, "9,0", survey.Fair}, {8949, 1000, "8,9", survey.Average}, {895, 100, "9,0", survey.Fair},
		{6, 1, "6,0", survey.Average}, {594, 100, "5,9", survey.Weak}, {595, 100, "6,0", survey.Average},
		{0, 7, "0,0", survey.Weak},
		{1, 20, "0,1", survey.Weak}, {1, 21, "0,0", survey.Weak}, {5, 3, "1,7", survey.Weak}, {4, 3, "1,3", survey.Weak},
	} {
		p := survey.MeanPoints(c.sum, c.n)
		if p.String() != c.points || survey.Classify(p) != c.class {
			t.Errorf("%d of %d: %s, %s; want %s, %s", c.sum, c.n, p, survey.Classify(p), c.points, c.class)
		}
	}
}

// Rounding half up, in fractions.
func TestMeanPointsIsExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 1_000_000).Draw(t, "n")
		sum := rapid.IntRange(0, 2*n).Draw(t, "sum")
		up := new(big.Rat).Add(big.NewRat(10*int64(sum), int64(n)), big.NewRat(1, 2))
		want := new(big.Int).Quo(up.Num(), up.Denom())
		if got := survey.MeanPoints(sum, n); int64(got) != want.Int64() {
			t.Fatalf("%d of %d: %s, want %d tenths", sum, n, got, want)
		}
	})
}

func TestPointsAsJSON(t *testing.T) {
	t.Parallel()
	for _, p := range []survey.Points{0, 4, 10, 149, 180} {
		b, err := json.Marshal(p)
		var back survey.Points
		if err != nil || json.Unmarshal(b, &back) != nil || back != p || strings.Replace(p.String(), ",", ".", 1) != string(b) {
			t.Errorf("%s is written %s and read %s (%v)", p, b, back, err)
		}
	}
	for _, bad := range []string{"1", "1.25", `"1.2"`, "-1.2", "null", "1."} {
		var p survey.Points
		if err := p.UnmarshalJSON([]byte(bad)); err == nil {
			t.Errorf("%s was read as %s", bad, p)
		}
	}
}

func nine(t testing.TB) *survey.Questionnaire {
	t.Helper()
	f, err := survey.Bundled("tt01-2018-v3")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The nine indices as the law words them, who knows them, and what their levels give. Written out here once more, so that
// a change of the file is noticed.
func TestNineWording(t *testing.T) {
	t.Parallel()
	want := []string{
		"1 unit dossier: Tổng thời gian giải quyết thủ tục hành chính so với quy định của pháp luật: 2 ngắn hơn · 1 bằng · 0 dài hơn",
		"2 unit dossier: Thời gian thực hiện của từng cơ quan, đơn vị tham gia giải quyết (kể cả đơn vị phối hợp) so với quy định: 2 ngắn hơn · 1 bằng · 0 dài hơn",
		"3 citizen dossier: Số lần phải liên hệ với nơi tiếp nhận hồ sơ để hoàn thiện hồ sơ thủ tục hành chính (kể cả liên hệ theo hình thức trực tuyến): 2 không lần nào · 1 một lần · 0 hơn một lần, trừ trường hợp nguyên nhân do lỗi của người nộp hồ sơ",
		"4 citizen dossier: Số lượng cơ quan, đơn vị, tổ chức phải liên hệ để hoàn thiện hồ sơ thủ tục hành chính: 2 không cơ quan nào · 1 một cơ quan là Bộ phận Một cửa · 0 hơn một",
		"5 unit agency: Thực hiện tổ chức tiếp nhận hồ sơ, giải quyết, trả kết quả tại Bộ phận Một cửa: ",
		"6 unit agency: Công khai các thủ tục hành chính: 2 chính xác, đầy đủ, kịp thời bằng cả hình thức niêm yết và điện tử · 1 bằng niêm yết hoặc điện tử · 0 không chính xác, đầy đủ, kịp thời",
		"7 citizen dossier: Thái độ của cán bộ, công chức, viên chức khi hướng dẫn lập hồ sơ, tiếp nhận hồ sơ và giải quyết thủ tục hành chính: 2 sớm hạn và không có phản ánh · 1 đúng hạn và không có phản ánh · 0 có ý kiến phản ánh, kiến nghị về hành vi, thái độ nhũng nhiễu, gây phiền hà (trường hợp được xác minh, kết luận là không đúng hoặc vu cáo thì không tính)",
		"8 unit agency: Tiếp thu, giải trình đối với các ý kiến phản ánh, kiến nghị: 2 không có hoặc 100% đúng hạn, không kéo dài · 1 từ 90% đúng hạn · 0 dưới 90% hoặc kéo dài",
		"9 unit agency: Tiến độ và chất lượng cung cấp dịch vụ công trực tuyến của cơ quan có thẩm quyền: ",
	}
	f := nine(t)
	if len(f.Indices) != len(want) {
		t.Fatalf("%d indices", len(f.Indices))
	}
	for i, x := range f.Indices {
		var levels []string
		for _, l := range x.Levels {
			levels = append(levels, fmt.Sprint(l.Points, " ", l.Label))
		}
		if got := fmt.Sprintf("%d %s %s: %s: %s", x.Number, x.By, x.Per, x.Text, strings.Join(levels, " · ")); got != want[i] {
			t.Errorf("got  %s\nwant %s", got, want[i])
		}
	}
	for _, q := range f.Questions {
		if q.Index > 0 && q.Index != 7 && q.Text != f.Indices[q.Index-1].Text { // what index 7 is made of is asked in two questions
			t.Errorf("question %s asks %q", q.ID, q.Text)
		}
	}
}

// What citizens may answer and the points it gives; "-" is not counted.
func TestNineQuestions(t *testing.T) {
	t.Parallel()
	f := nine(t)
	for id, want := range map[string]string{
		"c3":  "2 Không lần nào|1 Một lần|0 Hơn một lần|- Hơn một lần, nguyên nhân do lỗi của người nộp hồ sơ|- Không rõ / Không áp dụng",
		"c4":  "2 Không cơ quan nào|1 Một cơ quan là Bộ phận Một cửa|0 Hơn một|- Không rõ / Không áp dụng",
		"c7":  "- Không|0 Có|- Không rõ / Không áp dụng",
		"c7n": "- Không|- Có|- Không rõ / Không áp dụng",
		"c7h": "2 Sớm hẹn|1 Đúng hẹn|- Trễ hẹn|- Chưa đến hẹn|- Không rõ / Không áp dụng",
	} {
		var got []string
		for _, o := range question(t, f, id).Options {
			points := "-"
			if o.Points != nil {
				points = fmt.Sprint(*o.Points)
			}
			got = append(got, points+" "+o.Label)
			for _, w := range append([]string{o.Label}, o.Words...) {
				if m, ok := question(t, f, id).Match(w); !ok || m.Value != o.Value {
					t.Errorf("%s: %q (%s) is understood as %d (%t)", id, w, vntext.Fold(w), m.Value, ok)
				}
			}
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s: %s", id, strings.Join(got, "|"))
		}
	}
}

func TestIndicesAreChecked(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("forms/tt01-2018-v3.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string][2]string{
		"points without an index":    {"    index: 3\n", ""},
		"an index that is not there": {"    index: 3\n", "    index: 10\n"},
		"asked twice":                {"    index: 4\n", "    index: 3\n"},
		"three points":               {"label: Một lần, points: 1", "label: Một lần, points: 3"},
		"points for no opinion":      {"{value: 0, label: Không rõ / Không áp dụng, words: [khong ro, khong ap dung, khong biet, ko biet, ko ro]}", "{value: 0, label: Không rõ / Không áp dụng, points: 1}"},
		"numbers out of order":       {"number: 9", "number: 8"},
		"known by nobody":            {"    by: unit\n", "    by: mayor\n"},
		"citizens of an agency":      {"    by: citizen\n    per: dossier", "    by: citizen\n    per: agency"},
		"four points for a level":    {"{points: 2, label: ngắn hơn}", "{points: 4, label: ngắn hơn}"},
		"citizens are not asked":     {"    by: unit\n", "    by: citizen\n"},
	} {
		changed := strings.Replace(string(file), change[0], change[1], 1)
		if changed == string(file) {
			t.Errorf("%s: nothing changed", name)
		}
		if _, err := survey.ParseQuestionnaire([]byte(changed)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}
