package workbook_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"motcua/report"
	"motcua/report/workbook"
)

// part reads one part of a workbook.
func part(t *testing.T, file []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	body, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// Readers that go by the usual prefixes open the file, and who cannot see a chart hears what it shows.
func TestOtherReadersOpenIt(t *testing.T) {
	s := scenes(t)[0]
	s.in.Unit.Name = "xã A & <B>"
	f := report.Build(s.in)
	file, err := workbook.Make(f)
	if err != nil {
		t.Fatal(err)
	}
	core := part(t, file, "docProps/core.xml")
	for _, want := range []string{"<cp:coreProperties ", "<dc:title>Số liệu khảo sát", "<dc:creator>UBND xã A &amp; &lt;B&gt;</dc:creator>", `<dcterms:created xsi:type="dcterms:W3CDTF">2026-`, "</cp:coreProperties>"} {
		if !strings.Contains(core, want) {
			t.Errorf("%q is not in %s", want, core)
		}
	}
	drawing := part(t, file, "xl/drawings/drawing1.xml")
	for _, want := range []string{"Thái độ, hướng dẫn của cán bộ: 85,", "rất hài lòng 42,", "tháng 10/2026: "} {
		if !strings.Contains(drawing, want) {
			t.Errorf("no chart says %q", want)
		}
	}
}
