package survey_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/internal/vntext"
	"motcua/survey"
)

// wording is a question as the office approved it. The texts are written out here once more, so that a
// change of the file is noticed.
type wording struct {
	id, text, options string
	factor            string
}

const scale5 = "5 Rất hài lòng|4 Hài lòng|3 Bình thường|2 Không hài lòng|1 Rất không hài lòng|0 Không rõ / Không áp dụng"

var mauWording = []wording{
	{"lv", "Ông/Bà vừa làm thủ tục thuộc lĩnh vực nào?",
		"1 Hộ tịch|2 Chứng thực|3 Đất đai|4 Bảo trợ xã hội|5 Người có công|6 Hộ kinh doanh|7 Xây dựng|8 Khác", ""},
	{"q1", "Nhìn chung, Ông/Bà có hài lòng với lần làm thủ tục này không?", scale5, ""},
	{"q2", "Ông/Bà có hài lòng với thái độ và cách hướng dẫn của cán bộ không?", scale5, "3"},
	{"q3", "Giấy tờ cần nộp có được niêm yết, hướng dẫn rõ ràng, đầy đủ không?", scale5, "2"},
	{"q4", "Ông/Bà có hài lòng với nơi ngồi chờ, quầy tiếp nhận, trang thiết bị không?", scale5, "1"},
	{"q5", "Ông/Bà phải đến hoặc liên hệ bổ sung thêm mấy lần để xong hồ sơ?", "1 Không lần nào|2 1 lần|3 2 lần|4 Từ 3 lần", "2"},
	{"q6", "Kết quả có đúng hẹn không?", "1 Sớm hẹn|2 Đúng hẹn|3 Trễ hẹn|4 Chưa đến hẹn", "4"},
	{"q7", "Có ai yêu cầu thêm giấy tờ hoặc khoản chi ngoài niêm yết không?", "1 Không|2 Có|3 Tôi không muốn trả lời", "3"},
	{"q8", "Ông/Bà muốn góp ý thêm điều gì? (gõ hoặc bấm Bỏ qua. Xin đừng ghi tên người, số căn cước, số điện thoại)", "", "5"},
}

const mauIntro = "Kính chào Ông/Bà. Xin Ông/Bà dành 2 phút cho biết ý kiến về lần làm thủ tục vừa rồi. Phiếu không hỏi tên, số điện thoại hay số căn cước."

func TestMauV1Wording(t *testing.T) {
	t.Parallel()
	f := mau(t)
	if f.ID != "mau-v1" || f.Version != 1 || f.Overall != "q1" || f.Intro != mauIntro {
		t.Errorf("head is %q %d %q %q", f.ID, f.Version, f.Overall, f.Intro)
	}
	if len(f.Questions) != len(mauWording) {
		t.Fatalf("%d questions, want %d", len(f.Questions), len(mauWording))
	}
	for i, want := range mauWording {
		q := f.Questions[i]
		if q.ID != want.id || q.Text != want.text || q.Factor != want.factor || optionLine(q.Options) != want.options {
			t.Errorf("question %d is\n%q %q %q %q, want\n%q %q %q %q", i, q.ID, q.Text, q.Factor, optionLine(q.Options),
				want.id, want.text, want.factor, want.options)
		}
		rated := want.options == scale5
		if q.Rated != rated || (q.Kind == survey.Text) != (want.options == "") || (q.Dimension == "field") != (q.ID == "lv") || q.When != nil {
			t.Errorf("%s: rated %t, kind %q, dimension %q, when %v", q.ID, q.Rated, q.Kind, q.Dimension, q.When)
		}
		if q.Short == "" || q.Short == q.Text {
			t.Errorf("%s has no short label", q.ID)
		}
	}
}

func TestMauV1FieldCodes(t *testing.T) {
	t.Parallel()
	var codes []string
	for _, o := range question(t, mau(t), "lv").Options {
		codes = append(codes, o.Code)
	}
	want := []string{"ho-tich", "chung-thuc", "dat-dai", "bao-tro-xa-hoi", "nguoi-co-cong", "ho-kinh-doanh", "xay-dung", "khac"}
	if !slices.Equal(codes, want) {
		t.Errorf("codes are %v", codes)
	}
}

// A phrase that names two options would be decided by their order.
func TestMauV1PhrasesNameOneOption(t *testing.T) {
	t.Parallel()
	for _, q := range mau(t).Questions {
		names := map[string]int{}
		for _, o := range q.Options {
			for _, w := range append([]string{o.Label}, o.Words...) {
				fold := vntext.Fold(w)
				if was, ok := names[fold]; fold == "" || (ok && was != o.Value) {
					t.Errorf("%s: %q names %d and %d", q.ID, w, was, o.Value)
				}
				names[fold] = o.Value
				if got, ok := q.Match(w); !ok || got.Value != o.Value {
					t.Errorf("%s: %q is not understood as %d but %d (%t)", q.ID, w, o.Value, got.Value, ok)
				}
			}
		}
	}
}

// Two readings of the same file are the same published version; the hash stands for the wording.
func TestMauV1Hash(t *testing.T) {
	t.Parallel()
	a, b := mau(t), mau(t)
	if a.Hash != b.Hash || len(a.Hash) != 64 {
		t.Errorf("hashes %q and %q", a.Hash, b.Hash)
	}
	other, err := survey.ParseQuestionnaire([]byte(strings.Replace(string(a.Source), "Hộ tịch", "Hộ tịch ", 1)))
	if err != nil || other.Hash == a.Hash {
		t.Errorf("another wording has hash %q (%v)", other.Hash, err)
	}
	if _, err := survey.Bundled("mau-v0"); err == nil {
		t.Error("a form that is not bundled was found")
	}
}

func optionLine(options []survey.Option) string {
	var parts []string
	for _, o := range options {
		parts = append(parts, string(rune('0'+o.Value))+" "+o.Label)
	}
	return strings.Join(parts, "|")
}
