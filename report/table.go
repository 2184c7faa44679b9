package report

import (
	"cmp"
	"slices"
	"strconv"

	"motcua/org"
	"motcua/survey"
)

// table splits the headline question by one property of the visit. A form without a headline has no tables.
func table(counts []survey.Count, form *survey.Form, key func(survey.Cell) string, label func(string) string) Table {
	q, ok := form.Question(form.Overall)
	if !ok {
		return Table{Rows: []Row{}}
	}
	given := map[string]map[int]int{}
	for _, c := range counts {
		if c.Question != q.ID {
			continue
		}
		k := key(c.Cell)
		if given[k] == nil {
			given[k] = map[int]int{}
		}
		given[k][c.Choice] += c.N
	}
	var rows []Row
	for _, k := range sortedKeys(given) {
		if n := valid(q, given[k]); n > 0 {
			rows = append(rows, Row{Key: k, Label: label(k), N: n, Score: score(q, given[k])})
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return b.N - a.N })
	return hideSmall(rows)
}

// hideSmall withholds rows with fewer than MinShown answers. The total of a table is published, so one
// withheld row alone could be worked out by subtraction, and so could a group of fewer than MinShown:
// the next smallest rows are withheld too until the withheld ones are several and together large enough.
// Rows must be ordered by falling N; the withheld ones keep their place at the end without their number.
func hideSmall(rows []Row) Table {
	var t Table
	shown := len(rows)
	for shown > 0 && (rows[shown-1].N < MinShown || t.tooEasy()) {
		shown--
		t.HiddenRows++
		t.HiddenN += rows[shown].N
	}
	t.Rows = append([]Row{}, rows...)
	for i := shown; i < len(rows); i++ {
		t.Rows[i].Hidden, t.Rows[i].N, t.Rows[i].Score = true, 0, nil
	}
	// The order of the withheld rows would tell which is larger.
	slices.SortFunc(t.Rows[shown:], func(a, b Row) int { return cmp.Compare(a.Key, b.Key) })
	return t
}

// tooEasy reports whether what is withheld could be worked out from the total.
func (t Table) tooEasy() bool {
	return t.HiddenRows == 1 || t.HiddenRows > 1 && t.HiddenN < MinShown
}

// Shown are the rows that may be looked at.
func (t Table) Shown() []Row {
	return slices.DeleteFunc(slices.Clone(t.Rows), func(r Row) bool { return r.Hidden })
}

// weakest finds the row with the lowest share among those with enough answers. Two equal lowest shares
// are told apart by the mean, then by the order given. If all shares are equal none is the weakest.
func weakest(rows []Row) Weakest {
	var ranked []Row
	for _, r := range rows {
		if r.Score != nil && r.N >= MinRanked {
			ranked = append(ranked, r)
		}
	}
	if len(ranked) < 2 {
		return Weakest{Why: TooFew}
	}
	low, high := ranked[0], ranked[0]
	for _, r := range ranked[1:] {
		if r.Score.Share < low.Score.Share || r.Score.Share == low.Score.Share && r.Score.Mean < low.Score.Mean {
			low = r
		}
		if r.Score.Share > high.Score.Share {
			high = r
		}
	}
	if low.Score.Share == high.Score.Share {
		return Weakest{Why: AllOne}
	}
	return Weakest{Found: &low}
}

// questionRows puts the rated questions in the shape weakest compares; the headline is about all of them
// and not one of them.
func questionRows(rated []Rating, overall string) []Row {
	var rows []Row
	for _, r := range rated {
		if r.ID != overall {
			rows = append(rows, Row{Key: r.ID, Label: r.Label, N: r.N, Score: r.Score})
		}
	}
	return rows
}

// namedRows leaves out the visits whose field is not known: nobody can improve "not given".
func namedRows(rows []Row) []Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r Row) bool { return r.Key == "" })
}

// fieldLabels names fields by the options of the question that asks for the field.
func fieldLabels(form *survey.Form) func(string) string {
	labels := map[string]string{"": noField}
	for _, q := range form.Questions {
		if q.Dimension == "" {
			continue
		}
		for _, o := range q.Options {
			labels[o.Code] = o.Label
		}
	}
	return func(code string) string { return nameOr(labels, code) }
}

func pointKey(id int16) string {
	if id == 0 {
		return ""
	}
	return strconv.Itoa(int(id))
}

func pointLabels(points []org.Point) func(string) string {
	labels := map[string]string{"": noPoint}
	for _, p := range points {
		labels[pointKey(p.ID)] = p.Name
	}
	return func(key string) string {
		if name, ok := labels[key]; ok {
			return name
		}
		return somePoint + key
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

func channelLabel(channel string) string { return nameOr(channelNames(), channel) }

// nameOr falls back to the key itself: an unknown one is better shown than lost.
func nameOr(names map[string]string, key string) string {
	if name, ok := names[key]; ok {
		return name
	}
	return key
}
