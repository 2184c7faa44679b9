package intake

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/procedure"
)

// bundled is the catalogue that comes with the program: its records are real, and immutable.
var bundled = sync.OnceValues(procedure.Bundled)

// sampleCodes are records with fees by channel, papers by case, forms, times by channel, fees left to the council,
// audiences with commas in brackets, and conditions.
var sampleCodes = []string{"1.002755", "1.004194", "1.003133", "2.000806", "1.001699", "1.001193", "2.001263", "1.000894"}

// samples are real records in the blocks that official exports have.
func samples(t testing.TB) []procedure.Procedure {
	t.Helper()
	c, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	var out []procedure.Procedure
	for _, code := range sampleCodes {
		if p, ok := c.ByCode(code); ok && len(p.Documents) > 0 {
			out = append(out, exported(*p))
		}
	}
	if len(out) < 5 {
		t.Fatalf("only %d samples", len(out))
	}
	return out
}

// exported is a record as an official export can say it: without what was added by hand or by the collection, and with
// originals and copies in the export's words.
func exported(p procedure.Procedure) procedure.Procedure {
	q := procedure.Procedure{
		Key: p.Code, Code: p.Code, Name: p.Name, Field: p.Field, OfficialField: p.OfficialField, HandledBy: p.HandledBy,
		Audience: p.Audience, Channels: p.Channels, ProcessingTime: p.ProcessingTime, Fees: p.Fees, Result: p.Result,
		Agency: p.Agency, Conditions: p.Conditions, Steps: p.Steps, LegalBasis: p.LegalBasis, DecisionNo: p.DecisionNo,
		Currency: procedure.Current,
	}
	for _, d := range p.Documents {
		switch d.Original {
		case asOriginal, asCopy, asOriginal + " + " + asCopy, "":
		default:
			d.Original = asOriginal
		}
		q.Documents = append(q.Documents, d)
		if d.Form != "" {
			q.Forms = compact(append(q.Forms, d.Form))
		}
	}
	q.DocumentsTotal = len(q.Documents)
	// The rows of an export stand in the order of the ways to hand in.
	q.Fees = slices.Clone(q.Fees)
	slices.SortStableFunc(q.Fees, func(a, b procedure.Charge) int {
		x, _, _ := strings.Cut(a.Condition, ", ")
		y, _, _ := strings.Cut(b.Condition, ", ")
		return channelRank(x) - channelRank(y)
	})
	q.Judge()
	return q
}

// mustRead reads a file that has to be readable without a fatal problem.
func mustRead(t testing.TB, name string, data []byte) Result {
	t.Helper()
	r, err := Read(name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, p := range r.Problems {
		if p.Fatal {
			t.Errorf("%s: %v", name, p)
		}
	}
	return r
}

// equal compares a record with what was written, apart from where it was read.
func equal(t testing.TB, got Record, want procedure.Procedure) {
	t.Helper()
	p := got.P
	p.Sources, want.Sources = nil, nil
	g, w := reflect.ValueOf(p), reflect.ValueOf(want)
	for i := range g.NumField() {
		f := g.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		a, _ := json.Marshal(g.Field(i).Interface())
		b, _ := json.Marshal(w.Field(i).Interface())
		if x, y := emptyAs(a), emptyAs(b); x != y {
			t.Errorf("%s %s:\n got %s\nwant %s", want.Code, f.Name, x, y)
		}
	}
}

func emptyAs(b []byte) string {
	if s := string(b); s != "null" {
		return s
	}
	return "[]"
}

// state is what became of a block.
func (r Record) state(b Block) BlockReport {
	for _, x := range r.Blocks {
		if x.Block == b {
			return x
		}
	}
	return BlockReport{}
}

// offices is where the export of a sample says it is carried out: the commune offices in full.
func offices(p *procedure.Procedure) string {
	switch {
	case strings.HasPrefix(p.HandledBy, "Công an"):
		return "Công an cấp Xã"
	case p.HandledBy == "UBND cấp xã":
		return "Ủy ban nhân dân cấp xã"
	default:
		return p.HandledBy
	}
}

// way is a row of the table of ways to hand in.
type way struct{ channel, time, fees string }

// waysOf divides times and fees of a record by the ways to hand in, as exports have them.
func waysOf(p *procedure.Procedure) []way {
	var out []way
	for _, c := range p.Channels {
		w := way{channel: c, time: p.ProcessingTime}
		for part := range strings.SplitSeq(p.ProcessingTime, "; ") {
			if head, ways, ok := strings.Cut(part, " ("); ok && strings.Contains(p.ProcessingTime, "; ") && strings.Contains(ways, c) {
				w.time = head
			}
		}
		var fees []string
		for _, f := range p.Fees {
			rest := f.Condition
			first, after, _ := strings.Cut(f.Condition, ", ")
			if first == direct || first == online || first == postal {
				if first != c {
					continue
				}
				rest = after
			}
			line := f.Text
			if rest != "" {
				line += " (" + rest + ")"
			}
			fees = append(fees, line)
		}
		w.fees = strings.Join(fees, "\n")
		out = append(out, w)
	}
	return out
}

// counted is the number of originals and copies of a paper.
func counted(d procedure.Document) (original, copied int) {
	switch d.Original {
	case asOriginal:
		return d.Quantity, 0
	case asCopy:
		return 0, d.Quantity
	case "":
		return 0, 0
	default:
		return d.Quantity, d.Quantity
	}
}

// zipped is an archive of named parts.
func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

// wordFile is a document with the given body.
func wordFile(t testing.TB, body string) []byte {
	t.Helper()
	return zipped(t, map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml":   `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordSpace + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
	})
}

// para is a paragraph; line breaks in it are breaks of Word.
func para(text string) string {
	var b strings.Builder
	b.WriteString(`<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr>`)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteString(`<w:r><w:br/></w:r>`)
		}
		// Word divides text into runs wherever it likes.
		half := len([]rune(line)) / 2
		for _, run := range []string{string([]rune(line)[:half]), string([]rune(line)[half:])} {
			b.WriteString(`<w:r><w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr><w:t xml:space="preserve">` + html.EscapeString(run) + `</w:t></w:r>`)
		}
	}
	return b.String() + `</w:p>`
}

// tc is a cell with blocks, and properties such as gridSpan.
func tc(properties string, blocks ...string) string {
	return `<w:tc><w:tcPr>` + properties + `</w:tcPr>` + strings.Join(blocks, "") + `</w:tc>`
}

func tr(cells ...string) string { return `<w:tr><w:trPr/>` + strings.Join(cells, "") + `</w:tr>` }

func tbl(rows ...string) string {
	return `<w:tbl><w:tblPr/><w:tblGrid/>` + strings.Join(rows, "") + `</w:tbl>`
}

// textRow is a row of plain cells.
func textRow(cells ...string) string {
	var out []string
	for _, c := range cells {
		out = append(out, tc("", para(c)))
	}
	return tr(out...)
}

// sheetFile is a workbook of one sheet with the given rows, and merged ranges such as "A1:E1".
func sheetFile(t testing.TB, rows [][]any, merged ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fillSheet(t, f, "Sheet1", rows, merged...)
	return saved(t, f)
}

func fillSheet(t testing.TB, f *excelize.File, sheet string, rows [][]any, merged ...string) {
	t.Helper()
	for i, r := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range merged {
		from, to, _ := strings.Cut(m, ":")
		if err := f.MergeCell(sheet, from, to); err != nil {
			t.Fatal(err)
		}
	}
}

func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
