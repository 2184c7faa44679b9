package bot

// Ask says which step of a survey a message is, for a channel that draws steps in a way of its own. A channel that does not
// shows the message like any other: nothing stands here that its lines and buttons do not say.
type Ask struct {
	Step          AskStep `json:"s"`
	Questionnaire string  `json:"f,omitempty"`
	Place         string  `json:"p,omitempty"` // name of the reception point, "" = not known
	Slip          string  `json:"l,omitempty"` // org.Slip code
	Ref           string  `json:"r,omitempty"` // how buttons name the response
	Question      string  `json:"q,omitempty"` // id of the question being asked
	Text          string  `json:"t,omitempty"` // its wording
	Hint          string  `json:"h,omitempty"` // small print below it
	At            int     `json:"n,omitempty"` // which question it is, from 1, …
	Of            int     `json:"o,omitempty"` // … of how many
	Minutes       int     `json:"m,omitempty"` // about how long all of them take
	Given         []Given `json:"g,omitempty"` // what was answered so far, in the order of the questions
	Receipt       string  `json:"c,omitempty"` // receipt code as people read it
	Above         int     `json:"a,omitempty"` // so many lines stand above the step and are no part of it
	Below         int     `json:"b,omitempty"` // so many lines at the end are no part of it
}

// AskStep is a step of a survey.
type AskStep string

// The steps that have a look of their own.
const (
	AskConsent  AskStep = "consent"
	AskQuestion AskStep = "question"
	AskReceipt  AskStep = "receipt"
)

// Given is an answer that was given. What was written in words is not repeated.
type Given struct {
	Question string `json:"q"`
	Short    string `json:"s"` // label of the question
	Choice   int    `json:"c"`
	Label    string `json:"l"` // the answer as the citizen gave it
	Edit     string `json:"e"` // data of a button that asks the question again
}
