package demo

import (
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// Whenever the demonstration starts: what the actions say the report found, it found, and what citizens write goes with
// what they chose.
func TestSampleDoesNotContradictItself(t *testing.T) {
	questionnaire, err := survey.Bundled("mau-v1")
	if err != nil {
		t.Fatal(err)
	}
	for month := range 24 {
		now := time.Date(2026, time.Month(1+month), 15, 9, 0, 0, 0, org.Location())
		s := Answers(1, questionnaire, now)
		sampleOfMonth(t, questionnaire, s, calendar.MonthOf(now).Add(-2))
		for _, f := range s.Forms {
			writes(t, f.Response)
		}
	}
}

// sampleOfMonth reports on the month the actions are about.
func sampleOfMonth(t *testing.T, questionnaire *survey.Questionnaire, s Sample, m calendar.Month) {
	t.Helper()
	in := report.Input{Unit: Unit(), Questionnaire: questionnaire, Period: calendar.MonthPeriod(m), Counts: s.Counts, Now: m.Add(1).Start(org.Location())}
	for i, p := range Points() {
		in.Points = append(in.Points, org.Point{Unit: 1, ID: int16(i + 1), Code: p[0], Name: p[1]})
	}
	for _, f := range s.Forms {
		in.Counts = append(in.Counts, f.Counts(questionnaire)...)
	}
	var found []string
	for _, x := range report.Findings(report.Build(in)) {
		found = append(found, x.Text)
	}
	for _, f := range followUps {
		if !strings.Contains(strings.Join(found, "\n"), f.finding) {
			t.Errorf("%s: %q is not among\n%s", m, f.finding, strings.Join(found, "\n"))
		}
	}
}

func writes(t *testing.T, s survey.Response) {
	t.Helper()
	text, praise := s.Answers["q8"].Text, false
	for _, good := range []string{"Rất hài lòng", "nhiệt tình"} {
		praise = praise || strings.Contains(text, good)
	}
	if v := s.Answers["q1"].Choice; praise && v > 0 && v < survey.Satisfied {
		t.Errorf("chose %d and wrote %q", v, text)
	}
	if _, asked := s.Answers["q6"]; asked && s.Slip != "" && s.Slip != org.Result.Code() {
		t.Errorf("with slip %s a result was rated", s.Slip)
	}
	if strings.Contains(text, "Giấy tờ đất") && !late(s) {
		t.Errorf("wrote %q of a result that was not late", text)
	}
}
