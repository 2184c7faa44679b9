package survey

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Index is one thing an agency gets points for: one of the nine of Nghị định 61/2018/NĐ-CP, Điều 31.
type Index struct {
	Number int     `yaml:"number"`
	Text   string  `yaml:"text"`   // exact wording
	By     Source  `yaml:"by"`     // who can know it
	Per    Scope   `yaml:"per"`    // what is given points
	Levels []Level `yaml:"levels"` // what gives how many points, in the exact wording
}

// Level is one degree of an index.
type Level struct {
	Points int    `yaml:"points"`
	Label  string `yaml:"label"`
}

// Source says who can know an index.
type Source string

// Scope says what an index gives points to.
type Scope string

const (
	ByCitizen Source = "citizen" // asked in the questionnaire
	ByUnit    Source = "unit"    // the unit knows it from its files and enters it

	PerDossier Scope = "dossier" // each dossier gets points; the index is their mean
	PerAgency  Scope = "agency"  // the agency gets the points
)

// MaxPoints is the most an index can have.
const MaxPoints = 2

// Points are tenths of a point: sums and roundings of them are exact, which those of floats are not (14.95 is
// a little less than 14.95 in binary, and would be rounded down into the lower class).
type Points int

// MeanPoints is the mean of n dossiers with sum points together, rounded half up to one decimal
// (Thông tư 01/2018/TT-VPCP, Điều 15). n must be positive, sum not negative.
func MeanPoints(sum, n int) Points { return Points((20*sum + n) / (2 * n)) }

// String is the Vietnamese way to write it: "1,4".
func (p Points) String() string { return fmt.Sprintf("%d,%d", p/10, p%10) }

// MarshalJSON writes a number with one decimal.
func (p Points) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "%d.%d", p/10, p%10), nil }

// UnmarshalJSON reads what MarshalJSON writes.
func (p *Points) UnmarshalJSON(text []byte) error {
	whole, tenth, ok := strings.Cut(string(text), ".")
	n, err := strconv.Atoi(whole + tenth)
	if !ok || len(tenth) != 1 || err != nil || n < 0 {
		return fmt.Errorf("points %q are not a number with one decimal", text)
	}
	*p = Points(n)
	return nil
}

// Class is how an agency is classed by the sum of the nine indices.
type Class string

// The classes, best first.
const (
	Excellent Class = "Xuất sắc"
	Good      Class = "Tốt"
	Fair      Class = "Khá"
	Average   Class = "Trung bình"
	Weak      Class = "Yếu"
)

// Classify gives the class of a sum of all nine indices, 18 points at the most. A bound belongs to the better class:
// exactly 15 is Excellent. That the best class begins at 15 inclusively is to be checked against the text of the law.
// Persons are not classed: there is no other use of points.
func Classify(total Points) Class {
	switch {
	case total >= 150:
		return Excellent
	case total >= 120:
		return Good
	case total >= 90:
		return Fair
	case total >= 60:
		return Average
	}
	return Weak
}

// checkIndices refuses points that would go nowhere and indices nobody could fill.
func (f *Questionnaire) checkIndices() error {
	asked := map[int]int{}
	for i := range f.Questions {
		q := &f.Questions[i]
		if err := q.checkPoints(); err != nil {
			return wordInQuestion(q.ID, err)
		}
		asked[q.Index]++
	}
	delete(asked, 0)
	for i, x := range f.Indices {
		if err := x.check(i + 1); err != nil {
			return wordInIndex(x.Number, err)
		}
		if want := x.By == ByCitizen; want != (asked[x.Number] > 0) {
			return wordInIndex(x.Number, errors.New(wordAskedIndex))
		}
		delete(asked, x.Number)
	}
	if len(asked) > 0 {
		return errors.New(wordNoSuchIndex)
	}
	return nil
}

func (x Index) check(number int) error {
	if x.Number != number || x.Text == "" {
		return errors.New(wordIndexNeeded)
	}
	if x.By != ByCitizen && x.By != ByUnit || x.Per != PerDossier && x.Per != PerAgency || x.By == ByCitizen && x.Per == PerAgency {
		return wordWrongSource(x)
	}
	for _, l := range x.Levels {
		if l.Points < 0 || l.Points > MaxPoints || l.Label == "" {
			return wordWrongLevel(l.Points)
		}
	}
	return nil
}

func (q *Question) checkPoints() error {
	given := 0
	for _, o := range q.Options {
		if o.Points == nil {
			continue
		}
		given++
		if *o.Points < 0 || *o.Points > MaxPoints || o.Value == NotApplicable {
			return wordWrongPoints(o.Value)
		}
	}
	if (given > 0) != (q.Index > 0) {
		return errors.New(wordPointsAndIndex)
	}
	return nil
}
