// Package docx writes Word documents (Office Open XML, ISO/IEC 29500 transitional) with what an
// administrative letter needs: styles, justified text, tables with repeating heads, pictures with
// alternative text, and page numbers in the top margin. It knows nothing about reports.
//
// All formatting sits in styles; a paragraph only names its style, so that an official who changes a
// style in Word changes the whole document. The same Document gives the same bytes.
//
// Lengths are in twips (1/1440 inch; 567 twips = 1 cm), type sizes in half points, both as in the files.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"time"
)

// Document is a whole document.
type Document struct {
	Title    string // shown by file managers and read out by screen readers
	Author   string
	Created  time.Time
	Language string // of the text: "vi-VN"
	Font     string // the one type face of the document, used for every script
	Page     Page
	Styles   []Style // the first one is the default of paragraphs
	Sections []Section
}

// Page is the paper, in twips. Every section is printed on it.
type Page struct {
	Width, Height            int
	Top, Right, Bottom, Left int // margins
	Header                   int // from the upper edge of the paper to the header
}

// Text is the width of the text between the margins.
func (p Page) Text() int { return p.Width - p.Left - p.Right }

// Section is a stretch of the document that begins on a new page and numbers its pages from 1. The number
// stands centred in the top margin, except on the first page.
type Section struct {
	Blocks []Block
}

// Block is what stands below one another in a section: Paragraph, Rule, Table and Picture.
type Block interface {
	element(*media) element
}

// Header says how the top margin of the pages looks.
const (
	// StyleHeader is the style of the page number; a Document must have it.
	StyleHeader = "header"
	// StyleMark is the style of a mark above the page number; needed only where there is a Mark.
	StyleMark = "mark"
)

// Bytes writes the document with nothing in the top margin but page numbers.
func (d Document) Bytes() ([]byte, error) { return d.Marked("") }

// Marked writes the document with a mark at the top of every page, also of the first. No mark if it is "".
func (d Document) Marked(mark string) ([]byte, error) {
	var m media
	body := d.body(&m)
	if m.err != nil {
		return nil, m.err
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range d.parts(body, mark, &m) {
		if err := p.write(z); err != nil {
			return nil, fmt.Errorf("part %s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// part is one file of the package: either XML or bytes as they are.
type part struct {
	name string
	xml  element
	raw  []byte
}

// The oldest time a zip file can hold. The time of writing would make every copy differ.
func fixedTime() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

func (p part) write(z *zip.Writer) error {
	method := zip.Deflate
	if p.raw != nil {
		method = zip.Store // pictures are compressed already
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: method, Modified: fixedTime()})
	if err != nil {
		return err
	}
	if p.raw != nil {
		_, err := w.Write(p.raw)
		return err
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	if err := p.xml.encode(enc); err != nil {
		return err
	}
	return enc.Close()
}
