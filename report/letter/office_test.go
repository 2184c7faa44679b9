package letter_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/testkit/golden"
)

// TestOffice opens letters in LibreOffice, where it is installed, and looks at what comes out.
func TestOffice(t *testing.T) {
	dir := t.TempDir()
	files := []string{}
	for _, s := range scenes(t) {
		file, _ := draft(t, s.in)
		if s.name == "quy" { // both charts
			file = drawn(t, s.in)
		}
		path := filepath.Join(dir, s.name+".docx")
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	for _, format := range []string{"pdf", "txt:Text (encoded):UTF8"} {
		if out, err := golden.Convert(t, dir, format, files...); err != nil {
			t.Fatalf("soffice: %v\n%s", err, out)
		}
	}
	page := regexp.MustCompile(`/Type\s*/Page\b[^s]`)
	for _, s := range scenes(t) {
		pdf, err := os.ReadFile(filepath.Join(dir, s.name+".pdf"))
		if err != nil {
			t.Errorf("%s was not converted: %v", s.name, err)
			continue
		}
		if pages := len(page.FindAll(pdf, -1)); pages < 2 || pages > 12 {
			t.Errorf("%s has %d pages", s.name, pages)
		}
		text, err := os.ReadFile(filepath.Join(dir, s.name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range expected[s.name] {
			if !strings.Contains(string(text), line) {
				t.Errorf("%s: LibreOffice does not show %q", s.name, line)
			}
		}
		lonelyHeadings(t, filepath.Join(dir, s.name+".pdf"))
	}
}

// lonely is a heading or the name of a table.
var lonely = regexp.MustCompile(`^\s*(\d\. |[IVX]+\. |Bảng \d+\.)`)

// lonelyHeadings looks for a page that ends with a heading, where the program that reads PDF files is installed.
func lonelyHeadings(t *testing.T, pdf string) {
	t.Helper()
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		return
	}
	text, err := exec.CommandContext(t.Context(), reader, "-layout", pdf, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	for i, page := range strings.Split(string(text), "\f") {
		rows := strings.Split(strings.TrimSpace(page), "\n")
		if last := rows[len(rows)-1]; lonely.MatchString(last) {
			t.Errorf("%s: page %d ends with %q", filepath.Base(pdf), i+1, last)
		}
	}
}

// expected is what must be read in the office program.
var expected = map[string][]string{
	"thang":       {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "là 85,7%, tương ứng 1.210 trong 1.412 phiếu", "83,8–87,5", "PHÓ CHỦ TỊCH", "Phụ lục III"},
	"khong-phieu": {"Trong kỳ chưa có phiếu nào thu về", "./."},
	"4-phieu":     {"Do dưới 5 phiếu nên không nêu tỷ lệ"},
	"sap-nhap":    {"trước khi sáp nhập gồm cả xã Tam An"},
	"29-phieu":    {"Số phiếu ít (dưới 30 phiếu)", "24 trong 29 phiếu"},
	"nam-mau":     {"đơn vị mẫu; nay thuộc xã Long Điền"},
	"chin-chi-so": {"BẢNG ĐÁNH GIÁ VIỆC GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"},
}
