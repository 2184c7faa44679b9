// Package odd finds responses that came in as those of people do not: too many at once, with nothing but the best or the worst
// mark where others have all sorts, in too even a rhythm, at night, from one device, from one address. It knows when and where
// the responses of a unit's month were begun, and of their answers only whether they are all the best or all the worst mark. What
// it flags is counted apart until a leader decides (docs/so-lieu.md).
//
// All rules together flag at most 2 % of honest months; report/simulate measures that, and which attacks they find.
package odd

import (
	"cmp"
	"slices"
	"time"

	"motcua/org"
)

// Kind is what is odd about responses. The values are stored.
type Kind string

// The kinds, in the order in which responses are given to them: a response is in one batch at the most.
const (
	Machine     Kind = "machine"      // a kiosk that was never free, or far more than usual by a screen
	Surge       Kind = "surge"        // far more than usual in a day or an hour, nearly all with one mark; or more than a desk can serve
	AllFives    Kind = "all-fives"    // so many in a row with nothing but the best mark as chance would not bring about
	AllOnes     Kind = "all-ones"     // the same with the worst mark
	Even        Kind = "even"         // spaced so evenly as people do not come
	SameMinute  Kind = "same-minute"  // a crowd within one minute at one point
	ClosedHours Kind = "closed-hours" // at night, or with one mark in closed hours far more than in open ones
	OneAddress  Kind = "one-address"  // one mark, from addresses that sent many responses in a day
	OneDevice   Kind = "one-device"   // one device that sent more than anybody has visits
)

// Kinds are all of them, in order.
func Kinds() []Kind {
	return []Kind{Machine, Surge, AllFives, AllOnes, Even, SameMinute, ClosedHours, OneAddress, OneDevice}
}

// Mark is what all rated questions of a response got, as far as they were answered.
type Mark string

// The marks.
const (
	Mixed Mark = ""
	Fives Mark = "fives"
	Ones  Mark = "ones"
)

// MinBatch is from how many responses on a batch is one. Of fewer nothing may be said.
const MinBatch = 5

// Response is one response of a unit's month, as far as it matters here.
type Response struct {
	ID       int64
	At       time.Time // when it was begun
	Point    int16     // 0 = none
	Self     bool      // its citizen sent it in: paper and calls are keyed in by the pile, by one person, in the evening
	Mark     Mark
	Device   int  // responses with the same number came from one device; 0 = not known
	Kiosk    bool // it was filled in on a kiosk at its point
	Evidence org.Evidence
	Crowd    bool // its address sent in CrowdSize responses or more that day
}

// CrowdSize is how many responses of one address in a day make it one that sent many. An office's own network and the address many
// subscribers of a carrier share do so daily: the mark alone says nothing.
const CrowdSize = 5

// Batch is a number of responses that are odd for one reason at one place.
type Batch struct {
	Kind  Kind
	Mark  Mark  // Mixed where the reason is another
	Unit  bool  // the whole unit, not one point
	Point int16 // 0 = none, or the whole unit
	Forms []int64
	Times int       // minutes, hours, days, runs, chains or devices
	Most  int       // responses in the largest of those
	First time.Time // when the largest began
}

// Find gives the odd batches of a unit's month. open says whether somebody may have been at the desk at a moment; responses may
// come in any order.
func Find(responses []Response, open func(time.Time) bool) []Batch {
	responses = slices.Clone(responses)
	slices.SortFunc(responses, func(a, b Response) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	var all []Batch
	taken := map[int64]bool{}
	for _, rule := range []func(*month) []finding{busyMachines, surges, runs, evenly, sameMinute, closedHours, oneAddress, oneDevice} {
		if len(responses) == 0 {
			break
		}
		all = append(all, gather(rule(newMonth(responses, open)), taken)...)
		// What one rule has found would hide what the next looks for.
		responses = slices.DeleteFunc(slices.Clone(responses), func(f Response) bool { return taken[f.ID] })
	}
	return all
}

// finding is one minute, hour, day, run, chain or device.
type finding struct {
	kind  Kind
	mark  Mark
	unit  bool
	point int16
	forms []*Response
}

// gather makes a batch of the findings of one kind at one place, of responses that are in none yet.
func gather(found []finding, taken map[int64]bool) []Batch {
	type place struct {
		kind  Kind
		mark  Mark
		unit  bool
		point int16
	}
	at := map[place]int{}
	var all []Batch
	for _, f := range found {
		p := place{f.kind, f.mark, f.unit, f.point}
		var ids []int64
		for _, response := range f.forms {
			if !taken[response.ID] {
				ids = append(ids, response.ID)
			}
		}
		if len(ids) < MinBatch {
			continue
		}
		for _, id := range ids {
			taken[id] = true
		}
		i, known := at[p]
		if !known {
			i = len(all)
			at[p], all = i, append(all, Batch{Kind: f.kind, Mark: f.mark, Unit: f.unit, Point: f.point})
		}
		b := &all[i]
		b.Forms, b.Times = append(b.Forms, ids...), b.Times+1
		if len(ids) > b.Most {
			b.Most, b.First = len(ids), f.forms[0].At
		}
	}
	return all
}
