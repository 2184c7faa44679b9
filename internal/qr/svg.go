package qr

import (
	"fmt"

	"github.com/boombuler/barcode/qr"
)

// SVG draws text as an SVG picture, black on white with its quiet zone, in the same level of error
// correction as QR. It has no size of its own but that of its modules, so that it is sharp at any size in
// print, and takes less on the wire than pixels.
func SVG(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("QR: %w", err)
	}
	modules := code.Bounds().Dx()
	side := modules + 2*quiet
	b := fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path d="`,
		side, side, side, side)
	for y := range modules {
		for x := 0; x < modules; x++ {
			run := 0
			for x+run < modules && dark(code, x+run, y) {
				run++
			}
			if run > 0 {
				b = fmt.Appendf(b, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
				x += run
			}
		}
	}
	return append(b, `"/></svg>`...), nil
}
