package report_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"motcua/internal/prose"
	"motcua/internal/testkit/golden"
	"motcua/report"

	"golang.org/x/text/unicode/norm"
)

// picture draws a chart and checks what holds for all of them.
func picture(t testing.TB, f report.Figures) (*image.Paletted, []byte) {
	t.Helper()
	return drawn(t, f.Chart)
}

// trendPicture draws the trend and checks the same.
func trendPicture(t testing.TB, f report.Figures) (*image.Paletted, []byte) {
	t.Helper()
	return drawn(t, f.TrendChart)
}

func drawn(t testing.TB, draw func(io.Writer) error) (*image.Paletted, []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		t.Fatal(err)
	}
	img := decode(t, b.Bytes())
	if img.Rect.Dx() != report.ChartWidth {
		t.Errorf("picture is %d px wide", img.Rect.Dx())
	}
	if len(img.Palette) == 256 {
		t.Error("the palette is full: colours may be lost")
	}
	marginsAreFree(t, img)
	return img, b.Bytes()
}

func decode(t testing.TB, file []byte) *image.Paletted {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	paletted, ok := img.(*image.Paletted)
	if !ok {
		t.Fatalf("picture is a %T", img)
	}
	return paletted
}

// marginsAreFree finds text or shapes that run over the edge: left and right of the card there is only
// the background, or the band of sample data.
func marginsAreFree(t testing.TB, img *image.Paletted) {
	t.Helper()
	const margin = 48
	for y := range img.Rect.Dy() {
		row := img.Pix[img.PixOffset(0, y):img.PixOffset(report.ChartWidth, y)]
		for x := range margin {
			if row[x] != row[0] || row[len(row)-1-x] != row[0] {
				t.Fatalf("something stands in the margin of line %d", y)
			}
		}
	}
}

// goldens are the scenes whose pictures are kept: with everything, with nothing, and with what is long. Of all the others
// the layout is judged (TestChartLayout).
var goldens = []string{"whole", "empty", "long-names"}

func TestChartGolden(t *testing.T) {
	for _, s := range scenes(t) {
		f := report.Build(s.in)
		img, file := picture(t, f)
		if slices.Contains(goldens, s.name) {
			goldenPicture(t, s.name+".png", img, file)
		}
		if f.HasTrend() {
			if img, file = trendPicture(t, f); s.name == "whole" {
				goldenPicture(t, s.name+"-trend.png", img, file)
			}
		}
	}
}

// goldenPicture compares a picture with a file of testdata, or writes it.
func goldenPicture(t *testing.T, name string, got *image.Paletted, file []byte) {
	t.Helper()
	if len(file) > 250_000 {
		t.Errorf("picture of %d bytes", len(file))
	}
	path := filepath.Join("testdata", name)
	if golden.Updating() {
		if err := os.WriteFile(path, file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sameLook(t, got, decode(t, want))
}

// sameLook allows for the last bit of smoothing, which may differ between processors.
func sameLook(t *testing.T, got, want *image.Paletted) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("size %v, want %v", got.Bounds(), want.Bounds())
	}
	if slices.Equal(got.Palette, want.Palette) && bytes.Equal(got.Pix, want.Pix) {
		return
	}
	differing := 0
	for y := range got.Bounds().Dy() {
		for x := range got.Bounds().Dx() {
			if distance(got.At(x, y), want.At(x, y)) > 40 {
				differing++
			}
		}
	}
	if differing > 20 {
		t.Errorf("%d pixels look different (go test -update draws it anew)", differing)
	}
}

// distance is the largest difference of a channel, from 0 to 255.
func distance(a, b color.Color) int {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	apart := func(x, y uint32) int { return int(max(x, y)-min(x, y)) >> 8 }
	return max(apart(r1, r2), apart(g1, g2), apart(b1, b2))
}

// Names and labels come from officials and may be anything; none runs over the edge, none panics.
func TestChartTakesAnyNames(t *testing.T) {
	ordinary := scenes(t)[0].in
	for _, name := range []string{
		"",
		strings.Repeat("xã Nguyễn Huệ Thượng ", 6),
		strings.Repeat("ĐẠIHỘIĐỒNG", 6), // no place to break
		norm.NFD.String("phường Đức Phổ, thị trấn Mỹ Phước Đông Thượng Trường Thịnh"),
		"xã 🏛 \u202e\x00\xff\ttab\nline",
		strings.Repeat("Ẩ", 90),
	} {
		in := ordinary
		in.Unit.Name, in.Unit.Settings.Note = name, name
		questionnaire := *in.Questionnaire
		questionnaire.Questions = slices.Clone(questionnaire.Questions)
		for i := range questionnaire.Questions {
			q := &questionnaire.Questions[i]
			q.Short, q.Options = name, slices.Clone(q.Options)
			for j := range q.Options {
				q.Options[j].Label = name
			}
		}
		in.Questionnaire = &questionnaire
		picture(t, report.Build(in))
	}
}

func TestChartSaysDemo(t *testing.T) {
	in := scenes(t)[0].in
	plain, _ := picture(t, report.Build(in))
	in.Unit.Demo = true
	demo, _ := picture(t, report.Build(in))
	at := func(img image.Image, y int) color.Color { return color.RGBAModel.Convert(img.At(2, y)) }
	band := color.RGBA{0xff, 0xc9, 0x3c, 0xff}
	for _, c := range []struct {
		img  *image.Paletted
		want bool
	}{{plain, false}, {demo, true}} {
		top, bottom := at(c.img, 40), at(c.img, c.img.Bounds().Dy()-5)
		if (top == band) != c.want || (bottom == band) != c.want {
			t.Errorf("band is %v and %v, want %v", top, bottom, c.want)
		}
	}
}

func TestFiguresCanBeReadBack(t *testing.T) {
	for _, s := range scenes(t) {
		f := report.Build(s.in)
		numbers, err := f.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var back report.Figures
		if err := json.Unmarshal(numbers, &back); err != nil {
			t.Fatal(err)
		}
		if got, want := prose.Plain(back.Digest()), prose.Plain(f.Digest()); got != want {
			t.Errorf("%s: digest of the file:\n%s\nwant:\n%s", s.name, got, want)
		}
		if got, err := back.JSON(); err != nil || !bytes.Equal(got, numbers) {
			t.Errorf("%s: figures of the file differ: %v\n%s", s.name, err, got)
		}
	}
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestChartReportsTheWriter(t *testing.T) {
	err := report.Build(input(t)).Chart(full{})
	if !errors.Is(err, errFull) || !strings.Contains(err.Error(), "long-dien") {
		t.Errorf("got %v", err)
	}
}

func BenchmarkChart(b *testing.B) {
	f := report.Build(scenes(b)[0].in)
	b.ReportAllocs()
	for b.Loop() {
		if err := f.Chart(discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// Charts may be drawn at the same time, and the same figures always give the same picture.
func TestChartsAtOnce(t *testing.T) {
	f := report.Build(input(t, answers(202610, "q1", "ho-tich", 4, 4)))
	_, want := picture(t, f)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := f.Chart(&b); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("another picture, or %v", err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkBuild(b *testing.B) {
	in := scenes(b)[0].in
	b.ReportAllocs()
	for b.Loop() {
		report.Build(in)
	}
}
