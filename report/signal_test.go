package report_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"motcua/report"
	"motcua/survey"
)

// ownForm is a questionnaire of a unit's own: other ids, two answers of one signal in a question, and a question about the
// respondent himself.
const ownForm = `id: xa-v1
version: 1
title: Phiếu của xã
effective: "2026-11-01"
overall: chung
scales:
  hai-long-5:
    - {value: 5, label: Rất hài lòng}
    - {value: 4, label: Hài lòng}
    - {value: 3, label: Bình thường}
    - {value: 2, label: Không hài lòng}
    - {value: 1, label: Rất không hài lòng}
questions:
  - {id: chung, text: "Ông/Bà có hài lòng không?", scale: hai-long-5}
  - id: hen
    text: Đã có kết quả chưa?
    short: Thời hạn
    options:
      - {value: 1, label: Còn lâu mới tới ngày, signal: waiting}
      - {value: 2, label: Có đúng ngày}
      - {value: 3, label: Trễ vài ngày, signal: late}
      - {value: 4, label: Trễ hơn một tuần, signal: late}
  - id: phien
    text: Có bị gây phiền hà không?
    short: Phiền hà
    options:
      - {value: 1, label: Có, signal: outside}
      - {value: 2, label: Không}
  - id: tuoi
    text: Ông/Bà bao nhiêu tuổi?
    options:
      - {value: 1, label: Dưới 60}
      - {value: 2, label: Từ 60}
  - id: the
    text: Ông/Bà có thẻ người cao tuổi không?
    when: {question: tuoi, in: [2]}
    options:
      - {value: 1, label: Có}
      - {value: 2, label: Không}
`

// ownInput is a month of that questionnaire.
func ownInput(t *testing.T) report.Input {
	t.Helper()
	questionnaire, err := survey.ParseQuestionnaire([]byte(ownForm))
	if err != nil {
		t.Fatal(err)
	}
	in := input(t)
	in.Questionnaire = questionnaire
	visit := survey.Visit{Unit: 1, Month: 202610, Questionnaire: questionnaire.ID, Channel: "web"}
	in.Counts = visit.Headline("chung", 5, 40)
	for _, c := range []struct {
		question  string
		choice, n int
	}{{"hen", 1, 20}, {"hen", 2, 15}, {"hen", 3, 4}, {"hen", 4, 1}, {"phien", 1, 2}, {"phien", 2, 38}} {
		in.Counts = append(in.Counts, visit.Count(c.question, c.choice, c.n))
	}
	return in
}

// What an answer means stands in the questionnaire, so that another one loses no finding.
func TestFindingsOfAnyQuestionnaire(t *testing.T) {
	got := report.Findings(report.Build(ownInput(t)))
	want := []report.Finding{
		{Kind: report.FindingOutside, Text: "2 trong 40 phiếu trả lời “Có” cho câu “Có bị gây phiền hà không?” (5,0%)"},
		{Kind: report.FindingLate, Text: "5 trong 20 phiếu đã đến ngày hẹn trả lời “Trễ vài ngày” hoặc “Trễ hơn một tuần” cho câu “Đã có kết quả chưa?” (25,0%)"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %+v\nwant %+v", got, want)
	}
}

// A report charges nobody with more than its questionnaire asked: of harassment speaks the one that asks about it, of papers and money
// the other.
func TestFindingsSayWhatWasAsked(t *testing.T) {
	for _, c := range []struct{ form, question, want string }{
		{"mau-v1", "q7", "2 trong 40 phiếu nói có người yêu cầu thêm giấy tờ hoặc khoản chi ngoài niêm yết (5,0%)"},
		{"tt01-2018-v3", "c7", "2 trong 40 phiếu nói có phản ánh, kiến nghị về hành vi, thái độ nhũng nhiễu, gây phiền hà (5,0%)"},
	} {
		questionnaire, err := survey.Bundled(c.form)
		if err != nil {
			t.Fatal(err)
		}
		in := input(t)
		in.Questionnaire = questionnaire
		visit := survey.Visit{Unit: 1, Month: 202610, Questionnaire: c.form, Channel: "web"}
		in.Counts = append(visit.Headline("q1", 5, 40), visit.Count(c.question, 2, 2), visit.Count(c.question, 1, 38))
		got := report.Findings(report.Build(in))
		if len(got) != 1 || got[0].Text != c.want {
			t.Errorf("%s: %+v, want %q", c.form, got, c.want)
		}
	}
}

// Without an answer for those who still wait, nobody knows whose day had come.
func TestLateOfAQuestionThatKnowsNoWaiting(t *testing.T) {
	in := ownInput(t)
	questionnaire, err := survey.ParseQuestionnaire([]byte(strings.Replace(ownForm, ", signal: waiting", "", 1)))
	if err != nil {
		t.Fatal(err)
	}
	in.Questionnaire = questionnaire
	found := report.Findings(report.Build(in))
	if len(found) != 2 || found[1].Text != "5 trong 40 phiếu trả lời “Trễ vài ngày” hoặc “Trễ hơn một tuần” cho câu “Đã có kết quả chưa?” (12,5%)" {
		t.Errorf("%+v", found)
	}
}

// Citizens are shown the answers, not what they mean to those inside.
func TestPublicTellsNoSignals(t *testing.T) {
	f := report.Build(ownInput(t))
	inside, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	public, err := json.Marshal(f.Public())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(inside, []byte(`"signal"`)) || bytes.Contains(public, []byte(`"signal"`)) {
		t.Errorf("signals: inside %t, public %t", bytes.Contains(inside, []byte(`"signal"`)), bytes.Contains(public, []byte(`"signal"`)))
	}
}
