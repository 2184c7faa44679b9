package report

import (
	"image"
	"image/color"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// canvas collects drawing steps while the height of the picture is not known yet. Its coordinates are
// pixels from the top left.
type canvas struct {
	*typesetter
	steps []func(*painter)
	words []ChartLine
}

// ChartLine is a line of text on a picture, and the box it stands in.
type ChartLine struct {
	Text string
	Box  image.Rectangle
}

// render draws the steps on a white picture of the given size.
func (c *canvas) render(width, height int) *image.Paletted {
	p := newPainter(width, height)
	for _, step := range c.steps {
		step(p)
	}
	return p.img
}

// fill paints a rectangle.
func (c *canvas) fill(r image.Rectangle, col color.RGBA) {
	c.steps = append(c.steps, func(p *painter) { p.fill(r, col) })
}

// box paints a rectangle with rounded corners. The radius shrinks with the rectangle, so that a sliver
// stays a sliver.
func (c *canvas) box(r image.Rectangle, radius float32, col color.RGBA) {
	w, h := float32(r.Dx()), float32(r.Dy())
	radius = min(radius, w/2, h/2)
	const k = 0.5523 // control points of a quarter circle as a cubic curve
	q := radius * (1 - k)
	c.shape(r, col, func(p *vector.Rasterizer) {
		p.MoveTo(radius, 0)
		p.LineTo(w-radius, 0)
		p.CubeTo(w-q, 0, w, q, w, radius)
		p.LineTo(w, h-radius)
		p.CubeTo(w, h-q, w-q, h, w-radius, h)
		p.LineTo(radius, h)
		p.CubeTo(q, h, 0, h-q, 0, h-radius)
		p.LineTo(0, radius)
		p.CubeTo(0, q, q, 0, radius, 0)
		p.ClosePath()
	})
}

// arrow paints a triangle that points up or down.
func (c *canvas) arrow(r image.Rectangle, up bool, col color.RGBA) {
	w, h := float32(r.Dx()), float32(r.Dy())
	tip, base := float32(0), h
	if !up {
		tip, base = h, 0
	}
	c.shape(r, col, func(p *vector.Rasterizer) {
		p.MoveTo(w/2, tip)
		p.LineTo(w, base)
		p.LineTo(0, base)
		p.ClosePath()
	})
}

// shape rasterises in the box of the shape alone: over the whole picture it takes twenty times as long.
func (c *canvas) shape(r image.Rectangle, col color.RGBA, path func(*vector.Rasterizer)) {
	c.steps = append(c.steps, func(p *painter) {
		z := vector.NewRasterizer(r.Dx(), r.Dy())
		path(z)
		mask := image.NewAlpha(r.Sub(r.Min))
		z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
		p.stamp(mask, r.Min, col)
	})
}

// text writes one line with its baseline at y.
func (c *canvas) text(x, y int, s string, st style, col color.RGBA) {
	s = composed(s)
	top := y - st.ascent()
	c.words = append(c.words, ChartLine{s, image.Rect(x, top, x+c.width(s, st), top+st.leading())})
	face := c.face(st)
	c.steps = append(c.steps, func(p *painter) {
		d := font.Drawer{Src: image.Opaque, Face: face}
		box, _ := d.BoundString(s)
		mask := image.NewAlpha(image.Rect(box.Min.X.Floor(), box.Min.Y.Floor(), box.Max.X.Ceil(), box.Max.Y.Ceil()))
		d.Dst, d.Dot = mask, fixed.Point26_6{}
		d.DrawString(s)
		p.stamp(mask, image.Pt(x, y).Add(mask.Rect.Min), col)
	})
}

// paragraph writes s in as many lines as it needs, the first in the line box that begins at y, and gives
// the y below the last.
func (c *canvas) paragraph(x, y, width int, s string, st style, col color.RGBA) int {
	for _, line := range c.wrap(s, st, width) {
		c.text(x, y+st.ascent(), line, st, col)
		y += st.leading()
	}
	return y
}
