package report

import (
	"cmp"
	"math"
	"slices"
	"time"

	"motcua/org"
	"motcua/survey"
)

// Batch is a number of responses that came in oddly. Nothing is dropped for it: the figures count them, and people look
// into it.
type Batch struct {
	Kind  BatchKind `json:"kind"`
	Where string    `json:"where,omitempty"` // the reception point, or the channel for OneDevice; "" = withheld
	N     int       `json:"n"`               // responses in all batches of this kind there
	Times int       `json:"times"`           // batches; for OneDevice devices
	Most  int       `json:"most"`            // responses in the largest
	// At is when the largest began; nil for OneDevice, and where it would tell who said what.
	At   *time.Time `json:"at"`
	Text string     `json:"text"` // the whole as a sentence
}

// BatchKind is what is odd.
type BatchKind string

const (
	// SameMinute: MinBatch responses or more begun within one minute at one point.
	SameMinute BatchKind = "same-minute"
	// AllFives: so many responses in a row at one point with nothing but the best mark as chance would not bring about.
	AllFives BatchKind = "all-fives"
	// ClosedHours: MinBatch responses or more begun within an hour at one point while it was closed.
	ClosedHours BatchKind = "closed-hours"
	// OneDevice: MinBatch responses or more from one device or account within a month.
	OneDevice BatchKind = "one-device"
)

const (
	// MinBatch is from how many responses on a batch is one. Below MinShown nothing may be said of them anyway.
	MinBatch = 5
	// MinStreak is the least number of responses in a row with nothing but the best mark. How many it takes depends on how
	// common such responses are, see streakLength.
	MinStreak = 10
)

// suspicious finds the batches. Those of one kind at one place are one finding.
func suspicious(in *Input, f *Figures) []Batch {
	h, ok := parseHours(in.Unit.Settings.Hours)
	if !ok {
		h = usualHours()
	}
	w := watch{in: in, f: f, batches: []Batch{}, label: in.pointLabels(), came: in.moments()}
	w.each(SameMinute, w.crowds(1, func(int64) bool { return true }))
	w.each(AllFives, w.streaks())
	w.each(ClosedHours, w.crowds(60, func(minute int64) bool { return !h.open(minute) }))
	w.devices()
	for i := range w.batches {
		w.batches[i].Text = wordBatch(w.batches[i], h)
	}
	return w.batches
}

type watch struct {
	in      *Input
	f       *Figures
	label   func(string) string
	came    map[string][]arrived
	batches []Batch
}

// crowd is one batch.
type crowd struct {
	minute int64 // when it began
	n      int
}

// arrived is a minute in which responses were begun at one point.
type arrived struct {
	minute   int64 // since 1970
	n, fives int   // responses, and of them those with nothing but the best mark
	self     int   // responses of channels by which citizens send in responses themselves
}

// moments gathers the arrivals by point, in the order of time. They are handled as numbers: there are as many as responses.
func (in *Input) moments() map[string][]arrived {
	type place struct {
		unit  int32
		point int16
		came  []arrived
	}
	var places []place // a unit has a handful of points
	for _, a := range in.Batches.Arrivals {
		i := slices.IndexFunc(places, func(p place) bool { return p.unit == a.Unit && p.point == a.Point })
		if i < 0 {
			i = len(places)
			places = append(places, place{a.Unit, a.Point, make([]arrived, 0, len(in.Batches.Arrivals)/2)})
		}
		m := arrived{minute: a.At.Unix() / 60, n: a.N, fives: a.Fives}
		if self(a.Channel) {
			m.self = a.N
		}
		places[i].came = append(places[i].came, m)
	}
	came := map[string][]arrived{}
	for _, p := range places {
		all := p.came
		slices.SortFunc(all, func(a, b arrived) int { return cmp.Compare(a.minute, b.minute) })
		kept := all[:0]
		for _, m := range all {
			if last := len(kept) - 1; last >= 0 && kept[last].minute == m.minute {
				kept[last].n, kept[last].fives, kept[last].self = kept[last].n+m.n, kept[last].fives+m.fives, kept[last].self+m.self
			} else {
				kept = append(kept, m)
			}
		}
		came[in.pointKey(p.unit, survey.PointKey(p.point))] = kept
	}
	return came
}

// self are the channels by which citizens send in responses themselves. Paper and calls are keyed in by the pile, by one
// person, and in the evening.
func self(channel string) bool { return channel != "paper" && channel != "phone" }

// crowds gathers by point and stretch of so many minutes the responses citizens sent in themselves at moments that count.
func (w *watch) crowds(stretch int64, counts func(minute int64) bool) map[string][]crowd {
	found := map[string][]crowd{}
	for point, came := range w.came {
		var c crowd
		end := func() {
			if c.n >= MinBatch {
				found[point] = append(found[point], c)
			}
		}
		for _, m := range came {
			if m.self == 0 || !counts(m.minute) {
				continue
			}
			if at := m.minute / stretch * stretch; at != c.minute { // Vietnam is a whole number of hours from UTC
				end()
				c = crowd{minute: at}
			}
			c.n += m.self
		}
		end()
	}
	return found
}

// streaks finds responses in a row at one point that have nothing but the best mark. Of the responses of one minute it is not
// known which was first: they are a link of the chain if all are such.
func (w *watch) streaks() map[string][]crowd {
	n, fives := 0, 0
	for _, came := range w.came {
		for _, m := range came {
			n, fives = n+m.n, fives+m.fives
		}
	}
	long := streakLength(n, fives)
	found := map[string][]crowd{}
	for point, came := range w.came {
		var run crowd
		end := func() {
			if run.n >= long {
				found[point] = append(found[point], run)
			}
			run = crowd{}
		}
		for _, m := range came {
			if m.fives < m.n {
				end()
				continue
			}
			if run.n == 0 {
				run.minute = m.minute
			}
			run.n += m.n
		}
		end()
	}
	return found
}

// streakLength is how many such responses in a row are odd: as many as would come about by chance among n responses in fewer than
// one of twenty reports, if fives of n are such. That more than four fifths were honestly without any wish is not
// believed, or a month of nothing but fives could never be odd.
func streakLength(n, fives int) int {
	if n == 0 || fives == 0 {
		return MinStreak
	}
	share := min(float64(fives)/float64(n), 0.8)
	return max(MinStreak, int(math.Ceil(math.Log(0.05/float64(n))/math.Log(share))))
}

// each adds the batches of a kind, point by point.
func (w *watch) each(kind BatchKind, found map[string][]crowd) {
	for _, point := range sortedKeys(found) {
		b := Batch{Kind: kind, Where: w.label(point)}
		var most crowd
		for _, c := range found[point] {
			b.N, b.Times = b.N+c.n, b.Times+1
			if c.n > most.n || c.n == most.n && c.minute < most.minute {
				most = c
			}
		}
		at := time.Unix(60*most.minute, 0).In(org.Location())
		b.Most, b.At = most.n, &at
		if kind == AllFives && w.tells(point, b.N) {
			b.Where, b.At = "", nil
		}
		w.batches = append(w.batches, b)
	}
}

// tells reports whether responses known to have nothing but the best mark, taken from those of their point, would leave so few
// that it came out what those said; so it is where the point is withheld, and where responses of another questionnaire may
// be among them. Taken from all responses they leave no fewer: other points have MinShown answers together if this is shown.
func (w *watch) tells(point string, n int) bool {
	few := func(all int) bool { return all != n && all-n < MinShown }
	i := slices.IndexFunc(w.f.ByPoint.Rows, func(r Row) bool { return r.Key == point })
	return i < 0 || len(w.f.OtherQuestionnaires) > 0 || w.f.ByPoint.Rows[i].Hidden || w.f.ByPoint.Rows[i].Partial || few(w.f.ByPoint.Rows[i].N)
}

// devices adds what single devices sent in, by channel.
func (w *watch) devices() {
	by := map[string]*Batch{}
	for _, r := range w.in.Batches.Repeats {
		if r.N < MinBatch || !self(r.Channel) {
			continue
		}
		b := by[r.Channel]
		if b == nil {
			b = &Batch{Kind: OneDevice, Where: channelLabel(r.Channel)}
			by[r.Channel] = b
		}
		b.N, b.Times, b.Most = b.N+r.N, b.Times+1, max(b.Most, r.N)
	}
	for _, channel := range sortedKeys(by) {
		w.batches = append(w.batches, *by[channel])
	}
}

// odd counts the findings and the responses in them; a response may be in several.
func odd(batches []Batch) (findings, most int) {
	if len(batches) == 0 {
		return 0, 0
	}
	return len(batches), slices.MaxFunc(batches, func(a, b Batch) int { return cmp.Compare(a.N, b.N) }).N
}
