package report

import (
	"cmp"
	"math"
	"slices"
	"time"

	"motcua/org"
)

// Batch is a number of forms that came in oddly. Nothing is dropped for it: the figures count them, and people look
// into it.
type Batch struct {
	Kind  BatchKind `json:"kind"`
	Where string    `json:"where,omitempty"` // the reception point, or the channel for OneDevice; "" = withheld
	N     int       `json:"n"`               // forms in all batches of this kind there
	Times int       `json:"times"`           // batches; for OneDevice devices
	Most  int       `json:"most"`            // forms in the largest
	// At is when the largest began; nil for OneDevice, and where it would tell who said what.
	At   *time.Time `json:"at"`
	Text string     `json:"text"` // the whole as a sentence
}

// BatchKind is what is odd.
type BatchKind string

const (
	// SameMinute: MinBatch forms or more begun within one minute at one point.
	SameMinute BatchKind = "same-minute"
	// AllFives: so many forms in a row at one point with nothing but the best mark as chance would not bring about.
	AllFives BatchKind = "all-fives"
	// ClosedHours: MinBatch forms or more begun within an hour at one point while it was closed.
	ClosedHours BatchKind = "closed-hours"
	// OneDevice: MinBatch forms or more from one device or account within a month.
	OneDevice BatchKind = "one-device"
)

const (
	// MinBatch is from how many forms on a batch is one. Below MinShown nothing may be said of them anyway.
	MinBatch = 5
	// MinStreak is the least number of forms in a row with nothing but the best mark. How many it takes depends on how
	// common such forms are, see streakLength.
	MinStreak = 10
)

// suspicious finds the batches. Those of one kind at one place are one finding.
func suspicious(in *Input, f *Figures) []Batch {
	h, ok := parseHours(in.Unit.Settings.Hours)
	if !ok {
		h = usualHours()
	}
	w := watch{in: in, f: f, batches: []Batch{}, label: in.pointLabels()}
	w.each(SameMinute, w.crowds(time.Minute, func(time.Time) bool { return true }))
	w.each(AllFives, w.streaks())
	w.each(ClosedHours, w.crowds(time.Hour, func(t time.Time) bool { return !h.open(t) }))
	w.devices()
	for i := range w.batches {
		w.batches[i].Text = batchText(w.batches[i], h)
	}
	return w.batches
}

type watch struct {
	in      *Input
	f       *Figures
	label   func(string) string
	batches []Batch
}

// crowd is one batch.
type crowd struct {
	at time.Time
	n  int
}

// self are the channels by which citizens send in forms themselves. Paper and calls are keyed in by the pile, by one
// person, and in the evening.
func self(channel string) bool { return channel != "paper" && channel != "phone" }

// crowds gathers by point and stretch of time the forms begun at moments that count.
func (w *watch) crowds(stretch time.Duration, counts func(time.Time) bool) map[string][]crowd {
	sum := map[string]map[time.Time]int{}
	for _, a := range w.in.Batches.Arrivals {
		at := a.At.In(org.Location())
		if !self(a.Channel) || !counts(at) {
			continue
		}
		point := w.in.pointKey(a.Unit, a.Point)
		if sum[point] == nil {
			sum[point] = map[time.Time]int{}
		}
		sum[point][at.Truncate(stretch)] += a.N // Vietnam is a whole number of hours from UTC
	}
	found := map[string][]crowd{}
	for point, times := range sum {
		for at, n := range times {
			if n >= MinBatch {
				found[point] = append(found[point], crowd{at, n})
			}
		}
	}
	return found
}

// streaks finds forms in a row at one point that have nothing but the best mark. Of the forms of one minute it is not
// known which was first: they are a link of the chain if all are such.
func (w *watch) streaks() map[string][]crowd {
	type minute struct{ n, fives int }
	by := map[string]map[time.Time]minute{}
	n, fives := 0, 0
	for _, a := range w.in.Batches.Arrivals {
		point := w.in.pointKey(a.Unit, a.Point)
		if by[point] == nil {
			by[point] = map[time.Time]minute{}
		}
		at := a.At.In(org.Location())
		m := by[point][at]
		by[point][at] = minute{m.n + a.N, m.fives + a.Fives}
		n, fives = n+a.N, fives+a.Fives
	}
	long := streakLength(n, fives)
	found := map[string][]crowd{}
	for point, minutes := range by {
		var run crowd
		end := func() {
			if run.n >= long {
				found[point] = append(found[point], run)
			}
			run = crowd{}
		}
		for _, at := range sortedTimes(minutes) {
			m := minutes[at]
			if m.fives < m.n {
				end()
				continue
			}
			if run.n == 0 {
				run.at = at
			}
			run.n += m.n
		}
		end()
	}
	return found
}

func sortedTimes[V any](m map[time.Time]V) []time.Time {
	var all []time.Time
	for t := range m {
		all = append(all, t)
	}
	slices.SortFunc(all, time.Time.Compare)
	return all
}

// streakLength is how many such forms in a row are odd: as many as would come about by chance among n forms in fewer than
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
			if c.n > most.n || c.n == most.n && c.at.Before(most.at) {
				most = c
			}
		}
		at := most.at.In(org.Location())
		b.Most, b.At = most.n, &at
		if kind == AllFives && w.tells(point, b.N) {
			b.Where, b.At = "", nil
		}
		w.batches = append(w.batches, b)
	}
}

// tells reports whether forms known to have nothing but the best mark, taken from those of their point, would leave so few
// that it came out what those said; so it is where the point is withheld, and where forms of another questionnaire may
// be among them. Taken from all forms they leave no fewer: other points have MinShown answers together if this is shown.
func (w *watch) tells(point string, n int) bool {
	few := func(all int) bool { return all != n && all-n < MinShown }
	i := slices.IndexFunc(w.f.ByPoint.Rows, func(r Row) bool { return r.Key == point })
	return i < 0 || len(w.f.OtherForms) > 0 || w.f.ByPoint.Rows[i].Hidden || w.f.ByPoint.Rows[i].Partial || few(w.f.ByPoint.Rows[i].N)
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

// odd counts the findings and the forms in them; a form may be in several.
func odd(batches []Batch) (findings, most int) {
	if len(batches) == 0 {
		return 0, 0
	}
	return len(batches), slices.MaxFunc(batches, func(a, b Batch) int { return cmp.Compare(a.N, b.N) }).N
}
