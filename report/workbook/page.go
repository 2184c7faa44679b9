package workbook

import (
	"math"
	"strings"
	"time"
	"unicode"

	"motcua/report/say"

	"github.com/xuri/excelize/v2"
)

// page is a sheet being written from top to bottom.
type page struct {
	*book
	sheet  string
	widths []float64 // of its columns, in Excel's unit: about one digit
	row    int       // the next one, from 1
	parts  []int     // rows in which something begins that is best not torn apart in print
	head   int       // rows repeated on every printed page
	tall   map[int]float64
}

// page begins a sheet with its title and what is said of the whole. What stands so far stays on screen while the rest is
// scrolled, and is repeated on every printed page.
func (b *book) page(sheet string, widths []float64, title string, under ...string) *page {
	b.add(sheet)
	p := &page{book: b, sheet: sheet, widths: widths, row: 1, tall: map[int]float64{}}
	for i, w := range widths {
		name := b.columnAt(i)
		b.keep(b.file.SetColWidth(sheet, name, name, w))
	}
	p.say(kTitle, title)
	for _, s := range under {
		p.say(kSentence, s)
	}
	if b.demo {
		p.say(kWarning, say.Sample)
	}
	return p
}

// freeze keeps the rows so far in sight, and the last of them from first on at the head of printed pages.
func (p *page) freeze(first int) {
	p.head = p.row - 1
	p.keep(p.file.SetPanes(p.sheet, p.frozen(p.head)))
	p.printSetup(p.sheet, first, p.row-1)
}

// frozen keeps the first rows in sight.
func (b *book) frozen(rows int) *excelize.Panes {
	below := b.at(0, rows+1)
	return &excelize.Panes{Freeze: true, YSplit: rows, TopLeftCell: below, ActivePane: "bottomLeft", Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}}}
}

// say writes a text across the page; nothing if there is nothing to say.
func (p *page) say(k kind, text string) {
	if text = clean(text); text == "" {
		return
	}
	l := look{kind: k}
	p.put(0, p.row, l, text)
	last := len(p.widths) - 1
	p.keep(p.file.MergeCell(p.sheet, p.at(0, p.row), p.at(last, p.row)))
	p.height(p.row, rowHeight(lines(text, p.width(), l), l))
	p.row++
}

func (p *page) width() float64 {
	wide := 0.0
	for _, w := range p.widths {
		wide += w
	}
	return wide
}

// skip leaves rows empty.
func (p *page) skip(rows int) { p.row += rows }

// put writes one cell. A nil value is an empty cell with its frame.
func (p *page) put(col, row int, l look, value any) {
	at := p.at(col, row)
	switch v := value.(type) {
	case nil:
	case string:
		v = clean(v)
		l = l.quoteFor(v)
		p.keep(p.file.SetCellStr(p.sheet, at, v))
	case int:
		p.keep(p.file.SetCellInt(p.sheet, at, int64(v)))
	case float64:
		p.keep(p.file.SetCellFloat(p.sheet, at, v, -1, 64))
	case time.Time:
		p.keep(p.file.SetCellFloat(p.sheet, at, serial(v), -1, 64))
	}
	p.keep(p.file.SetCellStyle(p.sheet, at, at, p.style(l)))
}

// serial is a day as Excel counts them.
func serial(day time.Time) float64 {
	return math.Round(day.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, day.Location())).Hours() / 24)
}

// rowHeight is what some lines take, in points.
func rowHeight(count int, l look) float64 {
	const (
		line    = 16.5 // of 12 point letters
		highest = 409  // Excel's limit
	)
	return min(line*l.size()/12*float64(count)+2, highest)
}

// height gives a row its height: Excel does not find that out for merged cells, nor other programs for any.
func (p *page) height(row int, points float64) {
	p.tall[row] = points
	p.keep(p.file.SetRowHeight(p.sheet, row, points))
}

// The paper that is printed on, within the margins, in points.
const (
	paperWidth  = 842 - 2*sideMargin*72
	paperHeight = 595 - 2*edgeMargin*72
	usualHeight = 15.75 // of a row nobody gave one
	pointsWide  = 5.6   // of one unit of width
)

// breaks begins a new page where a part would be torn apart that fits on one.
func (p *page) breaks() {
	scale := min(1, paperWidth/(p.width()*pointsWide))
	room := paperHeight/scale*0.97 - p.span(1, p.head+1)
	used := 0.0
	for i, first := range p.parts {
		end := p.row
		if i+1 < len(p.parts) {
			end = p.parts[i+1]
		}
		if i == 0 {
			used = p.span(p.head+1, first)
		}
		tall := p.span(first, end)
		if used+tall > room && used > 0 {
			p.keep(p.file.InsertPageBreak(p.sheet, p.at(0, first)))
			used = 0
		}
		for used += tall; used > room; used -= room { // it takes pages of its own
		}
	}
}

// span is the height of the rows from first up to end.
func (p *page) span(first, end int) float64 {
	tall := 0.0
	for row := first; row < end; row++ {
		if h, ok := p.tall[row]; ok {
			tall += h
		} else {
			tall += usualHeight
		}
	}
	return tall
}

// lines estimates how many lines a text takes in a column. Too many is better than too few: what is cut off is not read.
func lines(text string, width float64, l look) int {
	letter := l.size() / 12 * 0.97 // of an average small letter, in units of width
	if l.style().Font.Bold {
		letter *= 1.08
	}
	n := 0
	for part := range strings.SplitSeq(text, "\n") {
		long := 0.0
		for _, r := range part {
			if long += letter; unicode.IsUpper(r) {
				long += 0.4 * letter
			}
		}
		n += max(1, int(math.Ceil(long/max(width-2.5, 1))))
	}
	return n
}

// at is the name of a cell; columns count from 0, rows from 1.
func (b *book) at(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col+1, row)
	b.keep(err)
	return name
}

// columnAt is the name of a column.
func (b *book) columnAt(col int) string {
	name, err := excelize.ColumnNumberToName(col + 1)
	b.keep(err)
	return name
}
