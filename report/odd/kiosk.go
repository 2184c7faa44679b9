package odd

import "slices"

// A kiosk serves one person at a time, who needs a minute and comes when he has been served at a desk. Its link proves presence to
// nobody but those who see the machine: whoever holds it can fill in responses anywhere, as fast as the kiosk lets them
// (web/screen), with whatever marks.
const (
	// kioskHour is how many responses of an hour at the kiosk of a point are more than people who come by themselves: one every
	// three and a half minutes without a pause. The kiosk itself takes 20 an hour.
	kioskHour = 17
	// kioskDay is from how many responses on a day on it may be one on which somebody stood there.
	kioskDay = 30
)

// busyKiosk finds hours in which a kiosk was never free, and days on which far more were filled in on it than is usual there.
func busyKiosk(m *month) []finding {
	var found []finding
	for i := range m.scopes {
		s := &m.scopes[i]
		if s.unit {
			continue
		}
		var responses []*Response
		for _, f := range s.self {
			if f.Kiosk {
				responses = append(responses, f)
			}
		}
		for _, h := range by(responses, hourOf) {
			if len(h.forms) >= kioskHour {
				found = append(found, s.finding(OneDevice, Mixed, h.forms))
			}
		}
		days := by(responses, dayOf)
		var counts []int
		for _, d := range days {
			counts = append(counts, len(d.forms))
		}
		slices.Sort(counts)
		for _, d := range days {
			if len(d.forms) >= max(kioskDay, timesUsual*counts[len(counts)/2]) {
				found = append(found, s.finding(OneDevice, Mixed, d.forms))
			}
		}
	}
	return found
}
