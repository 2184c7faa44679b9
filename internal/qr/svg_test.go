package qr

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"
)

var rowPattern = regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`)

// The picture is compared with the code module by module: a QR that is nearly right is not read.
func TestSVG(t *testing.T) {
	const text = "https://motcua.example/?tt=1.001193"
	b, err := SVG(text)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		ViewBox string `xml:"viewBox,attr"`
		Paths   []struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	if err := xml.Unmarshal(b, &doc); err != nil || len(doc.Paths) != 2 {
		t.Fatalf("%v in %.200s", err, b)
	}
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	n := code.Bounds().Dx()
	if want := fmt.Sprintf("0 0 %d %d", n+8, n+8); doc.ViewBox != want {
		t.Errorf("view %q, want %q with four modules of margin", doc.ViewBox, want)
	}
	drawn := map[[2]int]bool{}
	for _, m := range rowPattern.FindAllStringSubmatch(doc.Paths[1].D, -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		run, _ := strconv.Atoi(m[3])
		if m[3] != m[4] {
			t.Errorf("the row %s does not close", m[0])
		}
		for i := range run {
			drawn[[2]int{x + i - quiet, y - quiet}] = true
		}
	}
	if rest := rowPattern.ReplaceAllString(doc.Paths[1].D, ""); rest != "" {
		t.Errorf("beside rows there is %q", rest)
	}
	for y := range n {
		for x := range n {
			if drawn[[2]int{x, y}] != dark(code, x, y) {
				t.Fatalf("module %d, %d is wrong", x, y)
			}
		}
	}
	if _, err := SVG(strings.Repeat("x", 3000)); err == nil {
		t.Error("3000 bytes fit into a QR")
	}
}
