package turn

import (
	"time"

	"motcua/internal/calendar"
	"motcua/survey"
)

// Owing is a duty that a turn makes; Note says what it is about.
type Owing struct {
	Duty
	Note string
}

// MaxOut is how many messages one turn may send; it bounds the sequence numbers of a version.
const MaxOut = 16

// Seq is the sequence number of message i of the turn that makes version v of a conversation.
func Seq(v int64, i int) int64 { return v*MaxOut + int64(i) }

// OpenedResponse is a response that was begun.
type OpenedResponse struct {
	survey.Response
	QuestionnaireHash string
	Day               time.Time // the slip window's day, Vietnam's time
	Respondent        string
	Notice            string
	Net               string // bot.Event.Net, kept until the day is over; "" = not known
}

// ClosedResponse is a response that ended.
type ClosedResponse struct {
	ID     int64
	Status survey.Status
	At     time.Time
	survey.Marks
}

// AnswerRow is one answer of one response.
type AnswerRow struct {
	Response int64
	Question string
	survey.Answer
	At time.Time
}

// Miss is a question the lookup could not answer. Body is already masked.
type Miss struct {
	Unit  int32
	Month calendar.Month
	Body  string
	Fold  string
	At    time.Time
}
