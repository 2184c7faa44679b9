package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"motcua/report"
)

// Sizes of charts, in pixels and in rows of usual height.
const (
	chartWidth  = 610
	chartHeight = 360
	chartRows   = 19
	shareColor  = "2E75B6"
)

// levelColors go from "Rất hài lòng" to "Rất không hài lòng". They can be told apart without seeing red or green.
func levelColors() []string { return []string{"2166AC", "67A9CF", "D9D9D9", "EF8A62", "B2182B"} }

// Columns of the table of rated questions, from 0.
const (
	colLevels = 1
	colShare  = 9
)

// colTrendShare is the column of the share in the table of the trend.
const colTrendShare = 3

// pictures draws the shares of the questions, and what they are made of, if any is published.
func (p *page) pictures(f report.Figures, rated block) {
	shown := 0
	for _, r := range f.Rated {
		if r.Score != nil {
			shown++
		}
	}
	if shown == 0 {
		return
	}
	p.skip(1)
	at := p.row
	shares, levels := p.shareChart(rated), p.levelChart(rated)
	shares.Format.AltText, levels.Format.AltText = wordAltShares(f), wordAltLevels(f)
	p.place(0, at, shares)
	p.place(7, at, levels)
	p.skip(chartRows)
}

func (p *page) shareChart(rated block) *excelize.Chart {
	c := chart(excelize.Col, wordChartShares)
	c.Series = []excelize.ChartSeries{{
		Name: p.cells(colShare, block{rated.first - 2, rated.first - 2}), Categories: p.cells(0, rated), Values: p.cells(colShare, rated),
		Fill: solid(shareColor), DataLabel: excelize.ChartDataLabel{Font: *letters(11)},
	}}
	c.Legend = excelize.ChartLegend{Position: "none"}
	c.PlotArea = excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: formatShare}}
	c.YAxis = shareAxis()
	return c
}

func (p *page) levelChart(rated block) *excelize.Chart {
	c := chart(excelize.BarPercentStacked, wordChartLevels)
	for i, color := range levelColors() {
		c.Series = append(c.Series, excelize.ChartSeries{
			Name: p.cells(colLevels+i, block{rated.first - 1, rated.first - 1}), Categories: p.cells(0, rated), Values: p.cells(colLevels+i, rated),
			Fill: solid(color),
		})
	}
	c.Legend = excelize.ChartLegend{Position: "bottom", Font: letters(11)}
	c.XAxis.ReverseOrder = true
	c.YAxis = shareAxis()
	c.YAxis.TickLabelPosition = excelize.ChartTickLabelHigh // below: the order of the rows turned it over
	return c
}

// trendPicture draws the months below their table.
func (p *page) trendPicture(points []report.TrendMonth, months block) {
	c := chart(excelize.Line, wordChartTrend)
	c.Format.AltText = wordAltTrend(points)
	c.Series = []excelize.ChartSeries{{
		Name: p.cells(colTrendShare, block{months.first - 2, months.first - 2}), Categories: p.cells(0, months), Values: p.cells(colTrendShare, months),
		Line: excelize.LineOptions{Width: 2.25, Fill: solid(shareColor)}, Marker: excelize.ChartMarker{Symbol: "circle", Size: 7, Fill: solid(shareColor)},
		DataLabel: excelize.ChartDataLabel{Font: *letters(11)}, DataLabelPosition: excelize.ChartDataLabelsPositionAbove,
	}}
	c.Legend = excelize.ChartLegend{Position: "none"}
	c.PlotArea = excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: formatShare}}
	c.YAxis = shareAxis()
	c.Dimension.Width = 2 * chartWidth // room for the names of twelve months
	p.skip(1)
	p.place(0, p.row, c)
	p.skip(chartRows)
}

// chart is one with what all have in common. A withheld value is a gap.
func chart(kind excelize.ChartType, title string) *excelize.Chart {
	return &excelize.Chart{
		Type:         kind,
		Title:        excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Family: typeFace, Size: 13, Bold: true, Color: "000000"}}}},
		XAxis:        excelize.ChartAxis{Font: *letters(11)},
		Dimension:    excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		Format:       excelize.GraphicOptions{AltText: title, Positioning: "oneCell"},
		ShowBlanksAs: "gap",
	}
}

// shareAxis goes from none to all: cut off, differences would look larger than they are.
func shareAxis() excelize.ChartAxis {
	none, all := 0.0, 1.0
	return excelize.ChartAxis{Minimum: &none, Maximum: &all, MajorUnit: 0.2, MajorGridLines: true, Font: *letters(11), NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0%"}}
}

func letters(size float64) *excelize.Font {
	return &excelize.Font{Family: typeFace, Size: size, Color: "000000"}
}

func solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// place puts a chart with its corner at a cell.
func (p *page) place(col, row int, c *excelize.Chart) {
	p.keep(p.file.AddChart(p.sheet, p.at(col, row), c))
}

// cells names the cells of one column for a chart.
func (p *page) cells(col int, rows block) string {
	name := p.columnAt(col)
	if rows.first == rows.last {
		return fmt.Sprintf("'%s'!$%s$%d", p.sheet, name, rows.first)
	}
	return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", p.sheet, name, rows.first, name, rows.last)
}
