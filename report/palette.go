package report

import (
	"image/color"
	"math"
)

// The colours of the chart. The scale runs from teal to brick instead of green to red, with a clear step
// in lightness between neighbours, so that it can be read with red-green blindness, in sunlight and in
// black and white.
var (
	white    = color.RGBA{0xff, 0xff, 0xff, 0xff}
	ink      = color.RGBA{0x16, 0x20, 0x2c, 0xff}
	muted    = color.RGBA{0x4c, 0x5a, 0x69, 0xff}
	hairline = color.RGBA{0xd5, 0xda, 0xe0, 0xff}
	track    = color.RGBA{0xed, 0xf0, 0xf3, 0xff}
	red      = color.RGBA{0xc8, 0x10, 0x2e, 0xff}
	amber    = color.RGBA{0xff, 0xc9, 0x3c, 0xff}
	haze     = color.RGBA{0xd3, 0xea, 0xe7, 0xff}
	cream    = color.RGBA{0xff, 0xf4, 0xd6, 0xff}

	strongAmber = color.RGBA{0x8a, 0x54, 0x00, 0xff}

	strongGood = color.RGBA{0x00, 0x5a, 0x5c, 0xff}
	good       = color.RGBA{0x56, 0xb7, 0xad, 0xff}
	neutral    = color.RGBA{0xdc, 0xe1, 0xe6, 0xff}
	bad        = color.RGBA{0xf0, 0x9c, 0x3a, 0xff}
	strongBad  = color.RGBA{0xad, 0x33, 0x1d, 0xff}
)

// shade is the colour of a value of the satisfaction scale.
func shade(value int) color.RGBA {
	switch {
	case value >= 5:
		return strongGood
	case value == 4:
		return good
	case value == 3:
		return neutral
	case value == 2:
		return bad
	}
	return strongBad
}

// lettering is white or ink, whichever reads better on the background.
func lettering(background color.RGBA) color.RGBA {
	if contrast(white, background) > contrast(ink, background) {
		return white
	}
	return ink
}

// contrast is the contrast ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b color.RGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
