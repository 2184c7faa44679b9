package workbook_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/internal/testkit/golden"
	"motcua/report"
	"motcua/report/workbook"
)

// dump is what a reader sees, cell by cell.
func dump(t testing.TB, file []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s\n", sheet)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for j := range row {
				row[j] = strings.ReplaceAll(row[j], "\n", " / ")
			}
			b.WriteString(strings.TrimRight(strings.Join(row, "\t"), "\t") + "\n")
		}
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, s := range scenes(t) {
		t.Run(s.name, func(t *testing.T) { golden.Check(t, s.name+".tsv", []byte(dump(t, s.book(t)))) })
	}
	t.Run("units", func(t *testing.T) {
		file, err := workbook.OfUnits(comparison(t))
		if err != nil {
			t.Fatal(err)
		}
		golden.Check(t, "don-vi.tsv", []byte(dump(t, file)))
	})
}

func TestSameBytes(t *testing.T) {
	for _, s := range scenes(t) {
		if !bytes.Equal(s.book(t), s.book(t)) {
			t.Errorf("%s: the same figures give another file", s.name)
		}
	}
}

func TestFileNames(t *testing.T) {
	f := report.Figures{Unit: report.Unit{Code: "long-dien"}, Period: period("2026-Q4")}
	if got := workbook.FileName(f); got != "so-lieu-khao-sat-long-dien-2026-Q4.xlsx" {
		t.Error(got)
	}
	c := report.Comparison{Unit: report.Unit{Code: "hcm"}, Period: period("2026-10")}
	if got := workbook.UnitsFileName(c); got != "so-sanh-don-vi-hcm-2026-10.xlsx" {
		t.Error(got)
	}
}

// parts are the files in a workbook.
func parts(t testing.TB, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		if !f.Modified.IsZero() && f.Modified.Year() > 1980 {
			t.Errorf("%s carries the time %s", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(body)
	}
	return all
}

var formula = regexp.MustCompile(`<f[ >/]`)

func TestStructure(t *testing.T) {
	charts := map[string]int{"thang": 3, "khong-phieu": 0, "4-phieu": 0, "nam-mau": 2, "chin-chi-so": 2}
	for _, s := range scenes(t) {
		all := parts(t, s.book(t))
		drawn, sheets := 0, 0
		for name, body := range all {
			wellFormed(t, s.name+"/"+name, body)
			if strings.HasPrefix(name, "xl/charts/chart") {
				drawn++
				if !strings.Contains(body, "Times New Roman") {
					t.Errorf("%s/%s: letters of another face", s.name, name)
				}
			}
			if !strings.HasPrefix(name, "xl/worksheets/sheet") {
				continue
			}
			sheets++
			if formula.MatchString(body) {
				t.Errorf("%s/%s holds a formula", s.name, name)
			}
			for _, want := range []string{`state="frozen"`, `orientation="landscape"`, `paperSize="9"`, `fitToWidth="1"`, `fitToPage="true"`} {
				if !strings.Contains(body, want) && !strings.Contains(body, strings.Replace(want, "true", "1", 1)) {
					t.Errorf("%s/%s has no %s", s.name, name, want)
				}
			}
		}
		if want, ok := charts[s.name]; ok && drawn != want {
			t.Errorf("%s has %d charts, want %d", s.name, drawn, want)
		}
		if got := strings.Count(all["xl/workbook.xml"], "_xlnm.Print_Titles"); got != sheets {
			t.Errorf("%s: %d of %d sheets repeat their heads", s.name, got, sheets)
		}
		core := all["docProps/core.xml"]
		for _, want := range []string{"UBND " + s.in.Unit.Name, "<dc:language>vi-VN</dc:language>", s.in.Now.UTC().Format("2006-01-02T15:04:05Z")} {
			if !strings.Contains(core, want) {
				t.Errorf("%s: no %q in %s", s.name, want, core)
			}
		}
		if strings.Contains(core, "xuri") {
			t.Errorf("%s: a person in %s", s.name, core)
		}
	}
}

func wellFormed(t *testing.T, name, body string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(body))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}
