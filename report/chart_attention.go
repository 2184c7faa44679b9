package report

import (
	"image"
	"image/color"
)

// attention names the gravest findings, as the digest does.
func (c *card) attention() {
	gravest := c.f.attention()
	if len(gravest) == 0 {
		return
	}
	const pad, sign, gap = 24, 30, 16
	top, back := c.y, len(c.steps)
	c.y = c.paragraph(margin+pad, c.y+pad-4, inner-2*pad, wordAttention, style{36, true}, ink) + 8
	for _, found := range gravest {
		c.warning(image.Rect(margin+pad, c.y+6, margin+pad+sign, c.y+6+sign-4), signColor(found.Kind))
		x := margin + pad + sign + gap
		c.y = c.paragraph(x, c.y, ChartWidth-margin-pad-x, found.Text, body, ink) + 10
	}
	c.y += pad - 14
	c.behind(back, image.Rect(margin, top, ChartWidth-margin, c.y), cream)
	c.y += 32
}

// warning is a triangle with a stroke in it.
func (c *card) warning(r image.Rectangle, col color.RGBA) {
	c.arrow(r, true, col)
	x := (r.Min.X + r.Max.X) / 2
	c.fill(image.Rect(x-2, r.Min.Y+10, x+2, r.Min.Y+18), cream)
	c.fill(image.Rect(x-2, r.Max.Y-6, x+2, r.Max.Y-2), cream)
}

// signColor is red for what nobody may be asked, and dark amber for the rest.
func signColor(kind FindingKind) color.RGBA {
	if kind == FindingOutside {
		return red
	}
	return strongAmber
}
