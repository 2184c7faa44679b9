package report

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/vector"

	"motcua/internal/vnum"
)

// ErrNoTrend is returned when there is too little history for a trend.
var ErrNoTrend = errors.New("fewer than three months of history")

// HasTrend reports whether there is history enough for TrendChart.
func (f Figures) HasTrend() bool { return len(f.Trend) > 0 }

// TrendChart writes the headline of the last months as a PNG picture in the style of Chart. ErrNoTrend if there is no
// trend. The same figures give the same picture.
func (f Figures) TrendChart(w io.Writer) error {
	if !f.HasTrend() {
		return fmt.Errorf("trend of %s: %w", f.Unit.Code, ErrNoTrend)
	}
	c := &card{canvas: canvas{typesetter: newTypesetter()}, f: f}
	c.rule()
	c.trendHeader()
	c.plot()
	c.trendNotes()
	c.footer(wordTrendSource(f))
	if c.err != nil {
		return fmt.Errorf("trend of %s: %w", f.Unit.Code, c.err)
	}
	if err := png.Encode(w, c.render(ChartWidth, c.y)); err != nil {
		return fmt.Errorf("trend of %s: %w", f.Unit.Code, err)
	}
	return nil
}

func (c *card) trendHeader() {
	c.name()
	title := wordTrendTitle + c.f.MarkAll()
	c.y = c.paragraph(margin, c.y, inner, title, c.fit(title, style{62, true}, 46, inner), ink)
	c.y += 4
	c.y = c.paragraph(margin, c.y, inner, wordTrendSpan(c.f), lead, muted)
	c.y += 12
	c.y = c.paragraph(margin, c.y, inner, wordTrendNote, body, muted)
	c.y += 28
}

// plot is the field the points are drawn in.
type plot struct {
	image.Rectangle
	bottom int // per cent at the lower edge; the upper is 100
	step   int // pixels from month to month
	first  int // x of the first
}

const (
	plotHeight = 520
	axis       = 92 // room for the percentages on the left
)

// at is where a share of month i stands.
func (p plot) at(i int, share float64) image.Point {
	return image.Pt(p.first+i*p.step, p.y(100*share))
}

func (p plot) y(percent float64) int {
	part := (percent - float64(p.bottom)) / float64(100-p.bottom)
	return p.Max.Y - int(math.Round(part*float64(p.Dy())))
}

func (c *card) plot() {
	points := c.f.Trend
	p := plot{Rectangle: image.Rect(margin+axis, c.y+40, ChartWidth-margin, c.y+40+plotHeight), bottom: lowest(points)}
	p.step = p.Dx() / len(points)
	p.first = p.Min.X + p.step/2
	c.grid(p)
	c.bands(p)
	c.lines(p)
	for i, point := range points {
		c.point(p, i, point)
	}
	c.y = p.Max.Y + 32
	c.months(p)
}

// lowest is where the axis begins: a round number that leaves every interval whole. Where the range is wide anyway it is
// zero.
func lowest(points []TrendMonth) int {
	least := 1.0
	for _, p := range points {
		if p.Score != nil {
			least = min(least, p.Score.Low)
		}
	}
	bottom := int(100*least) / 10 * 10
	switch {
	case bottom < 40:
		return 0
	case bottom < 60: // where the lines are 20 apart
		return 40
	}
	return min(bottom, 80)
}

func (c *card) grid(p plot) {
	step := 10
	if p.bottom < 60 {
		step = 20
	}
	for v := 100; v >= p.bottom; v -= step {
		y := p.y(float64(v))
		c.fill(image.Rect(p.Min.X, y-1, p.Max.X, y+1), hairline)
		label := vnum.WholeOf(v, 100)
		c.text(p.Min.X-16-c.width(label, body), y+11, label, body, muted)
	}
}

// runs are the stretches of months with figures; a line over a gap would be made up.
func runs(points []TrendMonth) [][2]int {
	var out [][2]int
	for i, p := range points {
		switch {
		case p.Score == nil:
		case i > 0 && points[i-1].Score != nil:
			out[len(out)-1][1] = i + 1
		default:
			out = append(out, [2]int{i, i + 1})
		}
	}
	return out
}

// bands are the intervals. One month alone gets a band of its own, half a step wide.
func (c *card) bands(p plot) {
	for _, r := range runs(c.f.Trend) {
		var above, below []image.Point
		for i := r[0]; i < r[1]; i++ {
			s := c.f.Trend[i].Score
			above, below = append(above, p.at(i, s.High)), append(below, p.at(i, s.Low))
		}
		if len(above) == 1 {
			half := image.Pt(p.step/4, 0)
			above = []image.Point{above[0].Sub(half), above[0].Add(half)}
			below = []image.Point{below[0].Sub(half), below[0].Add(half)}
		}
		for i := len(below) - 1; i >= 0; i-- {
			above = append(above, below[i])
		}
		c.polygon(above, haze)
	}
}

func (c *card) lines(p plot) {
	for _, r := range runs(c.f.Trend) {
		for i := r[0]; i+1 < r[1]; i++ {
			c.stroke(p.at(i, c.f.Trend[i].Score.Share), p.at(i+1, c.f.Trend[i+1].Score.Share), 6, strongGood)
		}
	}
}

// point is a dot with its share above the interval, or a dash where nothing may be said.
func (c *card) point(p plot, i int, point TrendMonth) {
	const radius = 12
	if point.Score == nil {
		c.text(p.first+i*p.step-c.width("–", strong)/2, p.Max.Y-16, "–", strong, muted)
		return
	}
	at := p.at(i, point.Score.Share)
	dot := image.Rect(at.X-radius, at.Y-radius, at.X+radius, at.Y+radius)
	c.box(dot, radius, strongGood)
	if point.N < MinReliable {
		c.box(dot.Inset(5), radius-5, white)
	}
	label := strings.TrimSuffix(vnum.WholeOf(point.Score.Satisfied, point.N), "%")
	top := p.at(i, point.Score.High).Y
	c.text(at.X-c.width(label, strong)/2, min(top-10, at.Y-radius-10), label, strong, ink)
}

// months names the months below the plot, the year where it begins, and how many responses each rests on if there is room.
func (c *card) months(p plot) {
	var names, years, numbers []string
	widest := 0
	for i, point := range c.f.Trend {
		m := point.Month.First()
		name := strconv.Itoa(m.Number())
		if point.Partly {
			name += "*"
		}
		names = append(names, name)
		year := ""
		if i == 0 || m.Number() == 1 {
			year = strconv.Itoa(m.Year())
		}
		years, numbers = append(years, year), append(numbers, vnum.Integer(point.N))
		widest = max(widest, c.width(numbers[i], body))
	}
	c.row(p, wordTrendMonth, names, strong, ink)
	c.row(p, "", years, body, muted)
	if widest+8 <= p.step {
		c.row(p, wordTrendForms, numbers, body, muted)
	}
	c.y += 20
}

// row is one line of labels, each centred below its month.
func (c *card) row(p plot, head string, labels []string, st style, col color.RGBA) {
	c.text(margin, c.y+st.ascent(), head, st, muted)
	for i, label := range labels {
		x := p.first + i*p.step - c.width(label, st)/2
		c.text(min(x, ChartWidth-margin-c.width(label, st)), c.y+st.ascent(), label, st, col)
	}
	c.y += st.leading()
}

func (c *card) trendNotes() {
	notes := known(wordAxis(lowest(c.f.Trend)))
	few, gap, part := false, false, false
	for _, p := range c.f.Trend {
		few = few || p.Score != nil && p.N < MinReliable
		gap = gap || p.Score == nil
		part = part || p.Partly
	}
	if few {
		notes = append(notes, wordTrendHollow())
	}
	if gap {
		notes = append(notes, wordTrendGap)
	}
	if part {
		notes = append(notes, WordTrendPartly)
	}
	for _, note := range notes {
		c.y = c.paragraph(margin, c.y, inner, note, body, muted)
	}
	c.y += 20
}

// polygon paints a shape with straight edges.
func (c *canvas) polygon(points []image.Point, col color.RGBA) {
	box := image.Rectangle{points[0], points[0]}
	for _, p := range points {
		box = box.Union(image.Rectangle{p, p.Add(image.Pt(1, 1))})
	}
	c.shape(box, col, func(r *vector.Rasterizer) {
		for i, p := range points {
			x, y := float32(p.X-box.Min.X), float32(p.Y-box.Min.Y)
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
	})
}

// stroke paints a straight line of the given width.
func (c *canvas) stroke(from, to image.Point, width float64, col color.RGBA) {
	dx, dy := float64(to.X-from.X), float64(to.Y-from.Y)
	length := math.Hypot(dx, dy)
	if length == 0 {
		return
	}
	nx, ny := -dy/length*width/2, dx/length*width/2
	pad := int(math.Ceil(width))
	box := image.Rectangle{from, to}.Canon().Inset(-pad)
	at := func(p image.Point, sign float64) (float32, float32) {
		return float32(float64(p.X-box.Min.X) + sign*nx), float32(float64(p.Y-box.Min.Y) + sign*ny)
	}
	c.shape(box, col, func(r *vector.Rasterizer) {
		r.MoveTo(at(from, 1))
		r.LineTo(at(to, 1))
		r.LineTo(at(to, -1))
		r.LineTo(at(from, -1))
		r.ClosePath()
	})
}
