package workbook_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/testkit/golden"
	"motcua/report/workbook"
)

// TestOffice opens workbooks in LibreOffice, where its spreadsheet part is installed, and looks at what comes out.
func TestOffice(t *testing.T) {
	dir := t.TempDir()
	files := []string{}
	write := func(name string, file []byte) {
		path := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	for _, s := range scenes(t) {
		if s.name == "thang" {
			s = attacked(t, "=1+1") // the whole, with what could be calculated
		}
		write(s.name, s.book(t))
	}
	units, err := workbook.OfUnits(comparison(t))
	if err != nil {
		t.Fatal(err)
	}
	write("don-vi", units)
	// The last number asks for every sheet, each in a file of its own.
	out, err := golden.Convert(t, dir, "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,false,false,false,-1", files...)
	if bytes.Contains(out, []byte("source file could not be loaded")) {
		t.Skip("soffice has no spreadsheet part")
	}
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	for file, want := range map[string]string{
		"thang-Tổng hợp": "=1+1", "thang-Góp ý": "“=1+1”", "thang-Việc đã giao": "=1+1",
		"khong-phieu-Tổng hợp": "chưa có phiếu nào", "4-phieu-Tổng hợp": "dưới 5 phiếu", "nam-mau-Tổng hợp": "SỐ LIỆU MẪU",
		"chin-chi-so-Mẫu 02": "xếp loại", "don-vi-Tổng hợp": "Trung bình các đơn vị",
	} {
		text, err := os.ReadFile(filepath.Join(dir, file+".csv"))
		if err != nil {
			t.Error(err)
		} else if !strings.Contains(string(text), want) {
			t.Errorf("%s does not show %q:\n%s", file, want, text)
		}
	}
}
