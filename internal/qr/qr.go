// Package qr draws QR codes.
package qr

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"github.com/boombuler/barcode/qr"
)

// quiet is the empty margin around a code in modules; ISO/IEC 18004 asks for four, and cheap phone
// cameras do miss codes that have less.
const quiet = 4

// QR draws text as a PNG of size × size pixels, black on white with its quiet zone.
// All modules have the same whole number of pixels, so that the code stays sharp in print. The level
// of error correction is M: 15 % of a code on a counter may be scratched or dirty.
func QR(text string, size int) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("QR: %w", err)
	}
	modules := code.Bounds().Dx()
	scale := size / (modules + 2*quiet)
	if scale < 1 {
		return nil, fmt.Errorf("QR of %d modules does not fit into %d pixels", modules, size)
	}
	margin := (size - modules*scale) / 2
	img := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.White, color.Black})
	for y := range modules * scale {
		for x := range modules * scale {
			if dark(code, x/scale, y/scale) {
				img.SetColorIndex(margin+x, margin+y, 1)
			}
		}
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		return nil, fmt.Errorf("QR: %w", err)
	}
	return b.Bytes(), nil
}

func dark(code image.Image, x, y int) bool {
	r, _, _, _ := code.At(x, y).RGBA()
	return r == 0
}
