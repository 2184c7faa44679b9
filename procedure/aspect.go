package procedure

// Aspect is what a citizen wants to know about a procedure.
type Aspect int

const (
	Overview   Aspect = iota // the whole card
	Papers                   // which papers
	Time                     // how long
	Fee                      // what it costs
	Where                    // where and how to hand in, online included
	Steps                    // in which order things happen
	Outcome                  // what one gets in the end
	Law                      // legal basis
	Form                     // printed forms
	Conditions               // who may, and under which conditions
)

// AllAspects are the aspects but Overview, in the order of the buttons.
func AllAspects() []Aspect {
	return []Aspect{Papers, Time, Fee, Where, Steps, Outcome, Form, Conditions, Law}
}

// aspectCodes are the letters of the aspects in callbacks. They are part of messages already sent: a letter may
// be added, never changed.
const aspectCodes = "optfwsrlmc"

// Code is the stable one-letter code of the aspect for callbacks.
func (a Aspect) Code() string {
	if a < 0 || int(a) >= len(aspectCodes) {
		return aspectCodes[:1]
	}
	return aspectCodes[a : a+1]
}

// ParseAspect is the inverse of Code.
func ParseAspect(code string) (Aspect, bool) {
	if len(code) == 1 {
		for a := range Aspect(len(aspectCodes)) {
			if aspectCodes[a] == code[0] {
				return a, true
			}
		}
	}
	return Overview, false
}

// Label is the text of the aspect's button, at most 14 runes.
func (a Aspect) Label() string {
	if a < 0 || int(a) >= len(wordAspectLabels) {
		return wordAspectLabels[Overview]
	}
	return wordAspectLabels[a]
}
