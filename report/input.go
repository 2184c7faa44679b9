package report

import (
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
)

// Input is everything a report is made of. Counts may be all of a unit: cells of other periods are left out.
type Input struct {
	Unit          org.Unit
	Points        []org.Point           // names of the reception points, of the unit and its predecessors; one that is missing here is shown by number
	Questionnaire *survey.Questionnaire // the questionnaire the unit asks now
	// Questionnaires are other questionnaires that were answered in the period. The most answered of all leads, Questionnaire if
	// two are equal.
	Questionnaires []*survey.Questionnaire
	Period         calendar.Period

	// Counts of the period, month by month: what a table of a quarter may show depends on what those of its
	// months did.
	Counts []survey.Count
	// Previous holds the counts of the period before; nil when the unit did not exist then. Empty but not
	// nil means that the unit existed and nobody answered.
	Previous []survey.Count
	// YearAgo holds the headline in the same period of the year before, as a whole; nil in the same way.
	YearAgo []survey.Count
	// History holds the headline month by month for the twelve months that end with the period. Its counts as
	// a whole are enough.
	History []survey.Count

	// Since is the first moment of the day of the first response of the unit and its predecessors, as it was known when their months
	// were first reported on; zero where it is not known, or so long ago that it is no matter.
	Since time.Time

	// Predecessors are the names of units merged into this one. The counts of theirs carry their Unit.
	Predecessors map[int32]string

	Facts       map[int]survey.Fact // what the unit entered for the period, by the number of the index
	Issued      []Issued            // the months as they were kept, in order
	Apart       []survey.Count      // of responses of the period that are counted apart, by channel; with their Batch
	Suggestions []Group             // of a month that is being kept, most frequent first; see GroupSuggestions
	Actions     []Action            // taken up after the last report

	Misses    []Miss    // questions the lookup could not answer, most frequent first
	MissTotal int       // how often the lookup could not answer
	Lookups   int       // how often it was asked
	Now       time.Time // the moment the figures are as of
}

// Action is something that was to be done about a finding of the last report.
type Action struct {
	ID      int64  `json:"id"`
	Finding string `json:"finding"` // what the report had found
	What    string `json:"what"`
	Who     string `json:"who"`   // office or post, no name of a person
	Due     string `json:"due"`   // 2026-11-30
	State   string `json:"state"` // open, done, late, dropped
	Done    string `json:"done,omitempty"`
	Note    string `json:"note,omitempty"`
}

// States of an action.
const (
	ActionOpen    = "open"
	ActionDone    = "done"
	ActionLate    = "late" // open past its day
	ActionDropped = "dropped"
)
