package report

import (
	_ "embed" // the fonts
	"fmt"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// Be Vietnam Pro has every letter of Vietnamese with its marks well placed; see fonts/OFL.txt.
var (
	//go:embed fonts/BeVietnamPro-Regular.ttf
	regularTTF []byte
	//go:embed fonts/BeVietnamPro-Bold.ttf
	boldTTF []byte
)

// fonts are parsed once; a parsed font may be used by several charts at a time, a face may not.
var fonts = sync.OnceValues(func() (f struct{ regular, bold *opentype.Font }, err error) {
	if f.regular, err = opentype.Parse(regularTTF); err != nil {
		return f, fmt.Errorf("regular font: %w", err)
	}
	if f.bold, err = opentype.Parse(boldTTF); err != nil {
		return f, fmt.Errorf("bold font: %w", err)
	}
	return f, nil
})

// style is how text looks. Sizes are pixels of the em.
type style struct {
	size int
	bold bool
}

// ascent is the distance from the top of the line box to the baseline. Capitals with two marks (Ẩ, Ộ)
// reach higher than in other languages.
func (s style) ascent() int { return s.size * 21 / 20 }

// leading is the height of the line box.
func (s style) leading() int { return s.size * 27 / 20 }

// typesetter measures and breaks text. It serves one chart, on one goroutine.
type typesetter struct {
	faces map[style]font.Face
	err   error // the first face that could not be made; the chart reports it
}

func newTypesetter() *typesetter { return &typesetter{faces: map[style]font.Face{}} }

// face is never nil: after an error it is a plain one, so that layout goes on and the error is reported
// once, at the end.
func (t *typesetter) face(s style) font.Face {
	if f, ok := t.faces[s]; ok {
		return f
	}
	f, err := newFace(s)
	if err != nil {
		t.err = err
		f = basicfont.Face7x13
	}
	t.faces[s] = f
	return f
}

func newFace(s style) (font.Face, error) {
	parsed, err := fonts()
	if err != nil {
		return nil, err
	}
	f := parsed.regular
	if s.bold {
		f = parsed.bold
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: float64(s.size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, fmt.Errorf("font face of %d px: %w", s.size, err)
	}
	return face, nil
}

// composed puts marks on their letters (NFC): the font has Ộ as one glyph, and names typed on some
// systems come in three parts.
func composed(s string) string { return norm.NFC.String(s) }

// stuck is a space at which no line is broken: a name and its number stay together.
const stuck = "\u00a0"

// width is the length of s in pixels.
func (t *typesetter) width(s string, st style) int {
	return font.MeasureString(t.face(st), composed(s)).Ceil()
}

// wrap breaks s into lines no wider than width, as few as possible and of about the same length, so that
// no word is left alone on the last.
func (t *typesetter) wrap(s string, st style, width int) []string {
	lines := t.greedy(s, st, width)
	if len(lines) < 2 {
		return lines
	}
	least := 0
	for _, word := range words(s) {
		least = max(least, t.width(word, st))
	}
	for width -= st.size / 2; width >= least; width -= st.size / 2 { // never breaks a word that was whole
		narrower := t.greedy(s, st, width)
		if len(narrower) > len(lines) {
			break
		}
		lines = narrower
	}
	return lines
}

// words are what may stand on different lines.
func words(s string) []string {
	return strings.FieldsFunc(composed(s), func(r rune) bool { return r == ' ' || r == '\n' })
}

// greedy breaks s at spaces, putting as much on each line as fits, or inside a word that is too long by itself.
func (t *typesetter) greedy(s string, st style, width int) []string {
	var lines []string
	line := ""
	for _, word := range words(s) {
		if line != "" && t.width(line+" "+word, st) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for t.width(word, st) > width {
			head := t.head(word, st, width)
			if head == len(word) {
				break
			}
			lines, word = append(lines, word[:head]), word[head:]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// head is how many bytes of word fit in width; at least one letter, so that breaking comes to an end.
func (t *typesetter) head(word string, st style, width int) int {
	face := t.face(st)
	var length fixed.Int26_6
	before := rune(-1)
	for i, r := range word {
		advance, _ := face.GlyphAdvance(r) // a letter the font lacks has no width and is not drawn
		if before >= 0 {
			length += face.Kern(before, r)
		}
		length += advance
		if i > 0 && length.Ceil() > width {
			return i
		}
		before = r
	}
	return len(word)
}

// fit is the largest style from the size of st down to smallest in which s stands on one line; if there
// is none, the smallest, and s has to be wrapped.
func (t *typesetter) fit(s string, st style, smallest, width int) style {
	for st.size > smallest && t.width(s, st) > width {
		st.size -= 2
	}
	st.size = max(st.size, smallest)
	return st
}
