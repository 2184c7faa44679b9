package main

import (
	"bytes"
	_ "embed"
	"html/template"
	"os"

	"motcua/internal/qr"
	"motcua/org"
	"motcua/org/directory"
)

//go:embed codesheet.html
var codeSheetHTML string

// codeSheetPage is a sheet of visit codes to be printed and cut.
type codeSheetPage struct {
	Title, Unit, Place, How, Once, Print string
	Codes                                []codeCell
}

// codeCell is one code on it.
type codeCell struct {
	Code string
	QR   template.HTML // SVG of ours
}

// writeCodeSheet writes the sheet of codes as one file, which needs no network to be shown. Only its owner may read it: whoever
// has the file has the codes.
func (p *program) writeCodeSheet(path string, u *directory.Unit, start org.Start, o codeOutput) error {
	page := codeSheetPage{
		Title: say(wordSheetTitle, o.Sheet, u.Name), Unit: u.Authority(), Place: placeOfCodes(u, start.Point, start.Slip),
		How: say(wordSheetHow, p.baseURL()), Once: say(wordSheetOnce, o.Expires.Format("02/01/2006")), Print: wordSheetPrint,
	}
	for _, c := range o.Codes {
		picture, err := qr.SVG(c.Links["web"])
		if err != nil {
			return because(err, wordQRFailed)
		}
		page.Codes = append(page.Codes, codeCell{c.Code, template.HTML(picture)})
	}
	t, err := template.New("codesheet").Parse(codeSheetHTML)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, page); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o600)
}
