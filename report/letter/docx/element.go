package docx

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// element is one XML element with its prefix written out, as the office formats are always written.
type element struct {
	name  string
	attrs []string // name, value, name, value …
	kids  []element
	text  string
}

// el makes an element with attributes given as name, value, name, value.
func el(name string, attrs ...string) element { return element{name: name, attrs: attrs} }

// value makes the commonest element of the format, the one whose only attribute is its value.
func value(name, v string) element { return el(name, "w:val", v) }

// with adds children; empty ones are left out.
func (e element) with(kids ...element) element {
	for _, k := range kids {
		if k.name != "" {
			e.kids = append(e.kids, k)
		}
	}
	return e
}

// flag makes an element that says yes by being there.
func flag(name string, on bool) element {
	if !on {
		return element{}
	}
	return el(name)
}

func num(n int) string { return strconv.Itoa(n) }

func (e element) encode(enc *xml.Encoder) error {
	start := xml.StartElement{Name: xml.Name{Local: e.name}}
	for i := 0; i < len(e.attrs); i += 2 {
		start.Attr = append(start.Attr, xml.Attr{Name: xml.Name{Local: e.attrs[i]}, Value: clean(e.attrs[i+1])})
	}
	if err := enc.EncodeToken(start); err != nil {
		return err
	}
	if e.text != "" {
		if err := enc.EncodeToken(xml.CharData(e.text)); err != nil {
			return err
		}
	}
	for _, k := range e.kids {
		if err := k.encode(enc); err != nil {
			return err
		}
	}
	return enc.EncodeToken(start.End())
}

// clean makes any text fit for XML and for print: letters composed (TCVN 6909:2001 as officials use it; many
// fonts place loose marks badly), and no characters that XML forbids or that would turn the direction of the
// text around. Line ends and tabs stay.
func clean(s string) string {
	s = norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
}
