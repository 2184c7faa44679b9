package report

import (
	"image"
	"image/color"

	"motcua/report/say"
)

// hero is the headline figure with its interval, its change, and a caution when it rests on few responses.
func (c *card) hero() {
	o := c.f.Headline()
	switch {
	case o == nil:
		c.y = c.paragraph(margin, c.y, inner, say.NoHeadline, lead, ink)
	case o.Score == nil:
		c.notice(say.Few(o.N, MinShown))
	default:
		c.share(*o)
		if c.f.Evidence.leads() {
			c.y = c.paragraph(margin, c.y, inner, wordVisitsOnly, body, ink)
		}
		c.change()
		if c.f.nothingDiffers() {
			c.y = c.paragraph(margin, c.y, inner, wordNothingDiffers, body, muted)
		}
		if o.N < MinReliable {
			c.y += 12
			c.notice(wordSmall(o.N))
		}
	}
	c.y += 32
}

// share writes the share as large as it gets, and what it is beside it.
func (c *card) share(o Rating) {
	const gap = 32
	st := style{128, true}
	number := shareOf(o.Score, o.N)
	c.text(margin-4, c.y+114, number, st, strongGood)

	x := margin + c.width(number, st) + gap
	width := ChartWidth - margin - x
	y := c.y + 2
	for _, line := range []struct {
		text  string
		style style
		color color.RGBA
	}{
		{lower(wordSatisfied), leadBold, ink},
		{wordChartCount(o), lead, ink},
		{wordInterval(*o.Score), body, muted},
	} {
		y = c.paragraph(x, y, width, line.text, c.fit(line.text, line.style, smallest, width), line.color)
	}
	c.y = max(c.y+148, y+12)
}

// change says how the headline moved. Only a change that can be told from chance is coloured.
func (c *card) change() {
	ch, _ := c.f.HeadlineChanges()
	if ch == nil || ch.Points == nil {
		c.y = c.paragraph(margin, c.y, inner, c.f.changeText(ch), body, muted)
		return
	}
	col := muted
	switch ch.Verdict {
	case Up:
		col = strongGood
	case Down:
		col = strongBad
	}
	x := margin
	if !ch.still() {
		c.arrow(image.Rect(x, c.y+12, x+28, c.y+36), *ch.Points > 0, col)
		x += 44
	}
	move := sentence(wordMove(*ch))
	c.y = c.paragraph(x, c.y, inner-(x-margin), move, c.fit(move, leadBold, smallest, inner-(x-margin)), col)
	c.y = c.paragraph(x, c.y, inner-(x-margin), wordCertainty(*ch), body, muted)
}

// notice is a caution on a coloured panel.
func (c *card) notice(s string) {
	const pad, edge = 20, 10
	top, back := c.y, len(c.steps)
	c.y = c.paragraph(margin+edge+pad, c.y+pad-4, inner-edge-2*pad, s, strong, ink) + pad
	c.behind(back, image.Rect(margin+edge, top, ChartWidth-margin, c.y), cream)
	c.behind(back, image.Rect(margin, top, margin+4*edge, c.y), amber)
}
