package intake

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// maxRows is how many rows of a workbook are looked at, empty ones included.
const maxRows = maxRecords + 10_000

// readExcel reads the sheets of a workbook.
func (c *collector) readExcel(data []byte) (err error) {
	book, err := scanWorkbook(data)
	if err != nil {
		return err
	}
	// The library reads files of strangers here; a part it cannot cope with must not take the server down.
	defer func() {
		if r := recover(); r != nil {
			err = refuse(wordBrokenArchive)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit:    maxUnzipped,
		UnzipXMLSizeLimit: maxUnzipped, // the same, so that nothing is unpacked to disk
	})
	if err != nil {
		return refuse(wordBrokenArchive)
	}
	defer f.Close() // nothing is written and nothing is on disk
	found := 0
	for i, name := range f.GetSheetList() {
		where := wordSheet(i+1, name)
		if visible, err := f.GetSheetVisible(name); err == nil && !visible {
			c.problem(where, wordHiddenSheet)
			continue
		}
		rows, err := c.sheet(f, name, where)
		if err != nil {
			var refused *Error
			if errors.As(err, &refused) {
				return refused
			}
			c.fatal(where, wordSheetUnreadable)
			continue
		}
		room := len(rows) * maxColumns // merged cells do not overlap: together they are no more than all cells
		for _, ref := range book.merged(name) {
			if room -= spread(rows, ref); room < 0 {
				return refuse(wordBrokenArchive)
			}
		}
		t := &tableReader{c: c}
		t.read(rows)
		if t.found == 0 && len(rows) > 0 {
			c.problem(where, wordSheetWithoutHeader)
		}
		found += t.found
	}
	if found == 0 {
		return refuse(wordNoHeader)
	}
	return nil
}

// sheet is the rows of one sheet, up to the last that has something in it.
func (c *collector) sheet(f *excelize.File, name, where string) ([]row, error) {
	it, err := f.Rows(name)
	if err != nil {
		return nil, fmt.Errorf("sheet %s: %w", name, err)
	}
	var rows []row
	for n := 1; it.Next(); n++ {
		texts, err := it.Columns()
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", name, err)
		}
		if len(texts) == 0 {
			continue
		}
		if n > maxRows {
			c.fatal(where, wordTooManyRows)
			break
		}
		for len(rows) < n {
			rows = append(rows, row{where: wordRow(where, len(rows)+1)})
		}
		r := &rows[n-1]
		r.cells = make([]cell, min(len(texts), maxColumns))
		for i := range r.cells {
			if r.cells[i].text = tidy(texts[i]); isGarbled(r.cells[i].text) {
				return nil, refuseAt(r.where, wordGarbled(r.cells[i].text))
			}
		}
	}
	if err := errors.Join(it.Error(), it.Close()); err != nil {
		return nil, fmt.Errorf("sheet %s: %w", name, err)
	}
	return rows, nil
}

// spread puts the text of a merged cell into every cell it covers, within the rows and columns that are there, and tells
// how many those are. A range that is none is passed over.
func spread(rows []row, ref string) int {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return 0
	}
	left, top, err := excelize.CellNameToCoordinates(from)
	if err != nil || top > len(rows) || left > maxColumns {
		return 0
	}
	right, bottom, err := excelize.CellNameToCoordinates(to)
	if err != nil || right < left || bottom < top {
		return 0
	}
	right, bottom = min(right, maxColumns), min(bottom, len(rows))
	text := ""
	if left <= len(rows[top-1].cells) {
		text = rows[top-1].cells[left-1].text
	}
	for y := top; y <= bottom; y++ {
		r := &rows[y-1]
		for len(r.cells) < right {
			r.cells = append(r.cells, cell{})
		}
		for x := left; x <= right; x++ {
			if x == left && y == top {
				continue
			}
			r.cells[x-1] = cell{text: text, down: y > top, across: x > left}
		}
	}
	return (right - left + 1) * (bottom - top + 1)
}
