package survey_test

import (
	"strings"
	"testing"

	"motcua/survey"
)

// A questionnaire in other words is another one; what its answers mean has stayed, so that months of both can be read together.
func TestNewWordingsMeanTheSame(t *testing.T) {
	t.Parallel()
	for former, now := range map[string]string{"mau-v1": "mau-v2"} {
		f, err := survey.Bundled(former)
		if err != nil {
			t.Fatal(err)
		}
		g, err := survey.Bundled(now)
		if err != nil {
			t.Fatal(err)
		}
		if g.Version != f.Version+1 || g.Hash == f.Hash || len(g.Questions) != len(f.Questions) || g.Overall != f.Overall {
			t.Errorf("%s does not follow %s", now, former)
		}
		for i, q := range g.Questions {
			was := f.Questions[i]
			if q.ID != was.ID || q.Kind != was.Kind || q.Factor != was.Factor || q.Index != was.Index || len(q.Options) != len(was.Options) {
				t.Errorf("%s: question %s is another one", now, q.ID)
				continue
			}
			for j, o := range q.Options {
				if w := was.Options[j]; o.Value != w.Value || o.Code != w.Code || o.Signal != w.Signal || (o.Points == nil) != (w.Points == nil) {
					t.Errorf("%s: question %s, option %d means something else", now, q.ID, o.Value)
				}
				if got, ok := q.Match(was.Options[j].Label); !ok || got.Value != o.Value {
					t.Errorf("%s: question %s does not understand %q", now, q.ID, was.Options[j].Label)
				}
			}
		}
	}
}

// Questions are questions, short enough to be read aloud.
func TestQuestionsAreQuestions(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"mau-v2", "tt01-2018-v3"} {
		f, err := survey.Bundled(id)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range f.Questions {
			if n := len(strings.Fields(q.Text)); !strings.HasSuffix(q.Text, "?") || n > 20 {
				t.Errorf("%s: %q (%d words)", id, q.Text, n)
			}
			if len(strings.Fields(q.Hint)) > 20 {
				t.Errorf("%s: %q is no hint", id, q.Hint)
			}
		}
	}
}
