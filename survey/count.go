package survey

import (
	"cmp"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/org"
)

// Cell names one number that reports are made of: how many times a choice was given to a question of a questionnaire in a
// month, among the visits that have one property in common. Cells are kept up to date in the transaction of the
// answer itself, so that a report never has to read single answers.
//
// Every answer is counted by channel; an answer to the headline also by field, by reception point, by kind of slip and by what
// the response stands on, each for itself, and as a whole. Whole responses are counted by channel and by what they stand on. The cross of them all is not kept: in most of its cells there would be one person, for good, and
// reading it would cost as much as reading the answers.
type Cell struct {
	Unit          int32
	By            Property
	Month         calendar.Month
	Questionnaire string // questionnaire id, e.g. "mau-v1"
	Question      string // question id, or one of the Q… constants for whole responses
	Key           string // which visits: the value of the property By; "" = not given
	Choice        int    // option value; NotApplicable or Skipped; 0 for whole responses
	// Batch is the odd batch whose responses were counted apart when the month was first reported on; 0 for all others. The figures
	// that are kept as answers come in know of none.
	Batch int32
}

// Property is what the visits of a cell have in common.
type Property byte

// The properties visits are told apart by. They are stored as these letters.
const (
	ByChannel  Property = 'c' // "web", "telegram", "zalo", "kiosk", "paper", "phone"; every answer is counted by it
	ByField    Property = 'f' // option code of the field question ("ho-tich")
	ByPoint    Property = 'p' // number of the reception point
	BySlip     Property = 's' // org.Slip code
	ByEvidence Property = 'e' // org.Evidence
	Whole      Property = 'a' // nothing: all visits together, for which a trend looks back over many months
)

// String is the letter.
func (p Property) String() string { return string(rune(p)) }

// Visit is where and about what a response was filled in, as far as it is counted.
type Visit struct {
	Unit          int32
	Month         calendar.Month
	Questionnaire string // questionnaire id
	Channel       string
	Point         int16  // reception point, 0 = none
	Slip          string // org.Slip code, "" = none
	Evidence      org.Evidence
	Field         string // option code of the field question, "" = not given
}

// Count is n times a choice among the visits that came in by the channel of this one.
func (v Visit) Count(question string, choice, n int) Count {
	return v.count(ByChannel, v.Channel, question, choice, n)
}

// Headline counts n times a choice given to the headline: by every property.
func (v Visit) Headline(question string, choice, n int) []Count {
	return []Count{
		v.Count(question, choice, n), v.count(ByField, v.Field, question, choice, n),
		v.count(ByPoint, PointKey(v.Point), question, choice, n), v.count(BySlip, v.Slip, question, choice, n),
		v.count(ByEvidence, string(v.Evidence), question, choice, n), v.count(Whole, "", question, choice, n),
	}
}

// Response counts n whole responses (a Q… question): by channel and by what they stand on; of those that begin with a visit code also, by
// reception point, that one was used.
func (v Visit) Response(question string, n int) []Count {
	all := []Count{v.Count(question, 0, n), v.count(ByEvidence, string(v.Evidence), question, 0, n)}
	if question == QStarted && v.Evidence == org.Code {
		all = append(all, v.count(ByPoint, PointKey(v.Point), QUsed, 0, n))
	}
	return all
}

// Given counts n visit codes given out at the reception point of the visit.
func (v Visit) Given(n int) Count { return v.count(ByPoint, PointKey(v.Point), QGiven, 0, n) }

// OfResponses reports whether a question is one of those that count whole responses, codes or look-ups: what it counts is no opinion.
func OfResponses(question string) bool { return strings.HasPrefix(question, "_") }

// PointKey is a reception point as the key of a cell.
func PointKey(point int16) string {
	if point == 0 {
		return ""
	}
	return strconv.Itoa(int(point))
}

func (v Visit) count(by Property, key, question string, choice, n int) Count {
	return Count{Cell{Unit: v.Unit, Month: v.Month, By: by, Questionnaire: v.Questionnaire, Question: question, Key: key, Choice: choice}, n}
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
	QOpened   = "_opened"   // phát ra: the invitation was shown, and a person did something; a page that was only loaded does not count
	QDeclined = "_declined" // the citizen tapped [Không]
	QStarted  = "_started"  // consent given
	QFinished = "_finished" // every question was passed
	QPartial  = "_partial"  // closed unfinished after the set time
	QGiven    = "_given"    // visit codes given out, without those revoked; by reception point
	QUsed     = "_used"     // … and used to begin a response
	QLookup   = "_lookup"   // not a response: a question about a procedure; Choice is one of the Lookup… values
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
		cmp.Compare(c.Unit, d.Unit), cmp.Compare(c.By, d.By), cmp.Compare(c.Month, d.Month), cmp.Compare(c.Questionnaire, d.Questionnaire),
		cmp.Compare(c.Question, d.Question), cmp.Compare(c.Key, d.Key), cmp.Compare(c.Choice, d.Choice), cmp.Compare(c.Batch, d.Batch),
	)
}

// Recounted reports whether the counts of a question can be found again from stored responses. Opened and
// declined invitations, codes given out and look-ups leave no response.
func Recounted(question string) bool {
	switch question {
	case QOpened, QDeclined, QGiven, QLookup:
		return false
	}
	return true
}
