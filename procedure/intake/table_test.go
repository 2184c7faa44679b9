package intake

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/procedure"
)

// paperLine is a paper in one line of a cell.
func paperLine(d procedure.Document) string {
	line := d.Name
	if o, c := counted(d); o > 0 {
		line += fmt.Sprintf(" | %s: %d", asOriginal, o)
		if c > 0 {
			line += fmt.Sprintf(" | %s: %d", asCopy, c)
		}
	} else if c > 0 {
		line += fmt.Sprintf(" | %s: %d", asCopy, c)
	}
	if d.Form != "" {
		line += " | mẫu: " + d.Form
	}
	if d.When != "" {
		line += " | khi: " + d.When
	}
	if d.Action != "" {
		line += " | xuất trình"
	}
	return line
}

// tableHead is every column our own tables can have, out of their usual order.
var tableHead = []string{
	"STT", "Lĩnh vực", "Tên thủ tục hành chính", "Mã số TTHC", "Quyết định công bố", "Thành phần hồ sơ", "Thời hạn giải quyết", "Phí, lệ phí (nếu có)",
	"Cách thức thực hiện", "Đối tượng", "Cơ quan thực hiện", "Cơ quan có thẩm quyền", "Trình tự thực hiện", "Kết quả", "Yêu cầu, điều kiện", "Căn cứ pháp lý",
}

// tableRow is a record in the columns of tableHead, entries of a list in lines.
func tableRow(n int, p *procedure.Procedure) []string {
	var papers, fees []string
	for _, d := range p.Documents {
		papers = append(papers, paperLine(d))
	}
	for _, f := range p.Fees {
		line := f.Text
		if f.Condition != "" {
			line += " (" + f.Condition + ")"
		}
		fees = append(fees, line)
	}
	field := p.OfficialField
	if field == "" {
		field = p.Field
	}
	join := func(l []string) string { return strings.Join(l, "\n") }
	return []string{
		fmt.Sprint(n), field, p.Name, p.Code, p.DecisionNo, join(papers), p.ProcessingTime, join(fees),
		strings.Join(p.Channels, ", "), join(p.Audience), offices(p), join(p.Agency), join(p.Steps), join(p.Result), join(p.Conditions), join(p.LegalBasis),
	}
}

func anyRow(cells []string) []any {
	out := make([]any, len(cells))
	for i, c := range cells {
		out[i] = c
	}
	return out
}

func TestExcelRoundTrip(t *testing.T) {
	rows := [][]any{{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\n\nDANH SÁCH THỦ TỤC HÀNH CHÍNH"}, {}, anyRow(tableHead), {"(1)", "(2)", "(3)", "(4)"}}
	all := samples(t)
	for i := range all {
		rows = append(rows, anyRow(tableRow(i+1, &all[i])))
	}
	rows = append(rows, []any{"Tổng cộng: 8 thủ tục"})
	r := mustRead(t, "ds.xlsx", sheetFile(t, rows, "A1:P1"))
	if r.Format != Excel || len(r.Records) != len(all) {
		t.Fatalf("%d records as %s", len(r.Records), r.Format)
	}
	for i, p := range all {
		equal(t, r.Records[i], p)
	}
	if where := r.Records[0].Where; where != "trang tính 1 “Sheet1”, hàng 5" {
		t.Errorf("where %q", where)
	}
}

// TestExcelList reads the portal's own list: five columns below a title, offices in lines.
func TestExcelList(t *testing.T) {
	rows := [][]any{{"DANH SÁCH THỦ TỤC HÀNH CHÍNH"}, {"Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"}}
	all := samples(t)
	for _, p := range all {
		rows = append(rows, []any{p.Code, " " + p.Name + " ", "Bộ Tư pháp", offices(&p) + "\nSở Tư pháp", p.Field})
	}
	r := mustRead(t, "ds.xlsx", sheetFile(t, rows, "A1:E1"))
	if len(r.Records) != len(all) || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Text, "Thời hạn giải quyết, Phí, lệ phí") {
		t.Fatalf("%d records, problems %v", len(r.Records), r.Problems)
	}
	for i, rec := range r.Records {
		p := rec.P
		if p.Code != all[i].Code || p.Name != all[i].Name || p.HandledBy != all[i].HandledBy || len(p.Agency) != 2 || p.Completeness != procedure.NameOnly || !p.Draft() {
			t.Errorf("%+v", p)
		}
	}
}

// TestExcelMerged: fields as rows across the table, in cells merged down, in two sheets; a procedure in several rows,
// one a way to hand in; a head of two rows; a hidden sheet; a sheet of other things; a code that became a number.
func TestExcelMerged(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	fillSheet(t, f, "Sheet1", [][]any{
		{"STT", "Mã TTHC", "Tên TTHC", "Hình thức nộp", "Thời hạn (ngày làm việc)", "Lệ phí (đồng)"},
		{"I", "LĨNH VỰC HỘ TỊCH"},
		{1, "1.001193", "Đăng ký khai sinh", "Trực tiếp", 1, "8.000"},
		{"", "", "", "Trực tuyến", 2, "4.000"},
		{2, 1.00119, "Mã thành số", "Trực tiếp", "3", "Miễn phí"},
		{"B. Lĩnh vực: Chứng thực"},
		{3, "2.000815", "Chứng thực bản sao", "Trực tiếp; bưu chính", "Trong ngày", 2000},
	}, "B2:F2", "A3:A4", "B3:B4", "C3:C4", "A6:F6")
	two, err := f.NewSheet("Đất đai")
	if err != nil || two == 0 {
		t.Fatal(err)
	}
	fillSheet(t, f, "Đất đai", [][]any{
		{"Lĩnh vực", "Tên thủ tục", "Cách thức thực hiện", "", "", "Mức thu", ""},
		{"", "", "Trực tiếp", "Trực tuyến", "Bưu chính", "Phí", "Lệ phí"},
		{"Đất đai", "Thủ tục một", "x", "", "x", "Không", "10.000 đồng"},
		{"", "Thủ tục hai", "x", "x", "", "", "Không"},
		{"Lâm nghiệp", "Thủ tục ba", "", "x", "", "5.000 đồng; 6.000 đồng", ""},
	}, "A1:A2", "B1:B2", "C1:E1", "F1:G1", "A3:A4")
	for _, name := range []string{"Ẩn", "Khác"} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		fillSheet(t, f, name, [][]any{{"Một ghi chú"}, {"không phải bảng"}})
	}
	if err := f.SetSheetVisible("Ẩn", false); err != nil {
		t.Fatal(err)
	}
	r := mustRead(t, "ds.xlsx", saved(t, f))
	var got []string
	for _, rec := range r.Records {
		p := rec.P
		var fees []string
		for _, c := range p.Fees {
			fees = append(fees, fmt.Sprintf("%s|%s|%t", c.Text, c.Condition, c.AmountVND != nil))
		}
		got = append(got, fmt.Sprint(p.Code, "/", p.Name, "/", p.Field, "/", p.Channels, "/", p.ProcessingTime, "/", fees))
	}
	want := []string{
		"1.001193/Đăng ký khai sinh/Hộ tịch/[trực tiếp trực tuyến]/1 ngày làm việc (trực tiếp); 2 ngày làm việc (trực tuyến)/[8.000 đồng|trực tiếp|true 4.000 đồng|trực tuyến|true]",
		"1.001190/Mã thành số/Hộ tịch/[trực tiếp]/3 ngày làm việc/[Miễn phí||true]",
		"2.000815/Chứng thực bản sao/Chứng thực/[trực tiếp bưu chính]/Trong ngày/[2.000 đồng||true]",
		"/Thủ tục một/Đất đai/[trực tiếp bưu chính]//[Miễn phí||true 10.000 đồng||true]",
		"/Thủ tục hai/Đất đai/[trực tiếp trực tuyến]//[Miễn phí||true]",
		"/Thủ tục ba/Lâm nghiệp/[trực tuyến]//[5.000 đồng||true 6.000 đồng||true]",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if b := r.Records[1].state(BlockCode); b.State != StateUnclear {
		t.Errorf("a mended code is %v", b)
	}
	var said []string
	for _, p := range r.Problems {
		said = append(said, p.String())
	}
	for _, part := range []string{"trang tính 3 “Ẩn”: Trang tính đang ẩn", "trang tính 4 “Khác”: Không có hàng tiêu đề", "trang tính 2 “Đất đai”, hàng 1: Bảng không có cột: Mã số,"} {
		if !strings.Contains(strings.Join(said, "\n"), part) {
			t.Errorf("no problem %q in %q", part, said)
		}
	}
}

// TestNewHeaderInSheet: a further table in the same sheet, with other columns.
func TestNewHeaderInSheet(t *testing.T) {
	r := mustRead(t, "ds.xlsx", sheetFile(t, [][]any{
		{"Mã số", "Tên thủ tục", "Lĩnh vực"}, {"1.000001", "Một", "Hộ tịch"}, {}, {"Bảng 2"},
		{"Lĩnh vực", "Tên thủ tục", "Mã số"}, {"Hộ tịch", "Hai", "1.000002"},
	}))
	if len(r.Records) != 2 || r.Records[1].P.Code != "1.000002" || r.Records[1].P.Name != "Hai" {
		t.Error(r.Report())
	}
}

func csvFile(t testing.TB, delimiter rune, rows ...[]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = delimiter
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCSVRoundTrip(t *testing.T) {
	all := samples(t)
	rows := [][]string{tableHead}
	for i := range all {
		rows = append(rows, tableRow(i+1, &all[i]))
	}
	for _, delimiter := range []rune{',', ';', '\t'} {
		for _, mark := range []string{"", "\xef\xbb\xbf"} {
			r := mustRead(t, "ds.csv", append([]byte(mark), csvFile(t, delimiter, rows...)...))
			if r.Format != CSV || len(r.Records) != len(all) {
				t.Fatalf("%q: %d records as %s", delimiter, len(r.Records), r.Format)
			}
			for i, p := range all {
				equal(t, r.Records[i], p)
			}
		}
	}
}

func TestCSVEnglishHead(t *testing.T) {
	r := mustRead(t, "a.csv", []byte("code,name,field,processing_time,fees,agency,steps\n1.001193,Đăng ký khai sinh,Hộ tịch,5,50.000,UBND cấp xã,Nộp hồ sơ\n"))
	rec := r.Records[0]
	if rec.Where != "dòng 2" || rec.P.ProcessingTime != "" || rec.P.HandledBy != "UBND cấp xã" {
		t.Errorf("%+v", rec.P)
	}
	if f := rec.P.Fees; len(f) != 1 || f[0].AmountVND != nil || rec.state(BlockFees).State != StateUnclear || rec.state(BlockTime).State != StateUnclear {
		t.Errorf("numbers without a unit: %+v, %+v, %+v", f, rec.state(BlockFees), rec.state(BlockTime))
	}
}

func TestCSVProblems(t *testing.T) {
	r, err := Read("a.csv", []byte("Mã số;Tên thủ tục;Lĩnh vực\n1.000001;Một;Hộ tịch\n1.000002;Hai;\n1.000003;;Hộ tịch\n1.000001;Lại một;Hộ tịch\nabc;Ba;Hộ tịch\n1.000004;Bốn;Hộ tịch;thừa\n1.000005;\"Năm;Hộ tịch\n1.000006;Sáu;Hộ tịch\n"))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, p := range r.Problems {
		said = append(said, fmt.Sprintf("%t %s", p.Fatal, p))
	}
	want := []string{
		"true dòng 3: “Hai” thiếu lĩnh vực.",
		"true dòng 4: Thủ tục mã 1.000003 thiếu tên.",
		"true dòng 5: Mã 1.000001 đã có ở dòng 2",
		"false dòng 7: Hàng có 4 ô, nhiều hơn 3 cột",
		"true dòng 8: Dấu ngoặc kép mở mà không đóng",
	}
	said = said[1:] // the columns that are not there
	for i, w := range want {
		if i >= len(said) || !strings.HasPrefix(said[i], w) {
			t.Errorf("no %q at its place in\n%s", w, strings.Join(said, "\n"))
		}
	}
	if len(r.Records) != 3 || r.Records[1].P.Name != "Ba" || r.Records[1].state(BlockCode).State != StateUnclear {
		t.Errorf("%d records\n%s", len(r.Records), r.Report())
	}
}
