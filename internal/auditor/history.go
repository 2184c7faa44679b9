package auditor

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
)

// History is what happens in a few units over some months, in order.
type History struct {
	Units []org.Unit // the last is a province when there are several
	Forms []response
	Steps []step

	Batches []batchOf
}

// response is one respondent's. Responses alike in everything are told apart by nobody.
type response struct {
	unit     int32
	month    calendar.Month
	channel  string
	field    string
	slip     string
	point    int16
	evidence org.Evidence
	asked    [len(questions)]bool
	come     int // the step before which it was stored
	gone     int // the step before which it was deleted; never if it was not
	batch    int // the odd batch it is in, from 1; 0 = none
}

const never = math.MaxInt

// step is one time at which something is issued.
type step struct {
	do     deed
	unit   int32
	period calendar.Period
	now    time.Time
}

type deed string

const (
	hand    deed = "report"     // a report with all its files: digest, reissue, or what the command line gives
	publish deed = "publish"    // what everybody sees
	compare deed = "comparison" // of the units of the province
	look    deed = "batches"    // the page on which leaders decide on a month's odd batches
)

func (s step) String() string {
	return fmt.Sprintf("%s of unit %d, %s, on %s", s.do, s.unit, s.period, s.now.Format(time.DateOnly))
}

// questions are those of the auditor's questionnaire whose answers are audited. The first is the headline.
var questions = [...]string{"q1", "q2", "q3"}

// questionnaire asks for the field, twice for satisfaction, and for something else.
func questionnaire() *survey.Questionnaire {
	f, err := survey.ParseQuestionnaire([]byte(`
id: kiem-tra
version: 1
title: Kiểm tra
effective: "2026-01-01"
overall: q1
scales:
  hai-long-5:
    - {value: 5, label: Rất hài lòng}
    - {value: 4, label: Hài lòng}
    - {value: 3, label: Bình thường}
    - {value: 2, label: Không hài lòng}
    - {value: 1, label: Rất không hài lòng}
    - {value: 0, label: Không rõ}
questions:
  - {id: lv, text: Lĩnh vực?, short: Lĩnh vực, dimension: field, options: [{value: 1, code: a, label: A}, {value: 2, code: b, label: B}, {value: 3, code: c, label: C}]}
  - {id: q1, text: Hài lòng không?, short: Chung, scale: hai-long-5}
  - {id: q2, text: Thái độ?, short: Thái độ, scale: hai-long-5}
  - {id: q3, text: Mấy lần?, short: Số lần, options: [{value: 1, label: Một}, {value: 2, label: Hai}]}
`))
	if err != nil {
		panic(err)
	}
	return f
}

// player makes a history at random.
type player struct {
	*History
	random *rand.Rand
	month  calendar.Month
	began  int // the step before which the month's responses came
	kinds  []response
	merged calendar.Month
}

// Random plays a history. The same seed plays the same one.
func Random(seed uint64) *History {
	p := &player{History: &History{}, random: rand.New(rand.NewPCG(seed, 11))}
	first := calendar.Month(202600).Add(1 + p.random.IntN(12))
	months := 3 + p.random.IntN(5)
	if p.one(6) {
		months = 12
	}
	units := 1 + p.random.IntN(3)/2*p.random.IntN(3)
	p.kinds = p.anyKinds()
	if units > 1 && p.one(2) {
		p.merged = first.Add(1 + p.random.IntN(months-1))
	}
	p.found(units, first)
	for p.month = first; p.month < first.Add(months); p.month = p.month.Add(1) {
		p.began = len(p.Steps)
		for u := range units {
			p.arrive(p.Units[u].ID, p.month, p.size())
		}
		p.monthEnds()
	}
	p.afterwards()
	return p.History
}

func (p *player) one(of int) bool { return p.random.IntN(of) == 0 }

// found makes the units. The first takes over the second in the month of the merger, if there is one.
func (p *player) found(units int, first calendar.Month) {
	for i := range units {
		u := org.Unit{ID: int32(i + 1), Code: fmt.Sprint("u", i+1), Name: fmt.Sprint("xã ", i+1), Created: first.Start(org.Location())}
		if i == 0 && p.merged > 0 {
			u.Settings.Predecessors, u.Settings.MergedFrom = []string{"u2"}, p.merged.String()
		}
		if p.one(3) { // months from the 15th on, from the beginning or from some month on
			u.Settings.Cuts = []org.Cut{{Day: 15}}
			if p.one(2) {
				u.Settings.Cuts[0].From = first.Add(1 + p.random.IntN(4)).String()
			}
		}
		p.Units = append(p.Units, u)
	}
	if units > 1 {
		p.Units = append(p.Units, org.Unit{ID: 100, Code: "tinh", Name: "tỉnh", Created: first.Start(org.Location())})
	}
}

// size is how many responses come in a month: often few.
func (p *player) size() int {
	return []int{0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 16, 24, 45}[p.random.IntN(13)]
}

// arrive stores responses. Those of a unit that was merged into another stop with the merger.
func (p *player) arrive(unit int32, month calendar.Month, n int) {
	if unit == 2 && p.merged > 0 && month >= p.merged {
		return
	}
	usual := p.random.IntN(len(p.kinds))
	for range n {
		f := p.kinds[usual]
		if p.one(3) {
			f = p.kinds[p.random.IntN(len(p.kinds))]
		}
		f.unit, f.month, f.come, f.gone = unit, month, len(p.Steps), never
		p.Forms = append(p.Forms, f)
	}
	p.flag(p.Forms[len(p.Forms)-n:])
}

// anyKinds are the few kinds of responses of a history. They differ in one property of the visit or in two.
func (p *player) anyKinds() []response {
	var vary [5]bool
	vary[p.random.IntN(5)], vary[p.random.IntN(5)] = true, true
	pick := func(i int, of ...string) string {
		if !vary[i] {
			return of[0]
		}
		return of[p.random.IntN(len(of))]
	}
	var kinds []response
	n := 2 + p.random.IntN(4)
	if p.one(5) { // several fields at several points, as counters have them
		vary[0], vary[2] = true, true
		n += p.random.IntN(3)
	}
	for range n {
		f := response{field: pick(0, "a", "b", "c"), channel: pick(1, "web", "paper", "kiosk"), slip: pick(3, "tiep-nhan", "tra-ket-qua"),
			evidence: org.Evidence(pick(4, string(org.NoEvidence), string(org.Poster), string(org.Code), string(org.Screen)))}
		if vary[2] {
			f.point = int16(p.random.IntN(3))
		}
		switch f.channel {
		case "kiosk":
			f.evidence = org.Screen
		case "paper":
			f.evidence = org.NoEvidence
		}
		for q := range f.asked {
			f.asked[q] = !p.one(6)
		}
		kinds = append(kinds, f)
	}
	return kinds
}

// monthEnds deletes some responses before anybody has seen a report, issues what is owed, sometimes late, and lets things happen that upset figures.
func (p *player) monthEnds() {
	if p.one(3) {
		p.erase(1 + p.random.IntN(3))
	}
	p.decide()
	p.midMonth()
	now := p.month.Add(1).Start(org.Location()).Add(8 * time.Hour)
	if !p.one(4) { // else late: with the next month
		p.owed(p.month, now)
	}
	if p.one(3) {
		p.soFar(now.AddDate(0, 0, 1))
	}
	if p.one(3) {
		p.owed(p.month.Add(-p.random.IntN(3)), now.AddDate(0, 0, 3))
	}
	switch p.random.IntN(5) {
	case 0:
		p.erase(1 + p.random.IntN(6))
		p.again(now.AddDate(0, 0, 5))
	case 1:
		p.arrive(p.anyUnit(), p.month.Add(-p.random.IntN(2)), 1+p.random.IntN(4)) // keyed in late
		p.again(now.AddDate(0, 0, 5))
	case 2:
		p.again(now.AddDate(0, 0, 5))
	}
	p.looks()
}

// midMonth issues what is owed by units whose month has ended on the 14th, and sometimes more comes in for the others before the
// month ends for them, too.
func (p *player) midMonth() {
	now := p.month.Start(org.Location()).AddDate(0, 0, 14).Add(8 * time.Hour)
	for u := range p.communes() {
		unit := p.Units[u]
		for _, period := range ending(p.month) {
			if p.window(unit.ID).Ended(period, now) {
				p.Steps = append(p.Steps, step{hand, unit.ID, period, now})
			}
		}
	}
	if p.one(4) {
		p.soFar(now)
	}
	for u := range p.communes() {
		if !p.window(p.Units[u].ID).Ended(calendar.MonthPeriod(p.month), now) && p.one(3) {
			before := len(p.Forms)
			p.arrive(p.Units[u].ID, p.month, 1+p.random.IntN(6))
			for i := range p.Forms[before:] {
				p.Forms[before+i].come = p.began // nobody can tell them from those of the first days: no report has told of the month
			}
		}
	}
}

// soFar issues reports on periods that have begun and need not have ended.
func (p *player) soFar(now time.Time) {
	for range 1 + p.random.IntN(3) {
		kinds := calendar.Kinds()[1:]
		period := kinds[p.random.IntN(len(kinds))](p.month.Add(-p.random.IntN(2)))
		unit := p.anyUnit()
		switch {
		case !p.window(unit).Ended(calendar.MonthPeriod(period.First()), now):
		case p.communes() > 1 && p.one(4):
			p.Steps = append(p.Steps, step{compare, 100, period, now})
		default:
			p.Steps = append(p.Steps, step{hand, unit, period, now})
		}
	}
}

// ending are the periods whose last month is m, the shortest first.
func ending(m calendar.Month) []calendar.Period {
	var all []calendar.Period
	for _, kind := range calendar.Kinds() {
		if p := kind(m); p.Last() == m {
			all = append(all, p)
		}
	}
	return all
}

func (p *player) anyUnit() int32 { return p.Units[p.random.IntN(p.communes())].ID }

func (p *player) communes() int {
	if len(p.Units) > 1 {
		return len(p.Units) - 1
	}
	return 1
}

// owed issues the reports on a month for all units, and on the longer periods that ended with it.
func (p *player) owed(m calendar.Month, now time.Time) {
	for _, period := range ending(m) {
		for u := range p.communes() {
			p.Steps = append(p.Steps, step{hand, p.Units[u].ID, period, now})
		}
		if p.communes() > 1 {
			p.Steps = append(p.Steps, step{compare, 100, period, now})
		}
	}
}

// again issues or publishes something that has ended, of any kind of period.
func (p *player) again(now time.Time) {
	for range 1 + p.random.IntN(3) {
		m := p.month.Add(-p.random.IntN(5))
		kinds := calendar.Kinds()
		period, unit := kinds[p.random.IntN(len(kinds))](m), p.anyUnit()
		if p.window(unit).Ended(period, now) {
			p.Steps = append(p.Steps, step{[]deed{hand, publish}[p.random.IntN(2)], unit, period, now})
		}
	}
}

// erase deletes some of the responses there are.
func (p *player) erase(n int) {
	for range n {
		if len(p.Forms) == 0 {
			return
		}
		f := &p.Forms[p.random.IntN(len(p.Forms))]
		if f.gone == never && f.come < len(p.Steps) {
			f.gone = len(p.Steps)
		}
	}
}

// afterwards issues all periods once more and publishes some: the reader has everything.
func (p *player) afterwards() {
	if p.one(2) {
		p.erase(1 + p.random.IntN(8))
	}
	p.decide()
	now := p.month.Start(org.Location()).AddDate(1, 1, 0)
	var periods []calendar.Period
	for m := p.month.Add(-8); m < p.month; m = m.Add(1) {
		for _, kind := range calendar.Kinds() {
			if period := kind(m); !slices.Contains(periods, period) {
				periods = append(periods, period)
			}
		}
	}
	for _, period := range periods {
		for u := range p.communes() {
			p.Steps = append(p.Steps, step{hand, p.Units[u].ID, period, now})
			if p.one(3) {
				p.Steps = append(p.Steps, step{publish, p.Units[u].ID, period, now})
			}
		}
	}
	p.looks()
}

// String tells the history, for somebody who looks into a finding.
func (h *History) String() string {
	var b strings.Builder
	groups := map[string]int{}
	for _, f := range h.Forms {
		life := fmt.Sprintf("%s unit %d, before step %d", f.month, f.unit, f.come)
		if f.gone != never {
			life += fmt.Sprintf(", deleted before step %d", f.gone)
		}
		groups[life]++
	}
	var lines []string
	for life, n := range groups {
		lines = append(lines, fmt.Sprintf("%s: %d forms", life, n))
	}
	slices.Sort(lines)
	fmt.Fprintln(&b, strings.Join(lines, "\n"))
	for i, s := range h.Steps {
		fmt.Fprintf(&b, "step %d: %s\n", i, s)
	}
	return b.String()
}
