package auditor

import (
	"cmp"
	"slices"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// world issues what a history issues, with the answers some responses give. It stands for the tables of the database, and
// reads from them what storage.ReportInput and storage.CompareInputs read.
type world struct {
	*History
	asked   *survey.Questionnaire
	classes []class
	issued  map[lump]int                  // the step that first said something of it
	low     func(class, question int) int // how many of a class give the bad answer
	shown   map[shownKey]report.Public    // what was published
	apart   []bool                        // by batch: whether its responses were kept apart when their lump was issued
}

// class is a number of responses that are alike in everything.
type class struct {
	response
	n int
}

// classes puts the responses that are alike together.
func (h *History) classes() []class {
	at := map[response]int{}
	var all []class
	for _, f := range h.Forms {
		c, known := at[f]
		if !known {
			c = len(all)
			at[f], all = c, append(all, class{response: f})
		}
		all[c].n++
	}
	return all
}

type shownKey struct {
	unit   int32
	period calendar.Period
}

// there reports whether the responses of a class are stored at a step.
func (c class) there(at int) bool { return c.come <= at && at < c.gone }

// lump is the responses of a unit and month.
type lump struct {
	unit  int32
	month calendar.Month
}

// issued finds the step that first says something of each lump, be it that there is nothing. It is a rule of storage that from then on the lump is what it was:
// see storage.ReportInput.
func (h *History) issued(classes []class) map[lump]int {
	first := map[lump]int{}
	for at := range h.Steps {
		for _, c := range classes {
			l := lump{c.unit, c.month}
			if _, known := first[l]; !known && h.saysOf(at, l) {
				first[l] = at
			}
		}
	}
	return first
}

// window is how a unit counts its months.
func (h *History) window(unit int32) calendar.Window {
	i := slices.IndexFunc(h.Units, func(u org.Unit) bool { return u.ID == unit })
	return calendar.WindowOf(h.Units[i].Settings)
}

// saysOf reports whether a step may say something of a lump: its month has ended, and it is the unit's or brought along by a
// merger.
func (h *History) saysOf(at int, l lump) bool {
	s := h.Steps[at]
	if !h.window(l.unit).Ended(calendar.MonthPeriod(l.month), s.now) || !looksAt(s.period, l.month) {
		return false
	}
	if s.do == compare || s.unit == l.unit {
		return true
	}
	merged, _ := calendar.ParseMonth(h.Units[0].Settings.MergedFrom)
	return s.unit == 1 && l.unit == 2 && l.month < merged
}

// counted reports whether a step may count a class: it was stored when its lump was first issued.
func (w *world) counted(at int, c class) bool {
	first, ok := w.issued[lump{c.unit, c.month}]
	return ok && first <= at && c.there(first)
}

// counts are the figures of a class, as they are kept.
func (w *world) counts(i int) []survey.Count {
	c := w.classes[i]
	v := survey.Visit{Unit: c.unit, Month: c.month, Questionnaire: w.asked.ID, Channel: c.channel, Point: c.point, Slip: c.slip, Evidence: c.evidence, Field: c.field}
	all := slices.Concat(v.Response(survey.QStarted, c.n), v.Response(survey.QFinished, c.n))
	for q, id := range questions {
		if !c.asked[q] {
			all = append(all, v.Count(id, survey.Skipped, c.n))
			continue
		}
		low := w.low(i, q)
		for choice, n := range map[int]int{answer(q, false): c.n - low, answer(q, true): low} {
			switch {
			case n == 0:
			case id == w.asked.Overall:
				all = append(all, v.Headline(id, choice, n)...)
			default:
				all = append(all, v.Count(id, choice, n))
			}
		}
	}
	return all
}

// answer is the choice for a good or a bad answer.
func answer(question int, low bool) int {
	switch {
	case questions[question] == "q3" && low:
		return 2
	case questions[question] == "q3":
		return 1
	case low:
		return 2
	}
	return 4
}

// input reads what a unit's report is made of at a step.
func (w *world) input(at int, u org.Unit, p calendar.Period) report.Input {
	s := w.Steps[at]
	in := report.Input{Unit: u, Questionnaire: w.asked, Period: p, Now: s.now, Counts: []survey.Count{}}
	var merged calendar.Month
	if len(u.Settings.Predecessors) > 0 {
		in.Predecessors = map[int32]string{2: "xã 2"}
		merged, _ = calendar.ParseMonth(u.Settings.MergedFrom)
	}
	existed := func(p calendar.Period) []survey.Count {
		if calendar.WindowOf(u.Settings).End(p).After(u.Created) {
			return []survey.Count{}
		}
		return nil
	}
	in.Previous, in.YearAgo = existed(p.Previous()), existed(p.YearAgo())
	tables := tables{}
	for i, c := range w.classes {
		if w.counted(at, c) && (c.unit == u.ID || in.Predecessors[c.unit] != "" && c.month < merged) && looksAt(p, c.month) {
			for _, n := range w.counts(i) {
				switch {
				case w.apart[c.batch]:
					n.Batch = int32(c.batch)
					takeBatch(&in, n, w.stands(c.batch, at))
				case n.By == survey.ByField || n.By == survey.ByPoint:
					tables.add(c, n)
				default:
					take(&in, n)
				}
			}
		}
	}
	tables.take(&in, w.asked)
	w.batchesIn(&in, at)
	return in
}

// looksAt reports whether a report on p says anything of a month.
func looksAt(p calendar.Period, m calendar.Month) bool {
	return p.Contains(m) || p.Previous().Contains(m) || p.YearAgo().Contains(m) || report.TrendOf(p).Contains(m)
}

// take puts a count where a report looks for it.
func take(in *report.Input, c survey.Count) {
	p := in.Period
	if p.Contains(c.Month) && c.By != survey.Whole {
		in.Counts = append(in.Counts, c)
	}
	if p.Previous().Contains(c.Month) && (c.By == survey.ByChannel || c.By == survey.ByEvidence) {
		in.Previous = append(in.Previous, c)
	}
	if p.YearAgo().Contains(c.Month) && c.By == survey.Whole {
		in.YearAgo = append(in.YearAgo, c)
	}
	if report.TrendOf(p).Contains(c.Month) && c.By == survey.Whole {
		in.History = append(in.History, c)
	}
}

// issue makes what a step issues.
func (w *world) issue(at int) any {
	s := w.Steps[at]
	if s.do == compare {
		var units []report.Figures
		for _, u := range w.Units[:len(w.Units)-1] {
			if !w.gone(u.ID) {
				units = append(units, report.Build(w.input(at, u, s.period)))
			}
		}
		return report.Compare(report.Unit{Code: "tinh", Name: "tỉnh"}, s.period, units)
	}
	i := slices.IndexFunc(w.Units, func(u org.Unit) bool { return cmp.Compare(u.ID, s.unit) == 0 })
	if s.do == look {
		return w.page(at, w.input(at, w.Units[i], s.period))
	}
	f := report.Build(w.input(at, w.Units[i], s.period))
	if s.do == hand {
		return f
	}
	public, key := f.Public(), shownKey{s.unit, s.period}
	if former, ok := w.shown[key]; ok {
		public, _ = public.Over(former)
	}
	w.shown[key] = public
	return public
}

// gone reports whether a unit was merged into another, which stands for it then.
func (w *world) gone(unit int32) bool {
	return unit == 2 && len(w.Units[0].Settings.Predecessors) > 0
}

// newWorld is a world for a history.
func newWorld(h *History) *world {
	w := &world{History: h, asked: questionnaire(), classes: h.classes()}
	w.issued = h.issued(w.classes)
	w.keepApart()
	return w
}

// all issues everything in which one of the classes may be counted; the rest is as before. low says how many of a class give
// the bad answer to a question.
func (w *world) all(before []numbers, changed []int, low func(class, question int) int) []numbers {
	w.low, w.shown = low, map[shownKey]report.Public{}
	out := make([]numbers, len(w.Steps))
	for i, s := range w.Steps {
		touched := before == nil || s.do == publish // what is published depends on what was
		for _, c := range changed {
			touched = touched || w.counted(i, w.classes[c]) && looksAt(s.period, w.classes[c].month)
		}
		if touched {
			out[i] = numbersOf(w.issue(i))
		} else {
			out[i] = before[i]
		}
	}
	return out
}
