package qr

import (
	"bytes"
	"image"
	"image/png"
	"testing"
)

// module reads one module of a drawn code, counted from the upper left one.
func module(img image.Image, margin, scale, x, y int) bool {
	r, _, _, _ := img.At(margin+x*scale+scale/2, margin+y*scale+scale/2).RGBA()
	return r == 0
}

func TestQR(t *testing.T) {
	const size = 512
	b, err := QR("https://motcua.example/s/AQAAAAEAAQSpy3PV48tvQoAJ", size)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds() != image.Rect(0, 0, size, size) {
		t.Fatalf("picture %v", img.Bounds())
	}
	margin := 0 // the upper left finder pattern begins with a black corner
	for r := uint32(1); r != 0; margin++ {
		r, _, _, _ = img.At(margin, margin).RGBA()
	}
	margin--
	// The finder pattern is 7 modules wide and ends with a white one.
	width := 0
	for r := uint32(0); r == 0; width++ {
		r, _, _, _ = img.At(margin+width, margin).RGBA()
	}
	scale := (width - 1) / 7
	if margin < quiet*scale {
		t.Errorf("quiet zone of %d pixels, module %d", margin, scale)
	}
	n := (size - 2*margin) / scale
	if n%4 != 1 || n < 25 {
		t.Errorf("%d modules is no size of a QR code", n)
	}
	for _, corner := range []image.Point{{0, 0}, {n - 7, 0}, {0, n - 7}} {
		for y := range 7 {
			for x := range 7 {
				ring := max(abs(x-3), abs(y-3))
				if got := module(img, margin, scale, corner.X+x, corner.Y+y); got != (ring != 2) {
					t.Fatalf("finder pattern at %v is wrong at %d,%d", corner, x, y)
				}
			}
		}
	}
	for i := 8; i < n-8; i++ { // timing patterns
		if module(img, margin, scale, i, 6) != (i%2 == 0) || module(img, margin, scale, 6, i) != (i%2 == 0) {
			t.Fatalf("timing pattern is wrong at %d", i)
		}
	}
}

func TestQRRefuses(t *testing.T) {
	if _, err := QR("https://motcua.example/s/AQAAAAEAAQSpy3PV48tvQoAJ", 30); err == nil {
		t.Error("a code was drawn into 30 pixels")
	}
	if _, err := QR(string(make([]byte, 5000)), 512); err == nil {
		t.Error("5000 bytes were put into one code")
	}
}

func abs(n int) int { return max(n, -n) }
