package intake

import "strings"

// Error says why nothing could be read from a file, line by line.
type Error struct {
	Problems []Problem // at least one
}

// Error is the problems as Vietnamese sentences, one a line.
func (e *Error) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// refuse is an Error of one sentence about the file as a whole.
func refuse(text string) *Error { return refuseAt("", text) }

func refuseAt(where, text string) *Error {
	return &Error{Problems: []Problem{{Where: where, Text: text, Fatal: true}}}
}
