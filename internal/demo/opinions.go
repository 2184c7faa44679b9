package demo

import (
	"math/rand/v2"

	"motcua/survey"
)

// The fields of mau-v1 that an opinion is about, and its answers.
const (
	landField    = 3
	noVisitAgain = 1 // q5: not once
	lateResult   = 3 // q6
)

// opinions are what sample citizens write, and whose answers go with it.
var opinions = []struct {
	text string
	goes func(s survey.Response) bool
}{
	{"Cán bộ hướng dẫn nhiệt tình, làm nhanh.", func(s survey.Response) bool { return content(s, "q1") && content(s, "q2") && !late(s) }},
	{"Nên có thêm ghế ngồi và quạt ở chỗ chờ.", func(s survey.Response) bool { return !content(s, "q4") }},
	{"Giấy tờ đất chờ lâu, mong báo trước khi trễ.", func(s survey.Response) bool { return s.Answers["lv"].Choice == landField && late(s) }},
	{"Bảng niêm yết chữ nhỏ, người già khó đọc.", func(s survey.Response) bool { return !content(s, "q3") }},
	{"Nên có người hướng dẫn nộp trực tuyến.", func(s survey.Response) bool { return s.Answers["q1"].Choice < 5 }},
	{"Phải đi lại hai lần vì thiếu giấy mà lần đầu không ai dặn.", func(s survey.Response) bool { return s.Answers["q5"].Choice > noVisitAgain && !content(s, "q3") }},
	{"Chỗ gửi xe chật vào buổi sáng.", func(s survey.Response) bool { return s.Answers["q1"].Choice < 5 }},
	{"Rất hài lòng, cảm ơn các cô chú.", func(s survey.Response) bool { return s.Answers["q1"].Choice == 5 && content(s, "q2") && !late(s) }},
}

// opinion draws one that goes with the answers given; "" if none does.
func opinion(r *rand.Rand, s survey.Response) string {
	var fitting []string
	for _, o := range opinions {
		if o.goes(s) {
			fitting = append(fitting, o.text)
		}
	}
	if len(fitting) == 0 {
		return ""
	}
	return fitting[r.IntN(len(fitting))]
}

// content reports whether a rated question got an answer that counts as satisfied, or none.
func content(s survey.Response, question string) bool {
	a := s.Answers[question]
	return !a.Valid() || a.Choice >= survey.Satisfied
}

func late(s survey.Response) bool { return s.Answers["q6"].Choice == lateResult }
