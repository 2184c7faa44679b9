package intake

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"motcua/procedure"
)

// check holds whatever is read from data to what Read promises.
func check(t *testing.T, name string, data []byte) {
	t.Helper()
	r, err := Read(name, data)
	if err != nil {
		var e *Error
		if !errors.As(err, &e) || len(e.Problems) == 0 || err.Error() == "" || len(r.Records) > 0 {
			t.Fatalf("error %#v, %d records", err, len(r.Records))
		}
		return
	}
	if len(r.Records) == 0 || wordFormatNames[r.Format] == "" || !utf8.ValidString(r.Report()) {
		t.Fatalf("%d records as %q", len(r.Records), r.Format)
	}
	ps := make([]procedure.Procedure, 0, len(r.Records))
	for _, rec := range r.Records {
		ps = append(ps, rec.P)
		if rec.Where == "" || len(rec.Blocks) != len(AllBlocks()) || rec.P.Completeness == "" {
			t.Fatalf("%+v", rec)
		}
		for _, s := range append(append([]string{rec.P.Name, rec.P.Field, rec.P.ProcessingTime}, rec.P.Steps...), rec.P.LegalBasis...) {
			if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) || utf8.RuneCountInString(s) > maxText {
				t.Fatalf("text %q", s)
			}
		}
		if bareNumber.MatchString(rec.P.ProcessingTime) && rec.P.ProcessingTime != "" {
			t.Fatalf("time %q without a unit", rec.P.ProcessingTime)
		}
		for _, f := range rec.P.Fees {
			if f.AmountVND != nil && *f.AmountVND != 0 && *f.AmountVND < leastFee {
				t.Fatalf("fee %+v of %d", f, *f.AmountVND)
			}
		}
	}
	// Keys are unique and short, names are there: the catalogue takes everything that was read. Two fields of one
	// folded name are the catalogue's own matter.
	keys := map[string]bool{}
	for _, p := range ps {
		if keys[p.Key] || !keyPattern.MatchString(p.Key) || p.Name == "" || p.Field == "" {
			t.Fatalf("key %q of %q in %q", p.Key, p.Name, p.Field)
		}
		keys[p.Key] = true
		if _, err := procedure.New([]procedure.Procedure{p}); err != nil {
			t.Fatal(err)
		}
		if _, err := json.Marshal(p); err != nil {
			t.Fatal(err)
		}
	}
}

// The seeds are short: what the fuzzer finds worth keeping it first makes as small as it can, which takes long for a
// whole record. Whole records are what the round trips are for.

const shortWord = `<w:p><w:r><w:t>Tên thủ tục: Một</w:t></w:r></w:p><w:p><w:r><w:t>Lĩnh vực: Hộ tịch</w:t></w:r></w:p>`

func FuzzRead(f *testing.F) {
	f.Add("a.docx", wordFile(f, shortWord))
	f.Add("a.doc", []byte("<html>"))
	f.Add("a", []byte("\xff\xfeM\x00"))
	f.Add("a.csv", []byte("Tên,Lĩnh vực\nMột,Hộ tịch"))
	f.Fuzz(check)
}

func FuzzReadWord(f *testing.F) {
	f.Add(shortWord)
	for _, s := range []string{
		"<p>1. Thủ tục một</p><p>a) Trình tự thực hiện: nộp</p><p>2. Thủ tục hai</p><p>a) Trình tự thực hiện</p><p>Bước 1</p>",
		"<p>Thành phần hồ sơ:</p><tbl><tr><tc><p>Tên giấy tờ</p></tc><tc><p>Số lượng</p></tc></tr><tr><tc><p>Đơn</p></tc><tc><p>Bản chính: 1 Bản sao: 0</p></tc></tr></tbl>",
		"<p>Cách thức thực hiện</p><tbl><tr><tc><p>Hình thức nộp</p></tc><tc><p>Phí</p></tc></tr><tr><tc><p>Trực tiếp</p></tc><tc><p>Phí : 0 Đồng (x)</p></tc></tr></tbl>",
		"<p>Căn cứ pháp lý</p><tbl><tr><tc><p>Số ký hiệu</p></tc><tc><p>Trích yếu</p></tc></tr><tr><tc><p>12</p></tc><tc><p>Luật số 1/2020/QH14</p></tc></tr></tbl>",
		"<tbl><tr><tc><p>Tên thủ tục</p></tc><tc><tbl></tbl></tc></tr><tr><tc><tcPr><vMerge/><gridSpan w:val='3'/></tcPr></tc></tr><tr></tr></tbl>",
		"<tbl><tr><tc><p>Tên thủ tục</p></tc><tc><p>Lĩnh vực</p></tc></tr><tr><tc><p>Một</p></tc><tc><p>Hộ tịch</p></tc></tr></tbl>",
	} {
		f.Add(inWord(shortWord + s))
	}
	f.Fuzz(func(t *testing.T, body string) { check(t, "a.docx", wordFile(t, body)) })
}

// inWord puts paragraphs and tables written shortly into Word's elements.
func inWord(s string) string {
	return strings.NewReplacer("<p>", "<w:p><w:r><w:t>", "</p>", "</w:t></w:r></w:p>", "<tbl", "<w:tbl", "</tbl", "</w:tbl",
		"<tr", "<w:tr", "</tr", "</w:tr", "<tcPr", "<w:tcPr", "</tcPr", "</w:tcPr", "<tc", "<w:tc", "</tc", "</w:tc", "<vMerge", "<w:vMerge", "<gridSpan", "<w:gridSpan").Replace(s)
}

func FuzzReadExcel(f *testing.F) {
	f.Add(`<sheetData><row r="1">` + textCell("A1", "Mã số") + textCell("B1", "Tên") + textCell("C1", "Lĩnh vực") + `</row><row r="2">` +
		textCell("A2", "1.000001") + textCell("B2", "Một") + textCell("C2", "Hộ tịch") + `</row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>`)
	f.Add(`<sheetData><row><c><v>1</v></c><c t="s"><v>9</v></c></row><row r="99999999"/></sheetData>`)
	f.Fuzz(func(t *testing.T, sheet string) { check(t, "a.xlsx", rawSheet(t, sheet)) })
}

func FuzzReadTable(f *testing.F) {
	f.Add("Tên,Lĩnh vực,Thời hạn (ngày),Phí (đồng)\nMột,Hộ tịch,3,500\n\"a\nb\",II. x,,")
	f.Add("Mã số;Tên;Lĩnh vực;Giấy tờ;Cách thức;Căn cứ\n1.00119;Một;HỘ TỊCH;Đơn | bản chính: 1 | khi: x;Trực tiếp, online;12\nI;Lĩnh vực đất đai\n;Hai;;;;\n")
	f.Fuzz(func(t *testing.T, text string) { check(t, "a.csv", []byte(text)) })
}

func FuzzReadJSON(f *testing.F) {
	for _, s := range []string{
		"{\"name\":\"a\",\"field\":\"b\",\"fees\":[{\"amount_vnd\":7}]}\n{\"name\":\"a\",\"field\":\"c\",\"key\":\"k\"}",
		`[{"TENTTHC":"a","LINHVUC":"b","CACHTHUCTHUCHIEN":"[{\"KENH\":1}]","THANHPHANHOSO":{"TENGIAYTO":"x"}}]`,
		`{"data":{"items":[{"code":"1.000001","name":"a","categoriesDetails":[{"name":"b"}],"id":"x"}]}}`,
		`{"name":"a","fieldName":"b","executionMethods":[{"submissionMethod":"DIRECT","processingTime":1.0,"processingTimeUnit":"DAY","fees":[{"value":0,"description":"x"}],"description":"9 ngày"}],"executionSteps":[{"name":"c","description":"<p>d</p>"}]}`,
		`{"TENTTHC":"a","LINHVUC":"b","CACHTHUCTHUCHIEN":[{"KENH":"2","THOIGIAN":[{"THOIGIANGIAIQUYET":"3","DONVITINH":"Ngày","PHILEPHI":[{"SOTIEN":"40","MOTA":"4.000 đ"}]}]}],"CANCUPHAPLY":[{"SOVANBAN":"1"}]}`,
		`{"name":"a","linhVuc":"b","executionCases":[{"name":"Trường hợp c","profileComponents":[{"name":"d","originalQty":1,"copyQty":"2","attachments":[{"fileName":"e"}]}]}],"updatedAt":1785024000000}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, "a.json", []byte(text)) })
}

func FuzzReadYAML(f *testing.F) {
	f.Add("tên: a\nlĩnh vực: b\ngiấy tờ: {tên: c}\nlệ phí: [{mức: 5, khi: x}, 7]\nthời hạn:\n- 3\n- {thời hạn: 4 ngày, kênh: z}\n")
	f.Add("- ? a\n  : b\n- !!str c\n--- |\n x\n...\n")
	f.Add("thủ tục:\n- mã: 1.001190\n  tên: \"a\"\n  lĩnh vực: 'b'\n  bước: |\n    c\n    d\n")
	f.Fuzz(func(t *testing.T, text string) { check(t, "a.yaml", []byte(text)) })
}
