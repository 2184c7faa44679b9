package survey_test

import (
	"strings"
	"testing"

	"motcua/survey"
)

// Of Circular 01/2018 no article was checked for the questions: a questionnaire names the circular and none of its articles.
func TestUncheckedArticlesAreNotCited(t *testing.T) {
	t.Parallel()
	f, err := survey.Bundled("tt01-2018-v3")
	if err != nil {
		t.Fatal(err)
	}
	for _, basis := range f.LegalBasis {
		if strings.Contains(basis, "01/2018") && strings.Contains(basis, "Điều") {
			t.Errorf("cited is %q", basis)
		}
	}
}
