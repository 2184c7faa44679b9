package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/say"
)

// standings is the sheet that puts the units side by side.
func (b *book) standings(c report.Comparison) {
	p := b.page(wordSheetSummary, []float64{9, 34, 12, 12, 12, 12, 12, 12, 13, 26, 50}, wordTitleUnits, say.Unit(c.Unit.Name, c.Unit.Note)+" – "+c.Days.Label(wordPeriod(c.Period)))
	p.say(kSentence, say.Questionnaire(c.Form.Title, c.Form.ID))
	p.say(kSentence, wordAsOf(c.AsOf))
	for _, s := range c.Cautions {
		p.say(kNote, "• "+s)
	}
	p.say(kNote, wordEmptyNote())
	fields := []field{
		{head: wordHeadRank, kind: kMiddle}, {head: wordHeadUnit, kind: kText}, {head: wordHeadReturned, kind: kCount}, {head: wordHeadAnswers, kind: kCount},
		{head: wordHeadSatisfied, kind: kShare}, {head: wordHeadLow, kind: kShare, group: wordGroupInterval}, {head: wordHeadHigh, kind: kShare, group: wordGroupInterval},
		{head: wordHeadMean, kind: kDecimal}, {head: wordHeadResponse, kind: kShare}, {head: wordHeadWhyNot, kind: kText}, {head: wordHeadRemark, kind: kText},
	}
	first := p.row
	p.heads(fields)
	p.freeze(first)
	at := block{p.row, p.row + len(c.Units) - 1}
	shown := 0
	for _, s := range c.Units {
		if s.Score != nil {
			shown++
		}
		p.record(fields, record{cells: append(append([]any{rankText(s), s.Name, s.Returned, s.N}, scoreCells(s.Score, s.N)...), responseOf(s.Response), s.Why, wordUnitRemark(s))})
	}
	all := record{bold: true, cells: append([]any{nil, wordTotal, c.Returned, c.N}, scoreCells(c.Score, c.N)...)}
	p.record(fields, all)
	if c.Mean != nil {
		p.record(fields, record{bold: true, cells: []any{nil, wordUnitsMean, nil, nil, *c.Mean}})
	}
	p.say(kNote, wordUnitsNote)
	if shown > 0 {
		p.skip(1)
		drawn := p.unitsChart(at)
		drawn.Format.AltText = wordAltUnits(c)
		p.place(1, p.row, drawn)
	}
}

// unitsChart draws the shares of all units as bars, so that their names can be read.
func (p *page) unitsChart(units block) *excelize.Chart {
	const share, bar, rest = 4, 26, 120
	c := chart(excelize.Bar, wordChartUnits)
	c.Series = []excelize.ChartSeries{{
		Name: p.cells(share, block{units.first - 2, units.first - 2}), Categories: p.cells(1, units), Values: p.cells(share, units), Fill: solid(shareColor),
		DataLabel: excelize.ChartDataLabel{Font: *letters(11)},
	}}
	c.Legend = excelize.ChartLegend{Position: "none"}
	c.PlotArea = excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: formatShare}}
	c.XAxis.ReverseOrder = true
	c.YAxis = shareAxis()
	c.YAxis.TickLabelPosition = excelize.ChartTickLabelHigh
	c.Dimension.Height = uint(rest + bar*(units.last-units.first+1))
	return c
}

// form03Units is Mẫu 03 over the units. A comparison knows their satisfaction; their points stand in their own workbooks.
func (b *book) form03Units(c report.Comparison) {
	fields := []field{{head: wordHeadNumber, kind: kMiddle}, {head: wordHeadUnit, kind: kText}, {head: wordHeadForms, kind: kCount}}
	widths := []float64{6, 34, 10}
	for number := 1; number <= 9; number++ {
		fields, widths = append(fields, field{head: fmt.Sprint(number), kind: kDecimal, group: wordGroupPoints}), append(widths, 7)
	}
	fields = append(fields, field{head: wordHeadSum, kind: kDecimal}, field{head: wordHeadSatisfied, kind: kShare}, field{head: wordHeadClass, kind: kMiddle}, field{head: wordHeadRank, kind: kMiddle})
	p := b.page(wordSheet03, append(widths, 10, 14, 12, 9), wordTitle03, wordFormerMark, say.Unit(c.Unit.Name, c.Unit.Note), wordEvaluated(c.Days, c.Period))
	first := p.row
	p.heads(fields)
	p.freeze(first)
	points := make([]any, 10) // of nine indices and their sum
	for i, s := range c.Units {
		var share any
		if s.Score != nil {
			share = vnum.Fraction(s.Score.Satisfied, s.N)
		}
		cells := append([]any{fmt.Sprint(i + 1), s.Name, s.N}, points...)
		p.record(fields, record{cells: append(cells, share, nil, rankText(s))})
	}
	if c.Mean != nil {
		p.record(fields, record{bold: true, cells: append(append([]any{nil, wordUnitsMean, c.N}, points...), *c.Mean)})
	}
	for _, n := range []string{wordRoundedNote, wordTotalNote, wordUnitsPointsNote, wordUnitsRankNote(), wordUnitsThreeNote} {
		p.say(kNote, n)
	}
}

// rankText is empty for a unit without one: its place would be drawn by lot.
func rankText(s report.Standing) string {
	if s.Rank == 0 {
		return ""
	}
	return fmt.Sprint(s.Rank)
}
