package survey_test

import (
	"testing"
)

// silence stands in the tables for "no option": the bot asks again rather than guess.
const silence = -99

// said is a text and the value it must be understood as.
type said struct {
	text string
	want int
}

func checkSaid(t *testing.T, id string, table []said) {
	t.Helper()
	q := question(t, mau(t), id)
	for _, s := range table {
		got := silence
		if o, ok := q.Match(s.text); ok {
			got = o.Value
		}
		if got != s.want {
			t.Errorf("%s: %q was understood as %d, want %d", id, s.text, got, s.want)
		}
	}
}

func TestMatchNumbers(t *testing.T) {
	t.Parallel()
	checkSaid(t, "q1", []said{
		{"1", 1}, {"2", 2}, {"3", 3}, {"4", 4}, {"5", 5}, {" 4 ", 4}, {"4.", 4}, {"(4)", 4}, {"４", 4},
		{"số 4", 4}, {"so 4", 4}, {"mức 4", 4}, {"chọn 4 ạ", 4}, {"câu 3", 3}, {"đáp án 2", 2}, {"4 điểm", 4}, {"4 sao", 4}, {"Dạ 5 ạ", 5},
		{"một", 1}, {"hai", 2}, {"ba", 3}, {"bốn", 4}, {"năm", 5}, {"mức năm", 5},
		{"4/5", 4}, {"5/5", 5}, {"1/5 ạ", 1}, {"4 / 5", 4},
		// A range or a fraction is not a level.
		{"4-5", silence}, {"4.5", silence}, {"2,5", silence}, {"4 5", silence}, {"3 hoặc 4", silence},
		{"0", silence}, {"6", silence}, {"9", silence}, {"44", silence}, {"sáu", silence}, {"tám", silence}, {"99999999999999999999", silence},
		{"không 4", silence}, {"k 5", silence},
	})
}

func TestMatchStars(t *testing.T) {
	t.Parallel()
	checkSaid(t, "q1", []said{
		{"⭐", 1}, {"⭐⭐⭐", 3}, {"⭐⭐⭐⭐⭐", 5}, {"★★★★", 4}, {"★★★☆☆", 3}, {"⭐️⭐️", 2}, {"⭐ ⭐ ⭐ ạ", 3},
		{"⭐⭐⭐⭐⭐⭐", silence}, {"☆☆☆☆☆", silence},
		// Stars beside other words do not decide: "5 ⭐" is five stars, not one.
		{"5 ⭐", 5}, {"4⭐", 4}, {"⭐⭐⭐⭐⭐ tuyệt vời", 5}, {"không ⭐⭐⭐⭐⭐", silence}, {"⭐⭐⭐⭐⭐ cái gì mà cao thế", silence},
	})
	// On other questions stars say nothing: three stars are not "Trễ hẹn".
	checkSaid(t, "q6", []said{{"⭐⭐⭐", silence}})
	checkSaid(t, "lv", []said{{"⭐", silence}})
}

func TestMatchDegrees(t *testing.T) {
	t.Parallel()
	checkSaid(t, "q1", []said{
		{"Rất hài lòng", 5}, {"RẤT HÀI LÒNG!!!", 5}, {"rat hai long", 5}, {"rất là hài lòng", 5}, {"rất hài lòng ạ", 5}, {"rhl", 5},
		{"tuyệt vời", 5}, {"rất tốt", 5}, {"quá tốt", 5}, {"rất rất hài lòng", 5}, {"Dạ tôi rất hài lòng", 5}, {"hoàn toàn hài lòng", 5},
		{"Hài lòng", 4}, {"hai long", 4}, {"hài lòng.", 4}, {"Hài  lòng", 4}, {"hl", 4}, {"tốt", 4}, {"tot lam", 4}, {"ok", 4}, {"OK ạ", 4},
		{"hài lòng lắm", 4}, {"cũng hài lòng", 4}, {"tôi hài lòng", 4}, {"em thấy hài lòng ạ", 4}, {"cảm thấy hài lòng", 4}, {"nói chung là hài lòng", 4},
		{"có hài lòng", 4}, {"hài lòng, cảm ơn", 4}, {"tốt, cám ơn nhé", 4}, {"cán bộ tốt", 4}, {"được", 4}, {"ổn", 4}, {"on", 4}, {"ổn ạ", 4}, {"tốt, hài lòng", 4},
		{"Bình thường", 3}, {"binh thuong thoi", 3}, {"bt", 3}, {"tạm", 3}, {"tạm được", 3}, {"cũng được", 3},
		{"Không hài lòng", 2}, {"khong hai long", 2}, {"ko hài lòng", 2}, {"k hài lòng", 2}, {"không hài lòng lắm", 2}, {"khong hai long lam", 2},
		{"chưa hài lòng", 2}, {"chưa hài lòng lắm", 2}, {"không tốt", 2}, {"chưa tốt", 2}, {"tệ", 2}, {"kém", 2}, {"không vui", 2}, {"tôi không hài lòng ạ", 2},
		{"Rất không hài lòng", 1}, {"rất là không hài lòng", 1}, {"rat ko hai long", 1}, {"quá tệ", 1}, {"rất kém", 1}, {"hoàn toàn không hài lòng", 1},
		{"không rõ", 0}, {"không biết ạ", 0}, {"không áp dụng", 0}, {"Không rõ / Không áp dụng", 0},
		// Decomposed letters, as some telephones send them.
		{"hài lòng", 4}, {"không hài lòng", 2},
	})
}

func TestMatchFaces(t *testing.T) {
	t.Parallel()
	checkSaid(t, "q1", []said{
		{"👍", 4}, {"👍🏽", 4}, {"👍👍👍", 4}, {"👎", 2}, {"😡", 1}, {"🤬", 1}, {"😊", 4}, {"🙂", 4}, {"😐", 3}, {"🙁", 2}, {"❤️", 5}, {"❤", 5}, {"💯", 5}, {"😀", 4},
		{"👍 ạ", 4}, {"❤️❤️ cảm ơn", 5}, {"👍👎", silence}, {"😡😐", silence}, {"👎😡", 1}, {"🐓", silence}, {"👍 gì mà 👍", silence},
		{"rất hài lòng 👍", 5}, {"không hài lòng 😡", 2},
	})
	checkSaid(t, "q6", []said{{"👍", silence}, {"😡", silence}})
}

func TestMatchOtherScales(t *testing.T) {
	t.Parallel()
	checkSaid(t, "q1", []said{
		{"1 sao", 1}, {"5 sao ạ", 5}, {"một sao", 1}, {"10/10", 5}, {"9/10", 5}, {"8/10", 4}, {"5/10", 3}, {"2/10", 1}, {"0/10", 1}, {"10 / 10 ạ", 5}, {"11/10", silence},
		{"10 điểm", 5}, {"9 diem", 5}, {"7 điểm", 4}, {"100%", 5}, {"100 %", 5}, {"100/100", 5}, {"50%", 3}, {"10", silence}, {"3/4", silence},
		{"very satisfied", 5}, {"Satisfied", 4}, {"not satisfied", 2}, {"very dissatisfied", 1}, {"very good", 5}, {"so so", 3}, {"terrible", 1}, {"not very satisfied", silence},
	})
	checkSaid(t, "q6", []said{{"10/10", silence}, {"very satisfied", silence}})
}

func TestMatchPart(t *testing.T) {
	t.Parallel()
	q := question(t, mau(t), "q1")
	for _, c := range []said{
		{"hài lòng nhưng hơi lâu", 4}, {"hai long nhung hoi lau", 4}, {"rất hài lòng, cán bộ nhiệt tình", 5}, {"Không hài lòng vì phải chờ lâu", 2},
		{"tốt mà ghế ít quá", 4}, {"bình thường, không có gì đặc biệt", silence}, {"5 sao. Cán bộ dễ thương", 5}, {"👎 chờ cả buổi", silence}, {"👎, chờ cả buổi", 2},
		{"hài lòng, sao nổi", silence}, {"hài lòng, không hài lòng", silence}, {"hài lòng nhưng không hài lòng quầy 2", silence},
		{"Tôi hài lòng với quầy số 2 nhưng quầy số 1 thì chờ lâu quá", silence}, {"tốt nhất là nên có thêm ghế ngồi", silence},
		{"chờ lâu, hài lòng", silence}, {"hài lòng.", silence}, {"rất hài lòng ạ", silence}, {"satisfied but slow", 4},
	} {
		got := silence
		if o, ok := q.MatchPart(c.text); ok {
			got = o.Value
		}
		if got != c.want {
			t.Errorf("%q begins with %d, want %d", c.text, got, c.want)
		}
	}
	if _, ok := question(t, mau(t), "q6").MatchPart("trễ, nhưng có báo"); ok {
		t.Error("a question without degrees takes a remark")
	}
}

// A dissatisfied citizen must never be counted as a satisfied one.
func TestMatchNegation(t *testing.T) {
	t.Parallel()
	checkSaid(t, "q1", []said{
		{"không được hài lòng lắm", silence}, {"hài lòng thì không", silence}, {"không rất hài lòng", silence},
		{"hài lòng đâu", silence}, {"có hài lòng đâu", silence}, {"đâu có hài lòng", silence}, {"chẳng hài lòng", silence}, {"chả hài lòng", silence},
		{"hổng hài lòng", silence}, {"ít hài lòng", silence}, {"không thể hài lòng", silence}, {"không phải là hài lòng", silence}, {"chưa được tốt", silence},
		{"không tệ", silence}, {"không phải không hài lòng", silence}, {"kg hài lòng", silence}, {"hài lòng ko", silence}, {"có hài lòng không?", silence},
		// Not on any list of negations, and negations all the same.
		{"khó hài lòng", silence}, {"hết hài lòng", silence}, {"kém hài lòng", silence}, {"hài lòng cái gì", silence}, {"hài lòng gì", silence},
		{"tốt gì", silence}, {"sao hài lòng được", silence}, {"hài lòng sao nổi", silence}, {"đéo hài lòng", silence}, {"k0 hài lòng", silence}, {"0 hài lòng", silence},
		{"khoong hai long", silence}, {"kho6ng hai long", silence}, {"nỏ hài lòng", silence}, {"hài lòng là sao", silence}, {"giảm hài lòng", silence},
		{"bình thường, hài lòng", silence}, {"hài lòng hay không hài lòng", silence},
	})
	checkSaid(t, "q6", []said{
		{"không trễ", silence}, {"không muộn", silence}, {"không chậm", silence}, {"không lâu", silence}, {"không sớm", silence},
		{"chưa đúng hẹn", silence}, {"không đúng hẹn", 3}, {"có đúng hẹn", 2}, {"đúng hẹn không", silence},
	})
}

// Without marks different words look alike; where the citizen typed marks they count.
func TestMatchMarks(t *testing.T) {
	t.Parallel()
	checkSaid(t, "q4", []said{{"ồn", silence}, {"ồn quá", silence}, {"ồn ào", silence}, {"on ao qua", silence}, {"ổn", 4}, {"Ổn", 4}, {"ổn lắm", 4}})
	checkSaid(t, "q1", []said{
		{"cảm ơn", silence}, {"cam on", silence}, {"cảm ơn cán bộ", silence}, {"xin cám ơn ạ", silence}, {"ơn", silence},
		{"vâng", silence}, {"dạ", silence}, {"ạ", silence}, {"", silence}, {"   ", silence}, {"?!", silence},
	})
	checkSaid(t, "q6", []said{{"đúng", 2}, {"dung", 2}, {"dừng", silence}, {"muộn", 3}, {"tôi muốn hỏi", silence}, {"muốn", silence}, {"có", 2}, {"cô", silence}})
	checkSaid(t, "q7", []said{{"cô nhân viên", silence}, {"cô", silence}})
	checkSaid(t, "lv", []said{{"đặt lịch", silence}, {"đất", 3}, {"dat", 3}})
}

func TestMatchOtherQuestions(t *testing.T) {
	t.Parallel()
	// "1" means one time, however politely it is said; the first option must be named.
	checkSaid(t, "q5", []said{
		{"0", 1}, {"không", 1}, {"khong lan nao", 1}, {"Không lần nào", 1}, {"không phải", 1}, {"0 lần", 1}, {"không lần nào cả", 1},
		{"1", 2}, {"1 ạ", 2}, {"dạ 1", 2}, {"một", 2}, {"1 lần", 2}, {"một lần ạ", 2}, {"thêm 1 lần", 2},
		{"2", 3}, {"hai", 3}, {"2 lần", 3}, {"hai lan", 3}, {"đi 2 lần", 3},
		{"3", 4}, {"7", 4}, {"Từ 3 lần", 4}, {"nhiều lần", 4}, {"trên 3 lần", 4}, {"ba lần", 4},
		{"2 ngày", silence}, {"1 tuần", silence}, {"1-2 lần", silence}, {"1 cán bộ", silence}, {"hài lòng", silence},
	})
	checkSaid(t, "q6", []said{
		{"Sớm hẹn", 1}, {"sớm", 1}, {"sớm hơn", 1}, {"đúng hẹn", 2}, {"đúng giờ", 2}, {"có", 2}, {"Trễ hẹn", 3}, {"tre", 3}, {"trễ hẹn 2 ngày", 3},
		{"không", 3}, {"chưa", 4}, {"chưa đến hẹn", 4}, {"chưa có kết quả", 4}, {"3", 3},
	})
	checkSaid(t, "q7", []said{
		{"không", 1}, {"Không ạ", 1}, {"dạ không", 1}, {"không có", 1}, {"không có ai", 1}, {"ko", 1}, {"không có gì", 1}, {"1", 1},
		{"có", 2}, {"co", 2}, {"có nhé", 2}, {"dạ có ạ", 2}, {"có người", 2}, {"2", 2},
		{"không muốn trả lời", 3}, {"Tôi không muốn trả lời", 3}, {"tôi không muốn trả lời ạ", 3}, {"không nói", 3}, {"3", 3},
		{"có không", silence}, {"có ai đâu", silence}, {"không nhưng mà có", silence},
	})
}

func TestMatchFields(t *testing.T) {
	t.Parallel()
	checkSaid(t, "lv", []said{
		{"Hộ tịch", 1}, {"ho tich", 1}, {"khai sinh", 1}, {"đăng ký khai sinh", 1}, {"đăng ký kết hôn ạ", 1}, {"1", 1},
		{"chứng thực", 2}, {"sao y", 2}, {"sao y ạ", 2}, {"sao y bản chính", 2}, {"công chứng", 2},
		{"đất đai", 3}, {"sổ đỏ", 3}, {"làm sổ đỏ", 3}, {"tôi làm sổ đỏ ạ", 3}, {"nhà đất", 3}, {"giấy tờ đất", 3},
		{"bảo trợ xã hội", 4}, {"trợ cấp", 4}, {"người có công", 5}, {"liệt sĩ", 5}, {"hộ kinh doanh", 6}, {"ho kd", 6}, {"kinh doanh", 6},
		{"xây dựng", 7}, {"xây nhà", 7}, {"xây nhà ạ", 7}, {"xin cấp phép xây dựng", 7}, {"khác", 8}, {"lĩnh vực khác", 8}, {"8", 8},
		{"9", silence}, {"không phải đất đai", silence}, {"khoong phari đất đai", silence}, {"kho6ng đất đai", silence},
		{"em lên phường để lo chuyện khai sinh cho con", silence}, {"chứng thực hộ tịch", silence},
	})
}

func TestMatchLongSentences(t *testing.T) {
	t.Parallel()
	checkSaid(t, "q1", []said{
		{"Tôi hài lòng với quầy số 2 nhưng quầy số 1 thì chờ lâu quá", silence},
		{"Hôm qua tôi đến làm khai sinh cho cháu, cán bộ hướng dẫn rất tốt", silence},
		{"cho tôi hỏi làm giấy khai sinh cần gì", silence},
		{"tốt nhất là nên có thêm ghế ngồi", silence},
	})
	if _, ok := question(t, mau(t), "q8").Match("hài lòng"); ok {
		t.Error("a text question has no options to match")
	}
}
