package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// zeros is an archive whose named part is n bytes of zeros, packed to nearly nothing.
func zeros(t testing.TB, part string, n int64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(part)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(w, zeroReader{}, n); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// windows1258 is a text in the old Vietnamese code page of Windows, which has vowels with their hats as letters and most
// tones as marks behind them.
func windows1258(t testing.TB, s string) []byte {
	t.Helper()
	var out []byte
	for _, r := range s {
		one, err := charmap.Windows1258.NewEncoder().Bytes([]byte(string(r)))
		if err != nil {
			parts := []rune(norm.NFD.String(string(r)))
			tone := slices.IndexFunc(parts, func(r rune) bool { return strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", r) })
			if tone < 0 {
				t.Fatalf("%q has no tone", r)
			}
			apart := norm.NFC.String(string(slices.Delete(slices.Clone(parts), tone, tone+1))) + string(parts[tone])
			if one, err = charmap.Windows1258.NewEncoder().Bytes([]byte(apart)); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, one...)
	}
	return out
}

func TestRefused(t *testing.T) {
	good := wordFile(t, portalExport(&samples(t)[0]))
	sheet := sheetFile(t, [][]any{{"Mã số", "Tên", "Lĩnh vực"}, {"1.000001", "Một", "Hộ tịch"}})
	head := "Mã số;Tên thủ tục;Lĩnh vực\n"
	wide := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			b.WriteRune(r)
			b.WriteByte(0)
		}
		return b.String()
	}
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	for name, c := range map[string]struct {
		file string
		data []byte
		want string
	}{
		"empty":              {"a.docx", nil, "Tệp rỗng"},
		"only spaces":        {"a.csv", []byte("\xef\xbb\xbf \r\n\n"), "Tệp rỗng"},
		"too large":          {"a.json", make([]byte, maxBytes+1), "lớn hơn mức đọc được"},
		"50 MB of zeros":     {"a.csv", make([]byte, 50<<20), "Tệp có 50 MB"},
		"20 MB of zeros":     {"a.csv", make([]byte, maxBytes), "hầu hết là byte 0"},
		"zipped zeros":       {"a.docx", zeros(t, "word/document.xml", 50<<20), "bung ra quá lớn"},
		"zipped small zeros": {"a.docx", zeros(t, "word/document.xml", 2<<20), "bị hỏng"},
		"zeros as workbook":  {"a.xlsx", zeros(t, "xl/workbook.xml", 50<<20), "bung ra quá lớn"},
		"truncated word":     {"a.docx", good[:len(good)/2], "bị hỏng hoặc chưa tải về hết"},
		"truncated excel":    {"a.xlsx", sheet[:len(sheet)-300], "bị hỏng hoặc chưa tải về hết"},
		"word without text":  {"a.docx", zipped(t, map[string]string{"word/document.xml": "<w:document " + wordSpace + "/>"}), "bị hỏng"},
		"broken XML":         {"a.docx", wordFile(t, "<w:p><w:r></w:p>"), "Nội dung bên trong tệp Word bị hỏng"},
		"entity bomb":        {"a.docx", zipped(t, map[string]string{"word/document.xml": `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document ` + wordSpace + `><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`}), "bị hỏng"},
		"deep XML":           {"a.docx", wordFile(t, strings.Repeat("<w:sdt>", 10_000)), "lồng nhau quá nhiều tầng"},
		"deep tables":        {"a.docx", wordFile(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 20)), "lồng nhau quá nhiều tầng"},
		"deep excel":         {"a.xlsx", zipped(t, map[string]string{"xl/workbook.xml": strings.Repeat("<a>", 100_000)}), "lồng nhau quá nhiều tầng"},
		"no procedures":      {"a.docx", wordFile(t, para("Kính gửi: Ủy ban nhân dân xã")), "Không tìm thấy thủ tục nào"},
		"html as doc":        {"a.doc", []byte("\r\n<html><body><p>Tên thủ tục: Một</p></body></html>"), "lưu thành .docx"},
		"xml as xls":         {"a.xls", []byte("\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook/>"), "lưu thành .xlsx"},
		"mhtml":              {"a.doc", []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related"), "lưu thành .docx"},
		"old word":           {"ChiTietTTHC_1.013124.doc", []byte(ole + wide("WordDocument")), "lưu thành .docx"},
		"old excel":          {"x", []byte(ole + wide("Workbook")), "lưu thành .xlsx"},
		"password":           {"a.docx", []byte(ole + wide("EncryptedPackage")), "mật khẩu"},
		"pdf":                {"a.pdf", []byte("%PDF-1.7\n"), "PDF"},
		"rtf":                {"a.doc", []byte(`{\rtf1\ansi}`), "RTF"},
		"other archive":      {"a.zip", zipped(t, map[string]string{"a.docx": "x"}), "Hãy giải nén"},
		"open document":      {"a.odt", zipped(t, map[string]string{"mimetype": "x", "content.xml": "<a/>"}), "OpenDocument"},
		"binary excel":       {"a.xlsb", zipped(t, map[string]string{"xl/workbook.bin": "x"}), ".xlsb"},
		"many entries":       {"a.zip", manyEntries(t), "bung ra quá lớn"},
		"prose":              {"a.txt", []byte("Kính gửi các đồng chí\nNội dung"), "Không nhận ra định dạng"},
		"excel without head": {"a.xlsx", sheetFile(t, [][]any{{"Một ghi chú"}}), "Không tìm thấy hàng tiêu đề"},
		"windows-1258":       {"a.csv", append([]byte(head), windows1258(t, "1.000001;Đăng ký khai sinh, chứng thực;Hộ tịch\n")...), "dòng 2: Không phải UTF-8 (có lẽ là Windows-1258)"},
		"TCVN3 bytes":        {"a.csv", []byte(head + "1.000001;\xa7\xa8ng k\xfd khai sinh;H\xe9 t\xddch\n"), "dòng 2: Không phải UTF-8 (có lẽ là TCVN3"},
		"TCVN3 letters":      {"a.csv", []byte(head + "1.000002;Tên;Lĩnh vực\n1.000001;§¨ng ký khai sinh;Hé tÞch\n"), "dòng 3: Chữ bị vỡ: “1.000001;§¨ng"},
		"VNI letters":        {"a.csv", []byte(head + "1.000001;Ñaêng kyù khai sinh;Hoä tòch\n"), "dòng 2: Chữ bị vỡ"},
		"UTF-8 as Latin":     {"a.json", []byte(`[{"name":"ÄÄƒng kÃ½ khai sinh"}]`), "Chữ bị vỡ"},
		"replaced letters":   {"a.json", []byte("[{\"name\":\"Th\ufffd t\ufffdc\"}]"), "Chữ bị vỡ"},
		"TCVN3 in Word":      {"a.docx", wordFile(t, para("Tên thủ tục: Một")+tbl(textRow("x", "Tr×nh tù thùc hiÖn"))), "đoạn 3: Chữ bị vỡ"},
		"UTF-16 unmarked":    {"a.csv", []byte(wide("Mã số")), "UTF-8"},
		"UTF-16 cut":         {"a.csv", []byte("\xff\xfeM\x00\x00"), "Chữ bị vỡ"},
		"large YAML":         {"a.yaml", []byte("tên: " + strings.Repeat("dài ", maxYAML/4)), "YAML lớn hơn 4 MB"},
		"deep JSON":          {"a.json", []byte(strings.Repeat("[", 100_000)), "dòng 1: Nội dung lồng nhau quá nhiều tầng"},
		"cut JSON":           {"a.json", []byte(`[{"name": "Một", "field"`), "tệp bị cắt giữa chừng"},
		"broken JSON":        {"a.json", []byte("[\n{\"name\": \"Một\",,}]"), "dòng 2: Không đúng cú pháp JSON"},
		"JSON of numbers":    {"a.json", []byte(`[1, 2]`), "phần tử 1 (dòng 1): Không phải một thủ tục"},
		"empty array":        {"a.json", []byte(`[]`), "Không tìm thấy thủ tục nào"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, err := Read(c.file, c.data)
			runtime.ReadMemStats(&after)
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("error %v", err)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("took %s", took)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 96<<20 {
				t.Errorf("%d MB allocated", used>>20)
			}
		})
	}
}

func manyEntries(t testing.TB) []byte {
	t.Helper()
	parts := map[string]string{}
	for i := range maxEntries + 1 {
		parts[fmt.Sprint(i)] = ""
	}
	return zipped(t, parts)
}

// TestUTF16 reads text that says it is UTF-16, as Excel saves "Unicode Text".
func TestUTF16(t *testing.T) {
	for _, big := range []bool{false, true} {
		var b bytes.Buffer
		for _, u := range utf16.Encode([]rune("\ufeffMã số\tTên thủ tục\tLĩnh vực\r\n1.000001\tĐăng ký khai sinh\tHộ tịch\r\n")) {
			if big {
				b.Write([]byte{byte(u >> 8), byte(u)})
			} else {
				b.Write([]byte{byte(u), byte(u >> 8)})
			}
		}
		r := mustRead(t, "a.txt", b.Bytes())
		if len(r.Records) != 1 || r.Records[0].P.Name != "Đăng ký khai sinh" {
			t.Errorf("big endian %t: %s", big, r.Report())
		}
	}
}

// TestComposed reads letters and marks apart as letters.
func TestComposed(t *testing.T) {
	r := mustRead(t, "a.csv", []byte(norm.NFD.String("Mã số;Tên thủ tục;Lĩnh vực\n1.000001;Đăng ký khai sinh;Hộ tịch\n")))
	if p := r.Records[0].P; p.Name != "Đăng ký khai sinh" || p.Field != "Hộ tịch" {
		t.Errorf("%+v", p)
	}
}

func TestIsGarbled(t *testing.T) {
	for _, s := range []string{"Đăng ký khai sinh", "São Tomé", "Côte d'Ivoire", "diện tích 50 m² ± 5", "§ 3 và « 4 »", "naïve", "25°C", "“x” – ‘y’…", ""} {
		if isGarbled(s) {
			t.Errorf("%q is taken for garbled", s)
		}
	}
	for _, s := range []string{"Giaáy chöùng nhaän", "GiÊy chøng nhËn", "Giáº¥y chá»©ng nháº\u00adn", "Thñ tôc hµnh chÝnh"} {
		if !isGarbled(s) {
			t.Errorf("%q is taken for good", s)
		}
	}
}

// TestTooManyRecords stops at the limit and says so.
func TestTooManyRecords(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("Mã số;Tên thủ tục;Lĩnh vực\n")
	for i := range maxRecords + 20 {
		fmt.Fprintf(&b, "1.%06d;Thủ tục;Hộ tịch\n", i)
	}
	r, err := Read("a.csv", b.Bytes())
	if err != nil || len(r.Records) != maxRecords {
		t.Fatalf("%d records, %v", len(r.Records), err)
	}
	if last := r.Problems[len(r.Problems)-1]; !last.Fatal || !strings.Contains(last.Text, "50.000 thủ tục") {
		t.Errorf("problem %v", last)
	}
}

// TestManyProblems lists only so many.
func TestManyProblems(t *testing.T) {
	r, err := Read("a.csv", []byte("Mã số;Tên thủ tục;Lĩnh vực\n1.000001;Một;Hộ tịch\n"+strings.Repeat("1.000002;;Hộ tịch\n", 3*maxProblems)))
	if err != nil || len(r.Problems) != maxProblems+1 || !strings.Contains(r.Problems[maxProblems].Text, "Còn 2001 vấn đề") {
		t.Errorf("%d problems, last %v, %v", len(r.Problems), r.Problems[len(r.Problems)-1], err)
	}
}

// TestLongCells clips what ran together, and says so.
func TestLongCells(t *testing.T) {
	long := strings.Repeat("dài ", 30_000)
	r := mustRead(t, "a.csv", csvFile(t, ';', []string{"Mã số", "Tên thủ tục", "Lĩnh vực", "Kết quả"}, []string{"1.000001", long, "Hộ tịch", long}))
	rec := r.Records[0]
	if n := len([]rune(rec.P.Name)); n > maxTitle || rec.state(BlockName).State != StateUnclear {
		t.Errorf("name of %d runes, %+v", n, rec.state(BlockName))
	}
	if len(r.Problems) != 3 || !strings.Contains(r.Problems[1].Text, "Mục “tên”: nội dung dài bất thường") {
		t.Errorf("problems %v", r.Problems)
	}
	if n := len([]rune(rec.P.Result[0])); n > maxText || rec.state(BlockResult).State != StateUnclear {
		t.Errorf("result of %d runes, %+v", n, rec.state(BlockResult))
	}
}

// rawSheet is a workbook whose one sheet is the given XML.
func rawSheet(t testing.TB, sheet string) []byte {
	t.Helper()
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	return zipped(t, map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook ` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId7"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet ` + main + `>` + sheet + `</worksheet>`,
	})
}

// textCell is a cell with its text in place.
func textCell(ref, text string) string {
	return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
}

// TestWideSheet: one cell far to the right, an empty row far down, merged ranges over the whole sheet; and too many wide
// rows.
func TestWideSheet(t *testing.T) {
	head := `<row r="1">` + textCell("A1", "Mã số") + textCell("B1", "Tên") + textCell("C1", "Lĩnh vực") + `</row>`
	one := `<row r="2">` + textCell("A2", "1.000001") + textCell("B2", "Một") + textCell("C2", "Hộ tịch") + textCell("XFD2", "x") + `</row>`
	last := `<row r="1048576"><c r="A1048576" s="1"/></row>`
	merged := `<mergeCells><mergeCell ref="D2:XFD1048576"/><mergeCell ref="XFD1:XFD2"/><mergeCell ref="B9:A1"/><mergeCell ref="x"/></mergeCells>`
	start := time.Now()
	r := mustRead(t, "a.xlsx", rawSheet(t, `<sheetData>`+head+one+last+`</sheetData>`+merged))
	if len(r.Records) != 1 || time.Since(start) > 10*time.Second {
		t.Errorf("%d records in %s", len(r.Records), time.Since(start))
	}
	over := rawSheet(t, `<sheetData>`+head+one+`</sheetData><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:BL2"/>`, 1000)+`</mergeCells>`)
	if _, err := Read("a.xlsx", over); err == nil || !strings.Contains(err.Error(), "bị hỏng") {
		t.Errorf("merged cells over one another: %v", err)
	}
	var wide strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&wide, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1)
	}
	if _, err := Read("a.xlsx", rawSheet(t, `<sheetData>`+wide.String()+`</sheetData>`)); err == nil || !strings.Contains(err.Error(), "quá nhiều hàng") {
		t.Errorf("10,000 rows of full width: %v", err)
	}
}

// TestErrorIsReadable: one line a problem, with its place.
func TestErrorIsReadable(t *testing.T) {
	_, err := Read("a.jsonl", []byte("{\"name\": \"Một\", \"feild\": \"Hộ tịch\", \"tên\": 1}\n{\"name\":\n{\"name\": \"Ba\", \"field\": 5}\n{\"code\": \"1.000001\", \"name\": \"\", \"field\": \"Hộ tịch\"}\n"))
	want := `dòng 1: Không có mục nào tên “feild”; thủ tục này không được nhận. Hãy sửa tên mục.
dòng 1: Không có mục nào tên “tên”; thủ tục này không được nhận. Hãy sửa tên mục.
dòng 2: Không đúng cú pháp JSON: tệp bị cắt giữa chừng.
dòng 3: Mục “field” có giá trị sai kiểu (number).
dòng 4: Thủ tục mã 1.000001 thiếu tên.`
	if err == nil || err.Error() != want {
		t.Errorf("error\n%v\nwant\n%s", err, want)
	}
}
