package workbook

import (
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// typeFace is what officials write in; it has all Vietnamese letters.
const typeFace = "Times New Roman"

// look is how a cell appears.
type look struct {
	kind kind
	bold bool
	// quoted marks a text that Excel would take for a formula once somebody edits its cell.
	quoted bool
}

type kind int

const (
	kTitle kind = iota
	kSection
	kSentence
	kNote
	kWarning
	kHead
	kText
	kMiddle // a short text in the middle
	kCount
	kShare
	kDecimal // mean marks, points
	kMove    // percentage points with their sign
	kDay
)

// Number formats. Excel shows the separators of its own language: in a Vietnamese one a dot between thousands and a comma before
// decimals.
const (
	formatCount   = "#,##0"
	formatShare   = "0.0%"
	formatDecimal = "0.0"
	formatMove    = "+0.0;-0.0;0.0"
	formatDay     = "dd/mm/yyyy"
	formatText    = "@"
)

const (
	lineColor = "808080"
	headColor = "DDEBF7"
)

func (l look) format() string {
	switch l.kind {
	case kCount:
		return formatCount
	case kShare:
		return formatShare
	case kDecimal:
		return formatDecimal
	case kMove:
		return formatMove
	case kDay:
		return formatDay
	}
	if l.quoted {
		return formatText // and stays a text when it is typed again
	}
	return ""
}

// size is that of the letters, in points.
func (l look) size() float64 {
	switch l.kind {
	case kTitle:
		return 14
	case kSection, kWarning:
		return 13
	}
	return 12
}

func (l look) inTable() bool { return l.kind >= kHead }

func (l look) style() *excelize.Style {
	bold := l.bold || l.kind == kTitle || l.kind == kSection || l.kind == kHead || l.kind == kWarning
	s := &excelize.Style{
		Font:      &excelize.Font{Family: typeFace, Size: l.size(), Bold: bold, Italic: l.kind == kNote, Color: "000000"},
		Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true},
	}
	switch l.kind {
	case kHead, kMiddle, kDay, kCount, kShare, kDecimal, kMove:
		s.Alignment.Horizontal = "center"
	case kText:
		s.Alignment.Indent = 1
	case kWarning:
		s.Font.Color = "C00000"
	}
	if l.kind == kHead {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{headColor}}
	}
	if l.inTable() {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: lineColor, Style: 1})
		}
	}
	if format := l.format(); format != "" {
		s.CustomNumFmt = &format
	}
	return s
}

// style gives the number of a look's style.
func (b *book) style(l look) int {
	if id, ok := b.styles[l]; ok {
		return id
	}
	id, err := b.file.NewStyle(l.style())
	b.keep(err)
	if err == nil && l.quoted {
		yes := true
		b.file.Styles.CellXfs.Xf[id].QuotePrefix = &yes
	}
	b.styles[l] = id
	return id
}

// quoteFor makes the look one for the text. Cells are typed as texts and nothing in them is calculated; but whoever edits the
// cell and leaves it would make a formula of it, if it were not marked as quoted. A literal apostrophe would be shown.
func (l look) quoteFor(text string) look {
	l.quoted = text != "" && strings.ContainsRune("=+-@", rune(text[0]))
	return l
}

// cellLimit is how many UTF-16 units a cell holds.
const cellLimit = 32767

// escapes are how the file format writes letters XML cannot hold: "_x003D_" would be shown as "=". Such a text is taken apart.
var escapes = regexp.MustCompile(`_(x[0-9A-Fa-f]{4})`)

// clean makes a text fit for a cell: without what XML cannot hold, without marks that turn the direction of writing (they make a
// cell show something else than it holds), and not longer than a cell may be.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r == 0x7f || r == 0xfffe || r == 0xffff || r == utf8.RuneError:
			return -1
		case 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069:
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
	s = strings.TrimSpace(escapes.ReplaceAllString(s, "_ $1"))
	units := 0
	for i, r := range s {
		if units += utf16.RuneLen(r); units > cellLimit {
			return s[:i]
		}
	}
	return s
}
