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

const (
	// twiceUsual is how much more than usual an hour of a machine may bring by other reasons than chance.
	twiceUsual = 2
	// fullHours is how many hours of a day nobody's rush lasts.
	fullHours = 4
)

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
	found := s.fullHours(at, responses)
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

// fullHours finds hours in which a machine was never free, if it is usually free at that hour of the day or was never free for
// many hours of that day. Where everybody answers at the one machine there is, it is often never free at eight in the morning.
func (s *scope) fullHours(at machine, responses []*Response) []finding {
	hours := by(responses, hourOf)
	used := len(by(responses, dayOf))
	full := map[int64]int{} // of each day
	for _, h := range hours {
		if len(h.forms) >= at.hour {
			full[dayOf(h.forms[0])]++
		}
	}
	var found []finding
	for _, h := range hours {
		n := len(h.forms)
		if n < at.hour {
			continue
		}
		usual := twiceUsual * usualAt(h.at, hours, used)
		if full[dayOf(h.forms[0])] >= fullHours || atLeastOf(n, max(1, usual)) < chanceOfOne {
			found = append(found, s.finding(Machine, Mixed, h.forms))
		}
	}
	return found
}

// usualAt is how many responses come at the same hour of the other days on which a machine was used: the median of those days.
func usualAt(hour int64, hours []group, days int) float64 {
	counts := make([]int, 0, days)
	for _, h := range hours {
		if h.at != hour && (h.at-hour)%24 == 0 {
			counts = append(counts, len(h.forms))
		}
	}
	for len(counts) < days-1 {
		counts = append(counts, 0)
	}
	if len(counts) == 0 {
		return 0
	}
	slices.Sort(counts)
	return float64(counts[len(counts)/2])
}
