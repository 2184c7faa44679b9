package report

import (
	"image/color"
	"math"
	"testing"
)

// Text reads on everything it is put on: WCAG asks 4.5, and 3 for large bold figures.
func TestContrast(t *testing.T) {
	for value := 1; value <= 5; value++ {
		if c := contrast(lettering(shade(value)), shade(value)); c < 4.5 {
			t.Errorf("figures on value %d have contrast %.1f", value, c)
		}
	}
	for _, pair := range [][2]color.RGBA{{ink, white}, {muted, white}, {red, white}, {strongGood, white}, {strongBad, white}, {muted, track}, {ink, track}, {ink, cream}, {ink, amber}, {ink, good}} {
		if c := contrast(pair[0], pair[1]); c < 4.5 {
			t.Errorf("%v on %v has contrast %.1f", pair[0], pair[1], c)
		}
	}
}

// Neighbours of the scale differ in lightness, which is what remains in black and white, and the good
// half differs from the bad half for eyes without red or green cones.
func TestScaleCanBeTold(t *testing.T) {
	for value := 1; value < 5; value++ {
		if c := contrast(shade(value), shade(value+1)); c < 1.5 {
			t.Errorf("values %d and %d have contrast %.2f", value, value+1, c)
		}
	}
	for _, eye := range []struct {
		name   string
		matrix [9]float64
	}{
		// Simulation matrices in linear RGB for full deficiency, after Machado, Oliveira and Fernandes, 2009.
		{"protanopia", [9]float64{0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998}},
		{"deuteranopia", [9]float64{0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881}},
	} {
		for _, good := range []int{4, 5} {
			for _, bad := range []int{1, 2} {
				if d := apart(seen(shade(good), eye.matrix), seen(shade(bad), eye.matrix)); d < 60 {
					t.Errorf("%s: values %d and %d are only %.0f apart", eye.name, good, bad, d)
				}
			}
		}
	}
}

// seen is a colour as such an eye sees it, in sRGB from 0 to 255.
func seen(c color.RGBA, m [9]float64) [3]float64 {
	linear := func(v uint8) float64 { return math.Pow(float64(v)/255, 2.2) }
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	var out [3]float64
	for i := range out {
		v := m[3*i]*r + m[3*i+1]*g + m[3*i+2]*b
		out[i] = 255 * math.Pow(min(1, max(0, v)), 1/2.2)
	}
	return out
}

func apart(a, b [3]float64) float64 {
	return math.Sqrt((a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) + (a[2]-b[2])*(a[2]-b[2]))
}
