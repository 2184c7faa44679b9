package report_test

import (
	"image"
	"slices"
	"strings"
	"testing"

	"motcua/internal/prose"
	"motcua/internal/vnum"
	"motcua/report"
)

// A chart says what the figures say, no line of it stands on another, and none is smaller than a phone shows.
func TestChartLayout(t *testing.T) {
	for _, s := range scenes(t) {
		t.Run(s.name, func(t *testing.T) {
			f := report.Build(s.in)
			for name, lines := range map[string][]report.ChartLine{"chart": f.ChartText(), "public": f.PublicChartText()} {
				apart(t, name, lines)
				if f.Empty() {
					continue
				}
				for _, r := range f.Rated {
					if r.Score != nil && !says(lines, vnum.PercentOf(r.Score.Satisfied, r.N)) {
						t.Errorf("%s: no share of %q", name, r.Label)
					}
				}
				if told := says(lines, "Cần để ý"); told != (name == "chart" && strings.Contains(prose.Plain(f.Digest()), "Cần để ý")) {
					t.Errorf("%s: calls for attention: %v", name, told)
				}
			}
		})
	}
}

// apart finds lines that overlap: by more than the air around letters.
func apart(t *testing.T, name string, lines []report.ChartLine) {
	t.Helper()
	for i, a := range lines {
		if a.Box.Dy() < 30 {
			t.Errorf("%s: %q is %d px high", name, a.Text, a.Box.Dy())
		}
		for _, b := range lines[:i] {
			if in := core(a.Box).Intersect(core(b.Box)); !in.Empty() {
				t.Errorf("%s: %q at %v stands on %q at %v", name, a.Text, a.Box, b.Text, b.Box)
			}
		}
	}
}

func core(r image.Rectangle) image.Rectangle {
	return image.Rect(r.Min.X+1, r.Min.Y+r.Dy()/4, r.Max.X-1, r.Max.Y-r.Dy()/4)
}

func says(lines []report.ChartLine, text string) bool {
	return slices.ContainsFunc(lines, func(l report.ChartLine) bool { return strings.Contains(l.Text, text) })
}

// Fields stand from the lowest share to the highest, the one that is not given last.
func TestChartFieldsWorstFirst(t *testing.T) {
	in := input(t, answers(202610, "q1", "ho-tich", 190, 200), answers(202610, "q1", "dat-dai", 30, 60), answers(202610, "q1", "xay-dung", 70, 80), answers(202610, "q1", "", 10, 50))
	var order []string
	for _, l := range report.Build(in).ChartText() {
		if slices.Contains([]string{"Hộ tịch", "Đất đai", "Xây dựng", "Không ghi lĩnh vực"}, l.Text) {
			order = append(order, l.Text)
		}
	}
	if got := strings.Join(order, ", "); got != "Đất đai, Xây dựng, Hộ tịch, Không ghi lĩnh vực" {
		t.Errorf("fields stand as %s", got)
	}
}
