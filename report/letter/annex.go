package letter

import (
	"fmt"
	"slices"

	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/letter/docx"
)

// annex is one of the appendices (III.1). Each is a section of its own with its own page numbers.
type annex struct {
	kind  annexKind
	title string
}

type annexKind int

const (
	annexCharts annexKind = iota
	annexTables
	annexNine
	annexMisses
)

// annexes are those there is something for.
func annexes(f report.Figures, charts Charts) []annex {
	var all []annex
	for _, a := range []struct {
		annex
		there bool
	}{
		{annex{annexCharts, wordTitleCharts}, drawn(f) && len(charts.Figures)+len(charts.Trend) > 0},
		{annex{annexTables, wordTitleTables}, len(f.ByPoint.Shown()) > 1 || len(f.BySlip.Shown()) > 1 || len(f.Trend) > 0},
		{annex{annexNine, wordTitleIndices}, f.Indices != nil},
		{annex{annexMisses, wordTitleMisses}, len(f.Misses) > 0},
	} {
		if a.there {
			all = append(all, a.annex)
		}
	}
	return all
}

// drawn reports whether the pictures show any share.
func drawn(f report.Figures) bool {
	return len(f.Trend) > 0 || slices.ContainsFunc(f.Rated, func(r report.Rating) bool { return r.Score != nil })
}

// annexNumber is how the letter refers to an annex: "Phụ lục II", or "Phụ lục" if it is the only one; "" if it is not
// there.
func annexNumber(all []annex, kind annexKind) string {
	for i, a := range all {
		if a.kind == kind {
			return annexName(i, len(all))
		}
	}
	return ""
}

func annexName(i, of int) string {
	if of == 1 {
		return wordAnnex
	}
	return wordAnnex + " " + [...]string{"I", "II", "III", "IV"}[i]
}

// appendices are the sections behind the signature.
func (d *draft) appendices() []docx.Section {
	var sections []docx.Section
	for i, a := range d.annex {
		d.blocks = []docx.Block{
			docx.Text(stAnnex, annexName(i, len(d.annex))),
			docx.Text(stAnnexName, a.title),
			docx.Text(stAnnexTo, wordAttachedTo(d.s, d.f.GeneratedAt)),
		}
		switch a.kind {
		case annexCharts:
			d.pictures()
		case annexTables:
			d.moreTables()
		case annexNine:
			d.indices()
		case annexMisses:
			d.misses()
		}
		sections = append(sections, docx.Section{Blocks: d.blocks})
	}
	return sections
}

// The largest a picture may be, so that its annex's heading fits above it.
const (
	pictureWidth  = 7370 // 130 mm
	pictureHeight = 11900
)

func (d *draft) pictures() {
	for _, p := range []struct {
		png []byte
		alt string
	}{{d.charts.Figures, wordChartAlt(d.f)}, {d.charts.Trend, wordTrendAlt(d.f)}} {
		if len(p.png) > 0 {
			d.add(docx.Picture{Style: stPicture, PNG: p.png, Alt: p.alt, Width: pictureWidth, Height: pictureHeight})
		}
	}
}

func (d *draft) moreTables() {
	f := d.f
	if len(f.ByPoint.Shown()) > 1 {
		d.split(wordCaptionPoints+f.MarkAll(), wordHeadPoint, f.ByPoint)
	}
	if len(f.BySlip.Shown()) > 1 {
		d.split(wordCaptionSlips+f.MarkAll(), wordHeadSlip, f.BySlip)
	}
	if len(f.Trend) > 0 {
		var rows []row
		for _, p := range f.Trend {
			rows = append(rows, row{cells: append([]string{p.MonthText(), vnum.Integer(p.N)}, scoreCells(p.Score, p.N)...)})
		}
		d.table(wordCaptionTrend+f.MarkAll(), splitColumns(wordHeadMonth), rows, join(wordPartlyNote(f.Trend), wordFewNote(rows)))
	}
}

// indices is the table of the former framework's nine indices, with the columns of Mẫu 02 that the unit fills itself left open.
func (d *draft) indices() {
	n := d.f.Indices
	var rows []row
	for _, x := range n.Indices {
		points, note := wordWithheld, x.Note
		if x.Points != nil {
			points = x.Points.String()
		}
		rows = append(rows, row{cells: []string{fmt.Sprint(x.Number), x.Text, wordIndexMost, points, "", note}})
	}
	sum := wordWithheld
	if n.Total != nil {
		sum = n.Total.String()
	}
	rows = append(rows, row{sum: true, cells: []string{"", wordTotal, wordIndicesMost, sum, "", string(n.Class)}})
	d.table(wordCaptionIndices, []column{
		{wordHeadIndex, 700, middle}, {wordHeadIndexName, 3671, text}, {wordHeadMost, 1050, middle},
		{wordHeadOwn, 1050, middle}, {wordHeadChecked, 1100, middle}, {wordHeadRemark, 1500, text},
	}, rows, n.Text)
}

func (d *draft) misses() {
	var rows []row
	for i, m := range d.f.Misses {
		rows = append(rows, row{cells: []string{fmt.Sprint(i + 1), wordMiss(m), vnum.Integer(m.N)}})
	}
	d.table(wordCaptionMisses, []column{{wordHeadNumber, 700, middle}, {wordHeadMiss, 6871, text}, {wordHeadTimes, 1500, number}}, rows, wordMissesNote(d.f))
	d.say(wordPromptNames)
}
