package procedure

import "time"

// ChangeKind says what happened to a procedure in a release of the installation's catalogue.
type ChangeKind string

const (
	Added     ChangeKind = "added"
	Changed   ChangeKind = "changed"
	Withdrawn ChangeKind = "withdrawn"
)

// Change is what a release changed about one procedure, for its followers, the feed and the register of changes.
type Change struct {
	Release int64     // number of the release, growing
	At      time.Time // when it was published
	Key     string
	Name    string // name of the procedure after the change
	Kind    ChangeKind
	Lines   []string // what changed, one Vietnamese sentence a line: "Thời hạn: 3 ngày làm việc → 1 ngày làm việc"
}
