package survey_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"motcua/survey"
)

// Whatever a citizen does in whatever order: the changes add up to the counts of where he stands, no
// operation touches the session it was called on, and what is stored reads back the same.
func TestSessionProperties(t *testing.T) {
	t.Parallel()
	for _, f := range []*survey.Questionnaire{mau(t), fileForm(t, "co-dieu-kien.yaml")} {
		t.Run(f.ID, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) { walk(t, f) })
		})
	}
}

func walk(t *rapid.T, f *survey.Questionnaire) {
	s := begin(f)
	sum := survey.Change(f, survey.Response{}, s)
	for range rapid.IntRange(0, 25).Draw(t, "steps") {
		before := s
		kept := jsonOf(t, before)
		s = step(t, f, before)
		if got := jsonOf(t, before); got != kept {
			t.Fatalf("the receiver changed from %s to %s", kept, got)
		}
		checkSession(t, f, before, s)
		sum = survey.Add(append(sum, survey.Change(f, before, s)...)...)
		if want := survey.Add(s.Counts(f)...); !reflect.DeepEqual(sorted(sum), sorted(want)) {
			t.Fatalf("changes add up to %v, the session counts %v", sum, want)
		}
	}
	if gone := survey.Add(append(sum, survey.Change(f, s, survey.Response{})...)...); len(gone) != 0 {
		t.Fatalf("deleting leaves %v", gone)
	}
}

// step does something a citizen can do: the question asked or any other, a good answer or a skip.
func step(t *rapid.T, f *survey.Questionnaire, s survey.Response) survey.Response {
	switch rapid.IntRange(0, 9).Draw(t, "what") {
	case 0:
		return s.Back(f)
	case 1:
		return s.Onward(f)
	case 2:
		if s.Status == survey.Open && rapid.IntRange(0, 4).Draw(t, "close") == 0 {
			return s.Close()
		}
		return s
	case 3, 4:
		q := &f.Questions[rapid.IntRange(0, len(f.Questions)-1).Draw(t, "any question")]
		return s.Record(f, q.ID, answerTo(t, q))
	}
	q, ok := f.Question(s.At)
	if !ok {
		return s
	}
	return s.Record(f, q.ID, answerTo(t, q))
}

func answerTo(t *rapid.T, q *survey.Question) survey.Answer {
	if rapid.IntRange(0, 5).Draw(t, "skip") == 0 {
		return survey.Answer{Choice: survey.Skipped}
	}
	if q.Kind == survey.Text {
		return survey.Answer{Choice: survey.Written, Text: rapid.String().Draw(t, "text")}
	}
	return survey.Answer{Choice: q.Options[rapid.IntRange(0, len(q.Options)-1).Draw(t, "option")].Value}
}

// checkSession holds what is true of every session at every time, and of the step that led to it.
func checkSession(t *rapid.T, f *survey.Questionnaire, before, s survey.Response) {
	for i := range f.Questions {
		q := &f.Questions[i]
		if _, given := s.Answers[q.ID]; given && !holds(q, s.Answers) {
			t.Fatalf("%s has an answer though its condition does not hold: %v", q.ID, s.Answers)
		}
	}
	at, of := s.Step(f)
	switch {
	case before.Status == survey.Open && s.Status == survey.Finished && s.At != "":
		t.Fatalf("finished, but %q is open", s.At)
	case before.Status == survey.Finished && s.Status != survey.Finished:
		t.Fatalf("%s became %s", before.Status, s.Status)
	case s.Status == survey.Open && (s.At == "" || at < 1):
		t.Fatalf("open at %q, step %d of %d", s.At, at, of)
	case at > of || of > len(f.Questions):
		t.Fatalf("step %d of %d", at, of)
	case s.Given() > len(s.Answers):
		t.Fatalf("%d of %d answers carry an opinion", s.Given(), len(s.Answers))
	}
	var back survey.Response
	if err := json.Unmarshal([]byte(jsonOf(t, s)), &back); err != nil || jsonOf(t, back) != jsonOf(t, s) || !sameCounts(f, s, back) {
		t.Fatalf("%s came back as %s (%v)", jsonOf(t, s), jsonOf(t, back), err)
	}
}

// holds is the condition of a question, worked out anew.
func holds(q *survey.Question, answers map[string]survey.Answer) bool {
	if q.When == nil {
		return true
	}
	a, given := answers[q.When.Question]
	for _, v := range q.When.In {
		if given && a.Choice == v {
			return true
		}
	}
	return false
}

func sameCounts(f *survey.Questionnaire, a, b survey.Response) bool {
	return reflect.DeepEqual(sorted(survey.Add(a.Counts(f)...)), sorted(survey.Add(b.Counts(f)...)))
}

func jsonOf(t *rapid.T, s survey.Response) string {
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
