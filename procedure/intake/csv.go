package intake

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// maxColumns is how many columns of a table are looked at.
const maxColumns = 64

// readCSV reads a table written as text.
func (c *collector) readCSV(text string) error {
	var delimiter rune
	for line := range strings.Lines(firstPart(text)) {
		if isTableHead(line) {
			delimiter = delimiterOf(line)
			break
		}
	}
	if delimiter == 0 {
		return refuse(wordNoHeader)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = delimiter
	r.FieldsPerRecord = -1
	var rows []row
	var broken error
	width := 0
	for len(rows) <= maxRecords+headRows {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			broken = err // where a quotation mark is left open, all that follows is inside it
			break
		}
		line, _ := r.FieldPos(0)
		next := csvRow(line, fields)
		if isHeader(fields) {
			width = len(fields)
		} else if width > 0 && len(fields) > width {
			next.note = wordTooManyCells(len(fields), width)
		}
		rows = append(rows, next)
	}
	t := &tableReader{c: c}
	t.read(rows)
	if broken != nil {
		c.fatal(csvWhere(broken), wordBadCSV(broken))
	}
	return nil
}

func csvRow(line int, fields []string) row {
	cells := make([]cell, min(len(fields), maxColumns))
	for i := range cells {
		cells[i].text = tidy(fields[i])
	}
	return row{where: wordLine(line), cells: cells}
}

func csvWhere(err error) string {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return wordLine(parse.StartLine)
	}
	return ""
}
