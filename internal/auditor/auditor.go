// Package auditor checks the promise of confidentiality (docs/so-lieu.md): from everything the product ever issues about
// a unit, nobody works out by adding and subtracting what a group of 1 to 4 respondents answered.
//
// It knows nothing of the rules that keep the promise. It plays a history: units, months, responses that come and go, reports,
// publications, comparisons, mergers. What is issued in it is made by the code that makes it in the product. Which responses a
// printed number counts is found by trying: the answers of some responses are changed, everything is issued again, and the numbers that
// differ counted them. That gives equations over unknown counts; elimination finds what follows from them.
package auditor

import (
	"fmt"
	"strings"
)

// MinGroup is from how many respondents on a group's answers may be known.
const MinGroup = 5

// Finding is a group of 1 to 4 respondents whose answers follow from what was issued.
type Finding struct {
	Question string
	People   int
	Group    string   // who they are, as cells of the history
	From     []string // the numbers it follows from, each with its factor
}

func (f Finding) String() string {
	return fmt.Sprintf("%s of %d: %s\n\tfrom %s", f.Question, f.People, f.Group, strings.Join(f.From, "\n\t     "))
}

// Audit issues everything a history issues and gives what can be worked out of it, a finding for each question at most.
// An error means that a number was issued which the auditor cannot explain.
func Audit(h *History) ([]Finding, error) {
	known, err := h.observe()
	if err != nil {
		return nil, err
	}
	var found []Finding
	for q := range questions {
		s, err := newSystem(h, q, known)
		if err != nil {
			return nil, err
		}
		if f := s.solve(); f != nil {
			found = append(found, *f)
		}
	}
	return found, nil
}
