package turn

import "time"

// Follow is a procedure a chat wants to hear about when it changes.
type Follow struct {
	Key   string
	Until time.Time // last day, at midnight UTC
}
