package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// column is a column of a table: its name, another it may have, and whether it must be there.
type column struct {
	name, also string
	needed     bool
}

// tableFile is a table read from a file, with everything that is wrong with it.
type tableFile struct {
	name     string
	rows     []*tableRow
	problems []string
}

// tableRow is one line of a table; its cells note what is wrong with them in the table.
type tableRow struct {
	table *tableFile
	line  int
	cells map[string]string
}

// readCSV reads a table with a header: UTF-8 with or without BOM, divided by commas, semicolons or tabs.
func readCSV(name string, data []byte, columns []column) *tableFile {
	t := &tableFile{name: name}
	text, ok := t.text(data)
	if !ok {
		return t
	}
	head, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = divider(head), -1, r.Comma != '\t'
	var names []string
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if bad, ok := errors.AsType[*csv.ParseError](err); ok {
			t.wrong(bad.Line, wordRowBroken, bad.Err)
			break
		}
		line, _ := r.FieldPos(0)
		switch {
		case err != nil:
			t.wrong(line, "%v", err)
			return t
		case names == nil:
			if names = t.header(line, cells, columns); names == nil {
				return t
			}
		default:
			t.row(line, cells, names, columns)
		}
	}
	if names == nil {
		t.wrong(1, wordRowEmpty, headerOf(columns))
	} else if len(t.rows) == 0 && len(t.problems) == 0 {
		t.wrong(1, wordRowNothing)
	}
	return t
}

// text is the file as text in one Unicode form.
func (t *tableFile) text(data []byte) (string, bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	line := 1
	for rest := data; len(rest) > 0; line++ {
		var one []byte
		if one, rest, _ = bytes.Cut(rest, []byte("\n")); !utf8.Valid(one) || bytes.IndexByte(one, 0) >= 0 {
			t.wrong(line, wordRowNotUTF8)
			return "", false
		}
	}
	return norm.NFC.String(string(data)), true
}

// divider is what divides the cells of a header.
func divider(head string) rune {
	best := ','
	for _, d := range []rune{';', '\t'} {
		if strings.Count(head, string(d)) > strings.Count(head, string(best)) {
			best = d
		}
	}
	return best
}

func headerOf(columns []column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return strings.Join(names, ",")
}

// header finds the columns, in any order; nil if it is not one.
func (t *tableFile) header(line int, cells []string, columns []column) []string {
	names := make([]string, len(cells))
	ok := true
	for i, cell := range cells {
		folded := vntext.Fold(cell)
		at := slices.IndexFunc(columns, func(c column) bool {
			return folded == vntext.Fold(c.name) || c.also != "" && folded == vntext.Fold(c.also)
		})
		switch {
		case at < 0 && folded == "":
		case at < 0:
			t.wrong(line, wordRowNoColumn, cell, headerOf(columns))
			ok = false
		case slices.Contains(names, columns[at].name):
			t.wrong(line, wordRowColumnTwice, columns[at].name)
			ok = false
		default:
			names[i] = columns[at].name
		}
	}
	for _, c := range columns {
		if c.needed && !slices.Contains(names, c.name) {
			t.wrong(line, wordRowColumnMissing, c.name, headerOf(columns))
			ok = false
		}
	}
	if !ok {
		return nil
	}
	return names
}

func (t *tableFile) row(line int, cells, names []string, columns []column) {
	r := &tableRow{table: t, line: line, cells: map[string]string{}}
	empty := true
	for i, cell := range cells {
		cell = strings.Join(strings.Fields(cell), " ")
		empty = empty && cell == ""
		switch {
		case i < len(names) && names[i] != "":
			r.cells[names[i]] = cell
		case cell != "":
			t.wrong(line, wordRowExtra, cell)
		}
	}
	if empty {
		return
	}
	for _, c := range columns {
		if c.needed && r.cells[c.name] == "" {
			r.wrong(wordRowCellEmpty, c.name)
		}
	}
	t.rows = append(t.rows, r)
}

func (t *tableFile) wrong(line int, format string, args ...any) {
	t.problems = append(t.problems, fmt.Sprintf("%s:%d: ", t.name, line)+fmt.Sprintf(format, args...))
}

func (r *tableRow) wrong(format string, args ...any) { r.table.wrong(r.line, format, args...) }

// day reads a day as computers or as people write it.
func (r *tableRow) day(name string) procedure.Date {
	s := r.cells[name]
	if s == "" {
		return ""
	}
	for _, layout := range []string{time.DateOnly, "2/1/2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return procedure.Date(t.Format(time.DateOnly))
		}
	}
	r.wrong(wordRowNoDay, name, s)
	return ""
}

// span reads the first and the last day of something.
func (r *tableRow) span() (from, until procedure.Date) {
	from, until = r.day("from"), r.day("until")
	if until != "" && until < from {
		r.wrong(wordRowEndsEarly, until, from)
	}
	return from, until
}

// leastFee is the smallest amount that is not taken for one that has lost its zeros, in đồng.
const leastFee = 500

// amount reads đồng: 50000, 50.000, "50.000 đồng".
func (r *tableRow) amount(name string) int {
	s := vntext.Fold(r.cells[name])
	for _, unit := range []string{"dong", "vnd", "d"} {
		s = strings.TrimSuffix(s, unit)
	}
	groups := strings.Fields(s)
	for i, g := range groups {
		if i > 0 && len(g) != 3 {
			groups = nil
			break
		}
	}
	n, err := strconv.Atoi(strings.Join(groups, ""))
	switch {
	case r.cells[name] == "": // said already
	case err != nil || strings.HasPrefix(r.cells[name], "-"):
		r.wrong(wordRowNoAmount, name, r.cells[name])
	case n > 0 && n < leastFee:
		r.wrong(wordRowLostZeros, name, n)
	}
	return n
}

// key finds the procedure a code means.
func (r *tableRow) key(name string, c *procedure.Catalog) string {
	code := r.cells[name]
	if p, ok := c.ByKey(code); ok {
		return p.Key
	}
	if p, ok := c.ByCode(code); ok {
		return p.Key
	}
	if code != "" {
		r.wrong(wordRowNoProcedure, code)
	}
	return ""
}
