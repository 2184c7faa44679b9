package survey

import (
	"unicode/utf8"
)

// Marks are what a closed response is known by besides its answers, so that nobody has to read those to look for batches and
// for suggestions.
type Marks struct {
	Fives bool // nothing but the best mark
	Ones  bool // nothing but the worst
	// Said is what was written, one text for each question for a text, in the order of the questionnaire; as much of it
	// as a report looks at. nil if nothing was.
	Said []string
}

const (
	saidLength = 400  // runes of a text that are kept: somewhat more than a report shows
	saidBytes  = 2000 // of all texts of a response together: they stand in an index, where no more than 2,700 fit
)

// Marks works the marks of a response out as it stands now. Fives are responses whose rated questions got nothing but the best
// mark, as far as they were answered: the headline among them and at least two, since one five alone is no pattern (one,
// if the questionnaire rates no more). Ones are the same with the worst mark.
func (s Response) Marks(f *Questionnaire) Marks {
	rated, given, best, worst, left := 0, 0, true, true, saidBytes
	var m Marks
	for i := range f.Questions {
		q := &f.Questions[i]
		a := s.Answers[q.ID]
		if q.Rated {
			rated++
			if a.Valid() {
				given++
				best, worst = best && a.Choice == bestMark, worst && a.Choice == worstMark
			}
		}
		if q.Kind == Text {
			if text := start(a.Text, saidLength, left); text != "" {
				m.Said, left = append(m.Said, text), left-len(text)
			}
		}
	}
	pattern := given >= max(1, min(2, rated)) && s.Answers[f.Overall].Valid()
	m.Fives, m.Ones = best && pattern, worst && pattern
	return m
}

// start is the beginning of a text, at most so many runes and bytes of it.
func start(text string, runes, bytes int) string {
	for i, r := range text {
		if runes == 0 || i+utf8.RuneLen(r) > bytes {
			return text[:i]
		}
		runes--
	}
	return text
}
