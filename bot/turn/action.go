package turn

import (
	"time"

	"motcua/feedback"
)

// MaxOpenActions is how many actions of a unit may be open at a time. A unit with more is not working them off, and a list
// without end would let one page fill the database.
const MaxOpenActions = 200

// ActionWrite is a change of an action, or a new one.
type ActionWrite struct {
	Action feedback.Action // Version: 1 for a new one, else of the action that was looked at
	New    bool
	By     feedback.Via
	At     time.Time
}
