package report

import (
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
)

// The headline with evidence of a visit and without, and the headline by channel, are two tables of which everybody knows how they
// hang together: all responses of a kiosk stand on its screen, none on paper or by telephone on anything. So one table less
// the other is a group of its own: those with evidence who used their own telephone, those without who did. A month therefore
// tells both parts only where none of these groups is of 1 to 4 people, and where the table of channels withholds none of the channels
// that lie whole in one part. Months that do not tell them are in neither part of a longer period, and a longer period tells
// nothing but the sum of its months: what evidence adds to what is known lies in months in which the table of channels
// withholds at most channels that lie in both parts, of which it tells nothing but their sum.

// evidenceRows are the two parts, as months tell them. They are partial where a month with answers does not; nil where none of the
// months tells them, or where those that do hold less than half of the answers.
func (in *Input) evidenceRows() (visits, rest *Row) {
	q, ok := in.Questionnaire.Question(in.Questionnaire.Overall)
	if !ok {
		return nil, nil
	}
	by := map[lump]*evidenceMonth{}
	for _, property := range []survey.Property{survey.ByEvidence, survey.ByChannel} {
		for _, c := range withoutBatches(siftBy(in.Counts, property, in.Questionnaire.ID, q.ID, in.Period)) {
			at := lump{c.Unit, c.Month, 0}
			if by[at] == nil {
				by[at] = &evidenceMonth{parts: map[string]map[int]int{}}
			}
			by[at].add(c)
		}
	}
	given, all := map[string]map[int]int{keyVisits: {}, keyRest: {}}, 0
	for at, m := range by {
		for _, part := range m.parts {
			all += valid(q, part)
		}
		if m.told(in, q, calendar.MonthPeriod(at.month)) {
			for key, part := range m.parts {
				for choice, n := range part {
					given[key][choice] += n
				}
			}
		}
	}
	told := valid(q, given[keyVisits]) + valid(q, given[keyRest])
	if 2*told < all {
		return nil, nil
	}
	row := func(key string) *Row {
		n := valid(q, given[key])
		if n < MinShown {
			return nil
		}
		return &Row{Key: key, Label: wordEvidenceLabel(key), N: n, Score: score(q, given[key]), Partial: told < all}
	}
	return row(keyVisits), row(keyRest)
}

// evidenceMonth are the answers to the headline of one unit in one month.
type evidenceMonth struct {
	parts    map[string]map[int]int // by part and choice
	channels []survey.Count
}

func (m *evidenceMonth) add(c survey.Count) {
	if c.By == survey.ByChannel {
		m.channels = append(m.channels, c)
		return
	}
	key := evidenceKey(c.Key)
	if m.parts[key] == nil {
		m.parts[key] = map[int]int{}
	}
	m.parts[key][c.Choice] += c.N
}

// told is the rule for a month.
func (m *evidenceMonth) told(in *Input, q *survey.Question, month calendar.Period) bool {
	s := newSplit(q, m.channels, in.key, in.ended)
	withheld := s.withhold(month)
	own := map[string]int{}
	for _, key := range []string{keyVisits, keyRest} {
		own[key] = valid(q, m.parts[key])
		if isSmall(own[key]) {
			return false
		}
	}
	for _, channel := range s.keys(month) {
		key, whole := evidenceOf(channel)
		if !whole {
			continue
		}
		if withheld[channel] {
			return false
		}
		own[key] -= s.n(channel, month)
	}
	return !isSmall(own[keyVisits]) && !isSmall(own[keyRest])
}

func isSmall(n int) bool { return 0 < n && n < MinShown }

// evidenceOf is the part in which all responses of a channel lie; whole is false for a channel that has both.
func evidenceOf(channel string) (key string, whole bool) {
	switch {
	case AtKiosk(channel):
		return evidenceKey(string(org.Screen)), true
	case !Self(channel):
		return evidenceKey(string(org.NoEvidence)), true
	}
	return "", false
}
