package intake

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits of a workbook beside those of every archive.
const (
	maxWidths = 30_000_000 // widths of all rows together: the library fills rows up to their last cell
	maxMerged = 50_000     // merged cells of a sheet
)

// workbook is what is learned by passing over the parts of a workbook once, before the library reads them whole: that they
// are XML of bearable depth and width, and which cells are merged. The library can tell the latter too, but makes room for
// every cell of the sheet to do so.
type workbook struct {
	sheets    map[string]string   // name of a sheet → id of its part
	parts     map[string]string   // id → part
	mergedIn  map[string][]string // part → merged ranges
	allWidths int
}

// merged are the merged ranges of a sheet.
func (w *workbook) merged(sheet string) []string { return w.mergedIn[w.parts[w.sheets[sheet]]] }

// scanWorkbook passes over the XML parts of a workbook.
func scanWorkbook(data []byte) (*workbook, error) {
	z, err := openArchive(data)
	if err != nil {
		return nil, err
	}
	w := &workbook{sheets: map[string]string{}, parts: map[string]string{}, mergedIn: map[string][]string{}}
	for _, f := range z.File {
		name := strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		if err := w.scan(f, name); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// scan passes over one part.
func (w *workbook) scan(f *zip.File, name string) error {
	r, err := f.Open()
	if err != nil {
		return refuse(wordBrokenArchive)
	}
	defer r.Close()
	dec := xml.NewDecoder(r)
	width := 0
	for depth := 0; ; {
		token, err := dec.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return refuse(wordBrokenArchive)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return refuse(wordTooDeep)
			}
			if t.Name.Local == "row" {
				w.allWidths += width
				width = 0
			}
			if t.Name.Local == "c" {
				width = max(width, columnNumber(attr(t, "r")))
			}
			if w.allWidths+width > maxWidths {
				return refuse(wordTooManyRows)
			}
			w.learn(name, t)
		case xml.EndElement:
			depth--
		}
	}
}

// columnNumber is the column of a cell such as "AB12"; 1 for one without a name.
func columnNumber(name string) int {
	if column, _, err := excelize.CellNameToCoordinates(name); err == nil {
		return column
	}
	return 1
}

// learn takes in what an element says about sheets and merged cells.
func (w *workbook) learn(part string, t xml.StartElement) {
	switch {
	case t.Name.Local == "sheet" && part == "xl/workbook.xml":
		for _, a := range t.Attr {
			if a.Name.Local == "id" && a.Name.Space != "" {
				w.sheets[attr(t, "name")] = a.Value
			}
		}
	case t.Name.Local == "Relationship" && part == "xl/_rels/workbook.xml.rels":
		target := strings.ToLower(strings.ReplaceAll(attr(t, "Target"), `\`, "/"))
		if !strings.HasPrefix(target, "/") {
			target = "/xl/" + target
		}
		w.parts[attr(t, "Id")] = strings.TrimPrefix(path.Clean(target), "/")
	case t.Name.Local == "mergeCell" && len(w.mergedIn[part]) < maxMerged:
		w.mergedIn[part] = append(w.mergedIn[part], attr(t, "ref"))
	}
}
