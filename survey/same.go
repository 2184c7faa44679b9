package survey

import "slices"

// SameWording reports whether two files ask the same: whoever answered one could have given the same answers, meaning the
// same, to the other. They may differ in what is around it: words that are understood, labels of tables, whom a question is
// put to, what is counted apart, how reports retell an answer.
func (f *Questionnaire) SameWording(g *Questionnaire) bool {
	return f.ID == g.ID && f.Version == g.Version && f.Title == g.Title && f.Intro == g.Intro && f.Overall == g.Overall &&
		slices.EqualFunc(f.Questions, g.Questions, sameQuestion)
}

func sameQuestion(a, b Question) bool {
	return a.ID == b.ID && a.Text == b.Text && a.Kind == b.Kind && a.Rated == b.Rated && a.Dimension == b.Dimension && a.Index == b.Index &&
		sameWhen(a.When, b.When) && slices.EqualFunc(a.Options, b.Options, sameOption)
}

func sameWhen(a, b *When) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Question == b.Question && slices.Equal(a.In, b.In)
}

func sameOption(a, b Option) bool {
	if a.Points == nil || b.Points == nil {
		if a.Points != b.Points {
			return false
		}
	} else if *a.Points != *b.Points {
		return false
	}
	return a.Value == b.Value && a.Code == b.Code && a.Label == b.Label
}
