package report

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"motcua/internal/vnum"
	"motcua/survey"
)

// values counts the choices given to a question.
func values(counts []survey.Count) map[int]int {
	n := map[int]int{}
	for _, c := range counts {
		n[c.Choice] += c.N
	}
	return n
}

// rate sums up a question on the satisfaction scale, of which all answers are given and those that may be told. Valid
// answers are those with a value of the scale from 1 up.
func rate(q *survey.Question, all, told []survey.Count) Rating {
	given := values(told)
	r := Rating{ID: q.ID, Label: q.Short}
	if without(all) == without(told) {
		notApplies, skipped := given[survey.NotApplicable], given[survey.Skipped]
		missing := notApplies + skipped
		r.NotApplies, r.Skipped, r.Missing = &notApplies, &skipped, &missing
	}
	r.N = max(valid(q, given), few(q, all))
	r.Score = score(q, given)
	r.Distribution = distribution(q, given)
	return r
}

// count sums up any other question.
func count(q *survey.Question, all, told []survey.Count) Tally {
	given := values(told)
	t := Tally{
		ID: q.ID, Label: q.Short, Asked: q.Text, Text: q.Kind == survey.Text,
		Distribution: []Choice{},
	}
	if n := without(told); n == without(all) {
		t.Missing = &n
	}
	if t.Text {
		t.N = given[survey.Written]
		return t
	}
	t.N, t.Distribution = max(valid(q, given), few(q, all)), distribution(q, given)
	t.Apart = waiting(q, given)
	return t
}

// opinions are the options of q that count as an answer.
func opinions(q *survey.Question) []survey.Option {
	return slices.DeleteFunc(slices.Clone(q.Options), func(o survey.Option) bool { return !inBase(&o) })
}

// inBase reports whether an option is in the base of a question's shares.
func inBase(o *survey.Option) bool { return o.Value != survey.NotApplicable && !o.Apart() }

func valid(q *survey.Question, given map[int]int) int {
	n := 0
	for i := range q.Options { // asked for every row of every month: no copy is made
		if o := &q.Options[i]; inBase(o) {
			n += given[o.Value]
		}
	}
	return n
}

// score is nil when there are too few answers to publish one.
func score(q *survey.Question, given map[int]int) *Score {
	n, k, sum := valid(q, given), 0, 0
	if n < MinShown {
		return nil
	}
	for _, o := range opinions(q) {
		sum += given[o.Value] * o.Value
		if o.Value >= survey.Satisfied {
			k += given[o.Value]
		}
	}
	lo, hi := survey.Wilson(k, n)
	return &Score{
		Satisfied: k,
		Share:     ratio(k, n), Low: round6(lo), High: round6(hi),
		Mean: ratio(sum, n),
	}
}

func distribution(q *survey.Question, given map[int]int) []Choice {
	n := valid(q, given)
	d := []Choice{}
	if n < MinShown {
		return d
	}
	for _, o := range opinions(q) {
		d = append(d, Choice{o.Value, o.Label, given[o.Value], ratio(given[o.Value], n), o.Signal, o.Says})
	}
	return d
}

// flows counts whole responses by channel and in all, with those that are counted apart: they came back, too.
func flows(questionnaire *survey.Questionnaire, counts, apart cells) (channels []Flow, all Flow) {
	by, kept := map[string]*Flow{}, map[string]*Flow{} // kept are those apart alone
	channels = []Flow{}
	for i, part := range []cells{counts, apart} {
		for _, question := range part {
			for _, c := range question {
				if by[c.Key] == nil {
					by[c.Key], kept[c.Key] = &Flow{Channel: c.Key, Label: channelLabel(c.Key)}, &Flow{}
				}
				by[c.Key].add(c)
				all.add(c)
				if i == 1 {
					kept[c.Key].add(c)
				}
			}
		}
	}
	for _, f := range by {
		f.Returned, f.Apart = f.returned(), kept[f.Channel].returned()
		all.Apart += f.Apart
		f.Valid = validResponses(questionnaire, counts, f.Channel)
		all.Returned += f.Returned
		all.Valid += f.Valid
		channels = append(channels, *f)
	}
	slices.SortFunc(channels, func(a, b Flow) int {
		return cmp.Or(cmp.Compare(b.Returned, a.Returned), cmp.Compare(a.Channel, b.Channel))
	})
	return channels, all
}

// validResponses counts the responses of a channel that can enter a share.
func validResponses(questionnaire *survey.Questionnaire, counts cells, channel string) int {
	most := 0
	for i := range questionnaire.Questions {
		q := &questionnaire.Questions[i]
		if questionnaire.Overall != "" && q.ID != questionnaire.Overall {
			continue
		}
		given := map[int]int{}
		for _, c := range counts[q.ID] {
			if c.Key == channel {
				given[c.Choice] += c.N
			}
		}
		most = max(most, valid(q, given))
	}
	return most
}

func (f *Flow) add(c survey.Count) {
	switch c.Question {
	case survey.QOpened:
		f.Opened += c.N
	case survey.QDeclined:
		f.Declined += c.N
	case survey.QStarted:
		f.Started += c.N
	case survey.QFinished:
		f.Finished += c.N
	case survey.QPartial:
		f.Partial += c.N
	}
}

// returned takes the larger number, because a desk that keys paper forms in may record only that they
// are finished.
func (f *Flow) returned() int { return max(f.Started, f.Finished+f.Partial) }

// response is the rate over the channels whose number handed out is known. A channel counts at most what
// it handed out: a response opened just before midnight of the last day and begun after it would otherwise
// push the rate above 100 %, and a wrong number for one channel would flatter the others.
func returnRate(channels []Flow) ReturnRate {
	r := ReturnRate{Text: wordUnknown}
	for _, f := range channels {
		if f.Opened <= 0 {
			r.Left += f.Returned
			continue
		}
		r.Opened += f.Opened
		r.Returned += min(f.Returned, f.Opened)
	}
	if r.Opened > 0 {
		rate := ratio(r.Returned, r.Opened)
		r.Rate, r.Text = &rate, vnum.PercentOf(r.Returned, r.Opened)
	}
	return r
}

// sortedKeys gives the keys of m in order, so that nothing published depends on the order of a map.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func ratio(k, n int) float64 { return round6(float64(k) / float64(n)) }

// round6 keeps figures the same on machines that fuse multiplication and addition.
func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }
