package odd

import "slices"

const (
	// deskHour is how many responses an hour no desk serves: two a minute, for an hour. A service day in a village brings 60.
	deskHour = 120
	// unitHour is the same of a whole unit.
	unitHour = 300
	// leastSurge is from how many responses with one mark on a day or an hour may be a surge.
	leastSurge = 8
	// timesUsual is how many times as many of them as usual it takes.
	timesUsual = 3
)

// surges finds hours and days with far more responses of one mark than is usual, and hours in which no desk serves so many.
func surges(m *month) []finding {
	var found []finding
	for i := range m.scopes {
		s := &m.scopes[i]
		most := deskHour
		if s.unit {
			most = unitHour
		}
		for _, h := range by(s.self, hourOf) {
			if len(h.forms) >= most {
				found = append(found, s.finding(Surge, Mixed, h.forms))
			}
		}
		for _, mark := range []Mark{Fives, Ones} {
			share := believable(mark, usual(mark, s.self))
			for _, of := range []func(*Response) int64{hourOf, dayOf} {
				found = append(found, s.surgesOf(mark, share, by(s.self, of))...)
			}
		}
	}
	return found
}

func (s *scope) surgesOf(mark Mark, share float64, groups []group) []finding {
	var counts []int
	for _, g := range groups {
		counts = append(counts, len(with(mark, g.forms)))
	}
	sorted := slices.Sorted(slices.Values(counts))
	var found []finding
	for i, g := range groups {
		n := counts[i]
		if n < leastSurge || n < timesUsual*sorted[len(sorted)/2] || atLeast(n, len(g.forms), share) > chanceOfOne {
			continue
		}
		found = append(found, s.finding(Surge, mark, with(mark, g.forms)))
	}
	return found
}

const (
	// quietMinute is the least number of responses that are expected of a minute: below that a few people who came together would
	// be odd.
	quietMinute = 0.4
	// chanceOfMinute is the chance of a crowd in one of the ten thousand minutes of a month.
	chanceOfMinute = 3e-6
	together       = 2  // people come with their families
	around         = 60 // minutes before and behind that say how busy a moment is
)

// sameMinute finds crowds within a minute that are beyond how busy the hours around it were.
func sameMinute(m *month) []finding {
	var found []finding
	for i := range m.scopes {
		s := &m.scopes[i]
		minutes := by(s.self, minuteOf)
		quiet := quietMinute
		if s.unit {
			quiet *= 2
		}
		for i, at := range minutes {
			if len(at.forms) < MinBatch {
				continue
			}
			near := 0
			for j := i - 1; j >= 0 && minutes[j].at >= at.at-around; j-- {
				near += len(minutes[j].forms)
			}
			for j := i + 1; j < len(minutes) && minutes[j].at <= at.at+around; j++ {
				near += len(minutes[j].forms)
			}
			if atLeastOf(len(at.forms), max(quiet, together*float64(near)/(2*around))) < chanceOfMinute {
				found = append(found, s.finding(SameMinute, Mixed, at.forms))
			}
		}
	}
	return found
}

const (
	nightFrom, nightTo = 22, 5 // o'clock: between them nobody comes from a desk
	// nightHour is how many responses of an hour at night are expected at the most of a point with few: people do sit up late.
	nightHour = 0.3
)

// closedHours finds what came at night by the handful, and in closed hours with one mark far more than in open ones.
func closedHours(m *month) []finding {
	var found []finding
	for i := range m.scopes {
		s := &m.scopes[i]
		var night, closed, open []*Response
		for _, f := range s.self {
			hour := (f.At.Unix() + vietnam) / 3600 % 24
			switch {
			case m.open(f.At):
				open = append(open, f)
			case hour >= nightFrom || hour < nightTo:
				night, closed = append(night, f), append(closed, f)
			default:
				closed = append(closed, f)
			}
		}
		for _, h := range by(night, hourOf) {
			usual := float64(len(night)-len(h.forms)) / (30 * 7)
			if len(h.forms) >= MinBatch && atLeastOf(len(h.forms), max(nightHour, 2*usual)) < chanceOfOneOverTheMonth {
				found = append(found, s.finding(ClosedHours, Mixed, h.forms))
			}
		}
		for _, mark := range []Mark{Fives, Ones} {
			for _, responses := range [][]*Response{night, closed} {
				if stands(mark, responses, open) {
					found = append(found, s.finding(ClosedHours, mark, with(mark, responses)))
					break
				}
			}
		}
	}
	return found
}

// stands reports whether responses have a mark so much more often than others that people who only differ from them do not explain
// it.
func stands(mark Mark, responses, others []*Response) bool {
	if len(others) < 20 {
		others = append(slices.Clone(others), responses...)
	}
	n := len(with(mark, responses))
	return n >= leastSurge && atLeast(n, len(responses), believableAlways(mark, usual(mark, others))) < chanceOfOneOverTheMonth
}

// oneAddress finds one mark that comes from addresses that sent many responses in a day far more than from others.
func oneAddress(m *month) []finding {
	whole := &m.scopes[len(m.scopes)-1]
	var crowd, others []*Response
	for _, f := range whole.self {
		if f.Crowd {
			crowd = append(crowd, f)
		} else {
			others = append(others, f)
		}
	}
	var found []finding
	for _, mark := range []Mark{Fives, Ones} {
		if stands(mark, crowd, others) {
			found = append(found, finding{OneAddress, mark, true, 0, with(mark, crowd)})
		}
	}
	return found
}

// Somebody who comes for others nearly every day sends in some responses a day from one telephone; more are odd.
const (
	busyDevice = 20 // in a month
	busyDay    = 6  // in a day
)

// oneDevice finds devices that sent in many responses in a day, or more in the month than anybody has visits.
func oneDevice(m *month) []finding {
	devices := map[int][]*Response{}
	most := 0
	for i := range m.forms {
		if f := &m.forms[i]; f.Self && f.Device > 0 {
			devices[f.Device], most = append(devices[f.Device], f), max(most, f.Device)
		}
	}
	var found []finding
	for d := 1; d <= most; d++ {
		busy := len(devices[d]) > busyDevice
		for _, day := range by(devices[d], dayOf) {
			busy = busy || len(day.forms) >= busyDay
		}
		if busy {
			found = append(found, finding{OneDevice, Mixed, true, 0, devices[d]})
		}
	}
	return found
}
