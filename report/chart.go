package report

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"

	"motcua/org"
)

// ChartWidth is the width of the chart in pixels. Phones show it at a third of that, so no text is smaller
// than smallest.
const ChartWidth = 1080

const (
	margin   = 56
	inner    = ChartWidth - 2*margin
	smallest = 30 // px; 10 px on a phone 360 px wide
)

// Text styles of the chart.
var (
	body     = style{size: smallest}
	strong   = style{size: smallest, bold: true}
	lead     = style{size: 34}
	leadBold = style{size: 34, bold: true}
)

// card is a chart being laid out from top to bottom.
type card struct {
	canvas
	f      Figures
	public bool // for citizens: without what is told to leaders only
	y      int  // top of what comes next
}

// Chart writes the figures as a PNG picture, ChartWidth pixels wide and as high as needed. The same
// figures give the same picture.
func (f Figures) Chart(w io.Writer) error { return f.chart(w, false) }

// PublicChart is Chart without what calls for the leaders' attention: single reception points and what is overdue are no
// matter of the public.
func (f Figures) PublicChart(w io.Writer) error { return f.chart(w, true) }

func (f Figures) chart(w io.Writer, public bool) error {
	c := &card{canvas: canvas{typesetter: newTypesetter()}, f: f, public: public}
	c.compose()
	if c.err != nil {
		return fmt.Errorf("chart of %s: %w", f.Unit.Code, c.err)
	}
	img := c.render(ChartWidth, c.y)
	if err := png.Encode(w, img); err != nil {
		return fmt.Errorf("chart of %s: %w", f.Unit.Code, err)
	}
	return nil
}

func (c *card) compose() {
	c.rule()
	c.header()
	if c.f.Empty() {
		c.empty()
	} else {
		c.hero()
		if !c.public {
			c.attention()
		}
		c.legend()
		c.questions()
		c.fields()
	}
	if e := c.f.Evidence; e != nil && !e.bare() && !c.f.Empty() {
		c.y = c.paragraph(margin, c.y, inner, strings.Join(known(e.ClassesText(), e.CodesText()), " "), body, muted) + 20
	}
	c.batches()
	c.footer(wordChartSource(c.f))
}

// batches says of responses that came in oddly what the digest does: which are counted apart, and which are in the figures.
func (c *card) batches() {
	if a := c.f.Apart; a != nil {
		c.y = c.paragraph(margin, c.y, inner, a.Text, body, ink) + 20
	}
	if r := c.f.Restored; r != nil {
		c.y = c.paragraph(margin, c.y, inner, r.Text, body, ink) + 20
	}
}

// rule is the red line at the top and, for sample data, a band that cannot be overlooked.
func (c *card) rule() {
	c.fill(image.Rect(0, 0, ChartWidth, 12), red)
	c.y = 12
	c.band()
	c.y += 36
}

func (c *card) band() {
	if !c.f.Demo {
		return
	}
	st := style{size: 36, bold: true}
	c.fill(image.Rect(0, c.y, ChartWidth, c.y+72), amber)
	c.text((ChartWidth-c.width(wordDemoBand, st))/2, c.y+49, wordDemoBand, st, ink)
	c.y += 72
}

// name says whose picture it is.
func (c *card) name() {
	name := strings.ToUpper(org.AuthorityPrefix + c.f.Unit.Name)
	c.y = c.paragraph(margin, c.y, inner, name, c.fit(name, leadBold, smallest, inner), red)
	if c.f.Unit.Note != "" {
		c.y = c.paragraph(margin, c.y, inner, sentence(c.f.Unit.Note), body, muted)
	}
}

func (c *card) header() {
	c.name()
	title := wordTitle(c.f.Period.Label())
	c.y = c.paragraph(margin, c.y, inner, title, c.fit(title, style{62, true}, 46, inner), ink)
	c.y += 4
	if note := c.f.Days.Note(); note != "" {
		c.y = c.paragraph(margin, c.y, inner, sentence(note), leadBold, ink)
	}
	if !c.f.Empty() {
		forms := wordChartForms(c.f)
		c.y = c.paragraph(margin, c.y, inner, forms, c.fit(forms, lead, smallest, inner), muted)
	}
	c.y += 20
}

// empty stands in place of all figures when nobody answered.
func (c *card) empty() {
	const pad = 56
	top := c.y
	st := style{44, true}
	c.y += pad
	back := len(c.steps)
	for _, line := range c.wrap(wordNoForm, st, inner-2*pad) {
		c.centred(line, st, ink)
	}
	c.y += 12
	for _, line := range c.wrap(wordOpened(c.f), lead, inner-2*pad) {
		c.centred(line, lead, muted)
	}
	c.y += pad
	c.behind(back, image.Rect(margin, top, ChartWidth-margin, c.y), track)
	c.y += 40
}

// centred writes one line in the middle of the card.
func (c *card) centred(line string, st style, col color.RGBA) {
	c.text((ChartWidth-c.width(line, st))/2, c.y+st.ascent(), line, st, col)
	c.y += st.leading()
}

// behind puts a panel under everything drawn since step number back, whose size was not known before.
func (c *card) behind(back int, r image.Rectangle, col color.RGBA) {
	front := append(c.steps[:0:0], c.steps[back:]...)
	c.steps = c.steps[:back]
	c.box(r, 16, col)
	c.steps = append(c.steps, front...)
}

// footer says where the figures come from and of when they are.
func (c *card) footer(source string) {
	c.fill(image.Rect(margin, c.y, ChartWidth-margin, c.y+2), hairline)
	c.y += 22
	c.y = c.paragraph(margin, c.y, inner, source, body, muted)
	c.y += 32
	c.band()
}
