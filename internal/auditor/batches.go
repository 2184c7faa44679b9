package auditor

import (
	"fmt"
	"slices"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/survey"
)

// batchOf is an odd batch of a history. Its responses carry its number.
type batchOf struct {
	unit      int32
	month     calendar.Month
	decisions []decision // in order
}

// decision is what a leader says of a batch before a step.
type decision struct {
	step  int
	state report.BatchState
}

// flag makes some of the responses that have just come a batch: five or more, of any kinds.
func (p *player) flag(came []response) {
	if len(came) < MinGroup || !p.one(2) {
		return
	}
	n := MinGroup + p.random.IntN(len(came)-MinGroup+1)
	p.Batches = append(p.Batches, batchOf{unit: came[0].unit, month: came[0].month})
	for i := range came[:n] {
		came[i].batch = len(p.Batches)
	}
}

// decide lets leaders decide on some batches, in any order and again.
func (p *player) decide() {
	for i := range p.Batches {
		if p.one(3) {
			state := []report.BatchState{report.Restored, report.SetAside}[p.random.IntN(2)]
			p.Batches[i].decisions = append(p.Batches[i].decisions, decision{len(p.Steps), state})
		}
	}
}

// stands is the state of a batch at a step.
func (h *History) stands(batch, at int) report.BatchState {
	state := report.Flagged
	for _, d := range h.Batches[batch-1].decisions {
		if d.step <= at {
			state = d.state
		}
	}
	return state
}

// keepApart says which batches were kept apart when their lump was issued. It is a rule of storage that those restored by
// then, and those of which too few responses were left, are part of the lump: see storage.setApart.
func (w *world) keepApart() {
	w.apart = make([]bool, len(w.Batches)+1)
	for i, b := range w.Batches {
		first, ok := w.issued[lump{b.unit, b.month}]
		if !ok {
			continue
		}
		left := 0
		for _, c := range w.classes {
			if c.batch == i+1 && c.there(first) {
				left += c.n
			}
		}
		w.apart[i+1] = left >= MinGroup && w.stands(i+1, first) != report.Restored
	}
}

// batchesIn are the odd batches a report on a period names.
func (w *world) batchesIn(in *report.Input, at int) {
	for i, b := range w.Batches {
		if !w.apart[i+1] || !in.Period.Contains(b.month) || !w.reads(in, b.unit, b.month) {
			continue
		}
		if first, ok := w.issued[lump{b.unit, b.month}]; !ok || first > at {
			continue
		}
		in.Issued = append(in.Issued, report.Issued{Unit: b.unit, Month: b.month, Odd: []report.Batch{
			{No: i + 1, Kind: report.SameMinute, Where: "Quầy", N: MinGroup, Times: 1, Most: MinGroup, State: w.stands(i+1, at)},
		}})
	}
}

// reads reports whether a unit's report holds a month of a unit: its own, or brought along by a merger.
func (w *world) reads(in *report.Input, unit int32, month calendar.Month) bool {
	if unit == in.Unit.ID {
		return true
	}
	merged, _ := calendar.ParseMonth(in.Unit.Settings.MergedFrom)
	return in.Predecessors[unit] != "" && month < merged
}

// takeBatch puts a count of a response that is counted apart where a report looks for it.
func takeBatch(in *report.Input, c survey.Count, state report.BatchState) {
	switch {
	case c.By != survey.ByChannel && survey.OfResponses(c.Question): // stays in the month whatever is decided
		c.Batch = 0
		take(in, c)
	case c.By != survey.ByChannel && c.By != survey.Whole: // not kept
	case state == report.Restored:
		take(in, c)
	case c.By == survey.ByChannel && in.Period.Contains(c.Month):
		in.Apart = append(in.Apart, c)
	}
}

// page is what leaders see of the batches of a month that was issued: both figures of each.
func (w *world) page(at int, in report.Input) map[string]report.BatchFigures {
	shown := map[string]report.BatchFigures{}
	for i, b := range w.Batches {
		if first, ok := w.issued[lump{b.unit, b.month}]; ok && first <= at && b.unit == in.Unit.ID && calendar.MonthPeriod(b.month) == in.Period {
			shown[fmt.Sprint("batch ", i+1)] = report.WithBatch(in, int32(i+1))
		}
	}
	return shown
}

// looks lets leaders look at the page of batches: of every month that has ended.
func (p *player) looks() {
	for at := len(p.Steps) - 1; at >= 0 && at >= len(p.Steps)-12; at-- {
		s := p.Steps[at]
		if s.do == hand && s.period.Length() == calendar.Monthly && slices.ContainsFunc(p.Batches, func(b batchOf) bool { return b.unit == s.unit && calendar.MonthPeriod(b.month) == s.period }) {
			p.Steps = append(p.Steps, step{look, s.unit, s.period, s.now})
		}
	}
}
