package report

import (
	"image"
	"image/color"
)

// painter puts colours on a picture with a palette. Edges are smoothed in levels steps only: a card then
// needs fewer than 256 colours, and its file is a fifth of what a full-colour one takes, which counts on
// a commune's mobile data.
type painter struct {
	img   *image.Paletted
	mixes map[mix]uint8
}

// mix is a colour put over another one, both by palette index, covering level/levels of the pixel.
type mix struct{ under, over, level uint8 }

const levels = 12

func newPainter(width, height int) *painter {
	return &painter{
		img:   image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{white}),
		mixes: map[mix]uint8{},
	}
}

// fill paints the part of r that lies in the picture.
func (p *painter) fill(r image.Rectangle, col color.RGBA) {
	r = r.Intersect(p.img.Rect)
	over := p.index(col)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := p.img.Pix[p.img.PixOffset(r.Min.X, y):p.img.PixOffset(r.Max.X, y)]
		for i := range row {
			row[i] = over
		}
	}
}

// stamp paints col through a mask whose top left corner is put at the given point.
func (p *painter) stamp(mask *image.Alpha, at image.Point, col color.RGBA) {
	over := p.index(col)
	shift := at.Sub(mask.Rect.Min)
	r := mask.Rect.Add(shift).Intersect(p.img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		to := p.img.Pix[p.img.PixOffset(r.Min.X, y):p.img.PixOffset(r.Max.X, y)]
		from := mask.Pix[mask.PixOffset(r.Min.X-shift.X, y-shift.Y):]
		for i := range to {
			if level := uint8((int(from[i])*levels + 127) / 255); level > 0 {
				to[i] = p.mixed(mix{to[i], over, level})
			}
		}
	}
}

func (p *painter) mixed(m mix) uint8 {
	if m.level == levels || m.under == m.over {
		return m.over
	}
	i, ok := p.mixes[m]
	if !ok {
		i = p.index(blend(p.at(m.under), p.at(m.over), int(m.level)))
		p.mixes[m] = i
	}
	return i
}

func (p *painter) at(i uint8) color.RGBA { return p.img.Palette[i].(color.RGBA) }

// index finds a colour in the palette or adds it; when the palette is full it takes the nearest.
func (p *painter) index(col color.RGBA) uint8 {
	for i, have := range p.img.Palette {
		if have == col {
			return uint8(i)
		}
	}
	if len(p.img.Palette) == 256 {
		return uint8(p.img.Palette.Index(col))
	}
	p.img.Palette = append(p.img.Palette, col)
	return uint8(len(p.img.Palette) - 1)
}

func blend(under, over color.RGBA, level int) color.RGBA {
	part := func(a, b uint8) uint8 {
		return uint8((int(a)*(levels-level) + int(b)*level + levels/2) / levels)
	}
	return color.RGBA{part(under.R, over.R), part(under.G, over.G), part(under.B, over.B), 0xff}
}
