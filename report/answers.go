package report

import (
	"cmp"
	"slices"

	"motcua/org"
	"motcua/survey"
)

// AnswerRow is one filled-in form as storage reads it for the sheet of anonymous answers. It carries nothing of the
// visit but the month.
type AnswerRow struct {
	Month    survey.Month
	Finished bool // every question was passed
	// Key gives the forms an order that has nothing to do with time or answers and stays the same when others come or go.
	Key     uint64
	Choices []int16 // by SheetQuestions; 0 where there is no valid answer
}

// Answers are the single forms of a period as they may be handed out: what was answered, in an order that tells nothing.
type Answers struct {
	Columns []AnswerColumn
	Rows    [][]int16 // sorted by their values; 0 = not answered, or withheld

	// Forms left out of months that are shown.
	Rest  int // unfinished, without an opinion on the headline, or of a merged unit
	Cover int // finished, left out so that the rest cannot be worked out

	// Months left out.
	Few     int // with too few forms, or needed to hide those of such a month
	Gone    int // whose forms were deleted, in part or all, after the time they are kept
	Moving  int // in which forms came in while the report was made
	Running int // that were not over
}

// AnswerColumn is one question of the sheet.
type AnswerColumn struct {
	ID       string
	Label    string
	Rated    bool
	Options  []survey.Option // that count as an answer
	Withheld int             // of the months shown, those in which its answers are not
}

// SheetQuestions are the questions whose answers may stand beside one another: those about the service. The field, texts,
// what is asked about the respondent himself, and what is asked only after certain answers to those are not among them; they
// would say in which row of a table a form stands, or whose it is.
func SheetQuestions(form *survey.Form) []*survey.Question {
	var kept []*survey.Question
	out := map[string]bool{}
	for i := range form.Questions {
		q := &form.Questions[i]
		if q.Dimension != "" || q.Kind == survey.Text || q.Role == survey.RoleRespondent || q.When != nil && out[q.When.Question] {
			out[q.ID] = true
			continue
		}
		kept = append(kept, q)
	}
	return kept
}

// LeadForm is the questionnaire the figures of in are about: the most answered one.
func (in Input) LeadForm() *survey.Form {
	in.lead()
	return in.Form
}

// PublishAnswers chooses from the forms of a period, of in.LeadForm and with all its months, those that may be handed out.
//
// Whoever has this sheet, the figures it stands beside, and the sheets and figures of all shorter and longer periods, does
// not learn from the sheets what fewer than MinShown people said. To that end
//   - nothing is told of a visit but what was answered, and a month only shows forms once it is over;
//   - only finished forms with an opinion on the headline are shown. How many of the others there are is published by
//     channel, and a gap in a row would tell that it is one of them. Where there are any, MinShown finished forms or more
//     are left out with them, for each question (see cover): otherwise the others are the total less what is shown;
//   - a question is shown in a month from MinShown answers on, and a month with nothing to show shows no form;
//   - a longer period shows nothing but what its months show, so that sheets less sheets are whole months; and of them
//     not those that with its own totals and its trend would give away a month with few answers (see covered).
//
// Not guaranteed is what is not for the figures either, see withhold; nor anything against somebody who knows from the
// person himself what he answered to some questions and looks for his row.
func PublishAnswers(in Input, rows []AnswerRow) Answers {
	in.lead()
	questions := SheetQuestions(in.Form)
	a := Answers{Rows: [][]int16{}}
	for _, q := range questions {
		a.Columns = append(a.Columns, AnswerColumn{ID: q.ID, Label: q.Short, Rated: q.Rated, Options: opinions(q)})
	}
	for _, m := range in.answerMonths(questions, rows) {
		a.add(m)
	}
	slices.SortFunc(a.Rows, slices.Compare)
	return a
}

// answerMonths chooses what each month of the period shows.
func (in *Input) answerMonths(questions []*survey.Question, rows []AnswerRow) []answerMonth {
	byMonth := map[survey.Month][]AnswerRow{}
	for _, r := range rows {
		byMonth[r.Month] = append(byMonth[r.Month], r)
	}
	months := make([]answerMonth, 0, in.Period.span)
	for _, m := range in.Period.months() {
		months = append(months, in.answerMonth(m, questions, byMonth[m]))
	}
	hide(in.Period, months, len(questions))
	return months
}

// add takes over what a month shows.
func (a *Answers) add(m answerMonth) {
	switch m.state {
	case monthRunning:
		a.Running++
		return
	case monthGone:
		a.Gone++
		return
	case monthMoving:
		a.Moving++
		return
	}
	if !slices.Contains(m.shows, true) {
		if m.rest+m.cover+len(m.rows) > 0 {
			a.Few++
		}
		return
	}
	a.Rest, a.Cover = a.Rest+m.rest, a.Cover+m.cover
	for q, shown := range m.shows {
		if !shown && m.total[q] > 0 {
			a.Columns[q].Withheld++
		}
	}
	for _, r := range m.rows {
		row := slices.Clone(r.Choices)
		for q := range row {
			if !m.shows[q] {
				row[q] = 0
			}
		}
		if slices.ContainsFunc(row, func(v int16) bool { return v > 0 }) {
			a.Rows = append(a.Rows, row)
		}
	}
}

// answerMonth is what a month may show on its own.
type answerMonth struct {
	month survey.Month
	state monthState
	total []int       // valid answers in the published figures, by question
	rows  []AnswerRow // shown
	shows []bool      // by question
	rest  int         // forms that are never shown
	cover int         // and those left out with them
}

type monthState int

const (
	monthWhole monthState = iota
	monthRunning
	monthGone
	monthMoving
)

// answerMonth looks at one month, of which rows are all forms of the unit with a valid answer.
func (in *Input) answerMonth(month survey.Month, questions []*survey.Question, rows []AnswerRow) answerMonth {
	m := answerMonth{month: month, shows: make([]bool, len(questions))}
	total, missing := in.totals(month, questions)
	m.total = total
	if month.Add(1).Start(org.Location()).After(in.Now) {
		m.state = monthRunning
		return m
	}
	for q, n := range answered(rows, len(questions)) {
		missing[q] -= n
	}
	if slices.ContainsFunc(missing, func(n int) bool { return n != 0 }) {
		m.state = missingForms(missing)
		return m
	}
	headline := slices.IndexFunc(questions, func(q *survey.Question) bool { return q.ID == in.Form.Overall })
	for _, r := range rows {
		if r.Finished && (headline < 0 || r.Choices[headline] > 0) {
			m.rows = append(m.rows, r)
		}
	}
	m.rest = len(rows) - len(m.rows) + in.formerForms(month)
	m.choose()
	return m
}

// totals are the valid answers of a month in the figures, by question, and of them those given to the unit itself.
func (in *Input) totals(month survey.Month, questions []*survey.Question) (all, own []int) {
	all, own = make([]int, len(questions)), make([]int, len(questions))
	counts := sift(in.Counts, in.Form.ID, MonthPeriod(month))
	for i, q := range questions {
		all[i] = valid(q, values(counts[q.ID]))
		mine := slices.DeleteFunc(counts[q.ID], func(c survey.Count) bool { return c.Unit != in.Unit.ID })
		own[i] = valid(q, values(mine))
	}
	return all, own
}

// missingForms says why forms and figures do not agree: some were deleted, or came in between.
func missingForms(missing []int) monthState {
	if slices.ContainsFunc(missing, func(n int) bool { return n > 0 }) {
		return monthGone
	}
	return monthMoving
}

// formerForms are the forms of merged units, of which no single answers are read.
func (in *Input) formerForms(month survey.Month) int {
	if len(in.Predecessors) == 0 {
		return 0
	}
	former := slices.DeleteFunc(slices.Clone(in.Counts), func(c survey.Count) bool { return c.Unit == in.Unit.ID })
	_, all := flows(in.Form, sift(former, in.Form.ID, MonthPeriod(month)))
	return all.Returned
}

// choose decides what the month shows: which forms, and which questions.
func (m *answerMonth) choose() {
	whole := true
	for q, n := range answered(m.rows, len(m.total)) {
		m.shows[q] = m.total[q] >= MinShown
		whole = whole && (n == m.total[q] || !m.shows[q])
	}
	if !whole {
		m.leaveOut()
	}
	for q, n := range answered(m.rows, len(m.total)) {
		m.shows[q] = m.shows[q] && n >= MinShown
	}
}

// answered counts the valid answers of forms by question.
func answered(rows []AnswerRow, questions int) []int {
	n := make([]int, questions)
	for _, r := range rows {
		for q, choice := range r.Choices {
			if choice > 0 {
				n[q]++
			}
		}
	}
	return n
}

// leaveOut takes finished forms away from those shown, by nothing but their keys, until of each question that is still
// shown MinShown of their answers are out. Questions with too few answers to be both shown and covered are not shown.
func (m *answerMonth) leaveOut() {
	slices.SortFunc(m.rows, func(a, b AnswerRow) int { return cmp.Compare(a.Key, b.Key) })
	given := answered(m.rows, len(m.total))
	var order []int // rarest first: who answered a rare question answered the common ones as well
	for q, n := range given {
		if m.shows[q] = m.shows[q] && n >= 2*MinShown; m.shows[q] {
			order = append(order, q)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(given[a], given[b]) })
	out := make([]int, len(m.total)) // answers taken away, by question
	for _, q := range order {
		m.rows = slices.DeleteFunc(m.rows, func(r AnswerRow) bool {
			if out[q] >= MinShown || r.Choices[q] == 0 {
				return false
			}
			m.cover++
			for i, choice := range r.Choices {
				if choice > 0 {
					out[i]++
				}
			}
			return true
		})
	}
}

// hide makes months of a longer period withhold further questions.
func hide(p Period, months []answerMonth, questions int) {
	for q := range questions {
		n := map[survey.Month]int{}
		for _, m := range months {
			n[m.month] = m.total[q]
		}
		hidden := covered(p, n)
		for _, part := range p.parts() { // a year does not show what one of its quarters does not
			for m := range covered(part, n) {
				hidden[m] = true
			}
		}
		for i := range months {
			if hidden[months[i].month] {
				months[i].shows[q] = false
			}
		}
	}
}

// covered are the months of a period that are not told apart where its total is told: those with fewer than MinShown
// answers and, while together they have fewer, the smallest others. The trend leaves out the same (see coverMonths), so
// that what it tells of the headline's months and what a sheet tells are of the same ones.
func covered(p Period, n map[survey.Month]int) map[survey.Month]bool {
	hidden := map[survey.Month]bool{}
	answers := 0
	for _, m := range p.months() {
		if 0 < n[m] && n[m] < MinShown {
			hidden[m], answers = true, answers+n[m]
		}
	}
	for 0 < answers && answers < MinShown {
		least := survey.Month(0)
		for _, m := range p.months() {
			if n[m] > 0 && !hidden[m] && (least == 0 || n[m] < n[least]) {
				least = m
			}
		}
		if least == 0 {
			break
		}
		hidden[least], answers = true, answers+n[least]
	}
	return hidden
}
