package survey_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/survey"
)

func TestMarksOfFives(t *testing.T) {
	t.Parallel()
	f := mau(t)
	fives := map[string]survey.Answer{"q1": choice(5), "q2": choice(5), "q3": choice(5), "q4": choice(5)}
	with := func(change map[string]survey.Answer) survey.Response {
		s := survey.Response{ID: 1, Answers: map[string]survey.Answer{"lv": choice(1), "q5": choice(1)}}
		for q, a := range fives {
			s.Answers[q] = a
		}
		for q, a := range change {
			s.Answers[q] = a
		}
		return s
	}
	skipped := choice(survey.Skipped)
	for _, c := range []struct {
		name   string
		change map[string]survey.Answer
		want   bool
	}{
		{"nothing but fives", nil, true},
		{"one four", map[string]survey.Answer{"q3": choice(4)}, false},
		{"some skipped", map[string]survey.Answer{"q3": skipped, "q4": choice(survey.NotApplicable)}, true},
		{"one five alone", map[string]survey.Answer{"q2": skipped, "q3": skipped, "q4": skipped}, false},
		{"the headline skipped", map[string]survey.Answer{"q1": skipped}, false},
		{"the headline does not apply", map[string]survey.Answer{"q1": choice(survey.NotApplicable)}, false},
		{"another question is no mark", map[string]survey.Answer{"q5": choice(4)}, true},
	} {
		if got := with(c.change).Marks(f).Fives; got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if (survey.Response{}).Marks(f).Fives {
		t.Error("a form without answers")
	}
	single := *f
	single.Questions = f.Questions[:2] // the field and the headline
	if s := (survey.Response{Answers: map[string]survey.Answer{"q1": choice(5)}}); !s.Marks(&single).Fives {
		t.Error("the only rated question has the best mark")
	}
	noHeadline := *f
	noHeadline.Overall = ""
	if with(nil).Marks(&noHeadline).Fives {
		t.Error("there is no headline")
	}
}

// What is kept of the texts fits into an index and is whole letters, whatever was written.
func TestMarksOfTexts(t *testing.T) {
	t.Parallel()
	text := func(n int) *survey.Questionnaire {
		f := &survey.Questionnaire{}
		for i := range n {
			f.Questions = append(f.Questions, survey.Question{ID: string(rune('a' + i)), Kind: survey.Text})
		}
		return f
	}
	said := func(f *survey.Questionnaire, texts ...string) []string {
		s := survey.Response{Answers: map[string]survey.Answer{}}
		for i, t := range texts {
			s.Answers[string(rune('a'+i))] = survey.Answer{Choice: survey.Written, Text: t}
		}
		return s.Marks(f).Said
	}
	if got := said(text(3), "ghế", "", "quạt"); !slices.Equal(got, []string{"ghế", "quạt"}) {
		t.Errorf("%q", got)
	}
	if got := said(text(2)); got != nil {
		t.Errorf("nothing written gives %q", got)
	}
	for _, letter := range []string{"a", "ệ", "😀"} {
		got := said(text(9), slices.Repeat([]string{strings.Repeat(letter, 700)}, 9)...)
		size := 0
		for _, t := range got {
			size += len(t)
		}
		if utf8.RuneCountInString(got[0]) != 400 || size > 2000 || size < 2000-4 || !utf8.ValidString(strings.Join(got, "")) {
			t.Errorf("%q: %d texts, the first of %d letters, %d bytes", letter, len(got), utf8.RuneCountInString(got[0]), size)
		}
	}
	if got := said(text(1), "a\xff\xfeb"); !slices.Equal(got, []string{"a\xff\xfeb"}) {
		t.Errorf("%q", got)
	}
}
