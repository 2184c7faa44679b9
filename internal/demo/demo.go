// Package demo makes the sample installation: one sample unit and two past months of made-up answers.
// It is only ever written into a database that is marked as the demo.
package demo

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"time"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/internal/vntext"
	"motcua/org"
	"motcua/storage"
	"motcua/survey"
)

// Unit is the sample unit. Its name is that of the commune whose plan of 2023 the product grew from; the
// commune has since been merged, which the note says.
func Unit() org.Unit {
	return org.Unit{
		Code: "mau-tam-phuoc", Name: "xã Tam Phước", Demo: true,
		Settings: org.Settings{
			Note:   "đơn vị mẫu; nay thuộc xã Long Điền, TP. Hồ Chí Minh",
			Office: "Văn phòng HĐND và UBND xã",
			Center: "Trung tâm Phục vụ hành chính công xã",
		},
	}
}

// Points are the sample unit's reception points: code and name.
func Points() [][2]string {
	return [][2]string{
		{"quay-1", "Quầy 1 – Hộ tịch, chứng thực"},
		{"quay-2", "Quầy 2 – Đất đai, xây dựng"},
		{"quay-3", "Quầy 3 – Chính sách, hộ kinh doanh"},
	}
}

// Sample is what a sample unit is filled with.
type Sample struct {
	Forms  []storage.CompleteResponse
	Counts []survey.Count
	Misses []turn.Miss
}

// Answers makes the answers of the two months before now. The same unit and month always give the same
// answers, so that screenshots and tests do not change.
func Answers(unit int32, questionnaire *survey.Questionnaire, now time.Time) Sample {
	var s Sample
	this := calendar.MonthOf(now.In(org.Location()))
	s.month(unit, questionnaire, this.Add(-2), 318, 0)
	s.month(unit, questionnaire, this.Add(-1), 412, 0.3)
	return s
}

// month adds n responses of a month; lift moves the mood up.
func (s *Sample) month(unit int32, questionnaire *survey.Questionnaire, m calendar.Month, n int, lift float64) {
	r := rand.New(rand.NewPCG(uint64(m), 20230328))
	for range n {
		f := makeResponse(r, unit, questionnaire, m, lift)
		s.Forms = append(s.Forms, f)
		s.opened(f, survey.QOpened)
	}
	for range n * 3 / 5 { // people who saw the invitation and did not take part
		f := makeResponse(r, unit, questionnaire, m, lift)
		s.opened(f, survey.QOpened)
		if r.IntN(4) == 0 {
			s.opened(f, survey.QDeclined)
		}
	}
	s.lookups(r, unit, questionnaire, m, n)
}

// opened counts a response as handed out, or refused.
func (s *Sample) opened(f storage.CompleteResponse, question string) {
	s.Counts = append(s.Counts, survey.Visit{Unit: f.Unit, Month: f.Month, Questionnaire: f.Questionnaire, Channel: f.Channel}.Count(question, 0, 1))
}

// mood is how the people of a field feel: the mean of the answers on the scale of five.
var mood = map[int]float64{1: 4.4, 2: 4.5, 3: 3.45, 4: 4.2, 5: 4.4, 6: 4.1, 7: 3.5, 8: 4.0}

// shift is how a question differs from the general mood.
var shift = map[string]float64{"q1": 0, "q2": 0.2, "q3": -0.15, "q4": -0.5}

// makeResponse fills one response in.
func makeResponse(r *rand.Rand, unit int32, questionnaire *survey.Questionnaire, m calendar.Month, lift float64) storage.CompleteResponse {
	start := workingMoment(r, m)
	field := weighted(r, 30, 22, 16, 10, 4, 6, 7, 5) + 1
	random := func(b []byte) {
		for i := range b {
			b[i] = byte(r.Uint32())
		}
	}
	s := survey.Begin(survey.Response{
		ID: int64(r.Uint64()>>1) | 1, Unit: unit, Point: pointOf(field), Slip: org.Slips()[weighted(r, 35, 8, 4, 53)].Code(),
		Channel: []string{"web", "zalo", "telegram"}[weighted(r, 52, 34, 14)],
		Month:   m, Started: start, Receipt: survey.NewReceipt(random),
	}, questionnaire)
	personal := r.NormFloat64() * 0.5
	stop := 99
	if r.IntN(12) == 0 {
		stop = 2 + r.IntN(5) // breaks off
	}
	for i := 0; s.Status == survey.Open && i < stop; i++ {
		q, _ := questionnaire.Question(s.At)
		s = s.Record(questionnaire, q.ID, answer(r, q, s, field, mood[field]+lift+personal))
	}
	if s.Status == survey.Open {
		s = s.Close()
	}
	var key [15]byte
	binary.BigEndian.PutUint64(key[:], r.Uint64())
	return storage.CompleteResponse{
		OpenedResponse: turn.OpenedResponse{
			Response: s, QuestionnaireHash: questionnaire.Hash, Day: start, Notice: "mau", Respondent: fmt.Sprintf("mau-%x", key[:8]),
		},
		FinishedAt: start.Add(time.Duration(50+r.IntN(150)) * time.Second),
	}
}

// answer makes up one answer that goes with those given before.
func answer(r *rand.Rand, q *survey.Question, s survey.Response, field int, feeling float64) survey.Answer {
	if r.IntN(25) == 0 {
		return survey.Answer{Choice: survey.Skipped}
	}
	switch {
	case q.Dimension != "":
		return survey.Answer{Choice: field}
	case q.Rated:
		if r.IntN(40) == 0 {
			return survey.Answer{Choice: survey.NotApplicable}
		}
		v := int(feeling + shift[q.ID] + r.NormFloat64()*0.6 + 0.5)
		return survey.Answer{Choice: min(5, max(1, v))}
	case q.Kind == survey.Text:
		if text := opinion(r, s); text != "" && r.IntN(8) == 0 {
			return survey.Answer{Choice: survey.Written, Text: text}
		}
		return survey.Answer{Choice: survey.Skipped}
	case q.ID == "q5":
		return survey.Answer{Choice: weighted(r, 68, 20, 8, 4) + 1}
	case q.ID == "q6":
		return survey.Answer{Choice: weighted(r, 18, 62, 9, 11) + 1}
	}
	if s.Answers["q1"].Choice >= survey.Satisfied { // who was asked for money beyond what is posted up is seldom content
		return survey.Answer{Choice: weighted(r, 93, 1, 6) + 1}
	}
	return survey.Answer{Choice: weighted(r, 78, 16, 6) + 1}
}

// lookups adds what the sample unit's people asked.
func (s *Sample) lookups(r *rand.Rand, unit int32, questionnaire *survey.Questionnaire, m calendar.Month, n int) {
	for result, times := range map[int]int{survey.LookupFound: n * 2, survey.LookupChoices: n / 2} {
		s.Counts = append(s.Counts, lookupCount(unit, questionnaire, m, result, times))
	}
	for i, q := range unanswered {
		times := 1 + r.IntN(max(1, 9-2*i))
		s.Counts = append(s.Counts, lookupCount(unit, questionnaire, m, survey.LookupRefused, times))
		for range times {
			s.Misses = append(s.Misses, turn.Miss{Unit: unit, Month: m, Body: q, Fold: vntext.Fold(q), At: workingMoment(r, m)})
		}
	}
}

func lookupCount(unit int32, questionnaire *survey.Questionnaire, m calendar.Month, result, n int) survey.Count {
	return survey.Visit{Unit: unit, Month: m, Questionnaire: questionnaire.ID, Channel: "web"}.Count(survey.QLookup, result, n)
}

// workingMoment is a moment in the opening hours of a working day of the month.
func workingMoment(r *rand.Rand, m calendar.Month) time.Time {
	for {
		t := m.Start(org.Location()).AddDate(0, 0, r.IntN(28))
		if t.Weekday() == time.Sunday || t.Weekday() == time.Saturday {
			continue
		}
		hour := []int{7, 8, 8, 9, 9, 10, 13, 14, 14, 15, 16}[r.IntN(11)]
		return t.Add(time.Duration(hour)*time.Hour + time.Duration(r.IntN(3600))*time.Second)
	}
}

func pointOf(field int) int16 {
	switch field {
	case 1, 2:
		return 1
	case 3, 7:
		return 2
	}
	return 3
}

// weighted draws an index with the given weights.
func weighted(r *rand.Rand, weights ...int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	x := r.IntN(total)
	for i, w := range weights {
		if x -= w; x < 0 {
			return i
		}
	}
	return 0
}

var unanswered = []string{
	"xin giấy phép nuôi yến trong khu dân cư",
	"lịch cắt điện tuần này",
	"đăng ký học hè cho cháu lớp 3",
	"thủ tục ly hôn nộp ở đâu",
}
