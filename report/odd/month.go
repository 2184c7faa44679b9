package odd

import (
	"math"
	"slices"
	"time"
)

// month is a unit's responses in the order of time, and what is usual among them.
type month struct {
	forms  []Response
	scopes []scope // the points, then the unit if it has several
	open   func(time.Time) bool
}

// scope is where a rule looks: one point, or the whole unit.
type scope struct {
	unit  bool
	point int16
	forms []*Response // all
	self  []*Response // those citizens sent in themselves
}

func newMonth(responses []Response, open func(time.Time) bool) *month {
	m := &month{forms: responses, open: open}
	whole := scope{unit: true}
	for i := range responses {
		f := &responses[i]
		at := slices.IndexFunc(m.scopes, func(s scope) bool { return s.point == f.Point })
		if at < 0 {
			at = len(m.scopes)
			m.scopes = append(m.scopes, scope{point: f.Point})
		}
		m.scopes[at].add(f)
		whole.add(f)
	}
	if len(m.scopes) > 1 {
		m.scopes = append(m.scopes, whole)
	}
	return m
}

func (s *scope) add(f *Response) {
	s.forms = append(s.forms, f)
	if f.Self {
		s.self = append(s.self, f)
	}
}

func (s *scope) finding(k Kind, mark Mark, responses []*Response) finding {
	return finding{k, mark, s.unit, s.point, responses}
}

// with gives those with a mark.
func with(mark Mark, responses []*Response) []*Response {
	var some []*Response
	for _, f := range responses {
		if f.Mark == mark {
			some = append(some, f)
		}
	}
	return some
}

// group is the responses of one stretch of time.
type group struct {
	at    int64
	forms []*Response
}

// by groups responses in the order of time by what at gives.
func by(responses []*Response, at func(*Response) int64) []group {
	var all []group
	for _, f := range responses {
		if k := at(f); len(all) == 0 || all[len(all)-1].at != k {
			all = append(all, group{at: k})
		}
		g := &all[len(all)-1]
		g.forms = append(g.forms, f)
	}
	return all
}

// vietnam is how far Vietnam's clock is ahead of UTC, in seconds; it has not been changed since 1975.
const vietnam = 7 * 3600

func minuteOf(f *Response) int64 { return f.At.Unix() / 60 }
func hourOf(f *Response) int64   { return f.At.Unix() / 3600 }
func dayOf(f *Response) int64    { return (f.At.Unix() + vietnam) / 86400 }

// usual is the share of responses with a mark on a usual day: the median of the days with three responses or more, so that some days of
// an attack do not make it usual. Where there are few such days, it is the share of all responses.
func usual(mark Mark, responses []*Response) float64 {
	var shares []float64
	for _, d := range by(responses, dayOf) {
		if len(d.forms) >= 3 {
			shares = append(shares, share(mark, d.forms))
		}
	}
	if len(shares) < 7 {
		return share(mark, responses)
	}
	// The mean of the middle half: the median of small shares is 0.
	slices.Sort(shares)
	middle := shares[len(shares)/4 : len(shares)-len(shares)/4]
	sum := 0.0
	for _, s := range middle {
		sum += s
	}
	return sum / float64(len(middle))
}

func share(mark Mark, responses []*Response) float64 {
	if len(responses) == 0 {
		return 0
	}
	return float64(len(with(mark, responses))) / float64(len(responses))
}

// What is believed to happen honestly. Days, hours, desks and networks differ by more than chance: another officer, a village
// that is pleased, a day on which the system was down. So each rule asks whether even a share far above the usual one would
// bring its responses about by chance.
const (
	widerFives, mostFives   = 0.15, 0.9
	widerOnes, leastOnes    = 3, 0.25
	mostOnes                = 0.5
	leastOnesOverTheMonth   = 0.1
	widerFivesOverTheMonth  = 0.15
	chanceOfOne             = 3e-4 // that a rule flags one stretch of an honest month
	chanceOfOneOverTheMonth = 1e-5
)

// believable is the largest share of a mark that is believed of a day or an hour.
func believable(mark Mark, usual float64) float64 {
	if mark == Fives {
		return max(0.3, min(mostFives, usual+widerFives))
	}
	return min(mostOnes, max(leastOnes, widerOnes*usual))
}

// believableAlways is the same of a whole month's responses of some kind.
func believableAlways(mark Mark, usual float64) float64 {
	if mark == Fives {
		return max(0.3, min(mostFives, usual+widerFivesOverTheMonth))
	}
	return min(mostOnes, max(leastOnesOverTheMonth, widerOnes*usual))
}

// atLeast is the chance of k or more of n where each has the chance p (binomial).
func atLeast(k, n int, p float64) float64 {
	sum := 0.0
	for i := k; i <= n; i++ {
		a, _ := math.Lgamma(float64(n + 1))
		b, _ := math.Lgamma(float64(i + 1))
		c, _ := math.Lgamma(float64(n - i + 1))
		term := math.Exp(a - b - c + float64(i)*math.Log(p) + float64(n-i)*math.Log1p(-p))
		sum += term
		if float64(i) > float64(n)*p && term < sum*1e-9 {
			break
		}
	}
	return min(1, sum)
}

// atLeastOf is the chance of k or more where mean are expected (Poisson).
func atLeastOf(k int, mean float64) float64 {
	sum := 0.0
	for i := k; i < k+1000; i++ {
		g, _ := math.Lgamma(float64(i + 1))
		term := math.Exp(float64(i)*math.Log(mean) - mean - g)
		sum += term
		if float64(i) > mean && term < sum*1e-9 {
			break
		}
	}
	return min(1, sum)
}
