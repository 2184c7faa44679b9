package report

import (
	"math"

	"motcua/internal/calendar"
	"motcua/internal/vnum"
	"motcua/survey"
)

// Change compares one question with an earlier period.
type Change struct {
	Period  calendar.Period `json:"period"` // the earlier one
	Label   string          `json:"label"`
	N       int             `json:"n"`       // valid answers then
	Score   *Score          `json:"score"`   // nil when N < MinShown
	Points  *float64        `json:"points"`  // percentage points, now minus then, of the shares as printed; nil if either side is withheld
	Verdict Verdict         `json:"verdict"` // "" if Points is nil
	Text    string          `json:"text"`    // the whole as a sentence
}

// Verdict says whether a change can be told from chance, as one of all that its report claims (see Figures.judge). With
// fewer than MinReliable answers on either side it is Unclear whatever the test says: so few do not stand for those who were
// not asked.
type Verdict string

// The verdicts, in the words they are published in.
const (
	Up      Verdict = "tăng"
	Down    Verdict = "giảm"
	Unclear Verdict = "chưa đủ cơ sở để kết luận"
)

// compare compares a question with an earlier period; counts are its answers in that period. What the change is worth and its
// sentence are left to judge.
func (in *Input) compare(q *survey.Question, now Rating, before calendar.Period, counts []survey.Count) *Change {
	then := rate(q, counts, in.disclosed(q, counts, before))
	c := &Change{Period: before, Label: before.Label(), N: then.N, Score: then.Score}
	if now.Score != nil && then.Score != nil {
		k1, k2 := now.Score.Satisfied, then.Score.Satisfied
		points := vnum.PointsOf(k1, now.N, k2, then.N)
		c.Points, c.Verdict = &points, Unclear
	}
	return c
}

// still reports whether the change is too small to be seen in the figures as they are printed.
func (c Change) still() bool { return math.Abs(*c.Points) < 0.05 }
