package survey

import "cmp"

// Cell names one number that reports are made of: how many times a choice was given to a question of a
// form in a month, by channel, reception point, kind of slip and field of the procedure. Cells are kept
// up to date in the transaction of the answer itself, so that a report never has to read single answers.
type Cell struct {
	Unit     int32
	Month    Month
	Form     string // form id, e.g. "mau-v1"
	Question string // question id, or one of the Q… constants for whole forms
	Choice   int    // option value; NotApplicable or Skipped; 0 for whole forms
	Channel  string // "web", "telegram", "zalo", "paper", "phone"
	Point    int16  // reception point, 0 = none
	Slip     string // org.Slip code, "" = none
	Field    string // option code of the field question ("ho-tich"), "" = not given
}

// Count is a cell with its number.
type Count struct {
	Cell
	N int
}

// Choices that carry no opinion. They are counted, so that a report can say how many are missing.
const (
	NotApplicable = 0  // "Không rõ / Không áp dụng"
	Skipped       = -1 // "Bỏ qua"
	Written       = 1  // a text question that got a text
)

// Pseudo-questions that count whole forms (phiếu) and look-ups.
const (
	QOpened   = "_opened"   // phát ra: a QR or the button was opened, the invitation shown
	QDeclined = "_declined" // the citizen tapped [Không]
	QStarted  = "_started"  // consent given
	QFinished = "_finished" // every question was passed
	QPartial  = "_partial"  // closed unfinished after the set time
	QLookup   = "_lookup"   // not a form: a question about a procedure; Choice is one of the Lookup… values
)

// What a question about a procedure came to.
const (
	LookupFound   = 1 // one procedure was shown
	LookupChoices = 2 // several were offered
	LookupRefused = 3 // no answer; the question stands in the list of misses
)

// Add sums counts of equal cells and drops those that cancel out. Order is not kept.
func Add(counts ...Count) []Count {
	sums := make(map[Cell]int, len(counts))
	for _, c := range counts {
		sums[c.Cell] += c.N
	}
	out := make([]Count, 0, len(sums))
	for cell, n := range sums {
		if n != 0 {
			out = append(out, Count{cell, n})
		}
	}
	return out
}

// Compare orders cells, so that rows are always touched in the same order.
func (c Cell) Compare(d Cell) int {
	return cmp.Or(
		cmp.Compare(c.Unit, d.Unit), cmp.Compare(c.Month, d.Month), cmp.Compare(c.Form, d.Form),
		cmp.Compare(c.Question, d.Question), cmp.Compare(c.Choice, d.Choice), cmp.Compare(c.Channel, d.Channel),
		cmp.Compare(c.Point, d.Point), cmp.Compare(c.Slip, d.Slip), cmp.Compare(c.Field, d.Field),
	)
}

// Recounted reports whether the counts of a question can be found again from stored forms. Opened and
// declined invitations and look-ups leave no form.
func Recounted(question string) bool {
	return question != QOpened && question != QDeclined && question != QLookup
}
