package survey_test

import (
	"strings"
	"testing"

	"motcua/org"
	"motcua/survey"
)

// Whether the result came in time is asked of who has had one, or may have: the steps count without it for everybody else.
func TestSlipsDecideWhatIsAsked(t *testing.T) {
	t.Parallel()
	f := mau(t)
	for slip, asked := range map[string]bool{
		"": true, org.Result.Code(): true, org.Receipt.Code(): false, org.Supplement.Code(): false, org.Refusal.Code(): false,
	} {
		s := survey.Begin(survey.Response{ID: 1, Slip: slip}, f)
		steps := 8
		if asked {
			steps = 9
		}
		var ids []string
		for s.Status == survey.Open {
			if at, of := s.Step(f); of != steps || at != len(ids)+1 {
				t.Errorf("%q: step %d of %d after %d, want %d in all", slip, at, of, len(ids), steps)
			}
			ids = append(ids, s.At)
			s = s.Record(f, s.At, choice(1))
		}
		if got := strings.Contains(strings.Join(ids, " "), "q6"); got != asked || len(ids) != steps {
			t.Errorf("%q was asked %v", slip, ids)
		}
		if back := (survey.Response{Slip: slip, At: "q7", Answers: s.Answers}).Back(f); (back.At == "q6") != asked {
			t.Errorf("%q: before q7 comes %s", slip, back.At)
		}
	}
}

// An answer to a question that is not for the slip is not kept: it would be in the figures.
func TestAnswerNotMeantForTheSlip(t *testing.T) {
	t.Parallel()
	f := mau(t)
	s := survey.Begin(survey.Response{ID: 1, Slip: "tu-choi"}, f).Record(f, "q6", choice(3))
	if len(s.Answers) != 0 {
		t.Errorf("kept %v", s.Answers)
	}
}

func TestSlipsAreChecked(t *testing.T) {
	t.Parallel()
	const head = "id: thu\nversion: 1\ntitle: Thử\neffective: \"2026-01-01\"\n"
	scale := "scales:\n  hai-long-5: [{value: 1, label: A}, {value: 2, label: B}, {value: 3, label: C}, {value: 4, label: D}, {value: 5, label: E}]\n"
	for name, file := range map[string]string{
		"unknown slip": head + "questions:\n  - {id: a, text: A, kind: text, slips: [giay-hen]}\n",
		"a label":      head + "questions:\n  - {id: a, text: A, kind: text, slips: [Trả kết quả]}\n",
		"the field":    head + "questions:\n  - {id: a, text: A, dimension: field, slips: [tu-choi], options: [{value: 1, code: x, label: X}, {value: 2, code: y, label: Y}]}\n",
		"the headline": head + "overall: a\n" + scale + "questions:\n  - {id: a, text: A, scale: hai-long-5, slips: [tu-choi]}\n",
		"apart on the scale": head + "scales:\n  hai-long-5: [{value: 1, label: A, signal: waiting}, {value: 2, label: B}, {value: 3, label: C}, {value: 4, label: D}, {value: 5, label: E}]\n" +
			"questions:\n  - {id: a, text: A, scale: hai-long-5}\n",
		"apart and missing": head + "questions:\n  - {id: a, text: A, options: [{value: 0, label: X, signal: waiting}, {value: 2, label: Y}]}\n",
	} {
		if _, err := survey.ParseQuestionnaire([]byte(file)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := survey.ParseQuestionnaire([]byte(head + "questions:\n  - {id: a, text: A, kind: text, slips: [khong-ro, tra-ket-qua]}\n")); err != nil {
		t.Error(err)
	}
}

// What is around the questions may be changed in a published questionnaire, the questions may not.
func TestSameWording(t *testing.T) {
	t.Parallel()
	f := mau(t)
	for change, same := range map[[2]string]bool{
		{"words: [trễ, muộn", "words: [trễ, lâu, muộn"}:                         true,
		{"    slips: [tra-ket-qua, khong-ro]\n", ""}:                            true,
		{"says: kết quả trễ hẹn", "says: kết quả đến muộn"}:                     true,
		{", signal: waiting", ""}:                                               true,
		{"label: Trễ hẹn", "label: Trễ"}:                                        false,
		{"value: 3, label: Trễ hẹn", "value: 5, label: Trễ hẹn"}:                false,
		{"text: Kết quả có đúng hẹn không?", "text: Kết quả có trễ hẹn không?"}: false,
		{"overall: q1", "overall: q2"}:                                          false,
		{"intro: Kính chào", "intro: Chào"}:                                     false,
		{"value: 3, code: dat-dai", "value: 3, code: dat"}:                      false,
	} {
		file := strings.Replace(string(f.Source), change[0], change[1], 1)
		if file == string(f.Source) {
			t.Fatalf("%q is not in the file", change[0])
		}
		g, err := survey.ParseQuestionnaire([]byte(file))
		if err != nil {
			t.Fatal(err)
		}
		if f.SameWording(g) != same || g.SameWording(f) != same {
			t.Errorf("%q instead of %q: the same %v, want %v", change[1], change[0], !same, same)
		}
	}
}
