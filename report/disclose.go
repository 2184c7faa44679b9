package report

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/survey"
)

// What a report tells of answers is made of lumps: the answers one unit's responses of one month give to one question. A lump is
// told whole or not at all, so that adding and subtracting reports never gives anything but sums of lumps, and every lump
// is of MinShown people or more:
//
//   - one of fewer answers is left out of everything, its own month's report included;
//   - the responses of an odd batch that was counted apart when its month was first reported on are a lump of their own, whether
//     they count now or not: two reports, before and after a leader's decision, differ by such lumps
//   - but the small ones of a quarter's months are told as one lump by reports that hold that quarter whole, if it is over
//     and they are enough together. What a unit brought along into another is not: it is cut off at the month of the merger.
//
// Who says which responses a month holds is storage: what was issued once does not change (see storage.ReportInput).
type lump struct {
	unit  int32
	month calendar.Month
	batch int32 // 0 = the month's own
}

// lumpSizes counts the valid answers and all answers to a question by lump.
func lumpSizes(q *survey.Question, counts []survey.Count) (valid, all map[lump]int) {
	valid, all = map[lump]int{}, map[lump]int{}
	for _, c := range counts {
		at := lump{c.Unit, c.Month, c.Batch}
		all[at] += c.N
		if hasOpinion(q, c.Choice) {
			valid[at] += c.N
		}
	}
	return valid, all
}

// hasOpinion reports whether a choice counts as an answer: it is in the base of the question's shares. What is no case of the
// question yet ("chưa đến hẹn") is beside it and must not make a few answers look like many.
func hasOpinion(q *survey.Question, choice int) bool {
	for i := range q.Options {
		if o := &q.Options[i]; o.Value == choice && inBase(o) {
			return true
		}
	}
	return false
}

// disclosed takes of the counts of one question in a period, by one property, what a report on it may tell.
func (in *Input) disclosed(q *survey.Question, counts []survey.Count, p calendar.Period) []survey.Count {
	if q.Kind == survey.Text { // how many wrote something is no opinion
		return counts
	}
	valid, all := lumpSizes(q, counts)
	together := in.together(valid, p)
	return slices.DeleteFunc(slices.Clone(counts), func(c survey.Count) bool {
		at := lump{c.Unit, c.Month, c.Batch}
		if hasOpinion(q, c.Choice) {
			return valid[at] < MinShown && !together[at]
		}
		return all[at] < MinShown
	})
}

// together are the small lumps of the period's quarters that are told as one.
func (in *Input) together(valid map[lump]int, p calendar.Period) map[lump]bool {
	joined := map[lump]bool{}
	if p.Length() < calendar.Quarterly {
		return joined
	}
	for m := p.First(); m <= p.Last(); m = m.Add(calendar.Quarterly) {
		quarter := calendar.QuarterOf(m)
		if !p.Contains(quarter.First()) || !p.Contains(quarter.Last()) || !in.ended(quarter) {
			continue
		}
		var small []lump
		n := 0
		for _, m := range quarter.Months() {
			if at := (lump{in.Unit.ID, m, 0}); 0 < valid[at] && valid[at] < MinShown {
				small, n = append(small, at), n+valid[at]
			}
		}
		if n >= MinShown {
			for _, at := range small {
				joined[at] = true
			}
		}
	}
	return joined
}

// disclosedCells does the same for all questions of a questionnaire.
func (in *Input) disclosedCells(questionnaire *survey.Questionnaire, all cells, p calendar.Period) cells {
	told := cells{}
	for i := range questionnaire.Questions {
		q := &questionnaire.Questions[i]
		if counts, ok := all[q.ID]; ok {
			told[q.ID] = in.disclosed(q, counts, p)
		}
	}
	return told
}

// few is how many valid answers there are where none may be told: from 1 to 4. It is 0 where there are none, and where
// several lumps are left out that have more together.
func few(q *survey.Question, counts []survey.Count) int {
	if n := valid(q, values(counts)); n < MinShown {
		return n
	}
	return 0
}

// LeftOut are the answers to the headline that the figures do not hold, because too few people gave them in a month.
type LeftOut struct {
	N      int               `json:"n"`
	Months []calendar.Period `json:"months"`
}

// leftOut is nil where nothing is left out.
func (in *Input) leftOut(q *survey.Question, all, told []survey.Count) *LeftOut {
	before, _ := lumpSizes(q, all)
	after, _ := lumpSizes(q, told)
	l := &LeftOut{Months: []calendar.Period{}}
	for at, n := range before {
		if left := n - after[at]; left > 0 {
			l.N += left
			if m := calendar.MonthPeriod(at.month); !slices.Contains(l.Months, m) {
				l.Months = append(l.Months, m)
			}
		}
	}
	if l.N == 0 {
		return nil
	}
	slices.SortFunc(l.Months, func(a, b calendar.Period) int { return int(a.First()) - int(b.First()) })
	return l
}

// smallMonthsText says what is not in the figures of a longer period, and why.
func smallMonthsText(l LeftOut) string {
	var months []string
	for _, m := range l.Months {
		months = append(months, m.First().Label())
	}
	return fmt.Sprintf("Không cộng %d phiếu của tháng %s: dưới %d phiếu của một đơn vị trong một tháng thì không tính vào số chung, để giữ kín ý kiến từng người.", l.N, strings.Join(months, ", "), MinShown)
}
