package workbook

import (
	"fmt"
	"sort"
	"time"

	"github.com/xuri/excelize/v2"
)

// book is a workbook being written. The first error stays, and everything after it is left out.
type book struct {
	file   *excelize.File
	demo   bool
	styles map[look]int
	sheets int
	err    error
}

func newBook(demo bool) (*book, error) {
	b := &book{file: excelize.NewFile(), demo: demo, styles: map[look]int{}}
	if err := b.file.SetDefaultFont(typeFace); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// close lets go of what excelize keeps. A workbook in memory has nothing on disk that closing could fail on.
func (b *book) close() { _ = b.file.Close() }

// keep remembers the first error.
func (b *book) keep(err error) {
	if b.err == nil {
		b.err = err
	}
}

// add makes a sheet; the first one takes the place of the empty sheet of a new workbook.
func (b *book) add(name string) {
	b.sheets++
	if b.sheets == 1 {
		b.keep(b.file.SetSheetName(b.file.GetSheetName(0), name))
		return
	}
	_, err := b.file.NewSheet(name)
	b.keep(err)
}

const (
	paperA4    = 9
	sideMargin = 0.6 // inches
	edgeMargin = 0.7
	footer     = "&R&\"" + typeFace + ",Regular\"&P/&N"
)

// printSetup lets a sheet print on A4 across, as wide as the paper, with rows first to last at the head of every page.
func (b *book) printSetup(sheet string, first, last int) {
	size, landscape, fit, wide, tall := paperA4, "landscape", true, 1, 0
	b.keep(b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	b.keep(b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &size, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}))
	side, edge, inner := sideMargin, edgeMargin, 0.3
	b.keep(b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &inner, Footer: &inner}))
	b.keep(b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: footer}))
	b.keep(b.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", sheet, first, last),
	}))
}

// properties are those of the file. The author is an office, never a person.
type properties struct {
	title, author string
	at            time.Time
}

func (b *book) bytes(p properties) ([]byte, error) {
	b.file.Pkg.Store("docProps/core.xml", p.core())
	b.keep(b.file.SetAppProps(&excelize.AppProperties{Application: "Một Cửa"}))
	if b.err != nil {
		return nil, b.err
	}
	b.sortContentTypes()
	file, err := b.file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// sortContentTypes orders what excelize adds in the order of a map, so that the same workbook has the same bytes.
func (b *book) sortContentTypes() {
	if types := b.file.ContentTypes; types != nil {
		sort.Slice(types.Defaults, func(i, j int) bool { return types.Defaults[i].Extension < types.Defaults[j].Extension })
	}
}
