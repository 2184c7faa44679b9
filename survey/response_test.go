package survey_test

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"motcua/survey"
)

// begin starts a form the way the conversation does.
func begin(f *survey.Questionnaire) survey.Response {
	return survey.Begin(survey.Response{
		ID: 77, Unit: 3, Point: 2, Slip: "tra-ket-qua", Channel: "zalo", Month: 202610,
		Started: time.Date(2026, 10, 15, 2, 30, 0, 0, time.UTC), Receipt: "7KQ4M2PTVC",
	}, f)
}

func choice(v int) survey.Answer { return survey.Answer{Choice: v} }

// asked are the questions a session has answers to.
func asked(s survey.Response) []string { return slices.Sorted(maps.Keys(s.Answers)) }

func TestBegin(t *testing.T) {
	t.Parallel()
	f := mau(t)
	s := survey.Begin(survey.Response{ID: 1, Status: survey.Finished, At: "q5", Answers: map[string]survey.Answer{"q1": choice(1)}}, f)
	if s.Questionnaire != "mau-v1" || s.Status != survey.Open || s.At != "lv" || len(s.Answers) != 0 {
		t.Errorf("a new session is %+v", s)
	}
	if at, of := s.Step(f); at != 1 || of != 9 {
		t.Errorf("step %d of %d", at, of)
	}
}

func TestRecordToTheEnd(t *testing.T) {
	t.Parallel()
	f := mau(t)
	s := begin(f)
	for i, id := range []string{"lv", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"} {
		if s.At != id || s.Status != survey.Open {
			t.Fatalf("step %d asks %q, status %q", i, s.At, s.Status)
		}
		if at, of := s.Step(f); at != i+1 || of != 9 {
			t.Errorf("step %d of %d, want %d of 9", at, of, i+1)
		}
		a := choice(1)
		switch id {
		case "q2":
			a = choice(survey.Skipped)
		case "q3":
			a = choice(survey.NotApplicable)
		case "q8":
			a = survey.Answer{Choice: survey.Written, Text: "Cảm ơn"}
		}
		s = s.Record(f, id, a)
	}
	if s.Status != survey.Finished || s.At != "" {
		t.Errorf("after the last answer: status %q at %q", s.Status, s.At)
	}
	if s.Given() != 7 { // one skipped, one not applicable
		t.Errorf("%d answers carry an opinion, want 7", s.Given())
	}
	if at, of := s.Step(f); at != 0 || of != 9 {
		t.Errorf("a finished session is at step %d of %d", at, of)
	}
}

// A question whose condition does not hold is skipped; one whose condition stops holding loses its answer.
func TestConditions(t *testing.T) {
	t.Parallel()
	f := fileForm(t, "co-dieu-kien.yaml")
	s := begin(f).Record(f, "c0", choice(1)).Record(f, "c1", choice(1))
	if s.At != "c4" {
		t.Fatalf("after c1=1 comes %q, want c4", s.At)
	}
	if at, of := s.Step(f); at != 3 || of != 3 {
		t.Errorf("step %d of %d, want 3 of 3", at, of)
	}
	s = s.Record(f, "c1", choice(2))
	if s.At != "c2" {
		t.Fatalf("after c1=2 comes %q, want c2", s.At)
	}
	s = s.Record(f, "c2", choice(1)).Record(f, "c3", survey.Answer{Choice: survey.Written, Text: "gọi điện"}).Record(f, "c4", choice(5))
	if s.At != "c5" {
		t.Fatalf("after a text comes %q, want c5", s.At)
	}
	if at, of := s.Step(f); at != 6 || of != 6 {
		t.Errorf("step %d of %d, want 6 of 6", at, of)
	}
	full := s.Record(f, "c5", choice(1))
	if full.Status != survey.Finished {
		t.Errorf("status is %q", full.Status)
	}
	// Taking c1 back drops c2, c3 and c5 with it: one rests on the other.
	if back := s.Record(f, "c5", choice(1)).Record(f, "c1", choice(1)); !slices.Equal(asked(back), []string{"c0", "c1", "c4"}) || back.Status != survey.Finished {
		t.Errorf("after taking c1 back: %v, %q", asked(back), back.Status)
	}
	// A skipped text is not a written one.
	if s := s.Record(f, "c3", choice(survey.Skipped)); s.Status != survey.Finished || slices.Contains(asked(s), "c5") {
		t.Errorf("after skipping c3: %v at %q", asked(s), s.At)
	}
}

func TestBackAndOnward(t *testing.T) {
	t.Parallel()
	f := fileForm(t, "co-dieu-kien.yaml")
	s := begin(f)
	if s.Back(f).At != "c0" {
		t.Error("before the first question there is none")
	}
	s = s.Record(f, "c0", choice(1)).Record(f, "c1", choice(1))
	if s = s.Back(f); s.At != "c1" { // c2 and c3 do not apply
		t.Fatalf("back from c4 is %q", s.At)
	}
	if s.Answers["c1"] != choice(1) {
		t.Error("going back lost the answer")
	}
	if s = s.Back(f); s.At != "c0" {
		t.Fatalf("back from c1 is %q", s.At)
	}
	if s = s.Onward(f); s.At != "c4" {
		t.Errorf("onward is %q, want the first question without an answer", s.At)
	}
	// After a changed answer the citizen is where he had been.
	if s = s.Back(f).Record(f, "c1", choice(1)); s.At != "c4" {
		t.Errorf("after a change the question is %q", s.At)
	}
	s = s.Record(f, "c4", choice(4))
	if onward := s.Onward(f); onward.At != s.At {
		t.Errorf("a finished session moved on to %q", onward.At)
	}
}

func TestClose(t *testing.T) {
	t.Parallel()
	f := mau(t)
	s := begin(f).Record(f, "lv", choice(3)).Record(f, "q1", choice(2)).Close()
	if s.Status != survey.Partial || s.At != "" || len(s.Answers) != 2 {
		t.Errorf("closed session is %+v", s)
	}
	// An answer that comes after all does not open it again.
	if s = s.Record(f, "q2", choice(2)); s.Status != survey.Partial {
		t.Errorf("status is %q", s.Status)
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	f := mau(t)
	s := begin(f).Record(f, "lv", choice(3)).Record(f, "q1", choice(survey.Skipped)).Close()
	v := survey.Visit{Unit: 3, Month: 202610, Questionnaire: "mau-v1", Channel: "zalo", Point: 2, Slip: "tra-ket-qua", Field: "dat-dai"}
	want := slices.Concat(v.Headline("q1", survey.Skipped, 1), v.Response(survey.QPartial, 1), v.Response(survey.QStarted, 1), []survey.Count{v.Count("lv", 3, 1)})
	if got := sorted(s.Counts(f)); !reflect.DeepEqual(got, sorted(want)) {
		t.Errorf("counts are %v", got)
	}
	if got := survey.Change(f, survey.Response{}, s); !reflect.DeepEqual(sorted(got), sorted(want)) {
		t.Errorf("the change from nothing is %v", got)
	}
	for _, c := range survey.Change(f, s, survey.Response{}) {
		if c.N != -1 {
			t.Errorf("deleting takes away %+v", c)
		}
	}
	if got := survey.Change(f, s, s); len(got) != 0 {
		t.Errorf("no change is %v", got)
	}
}

// Naming the field moves the answer to the headline into it; a field not named is not the option "0".
func TestCountsByField(t *testing.T) {
	t.Parallel()
	f := fileForm(t, "co-dieu-kien.yaml")
	for _, c := range []struct {
		name string
		s    survey.Response
		want string
	}{
		{"not asked yet", begin(f), ""},
		{"skipped", begin(f).Record(f, "c0", choice(survey.Skipped)), ""},
		{"not known", begin(f).Record(f, "c0", choice(0)), "khong-ro"},
		{"named", begin(f).Record(f, "c0", choice(2)), "dat-dai"},
		{"renamed", begin(f).Record(f, "c0", choice(2)).Record(f, "c1", choice(1)).Record(f, "c0", choice(1)), "ho-tich"},
	} {
		fields := 0
		for _, n := range c.s.Record(f, f.Overall, choice(4)).Counts(f) {
			if n.By == survey.ByField {
				fields++
				if n.Key != c.want {
					t.Errorf("%s: %s is counted in field %q, want %q", c.name, n.Question, n.Key, c.want)
				}
			}
		}
		if fields != 1 {
			t.Errorf("%s: the headline is counted in %d fields", c.name, fields)
		}
	}
}

func TestSessionJSON(t *testing.T) {
	t.Parallel()
	f := mau(t)
	s := begin(f).Record(f, "lv", choice(1)).Record(f, "q1", choice(survey.Skipped)).Record(f, "q8", survey.Answer{Choice: survey.Written, Text: "Tốt “lắm”"})
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var back survey.Response
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(s, back) {
		t.Errorf("%+v came back as %+v", s, back)
	}
	// What is stored for a conversation in the middle of a form must read the same after an update.
	const stored = `{"id":77,"f":"mau-v1","u":3,"p":2,"s":"tra-ket-qua","c":"zalo","m":202610,"t":"2026-10-15T02:30:00Z","r":"7KQ4M2PTVC",` +
		`"a":{"lv":{"c":1},"q1":{"c":-1},"q8":{"c":1,"t":"Tốt “lắm”"}},"q":"q2","st":"open"}`
	if string(b) != stored {
		t.Errorf("stored form changed:\n%s\nwant\n%s", b, stored)
	}
}

func sorted(counts []survey.Count) []survey.Count {
	counts = slices.Clone(counts)
	slices.SortFunc(counts, func(a, b survey.Count) int { return a.Cell.Compare(b.Cell) })
	return counts
}
