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
		{annex{annexCharts, titleCharts}, drawn(f) && len(charts.Figures)+len(charts.Trend) > 0},
		{annex{annexTables, titleTables}, len(f.ByPoint.Shown()) > 1 || len(f.BySlip.Shown()) > 1 || len(f.Trend) > 0},
		{annex{annexNine, titleNine}, f.Nine != nil},
		{annex{annexMisses, titleMisses}, len(f.Misses) > 0},
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
		return annexWord
	}
	return annexWord + " " + [...]string{"I", "II", "III", "IV"}[i]
}

// appendices are the sections behind the signature.
func (d *draft) appendices() []docx.Section {
	var sections []docx.Section
	for i, a := range d.annex {
		d.blocks = []docx.Block{
			docx.Text(stAnnex, annexName(i, len(d.annex))),
			docx.Text(stAnnexName, a.title),
			docx.Text(stAnnexTo, attachedTo(d.s, d.f.GeneratedAt)),
		}
		switch a.kind {
		case annexCharts:
			d.pictures()
		case annexTables:
			d.moreTables()
		case annexNine:
			d.nine()
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
	}{{d.charts.Figures, chartAlt(d.f)}, {d.charts.Trend, trendAlt(d.f)}} {
		if len(p.png) > 0 {
			d.add(docx.Picture{Style: stPicture, PNG: p.png, Alt: p.alt, Width: pictureWidth, Height: pictureHeight})
		}
	}
}

func (d *draft) moreTables() {
	f := d.f
	if len(f.ByPoint.Shown()) > 1 {
		d.split(captionPoints, headPoint, f.ByPoint)
	}
	if len(f.BySlip.Shown()) > 1 {
		d.split(captionSlips, headSlip, f.BySlip)
	}
	if len(f.Trend) > 0 {
		var rows []row
		for _, p := range f.Trend {
			rows = append(rows, row{cells: append([]string{p.Label, vnum.Integer(p.N)}, scoreCells(p.Score, p.N)...)})
		}
		d.table(captionTrend, splitColumns(headMonth), rows, fewNote(rows))
	}
}

// nine is the table of the old form's nine indices, with the columns of Mẫu 02 that the unit fills itself left open.
func (d *draft) nine() {
	n := d.f.Nine
	var rows []row
	for _, x := range n.Indices {
		points, note := withheld, x.Note
		if x.Points != nil {
			points = x.Points.String()
		}
		rows = append(rows, row{cells: []string{fmt.Sprint(x.Number), x.Text, indexMost, points, "", note}})
	}
	sum := withheld
	if n.Total != nil {
		sum = n.Total.String()
	}
	rows = append(rows, row{sum: true, cells: []string{"", total, indicesMost, sum, "", string(n.Class)}})
	d.table(captionNine, []column{
		{headIndex, 700, middle}, {headIndexName, 3671, text}, {headMost, 1050, middle},
		{headOwn, 1050, middle}, {headChecked, 1100, middle}, {headRemark, 1500, text},
	}, rows, n.Text)
}

func (d *draft) misses() {
	var rows []row
	for i, m := range d.f.Misses {
		rows = append(rows, row{cells: []string{fmt.Sprint(i + 1), missText(m), vnum.Integer(m.N)}})
	}
	d.table(captionMisses, []column{{headNumber, 700, middle}, {headMiss, 6871, text}, {headTimes, 1500, number}}, rows, missesNote(d.f))
	d.say(promptNames)
}
