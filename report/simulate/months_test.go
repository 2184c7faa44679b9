package simulate

import (
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"motcua/org"
	"motcua/report/odd"
)

// office is a commune whose months are drawn: honest, but with all that makes honest months look odd.
type office struct {
	n      int     // forms a month, about
	points int     // the first has most of them
	fives  float64 // share of forms with nothing but the best mark
}

func (o office) String() string {
	return fmt.Sprintf("%d phiếu, %d điểm, %.0f%% toàn mức cao nhất", o.n, o.points, 100*o.fives)
}

// sizes are the numbers of forms a month. Large months take long; a test without "make simulate" does without them.
func sizes() []int {
	if os.Getenv("MOTCUA_SIMULATE") == "" {
		return []int{30, 300}
	}
	return []int{30, 100, 300, 1000, 3000}
}

// offices are those that are drawn.
func offices() []office {
	var all []office
	for _, n := range sizes() {
		for _, fives := range []float64{0.3, 0.55, 0.8} {
			points := 3
			switch {
			case n >= 1000:
				points = 6
			case n <= 30:
				points = 1
			}
			all = append(all, office{n, points, fives})
		}
	}
	return all
}

// firstDay is the month that is drawn: October 2026.
var firstDay = time.Date(2026, 10, 1, 0, 0, 0, 0, org.Location())

// deskOpen is when offices are usually open.
func deskOpen(t time.Time) bool {
	t = t.In(org.Location())
	return t.Weekday() >= time.Monday && t.Weekday() <= time.Friday && t.Hour() >= 7 && t.Hour() < 17
}

// drawn is a month being drawn.
type drawn struct {
	office
	*rand.Rand
	forms []odd.Response
	wifi  float64 // share of people who answer in the office's own network, or behind one address of a carrier
	ones  float64
	// kiosk and screen are the shares of those who come in open hours that answer at a kiosk, and by the code of a screen.
	kiosk, screen float64
	kioskTook     map[int64]int // responses of each hour at the kiosk, which takes only so many
	desk          []float64     // how much more often than elsewhere there is no wish left at each point
}

// honest draws an honest month.
func (o office) honest(r *rand.Rand) *drawn {
	return o.with(r, 0)
}

// with draws an honest month of an office that has one means only, or whatever offices have (0).
func (o office) with(r *rand.Rand, means only) *drawn {
	d := &drawn{office: o, Rand: r, wifi: r.Float64() * r.Float64(), ones: 0.005 + 0.025*r.Float64()}
	d.machines(means)
	for range o.points {
		d.desk = append(d.desk, 0.1*(2*r.Float64()-1))
	}
	busy := map[time.Weekday]float64{time.Monday: 1.4, time.Tuesday: 1.1, time.Wednesday: 1, time.Thursday: 0.9, time.Friday: 0.8}
	paper := 0.3 * r.Float64()
	outage := -1
	if r.Float64() < 0.3 {
		outage = r.IntN(31)
	}
	service := -1
	if r.Float64() < 0.5 {
		service = r.IntN(31)
	}
	var piled []odd.Mark
	for day := range 31 {
		date := firstDay.AddDate(0, 0, day)
		mood := 0.08 * r.NormFloat64()
		ones := d.ones
		if day == outage && deskOpen(date.Add(9*time.Hour)) {
			mood, ones = -0.3, 0.2
		}
		if day == service && date.Weekday() != time.Sunday {
			d.serviceDay(date)
		}
		mean := float64(o.n) * (1 - paper) / 22.5 * busy[date.Weekday()]
		for range d.poisson(mean) {
			d.visitor(date, mood, ones)
		}
		for range d.poisson(float64(o.n) * 0.004) { // at the weekend, too, people answer at home
			d.add(date.Add(8*time.Hour+time.Duration(r.Float64()*14*float64(time.Hour))), d.place(), d.mark(0, mood, ones), false)
		}
		if deskOpen(date.Add(9 * time.Hour)) {
			for range d.poisson(float64(o.n) * paper / 22.5) {
				piled = append(piled, d.mark(0, mood, ones))
			}
		}
		if date.Weekday() == time.Friday || r.Float64() < 0.05 {
			d.keyIn(date, piled)
			piled = nil
		}
	}
	d.goBetweens()
	return d
}

// kioskHour is how many responses an hour a kiosk takes (web/screen).
const kioskHour = 20

// machines draws whether an office has a kiosk, a screen, both or neither, and how many people use them.
func (d *drawn) machines(means only) {
	d.kioskTook = map[int64]int{}
	switch means {
	case onlyKiosk:
		d.kiosk = 1
		return
	case onlyScreen:
		d.screen = 1
		return
	}
	if d.Float64() < 0.5 {
		d.kiosk = 0.5 * d.Float64()
	}
	if d.Float64() < 0.5 {
		d.screen = 0.5 * d.Float64()
	}
}

// atMachine makes the last response one that was given at a machine, if it was open then and people use one.
func (d *drawn) atMachine() {
	r := &d.forms[len(d.forms)-1]
	if !deskOpen(r.At) {
		return
	}
	hour := r.At.Unix() / 3600
	switch x := d.Float64(); {
	case x < d.kiosk && d.kioskTook[hour*8+int64(r.Point)] < kioskHour:
		d.kioskTook[hour*8+int64(r.Point)]++
		r.Kiosk, r.Crowd, r.Evidence = true, false, org.Screen
	case x >= d.kiosk && x < d.kiosk+d.screen:
		r.Evidence = org.Screen
	}
}

// poisson draws how many come where so many are expected.
func (d *drawn) poisson(mean float64) int {
	n := 0
	for t := d.ExpFloat64(); t < mean; t += d.ExpFloat64() {
		n++
	}
	return n
}

// place draws a reception point: the first has half of what comes.
func (d *drawn) place() int {
	if d.points == 1 || d.Float64() < 0.5 {
		return 0
	}
	return 1 + d.IntN(d.points-1)
}

func (d *drawn) mark(point int, mood, ones float64) odd.Mark {
	if d.Float64() < ones {
		return odd.Ones
	}
	if d.Float64() < min(0.97, max(0.03, d.fives+d.desk[point]+mood)) {
		return odd.Fives
	}
	return odd.Mixed
}

func (d *drawn) add(at time.Time, point int, mark odd.Mark, crowd bool) {
	d.forms = append(d.forms, odd.Response{ID: int64(len(d.forms) + 1), At: at, Point: int16(point + 1), Self: true, Mark: mark, Crowd: crowd})
}

// visitor draws somebody who came, at times with others who say the same: half in the morning with a peak at its beginning, most
// of the rest in the afternoon, some in the evening at home, few at night.
func (d *drawn) visitor(date time.Time, mood, ones float64) {
	hour := 0.0
	switch x := d.Float64(); {
	case x < 0.3:
		hour = 7.5 + d.ExpFloat64()*0.6
	case x < 0.55:
		hour = 8 + 3.5*d.Float64()
	case x < 0.83:
		hour = 13.5 + 3.3*d.Float64()
	case x < 0.99:
		hour = 17 + 5*d.Float64()
	default:
		hour = 22 + 7*d.Float64()
	}
	at := date.Add(time.Duration(min(hour, 29) * float64(time.Hour)))
	point, crowd := d.place(), d.Float64() < d.wifi
	mark := d.mark(point, mood, ones)
	d.add(at, point, mark, crowd)
	d.atMachine()
	for range [3]struct{}{} { // families, neighbours
		if d.Float64() > 0.06 {
			break
		}
		if d.Float64() < 0.5 {
			mark = d.mark(point, mood, ones)
		}
		d.add(at.Add(time.Duration(d.ExpFloat64()*float64(2*time.Minute))), point, mark, crowd)
		d.atMachine()
	}
}

// serviceDay is a morning in a village: 30 to 120 forms in two hours, behind a few addresses of carriers, and people are pleased.
func (d *drawn) serviceDay(date time.Time) {
	point := d.place()
	n := min(30+d.IntN(90), 30+d.n/3)
	pleased := 0.15 * d.Float64()
	for range n {
		at := date.Add(8*time.Hour + time.Duration(d.Float64()*2*float64(time.Hour)))
		d.add(at, point, d.mark(point, pleased, d.ones), d.Float64() < 0.7)
	}
}

// keyIn is a pile of paper, keyed in in a row by one person, at times in the evening.
func (d *drawn) keyIn(date time.Time, piled []odd.Mark) {
	at := date.Add(time.Duration(14+d.IntN(6)) * time.Hour)
	for _, mark := range piled {
		at = at.Add(time.Duration(25+d.IntN(20)) * time.Second)
		d.add(at, d.place(), mark, false)
		d.forms[len(d.forms)-1].Self = false
	}
}

// goBetweens are people who come for others, up to four times a week, with one telephone and mostly one opinion.
func (d *drawn) goBetweens() {
	for device := range d.poisson(float64(d.n) / 200) {
		point, mark := d.place(), d.mark(0, 0.2, 0)
		for range 3 + d.IntN(14) {
			date := firstDay.AddDate(0, 0, d.IntN(31))
			if !deskOpen(date.Add(9 * time.Hour)) {
				continue
			}
			d.add(date.Add(8*time.Hour+time.Duration(d.Float64()*8*float64(time.Hour))), point, mark, false)
			d.forms[len(d.forms)-1].Device = device + 1
		}
	}
}

func hoursAndMinutes(h, m int) time.Duration {
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
}
