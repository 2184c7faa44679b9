package report

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"pgregory.net/rapid"
)

// A letter the font lacks is drawn as nothing at all, and nobody would notice until it is printed.
func TestFontHasEveryLetter(t *testing.T) {
	wording, err := os.ReadFile("wording.go")
	if err != nil {
		t.Fatal(err)
	}
	const vietnamese = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
	letters := string(wording) + vietnamese + strings.ToUpper(vietnamese) + "fjwzFJWZ0123456789.,:;%()–“”·/…" + stuck
	parsed, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range map[string]*opentype.Font{"regular": parsed.regular, "bold": parsed.bold} {
		var buffer sfnt.Buffer
		for _, r := range letters {
			if i, err := f.GlyphIndex(&buffer, r); r > ' ' && (i == 0 || err != nil) {
				t.Errorf("%s has no %q (%v)", name, r, err)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	ts := newTypesetter()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(
			rapid.StringMatching(`[a-zắộềữ]{1,9}( {1,2}[a-zắộềữ]{1,9}){0,20}`),
			rapid.StringMatching(`[A-ZĐ]{1,80}`),
		).Draw(t, "text")
		width := rapid.IntRange(120, 900).Draw(t, "width")
		lines := ts.wrap(s, body, width)
		for _, line := range lines {
			if w := ts.width(line, body); w > width {
				t.Fatalf("%q is %d px wide of %d", line, w, width)
			}
		}
		squeeze := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if got := squeeze(strings.Join(lines, "")); got != squeeze(s) {
			t.Fatalf("%q became %q", s, lines)
		}
		if fewest := len(ts.greedy(s, body, width)); len(lines) != fewest {
			t.Fatalf("%d lines, where %d do", len(lines), fewest)
		}
	})
}

func TestWrapKeepsNumberAndNameTogether(t *testing.T) {
	ts := newTypesetter()
	s := together("Zalo 210, phiếu giấy 82, trang web 101")
	for width := 220; width < 700; width += 20 {
		for _, line := range ts.wrap(s, body, width) {
			if last := line[len(line)-1]; last != ',' && !strings.HasSuffix(line, "101") {
				t.Errorf("%d px: a line ends in the middle: %q", width, line)
			}
		}
	}
}

func TestFit(t *testing.T) {
	ts := newTypesetter()
	title := style{62, true}
	if got := ts.fit("Mức độ hài lòng", title, 46, inner); got != title {
		t.Errorf("a short title shrank to %d", got.size)
	}
	if got := ts.fit("Mức độ hài lòng trong chín tháng đầu năm 2026", title, 46, inner); got.size != 46 {
		t.Errorf("a long title has %d px", got.size)
	}
	middle := ts.fit("Mức độ hài lòng quý III năm 2026", title, 46, inner)
	if middle.size <= 46 || middle.size >= 62 || ts.width("Mức độ hài lòng quý III năm 2026", middle) > inner {
		t.Errorf("a middling title has %d px", middle.size)
	}
}

// The parts of a bar fill it exactly, and whatever somebody chose can be seen.
func TestWidths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 500), 5, 5).Draw(t, "counts")
		total := 0
		for _, n := range counts {
			total += n
		}
		if total == 0 {
			t.Skip("nobody answered")
		}
		var parts []Choice
		for _, n := range counts {
			parts = append(parts, Choice{N: n, Share: ratio(n, total)})
		}
		sum, drawn := 0, 0
		for i, w := range widths(parts, inner) {
			if (w == 0) != (parts[i].N == 0) || w > 0 && w < sliver {
				t.Fatalf("%d of %d get %d px", parts[i].N, total, w)
			}
			if off := float64(w) - parts[i].Share*inner; off > 6*sliver || off < -6*sliver {
				t.Fatalf("%d of %d get %d px", parts[i].N, total, w)
			}
			if w > 0 {
				sum, drawn = sum+w, drawn+1
			}
		}
		if sum+(drawn-1)*barGap != inner {
			t.Fatalf("parts of %d px and %d gaps in %d px", sum, drawn-1, inner)
		}
	})
}
