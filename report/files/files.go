// Package files puts together the files a report is handed over as: pictures for the phone, the workbook and the draft
// letter for the office, the figures for machines. It does no I/O and knows no clock.
package files

import (
	"bytes"
	"fmt"
	"io"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/report"
	"motcua/report/letter"
	"motcua/report/workbook"
)

// Kind is what a file is for.
type Kind string

// The kinds, in the order in which Of gives them. A report without enough history has no Trend.
const (
	Chart    Kind = "chart"    // PNG
	Trend    Kind = "trend"    // PNG
	Workbook Kind = "workbook" // .xlsx
	Draft    Kind = "draft"    // .docx
	Numbers  Kind = "figures"  // JSON
)

// File is one of them.
type File struct {
	Kind Kind
	Name string // as people get it: "bieu-do-2026-10.png"
	Type string // media type
	Alt  string // what a picture shows, in words; "" for what is no picture
	Body []byte
}

// Picture reports whether the file is shown rather than handed over.
func (f File) Picture() bool { return f.Alt != "" }

const (
	typePNG  = "image/png"
	typeJSON = "application/json"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	typeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)

// Of makes all files of a unit's report. They say nothing of answers that is not in f.
func Of(f report.Figures, u org.Unit) ([]File, error) {
	chart, err := picture(f.Chart)
	if err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	files := []File{{Chart, "bieu-do-" + f.Period.String() + f.Days.Slug() + ".png", typePNG, wordChart(f), chart}}
	var trend []byte
	if f.HasTrend() {
		if trend, err = picture(f.TrendChart); err != nil {
			return nil, fmt.Errorf("trend: %w", err)
		}
		files = append(files, File{Trend, "xu-huong-" + f.Period.String() + f.Days.Slug() + ".png", typePNG, wordTrend(f), trend})
	}
	book, err := workbook.Make(f)
	if err != nil {
		return nil, err
	}
	draft, err := letter.Draft(f, letter.For(u), letter.Charts{Figures: chart, Trend: trend})
	if err != nil {
		return nil, err
	}
	numbers, err := f.JSON()
	if err != nil {
		return nil, err
	}
	return append(files,
		File{Workbook, workbook.FileName(f), typeXLSX, "", book},
		File{Draft, letter.FileName(f), typeDOCX, "", draft},
		File{Numbers, numbersName(f.Period, f.Days), typeJSON, "", numbers}), nil
}

// OfUnits makes the files of a comparison of units.
func OfUnits(c report.Comparison) ([]File, error) {
	book, err := workbook.OfUnits(c)
	if err != nil {
		return nil, err
	}
	numbers, err := c.JSON()
	if err != nil {
		return nil, err
	}
	return []File{
		{Workbook, workbook.UnitsFileName(c), typeXLSX, "", book},
		{Numbers, numbersName(c.Period, c.Days), typeJSON, "", numbers},
	}, nil
}

func numbersName(p calendar.Period, d report.Days) string {
	return "so-lieu-" + p.String() + d.Slug() + ".json"
}

func picture(draw func(io.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	if err := draw(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
