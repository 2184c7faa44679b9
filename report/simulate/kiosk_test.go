package simulate

import (
	"math"
	"math/rand/v2"
	"sync/atomic"
	"testing"

	"motcua/report/odd"
)

// only is the one means by which everybody of an office answers in open hours.
type only int

const (
	onlyKiosk only = iota + 1
	onlyScreen
)

// Where one kiosk or one screen is the only means, its rush hours are no batch: everybody who comes stands before it.
func TestOneMachineForAllIsNotFlagged(t *testing.T) {
	for _, means := range []only{onlyKiosk, onlyScreen} {
		for _, n := range []int{100, 300, 600, 1000} {
			months := monthsOf(10, t)
			var flagged atomic.Int64
			eachMonth(months, uint64(300+n), func(r *rand.Rand) {
				d := office{n: n, points: 1, fives: 0.55}.with(r, means)
				for _, b := range odd.Find(d.forms, deskOpen) {
					if b.Kind == odd.Machine {
						flagged.Add(1)
						return
					}
				}
			})
			rate := float64(flagged.Load()) / float64(months)
			t.Logf("%d visits a month, means %d: %.2f %% of %d months", n, means, 100*rate, months)
			if rate > mayFlag+3*math.Sqrt(mayFlag/float64(months)) {
				t.Errorf("%.2f %% of the months of an honest machine are flagged", 100*rate)
			}
		}
	}
}

// Whoever holds the link of a kiosk and fills it in as fast as it takes is found: on one day, on every day, and for some hours.
func TestKioskHeldByOneIsFlagged(t *testing.T) {
	for _, a := range []struct {
		name        string
		days, hours int
	}{{"one hour", 1, 1}, {"one day", 1, 9}, {"every day", 31, 9}, {"four hours of every day", 31, 4}} {
		for _, n := range []int{30, 300} {
			months := monthsOf(2, t)
			var caught atomic.Int64
			eachMonth(months, uint64(500+n), func(r *rand.Rand) {
				if d := (office{n: n, points: 1, fives: 0.55}).honest(r); d.holdKiosk(a.days, a.hours) {
					caught.Add(1)
				}
			})
			if t.Logf("%s, %d visits a month: %d of %d", a.name, n, caught.Load(), months); int(caught.Load()) < months {
				t.Errorf("%s: found in %d of %d months only", a.name, caught.Load(), months)
			}
		}
	}
}

// holdKiosk adds full hours of mixed marks and reports whether half of what was added is flagged.
func (d *drawn) holdKiosk(days, hours int) bool {
	added := 0
	for range days {
		date := d.workday()
		for h := range hours {
			for i := range kioskHour {
				d.forge(date.Add(hoursAndMinutes(8+h, 3*i)), 0, odd.Mixed, false, 0)
				d.forms[len(d.forms)-1].Kiosk = true
				added++
			}
		}
	}
	got := 0
	for _, b := range odd.Find(d.forms, deskOpen) {
		for _, id := range b.Forms {
			if id >= falseFrom {
				got++
			}
		}
	}
	return 2*got >= added
}
