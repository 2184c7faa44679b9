package survey_test

import (
	"slices"
	"testing"

	"motcua/internal/vntext"
	"motcua/survey"
)

// negations take back what they stand beside. The list is the test's own, not the one of Match.
var negations = []string{"khong", "ko", "k", "kg", "hong", "hok", "chua", "chang", "cha", "dau", "it", "deo", "het", "kho", "khoong", "k0"}

// FuzzMatch: no text brings Match down, what it finds is an option of the question, and a text with a
// negation never counts as satisfied unless the option itself is worded with that negation.
func FuzzMatch(f *testing.F) {
	for _, s := range []string{
		"4", "4/5", "⭐⭐⭐⭐⭐", "không ⭐⭐⭐⭐⭐", "hài lòng thì không", "không được hài lòng lắm", "rất là hài lòng ạ", "không 4/5", "4/5 không",
		"cảm ơn", "cam on khong tot", "tốt, ổn", "sao y", "1-2 lần", "hai\u0300 lo\u0300ng", "\xff\xfe", "K hl", "ok k", "chưa ok lắm", "５", "½", "ﷺ", "không\u200bhài lòng",
	} {
		f.Add(s)
	}
	questionnaire, err := survey.Bundled("mau-v1")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for i := range questionnaire.Questions {
			q := &questionnaire.Questions[i]
			o, ok := q.Match(text)
			if !ok {
				continue
			}
			if got, known := q.Option(o.Value); !known || got.Label != o.Label {
				t.Fatalf("%s: %q gave %+v, which is no option", q.ID, text, o)
			}
			if q.Rated && o.Value >= survey.Satisfied {
				checkNotNegated(t, q, text, o)
			}
		}
	})
}

func checkNotNegated(t *testing.T, q *survey.Question, text string, o survey.Option) {
	t.Helper()
	var own []string
	for _, w := range append([]string{o.Label}, o.Words...) {
		own = append(own, vntext.Tokens(w)...)
	}
	for _, w := range vntext.Tokens(text) {
		if slices.Contains(negations, w) && !slices.Contains(own, w) {
			t.Fatalf("%s: %q holds the negation %q and was understood as %q", q.ID, text, w, o.Label)
		}
	}
}
