package report

import (
	"image"
	"image/color"
	"slices"
)

// fieldsShown is how many fields are drawn: the lowest of them, since those are what something can be done about.
const fieldsShown = 8

// fields draws the share of each field that may be shown, the lowest first, with its interval as a line. Amber are those
// whose whole interval lies below LowShare, if that is not by chance.
func (c *card) fields() {
	rows := slices.DeleteFunc(lowestFirst(c.f.ByField.Shown()), func(r Row) bool { return r.Key == keyApart })
	if len(rows) < 2 {
		return
	}
	c.y += 8
	c.y = c.paragraph(margin, c.y, inner, wordByField+c.f.MarkAll(), style{40, true}, ink)
	low := slices.ContainsFunc(rows, func(r Row) bool { return r.Low })
	c.y = c.paragraph(margin, c.y, inner, wordFieldsNote(low), body, muted) + 16
	for _, r := range rows[:min(fieldsShown, len(rows))] {
		c.field(r)
	}
	if rest := wordMoreFields(rows[min(fieldsShown, len(rows)):], c.f.ByField); rest != "" {
		c.y = c.paragraph(margin, c.y, inner, rest, body, muted)
	}
	c.y += 28
}

// lowestFirst orders rows by their share; visits whose field is not known are last, since nobody can improve them.
func lowestFirst(rows []Row) []Row {
	slices.SortStableFunc(rows, func(a, b Row) int {
		switch {
		case below(a, b):
			return -1
		case below(b, a):
			return 1
		}
		return 0
	})
	return namedFirst(rows)
}

// namedFirst puts the visits whose field is not known last.
func namedFirst(rows []Row) []Row {
	slices.SortStableFunc(rows, func(a, b Row) int {
		return unnamed(a) - unnamed(b)
	})
	return rows
}

// unnamed orders rows by how little their name says: a field, none given, and several together.
func unnamed(r Row) int {
	switch r.Key {
	case "":
		return 1
	case keyApart:
		return 2
	}
	return 0
}

func (c *card) field(r Row) {
	const (
		labelWidth = 290
		figures    = 290 // share and number of answers
		gap        = 22
		height     = 32
	)
	lines := c.wrap(r.Label, body, labelWidth)
	rowHeight := max(1, len(lines))*body.leading() + 14
	bottom := c.paragraph(margin, c.y, labelWidth, r.Label, body, ink)
	middle := (c.y + bottom) / 2
	left, right := margin+labelWidth+gap, ChartWidth-margin-figures-gap
	at := func(share float64) int { return left + int(share*float64(right-left)) }
	c.box(image.Rect(left, middle-height/2, right, middle+height/2), rounding, track)
	if r.Score.Satisfied > 0 {
		c.box(image.Rect(left, middle-height/2, max(at(r.Score.Share), left+sliver), middle+height/2), rounding, barColor(r.Low))
	}
	c.whisker(at(r.Score.Low), at(r.Score.High), middle, ink)

	baseline := middle + 11
	share, n := shareOf(r.Score, r.N), wordChartN(r.N)
	c.text(right+gap, baseline, share, strong, figureColor(r.Low))
	c.text(ChartWidth-margin-c.width(n, body), baseline, n, body, muted)
	c.y += rowHeight
}

// barColor is amber for what is clearly low.
func barColor(low bool) color.RGBA {
	if low {
		return bad
	}
	return good
}

// figureColor is that of the share beside a bar, dark enough to be read.
func figureColor(low bool) color.RGBA {
	if low {
		return strongAmber
	}
	return strongGood
}

// whisker is an interval: a line with an end on each side.
func (c *card) whisker(from, to, y int, col color.RGBA) {
	c.fill(image.Rect(from, y-2, to, y+2), col)
	c.fill(image.Rect(from-2, y-8, from+2, y+8), col)
	c.fill(image.Rect(to-2, y-8, to+2, y+8), col)
}
