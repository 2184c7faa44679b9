package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"path"
	"strings"
	"testing"
	"time"
)

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sample has one of everything.
func sample(t *testing.T) Document {
	t.Helper()
	style := func(id string) Style { return Style{ID: id, Name: id, Size: 28, Align: Justify, Line: 240} }
	return Document{
		Title: "Tên <văn bản> & số", Author: "Ai đó", Created: time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC),
		Language: "vi-VN", Font: "Times New Roman",
		Page:   Page{Width: 11906, Height: 16838, Top: 1134, Right: 1134, Bottom: 1134, Left: 1701, Header: 454},
		Styles: []Style{style("Normal"), style(StyleHeader), style(StyleMark)},
		Sections: []Section{
			{Blocks: []Block{
				Paragraph{Style: "Normal", Runs: []Run{{Text: "đậm", Bold: true}, {Text: " thường\nxuống dòng\tthụt"}}},
				Rule{Length: 1000, Within: 9071},
				Table{Columns: []int{3000, 2000, 1000}, Together: true, Title: "Bảng", Rows: []Row{
					{Head: true, Cells: []Cell{{Span: 2, Blocks: []Block{Text("Normal", "hai cột")}}, {Blocks: []Block{Text("Normal", "một")}}}},
					{Cells: []Cell{{Blocks: []Block{Text("Normal", "a")}}, {Blocks: []Block{Text("Normal", "b")}}, {Blocks: []Block{Text("Normal", "c")}}}},
				}},
			}},
			{Blocks: []Block{Picture{Style: "Normal", PNG: picture(t, 200, 100), Alt: "hình <1>", Width: 4000}}},
			{Blocks: []Block{Picture{Style: "Normal", PNG: picture(t, 100, 400), Alt: "hình 2", Width: 4000, Height: 8000}}},
		},
	}
}

// unzip gives the files of a package.
func unzip(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(body)
		if !f.Modified.Equal(fixedTime()) {
			t.Errorf("%s is dated %v", f.Name, f.Modified)
		}
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the package begins with %s", z.File[0].Name)
	}
	return parts
}

func write(t *testing.T, d Document, mark string) map[string]string {
	t.Helper()
	file, err := d.Marked(mark)
	if err != nil {
		t.Fatal(err)
	}
	return unzip(t, file)
}

func TestSameBytes(t *testing.T) {
	a, err := sample(t).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	b, err := sample(t).Bytes()
	if err != nil || !bytes.Equal(a, b) {
		t.Error("the same document gives other bytes", err)
	}
}

func TestPackageHoldsTogether(t *testing.T) {
	parts := write(t, sample(t), "dấu")
	for name, body := range parts {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		dec := xml.NewDecoder(strings.NewReader(body))
		for {
			_, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	type relations struct {
		Relationship []struct {
			Target string `xml:",attr"`
		}
	}
	for name, folder := range map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": "word"} {
		var r relations
		if err := xml.Unmarshal([]byte(parts[name]), &r); err != nil || len(r.Relationship) == 0 {
			t.Fatalf("%s: %v, %+v", name, err, r)
		}
		for _, rel := range r.Relationship {
			if _, ok := parts[path.Join(folder, rel.Target)]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, rel.Target)
			}
		}
	}
	var types struct {
		Override []struct {
			PartName string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal([]byte(parts["[Content_Types].xml"]), &types); err != nil {
		t.Fatal(err)
	}
	for _, o := range types.Override {
		if _, ok := parts[strings.TrimPrefix(o.PartName, "/")]; !ok {
			t.Errorf("content type of %s, which is not there", o.PartName)
		}
	}
}

func TestParts(t *testing.T) {
	parts := write(t, sample(t), "dấu mẫu")
	for name, wants := range map[string][]string{
		"word/document.xml": {
			`<w:t xml:space="preserve">đậm</w:t>`, `<w:b></w:b>`, `<w:br></w:br>`, `<w:tab></w:tab>`,
			`<w:ind w:left="4035" w:right="4035" w:firstLine="0">`,
			`<w:tblHeader></w:tblHeader>`, `<w:gridSpan w:val="2">`, `<w:tcW w:w="5000" w:type="dxa">`, `<w:tblCaption w:val="Bảng">`,
			`descr="hình &lt;1&gt;"`,
			`<wp:extent cx="2540000" cy="1270000">`, // 4000 twips wide, half as high
			`<wp:extent cx="1270000" cy="5080000">`, // bounded by its height
			`r:embed="rIdPicture2"`,
		},
		"word/header.xml":       {"dấu mẫu", " PAGE "},
		"word/header-first.xml": {"dấu mẫu"},
		"docProps/core.xml":     {"Tên &lt;văn bản&gt; &amp; số", "2026-11-01T08:00:00Z"},
	} {
		for _, want := range wants {
			if !strings.Contains(parts[name], want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
	}
	body := parts["word/document.xml"]
	for piece, n := range map[string]int{"<w:sectPr>": 3, "<w:cantSplit>": 2, "<w:titlePg>": 3, `<w:pgNumType w:fmt="decimal" w:start="1">`: 3, "<w:keepNext>": 2} {
		if got := strings.Count(body, piece); got != n {
			t.Errorf("%s stands %d times, want %d", piece, got, n)
		}
	}
	if strings.Contains(parts["word/header-first.xml"], "PAGE") {
		t.Error("the first page is numbered")
	}
	if strings.Contains(write(t, sample(t), "")["word/header.xml"], StyleMark) {
		t.Error("a mark without a text")
	}
}

func TestNoPicture(t *testing.T) {
	d := sample(t)
	d.Sections[2].Blocks = []Block{Picture{PNG: []byte("no picture"), Width: 1}}
	if _, err := d.Bytes(); err == nil || !strings.Contains(err.Error(), "picture 2") {
		t.Errorf("a broken picture: %v", err)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"bình thường":               "bình thường",
		"ha\u0301i lo\u0300ng":      "hái lòng", // composed
		"a\x00b\x1fc\x7f\u0085d":    "abcd",
		"a\tb\nc":                   "a\tb\nc",
		"\u202eđảo ngược\u2069":     "đảo ngược",
		"\ufffe\uffffx":             "x",
		"hỏng \xff\xfe byte":        "hỏng \ufffd byte",
		"<w:p> & ]]> \"'":           "<w:p> & ]]> \"'", // escaped by the encoder, not here
		"😀":                         "😀",
		"không\u00a0ngắt\u200bđược": "không\u00a0ngắt\u200bđược",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"a", "\x00\n\t", "<&>]]>", "\xff\ufffe\u202e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		enc := xml.NewEncoder(&b)
		e := el("w:p", "a", s).with(Run{Text: s}.element())
		if err := errors.Join(e.encode(enc), enc.Close()); err != nil {
			t.Fatal(err)
		}
		var back struct {
			A string   `xml:"a,attr"`
			T []string `xml:"r>t"`
		}
		if err := xml.Unmarshal(b.Bytes(), &back); err != nil {
			t.Fatalf("%q became %q: %v", s, b.String(), err)
		}
		want := strings.NewReplacer("\n", "", "\t", "").Replace(clean(s))
		if got := strings.Join(back.T, ""); got != want {
			t.Errorf("%q came back as %q", want, got)
		}
	})
}
