package odd

import (
	"slices"

	"motcua/org"
)

// A kiosk serves one person at a time, who needs a minute and comes when he has been served at a desk; a screen shows its
// codes to whoever stands before it. The link of either proves presence to nobody but those who see the machine: whoever
// holds it can fill in responses anywhere, as fast as the machine lets them (web/screen), with whatever marks.
type machine struct {
	is func(*Response) bool
	// hour is from how many responses of an hour at the machine of a point on they are more than people who come by themselves.
	hour int
	// day is from how many responses on a day on it may be one on which somebody stood there, if it is far more than usual too.
	day int
}

// machines are the kiosk, where 17 an hour are one every three and a half minutes without a pause (it takes 20), and the
// screen, where 31 an hour are one every two minutes without a pause (it shows 80 codes). On a service day in a village a leader restores
// what was set apart.
func machines() []machine {
	return []machine{
		{func(r *Response) bool { return r.Kiosk }, 17, 30},
		{func(r *Response) bool { return r.Evidence == org.Screen && !r.Kiosk }, 31, 60},
	}
}

// busyMachines finds hours in which a machine was never free, and days on which far more were filled in by it than is
// usual there.
func busyMachines(m *month) []finding {
	var found []finding
	for i := range m.scopes {
		if s := &m.scopes[i]; !s.unit {
			for _, at := range machines() {
				found = append(found, s.busy(at)...)
			}
		}
	}
	return found
}

func (s *scope) busy(at machine) []finding {
	var responses []*Response
	for _, r := range s.self {
		if at.is(r) {
			responses = append(responses, r)
		}
	}
	var found []finding
	for _, h := range by(responses, hourOf) {
		if len(h.forms) >= at.hour {
			found = append(found, s.finding(Machine, Mixed, h.forms))
		}
	}
	days := by(responses, dayOf)
	var counts []int
	for _, d := range days {
		counts = append(counts, len(d.forms))
	}
	slices.Sort(counts)
	for _, d := range days {
		if len(d.forms) >= max(at.day, timesUsual*counts[len(counts)/2]) {
			found = append(found, s.finding(Machine, Mixed, d.forms))
		}
	}
	return found
}
