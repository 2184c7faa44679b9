package report

import (
	"image"
	"image/color"
	"slices"

	"motcua/internal/vnum"
)

const (
	barHeight = 56
	barGap    = 4 // between the parts of a bar
	sliver    = 8 // px; the least width of a part that somebody chose
	rounding  = 8
)

// legend names the colours, in as many rows as it takes.
func (c *card) legend() {
	scale := c.scale()
	if len(scale) == 0 {
		return
	}
	const swatch, between, gap = 30, 12, 34
	x := margin
	bottom := c.y
	for _, o := range scale {
		w := swatch + between + c.width(o.Label, body)
		if x > margin && x+w > ChartWidth-margin {
			x, c.y = margin, bottom+8
		}
		c.box(image.Rect(x, c.y+5, x+swatch, c.y+5+swatch), rounding, shade(o.Value))
		at := x + swatch + between
		bottom = max(bottom, c.paragraph(at, c.y, ChartWidth-margin-at, o.Label, body, muted))
		x += w + gap
	}
	c.y = bottom + 32
}

// scale is the list of options that the bars are made of; empty when no question may be shown.
func (c *card) scale() []Choice {
	for _, r := range c.f.Rated {
		if len(r.Distribution) > 0 {
			return r.Distribution
		}
	}
	return nil
}

// questions draws one stacked bar for each question on the scale, unless none of them may be shown.
func (c *card) questions() {
	if len(c.scale()) == 0 {
		return
	}
	column := 0 // room for the largest n, so that all shares stand below each other
	for _, r := range c.f.Rated {
		column = max(column, c.width(chartN(r.N), body))
	}
	for _, r := range c.f.Rated {
		c.caption(r, column)
		c.bar(r)
	}
	c.y += 12
}

func (c *card) bar(r Rating) {
	bar := image.Rect(margin, c.y, ChartWidth-margin, c.y+barHeight)
	if r.Score == nil {
		c.box(bar, rounding, track)
		c.text(bar.Min.X+20, bar.Min.Y+39, fewShort(r.N), body, muted)
	} else {
		c.stack(bar, r)
	}
	c.y += barHeight + 26
}

// caption is the label of a question on the left and its figures on the right of the same line.
func (c *card) caption(r Rating, column int) {
	const gap = 20
	baseline := c.y + strong.ascent()
	n := chartN(r.N)
	c.text(ChartWidth-margin-c.width(n, body), baseline, n, body, muted)
	x := ChartWidth - margin - column
	if r.Score != nil {
		share := vnum.Percent(r.Score.Share)
		x -= c.width(share, strong) + gap
		c.text(x, baseline, share, strong, strongGood)
	}
	c.y = c.paragraph(margin, c.y, x-gap-margin, r.Label, strong, ink) + 8
}

// stack draws the parts of a bar, with a percentage where there is room for it.
func (c *card) stack(bar image.Rectangle, r Rating) {
	x := bar.Min.X
	for i, w := range widths(r.Distribution, bar.Dx()) {
		if w == 0 {
			continue
		}
		part := r.Distribution[i]
		col := shade(part.Value)
		c.box(image.Rect(x, bar.Min.Y, x+w, bar.Max.Y), rounding, col)
		label := whole(part.Share)
		if lw := c.width(label, strong); lw+16 <= w {
			c.text(x+(w-lw)/2, bar.Min.Y+39, label, strong, lettering(col))
		}
		x += w + barGap
	}
}

// widths shares the width of a bar among its parts, leaving the gaps between them. A part that somebody
// chose is never thinner than sliver; what that takes is taken from the widest. One that nobody chose
// has no width. Together with the gaps the parts fill the bar exactly.
func widths(parts []Choice, width int) []int {
	out := make([]int, len(parts))
	used, widest := 0, 0
	room := width + barGap
	for _, p := range parts {
		if p.N > 0 {
			room -= barGap
		}
	}
	for i, p := range parts {
		if p.N == 0 {
			continue
		}
		out[i] = max(sliver, int(p.Share*float64(room)))
		used += out[i]
		if out[i] > out[widest] {
			widest = i
		}
	}
	if used > 0 {
		out[widest] += room - used
	}
	return out
}

// fields draws the share of each field that may be shown, with its interval as a line.
func (c *card) fields() {
	const most = 8
	rows := namedFirst(c.f.ByField.Shown())
	if len(rows) < 2 {
		return
	}
	c.y += 8
	c.y = c.paragraph(margin, c.y, inner, byField, style{40, true}, ink)
	c.y = c.paragraph(margin, c.y, inner, fieldsNote, body, muted) + 16
	for _, r := range rows[:min(most, len(rows))] {
		c.field(r)
	}
	if rest := moreFields(len(rows)-most, c.f.ByField); rest != "" {
		c.y = c.paragraph(margin, c.y, inner, rest, body, muted)
	}
	c.y += 28
}

// namedFirst puts the visits whose field is not known last.
func namedFirst(rows []Row) []Row {
	slices.SortStableFunc(rows, func(a, b Row) int {
		switch {
		case a.Key != "" && b.Key == "":
			return -1
		case a.Key == "" && b.Key != "":
			return 1
		}
		return 0
	})
	return rows
}

func (c *card) field(r Row) {
	const (
		labelWidth = 300
		figures    = 258 // share and n
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
		c.box(image.Rect(left, middle-height/2, max(at(r.Score.Share), left+sliver), middle+height/2), rounding, good)
	}
	c.whisker(at(r.Score.Low), at(r.Score.High), middle, ink)

	baseline := middle + 11
	share, n := vnum.Percent(r.Score.Share), chartN(r.N)
	c.text(right+gap, baseline, share, strong, strongGood)
	c.text(ChartWidth-margin-c.width(n, body), baseline, n, body, muted)
	c.y += rowHeight
}

// whisker is an interval: a line with an end on each side.
func (c *card) whisker(from, to, y int, col color.RGBA) {
	c.fill(image.Rect(from, y-2, to, y+2), col)
	c.fill(image.Rect(from-2, y-8, from+2, y+8), col)
	c.fill(image.Rect(to-2, y-8, to+2, y+8), col)
}
