package report

import (
	"cmp"
	"slices"
	"time"

	"motcua/org"
	"motcua/report/odd"
	"motcua/survey"
)

// Batch is a number of responses that came in oddly. They are counted apart until a leader decides.
type Batch struct {
	No    int        `json:"no,omitempty"` // within the unit and month; 0 where those of several months are one
	Kind  BatchKind  `json:"kind"`
	Mark  odd.Mark   `json:"mark,omitempty"`  // what all of them have, where that is the reason
	Where string     `json:"where,omitempty"` // the reception point, or the whole unit; "" = withheld
	N     int        `json:"n"`               // responses
	Times int        `json:"times"`           // minutes, hours, days, runs, chains or devices
	Most  int        `json:"most"`            // responses in the largest of those
	State BatchState `json:"state"`
	// Merged batches were restored before their month was first reported on: they are in every figure of it, for good.
	Merged bool       `json:"merged,omitempty"`
	At     *time.Time `json:"at"`   // when the largest began; nil for OneDevice, and where it would tell who said what
	Text   string     `json:"text"` // the whole as a sentence
}

// BatchKind is what is odd.
type BatchKind = odd.Kind

// The kinds; see package odd.
const (
	Machine     = odd.Machine
	Surge       = odd.Surge
	AllFives    = odd.AllFives
	AllOnes     = odd.AllOnes
	Even        = odd.Even
	SameMinute  = odd.SameMinute
	ClosedHours = odd.ClosedHours
	OneAddress  = odd.OneAddress
	OneDevice   = odd.OneDevice
)

// BatchState is what became of a batch. The values are stored.
type BatchState string

// The states. The first two are counted apart.
const (
	Flagged  BatchState = "flagged"   // found, nobody has decided
	SetAside BatchState = "set-aside" // a leader says: these do not count
	Restored BatchState = "restored"  // a leader says: these count
)

// Counts reports whether the responses of a batch are in the figures.
func (s BatchState) Counts() bool { return s == Restored }

// MinBatch is from how many responses on a batch is one. Below MinShown nothing may be said of them anyway.
const MinBatch = odd.MinBatch

// OpenHours says when somebody may have been at a unit's desk: by its own hours where they can be read, else by the usual ones.
func OpenHours(u org.Unit) func(time.Time) bool {
	h, ok := parseHours(u.Settings.Hours)
	if !ok {
		h = usualHours()
	}
	return func(t time.Time) bool { return h.open(t.Unix() / 60) }
}

// Self tells the channels by which citizens send in responses themselves. Paper and calls are keyed in by the pile, by one person,
// and in the evening.
func Self(channel string) bool { return channel != "paper" && channel != "phone" }

// AtKiosk tells the channel of responses that are filled in on a machine at the counter.
func AtKiosk(channel string) bool { return channel == "kiosk" }

// BatchOf describes what package odd has found among the responses of the month that in is made of, the figures without what is
// counted apart. merged responses are in those figures.
func BatchOf(in Input, no, n int, found odd.Batch, merged bool) Batch {
	b := Batch{No: no, Kind: found.Kind, Mark: found.Mark, N: n, Times: found.Times, Most: found.Most, State: Flagged, Merged: merged}
	if merged {
		b.State = Restored
	}
	if found.Kind != OneDevice {
		// The day, no more: beside the marks of its responses, the minute would lead those who were at the counter to people.
		y, m, d := found.First.In(org.Location()).Date()
		at := time.Date(y, m, d, 0, 0, 0, 0, org.Location())
		b.At = &at
	}
	if found.Unit {
		b.Where = wordWholeUnit
		return b
	}
	key := survey.PointKey(found.Point)
	b.Where = in.pointLabels()(key)
	if merged && found.Mark != odd.Mixed && in.tells(key, n) {
		b.Where, b.At = "", nil
	}
	return b
}

// tells reports whether responses known to have nothing but one mark, taken from those of their point, would leave so few that it
// came out what those said; so it is where the point is withheld, and where responses of another questionnaire may be among them.
func (in Input) tells(point string, n int) bool {
	if in.Questionnaire == nil {
		return true
	}
	f := Build(in)
	few := func(all int) bool { return all != n && all-n < MinShown }
	i := slices.IndexFunc(f.ByPoint.Rows, func(r Row) bool { return r.Key == point })
	return i < 0 || len(f.OtherQuestionnaires) > 0 || f.ByPoint.Rows[i].Hidden || f.ByPoint.Rows[i].Partial || few(f.ByPoint.Rows[i].N)
}

// flagged counts the batches on which nobody has decided, and the responses in them.
func flagged(batches []Batch) (n, forms int) {
	for _, b := range batches {
		if b.State == Flagged {
			n, forms = n+1, forms+b.N
		}
	}
	return n, forms
}

// inOrder puts batches in the order of their kinds.
func inOrder(batches []Batch) {
	slices.SortStableFunc(batches, func(a, b Batch) int {
		return cmp.Compare(slices.Index(odd.Kinds(), a.Kind), slices.Index(odd.Kinds(), b.Kind))
	})
}
