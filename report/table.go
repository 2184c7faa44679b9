package report

import (
	"cmp"
	"slices"
	"strconv"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
)

// table splits the headline question by one property of the visit. a questionnaire without a headline has no tables.
func (in *Input) table(by survey.Property, label func(string) string) Table {
	t := Table{Rows: []Row{}}
	q, ok := in.Questionnaire.Question(in.Questionnaire.Overall)
	if !ok {
		return t
	}
	rows := in.rows(q, withoutBatches(siftBy(in.Counts, by, in.Questionnaire.ID, q.ID, in.Period)))
	var shown, hidden []Row
	for _, k := range sortedKeys(rows) {
		r := rows[k]
		row := Row{Key: k, Label: label(k), N: valid(q, r.given), Score: score(q, r.given)}
		t.HiddenN += r.n - row.N
		if row.Hidden = row.N == 0; row.Hidden {
			hidden = append(hidden, row)
		} else {
			row.Partial = r.partial
			shown = append(shown, row)
		}
	}
	slices.SortStableFunc(shown, func(a, b Row) int {
		return cmp.Or(last(a, keyApart)-last(b, keyApart), cmp.Compare(b.N, a.N))
	})
	// The order of the withheld rows would tell which is larger.
	slices.SortFunc(hidden, func(a, b Row) int { return cmp.Compare(a.Key, b.Key) })
	t.Rows, t.HiddenRows = append(append(t.Rows, shown...), hidden...), len(hidden)
	return t
}

// last is 1 for the row with a key that stands behind all others.
func last(r Row, key string) int {
	if r.Key == key {
		return 1
	}
	return 0
}

// tableRow is what a table may tell of the visits with one key.
type tableRow struct {
	given   map[int]int
	n       int  // answers in all
	partial bool // given leaves some out
}

// rows makes those of a table. What was brought along from a merged unit it adds as the former unit's own reports on months tell
// it: otherwise those reports, taken from this one, would tell the rest.
func (in *Input) rows(q *survey.Question, counts []survey.Count) map[string]*tableRow {
	p := in.Period
	byUnit := map[int32][]survey.Count{}
	for _, c := range in.inLumps(q, counts) {
		byUnit[c.Unit] = append(byUnit[c.Unit], c)
	}
	rows := map[string]*tableRow{}
	for unit, counts := range byUnit {
		s := newSplit(q, counts, in.key, in.ended)
		for _, k := range s.keys(p) {
			given, partial := s.shown(k, p)
			if _, former := in.Predecessors[unit]; former && p.Length() > calendar.Monthly {
				given, partial = s.monthly(k, p)
			}
			r := rows[k]
			if r == nil {
				r = &tableRow{given: map[int]int{}}
				rows[k] = r
			}
			r.n += s.n(k, p)
			r.partial = r.partial || partial || valid(q, given) == 0
			for choice, n := range given {
				r.given[choice] += n
			}
		}
	}
	return rows
}

// inLumps leaves out what is told of no month alone. A table of one month withholds it, and says so.
func (in *Input) inLumps(q *survey.Question, counts []survey.Count) []survey.Count {
	if in.Period.Length() == calendar.Monthly {
		return counts
	}
	valid, _ := lumpSizes(q, counts)
	return slices.DeleteFunc(counts, func(c survey.Count) bool { return valid[lump{c.Unit, c.Month, 0}] < MinShown })
}

// Shown are the rows that may be looked at.
func (t Table) Shown() []Row {
	return slices.DeleteFunc(slices.Clone(t.Rows), func(r Row) bool { return r.Hidden })
}

// partial counts the rows that leave out something.
func (t Table) partial() int {
	n := 0
	for _, r := range t.Rows {
		if r.Partial {
			n++
		}
	}
	return n
}

// questionRows puts the rated questions in the shape judge compares; the headline is about all of them
// and not one of them.
func questionRows(rated []Rating, overall string) []Row {
	var rows []Row
	for _, r := range rated {
		if r.ID != overall {
			rows = append(rows, Row{Key: r.ID, Label: r.Label, N: r.N, Score: r.Score, Low: r.Low})
		}
	}
	return rows
}

// otherField is the code of the option "Khác" of the questions that ask for the field.
const otherField = "khac"

// namedRows leaves out the visits of which it is not known, or whose field is "Khác": nobody can improve "not given", and
// what is in "Khác" differs from month to month. So "Khác" is never the weakest field, and where it would be compared with
// one other alone there is none.
func namedRows(rows []Row) []Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return !named(r) })
}

func named(r Row) bool { return r.Key != "" && r.Key != otherField && r.Key != keyApart }

// fieldLabels names fields by the options of the question that asks for the field.
func fieldLabels(questionnaire *survey.Questionnaire) func(string) string {
	labels := map[string]string{"": wordNoField, keyApart: wordNotSplit}
	for _, q := range questionnaire.Questions {
		if q.Dimension == "" {
			continue
		}
		for _, o := range q.Options {
			labels[o.Code] = o.Label
		}
	}
	return func(code string) string { return nameOr(labels, code) }
}

// key is the row a count belongs to: what the visits have in common.
func (in *Input) key(c survey.Cell) string {
	switch c.By {
	case survey.ByPoint:
		return in.pointKey(c.Unit, c.Key)
	case survey.ByEvidence:
		return evidenceKey(c.Key)
	}
	return c.Key
}

// pointKey tells the points of a merged unit from the unit's own: both count from 1.
func (in *Input) pointKey(unit int32, point string) string {
	if _, former := in.Predecessors[unit]; former && point != "" && point != keyApart {
		return strconv.Itoa(int(unit)) + "/" + point
	}
	return point
}

// pointLabels names the points; those of a merged unit with its name behind.
func (in *Input) pointLabels() func(string) string {
	labels := map[string]string{"": wordNoPoint, keyApart: wordNotSplit}
	for _, p := range in.Points {
		name := p.Name
		if former := in.Predecessors[p.Unit]; former != "" {
			name += " (" + former + ")"
		}
		labels[in.pointKey(p.Unit, survey.PointKey(p.ID))] = name
	}
	return func(key string) string {
		if name, ok := labels[key]; ok {
			return name
		}
		return wordSomePoint + key
	}
}

func slipLabel(code string) string {
	for _, s := range org.Slips() {
		if s.Code() == code {
			return s.Label()
		}
	}
	return org.NoSlip.Label()
}

func channelLabel(channel string) string { return org.ChannelName(channel) }

// nameOr falls back to the key itself: an unknown one is better shown than lost.
func nameOr(names map[string]string, key string) string {
	if name, ok := names[key]; ok {
		return name
	}
	return key
}
