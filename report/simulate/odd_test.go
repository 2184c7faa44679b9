package simulate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"sync"
	"testing"
	"time"

	"motcua/report/odd"
)

// mayFlag is how many honest months may hold anything that is flagged, by all rules together.
const mayFlag = 0.02

// eachMonth draws months of an office at the same time on all processors, always the same ones.
func eachMonth(n int, seed uint64, draw func(*rand.Rand)) {
	var wg sync.WaitGroup
	next := make(chan uint64)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				draw(rand.New(rand.NewPCG(seed, i)))
			}
		})
	}
	for i := range uint64(n) {
		next <- i
	}
	close(next)
	wg.Wait()
}

// monthsOf is how many months are drawn for each line.
func monthsOf(times int, t *testing.T) int {
	if os.Getenv("MOTCUA_SIMULATE") == "" {
		return 4 * times
	}
	return times * reports(t) / 10
}

// Of honest months hardly any holds anything odd.
func TestHonestMonthsAreNotFlagged(t *testing.T) {
	t.Logf("%-50s %8s  %v", "honest months with anything flagged", "any", odd.Kinds())
	months, flagged := 0, 0
	for i, o := range offices() {
		var mu sync.Mutex
		kinds, any := map[odd.Kind]int{}, 0
		n := monthsOf(10, t)
		eachMonth(n, uint64(100+i), func(r *rand.Rand) {
			found := odd.Find(o.honest(r).forms, deskOpen)
			mu.Lock()
			defer mu.Unlock()
			of := map[odd.Kind]bool{}
			for _, b := range found {
				of[b.Kind] = true
			}
			for k := range of {
				kinds[k]++
			}
			if len(found) > 0 {
				any++
			}
		})
		line := fmt.Sprintf("%-50s %7.2f%% ", o, 100*float64(any)/float64(n))
		for _, k := range odd.Kinds() {
			line += fmt.Sprintf(" %6.2f%%", 100*float64(kinds[k])/float64(n))
		}
		t.Log(line)
		months, flagged = months+n, flagged+any
		if rate := float64(any) / float64(n); rate > mayFlag+3*math.Sqrt(mayFlag/float64(n)) {
			t.Errorf("%s: %.2f %% of honest months are flagged", o, 100*rate)
		}
	}
	rate := float64(flagged) / float64(months)
	t.Logf("of all %d honest months %.2f %% are flagged", months, 100*rate)
	if rate > mayFlag+3*math.Sqrt(mayFlag/float64(months)) {
		t.Errorf("%.2f %% of honest months are flagged", 100*rate)
	}
}

// attack adds forms to a month.
type attack struct {
	name string
	add  func(d *drawn, mark odd.Mark)
	// least is the least number of forms a month from which it must be found in this share of months with the worst mark, and in
	// offices where 30 % have no wish left, of 100 forms at the least, with the best one.
	least int
	share float64
}

// false forms have ids from here on.
const falseFrom = 1 << 40

func (d *drawn) forge(at time.Time, point int, mark odd.Mark, crowd bool, device int) {
	d.forms = append(d.forms, odd.Response{ID: falseFrom + int64(len(d.forms)), At: at, Point: int16(point + 1), Self: true, Mark: mark, Crowd: crowd, Device: device})
}

// workday draws a day on which the desk is open.
func (d *drawn) workday() time.Time {
	for {
		if date := firstDay.AddDate(0, 0, d.IntN(31)); deskOpen(date.Add(9 * time.Hour)) {
			return date
		}
	}
}

// drip spreads forms evenly over the moments of the month that count.
func drip(share float64, jitter float64, counts func(time.Time) bool) func(d *drawn, mark odd.Mark) {
	return func(d *drawn, mark odd.Mark) {
		k := int(math.Round(share * float64(d.n) / (1 - share)))
		var minutes []time.Time
		for m := range 31 * 24 * 60 {
			if at := firstDay.Add(time.Duration(m) * time.Minute); counts(at) {
				minutes = append(minutes, at)
			}
		}
		step := float64(len(minutes)) / float64(k)
		start := d.Float64() * step
		for i := range k {
			at := start + step*(float64(i)+jitter*(d.Float64()-0.5))
			if at < 0 || at >= float64(len(minutes)) {
				continue
			}
			d.forge(minutes[int(at)].Add(time.Duration(60*d.Float64())*time.Second), d.IntN(d.points), mark, false, 0)
		}
	}
}

func attacks() []attack {
	always := func(time.Time) bool { return true }
	night := func(t time.Time) bool { h := t.Hour(); return h >= 22 || h < 5 }
	all := []attack{
		{"40 phiếu trong một giờ, một điểm", func(d *drawn, mark odd.Mark) {
			at, point := d.workday().Add(9*time.Hour), d.IntN(d.points)
			for range 40 {
				d.forge(at.Add(time.Duration(d.Float64()*float64(time.Hour))), point, mark, false, 0)
			}
		}, 30, 0.95},
		{"40 phiếu trong mười phút, khắp đơn vị", func(d *drawn, mark odd.Mark) {
			at := d.workday().Add(9 * time.Hour)
			for range 40 {
				d.forge(at.Add(time.Duration(d.Float64()*float64(10*time.Minute))), d.IntN(d.points), mark, false, 0)
			}
		}, 30, 0.95},
		{"4 phiếu một phút cả ngày, một điểm", func(d *drawn, mark odd.Mark) {
			at, point := d.workday().Add(7*time.Hour), d.IntN(d.points)
			for i := range 4 * 60 * 10 {
				d.forge(at.Add(time.Duration(i)*15*time.Second), point, mark, false, 0)
			}
		}, 30, 1},
		{"4 phiếu một phút cả ngày, khắp đơn vị", func(d *drawn, mark odd.Mark) {
			at := d.workday().Add(7 * time.Hour)
			for i := range 4 * 60 * 10 {
				d.forge(at.Add(time.Duration(i)*15*time.Second), d.IntN(d.points), mark, false, 0)
			}
		}, 30, 1},
		{"một thiết bị, 8 phiếu một ngày", func(d *drawn, mark odd.Mark) {
			at := d.workday().Add(8 * time.Hour)
			for i := range 8 {
				d.forge(at.Add(time.Duration(i)*time.Hour), d.IntN(d.points), mark, false, 99)
			}
		}, 30, 1},
		{"một địa chỉ, 40% số phiếu", func(d *drawn, mark odd.Mark) {
			for range d.n * 2 / 3 {
				at := d.workday().Add(8*time.Hour + time.Duration(d.Float64()*8*float64(time.Hour)))
				d.forge(at, d.IntN(d.points), mark, true, 0)
			}
		}, 100, 0},
	}
	for _, share := range []float64{0.1, 0.2, 0.4} {
		for _, when := range []struct {
			name   string
			counts func(time.Time) bool
		}{{"suốt ngày đêm", always}, {"ban đêm", night}, {"trong giờ làm việc", deskOpen}} {
			all = append(all, attack{fmt.Sprintf("rải đều %.0f%% số phiếu %s", 100*share, when.name), drip(share, 0, when.counts), 300, 0.9})
		}
	}
	return append(all, attack{"rải đều 20% trong giờ làm việc, lệch ±10%", drip(0.2, 0.2, deskOpen), 3000, 0})
}

// What an attack adds is found. It is found when at least half of its forms are in batches.
func TestAttacksAreFlagged(t *testing.T) {
	for _, mark := range []odd.Mark{odd.Ones, odd.Fives} {
		t.Logf("months in which half of the false forms are flagged, all %s", mark)
		for ai, a := range attacks() {
			line := fmt.Sprintf("%-45s", a.name)
			for oi, o := range offices() {
				n := monthsOf(1, t)
				caught, hit, harmed := 0, 0, 0.0
				var mu sync.Mutex
				eachMonth(n, uint64(1000+100*ai+oi), func(r *rand.Rand) {
					d := o.honest(r)
					a.add(d, mark)
					false1, got, wrong := 0, 0, 0
					for _, f := range d.forms {
						if f.ID >= falseFrom {
							false1++
						}
					}
					for _, b := range odd.Find(d.forms, deskOpen) {
						for _, id := range b.Forms {
							if id >= falseFrom {
								got++
							} else {
								wrong++
							}
						}
					}
					mu.Lock()
					defer mu.Unlock()
					if got > 0 {
						hit++
					}
					if 2*got >= false1 {
						caught++
					}
					harmed += float64(wrong) / float64(len(d.forms)-false1)
				})
				rate := float64(caught) / float64(n)
				line += fmt.Sprintf(" %3.0f/%3.0f(%2.0f)", 100*rate, 100*float64(hit)/float64(n), 100*harmed/float64(n))
				if o.n >= a.least && (mark == odd.Ones || o.fives <= 0.3 && o.n >= 100) && rate < a.share-3*math.Sqrt(a.share*(1-a.share)/float64(n)) {
					t.Errorf("%s, all %s, %s: found in %.0f %% of months", a.name, mark, o, 100*rate)
				}
			}
			t.Log(line)
		}
	}
}
