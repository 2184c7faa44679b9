package report

import (
	"image"
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
		column = max(column, c.width(wordChartN(r.N), body))
	}
	for _, r := range c.f.Rated {
		c.caption(r, column)
		c.bar(r)
	}
	if slices.ContainsFunc(c.f.Rated, func(r Rating) bool { return r.Low }) {
		c.y = c.paragraph(margin, c.y, inner, wordAmberShare(), body, muted)
	}
	c.y += 12
}

func (c *card) bar(r Rating) {
	bar := image.Rect(margin, c.y, ChartWidth-margin, c.y+barHeight)
	if r.Score == nil {
		c.box(bar, rounding, track)
		c.text(bar.Min.X+20, bar.Min.Y+39, wordFewShort(r.N), body, muted)
	} else {
		c.stack(bar, r)
	}
	c.y += barHeight + 26
}

// caption is the label of a question on the left and its figures on the right of the same line.
func (c *card) caption(r Rating, column int) {
	const gap = 20
	baseline := c.y + strong.ascent()
	n := wordChartN(r.N)
	c.text(ChartWidth-margin-c.width(n, body), baseline, n, body, muted)
	x := ChartWidth - margin - column
	if r.Score != nil {
		share := shareOf(r.Score, r.N)
		x -= c.width(share, strong) + gap
		c.text(x, baseline, share, strong, figureColor(r.Low))
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
		label := vnum.WholeOf(part.N, r.N)
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
