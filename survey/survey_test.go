package survey_test

import (
	"os"
	"path/filepath"
	"testing"

	"motcua/survey"
)

// mau is the bundled questionnaire.
func mau(t testing.TB) *survey.Questionnaire {
	t.Helper()
	f, err := survey.Bundled("mau-v1")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// fileForm is a questionnaire of testdata.
func fileForm(t testing.TB, name string) *survey.Questionnaire {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	f, err := survey.ParseQuestionnaire(b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// question is a question that must be there.
func question(t testing.TB, f *survey.Questionnaire, id string) *survey.Question {
	t.Helper()
	q, ok := f.Question(id)
	if !ok {
		t.Fatalf("form %s has no question %q", f.ID, id)
	}
	return q
}
