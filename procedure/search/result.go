package search

import "motcua/procedure"

// Verdict says what a search found out.
type Verdict int

const (
	None    Verdict = iota // no record answers the question; refuse
	Several                // one to five candidates; let the citizen say which he means
	Clear                  // one record answers it; its card can be shown
)

// Hit is one procedure found, with how well it fits: 0 not at all, 1 word for word. Scores of different questions can
// be compared.
type Hit struct {
	P     *procedure.Procedure
	Score float64
}

// Result is the outcome of a search.
type Result struct {
	// Hits are the procedures found, best first and at most as many as asked for. With verdict None they
	// are only the nearest ones, at most three, and may be missing.
	Hits    []Hit
	Verdict Verdict
	// Aspect is what the question asks about the procedure; Overview when it does not say.
	Aspect procedure.Aspect
	// Query is the question as it was asked.
	Query string
	// Ask is set, with verdict Several, when a question back tells the candidates apart better than their names; its
	// options are then to be shown instead of Hits.
	Ask *Ask
	// Also are other matters the same message clearly asks about, beside the first of Hits.
	Also []Hit
	// Outside is set, with verdict None, when the question is recognised as one for somebody else or about
	// something other than a procedure: a divorce, the opening hours, the state of a file.
	Outside *Outside
}

// Answered tells whether there is something to show rather than a refusal.
func (r Result) Answered() bool { return r.Verdict != None }

// Outside is a matter that people bring to a commune's chatbot and no procedure of the catalogue answers.
type Outside struct {
	ID     string // stable name, such as "ly-hon"
	Advice string // a sentence that says who to turn to; "" when there is nothing to say
}

// Ask is a question back: "Người đã mất thuộc diện nào?"
type Ask struct {
	Question string
	Options  []Option
}

// Option is one answer to a question back.
type Option struct {
	Label string // at most 40 runes
	P     *procedure.Procedure
}
