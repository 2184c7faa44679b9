package intake

import (
	"fmt"
	"strings"
	"testing"

	"motcua/procedure"
)

// portalExport is a record as the portal's Word export has it: labels with their value in the line or below it, and
// tables for ways to hand in, papers and legal basis.
func portalExport(p *procedure.Procedure) string {
	field := p.OfficialField
	if field == "" {
		field = p.Field
	}
	var b strings.Builder
	say := func(label, value string) {
		if value == "" {
			value = "Không có thông tin"
		}
		b.WriteString(para(label + ": " + value))
	}
	say("Mã thủ tục", p.Code)
	say("Số quyết định", "Quyết định số "+p.DecisionNo)
	say("Tên thủ tục", p.Name)
	say("Cấp thực hiện", "Cấp Xã")
	say("Loại thủ tục", "TTHC được luật giao quy định chi tiết")
	say("Lĩnh vực", field)
	b.WriteString(para("Trình tự thực hiện:"))
	for _, s := range p.Steps {
		b.WriteString(para("- " + s))
	}
	b.WriteString(para("Cách thức thực hiện:"))
	rows := []string{textRow("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả")}
	for _, w := range waysOf(p) {
		rows = append(rows, textRow(capital(w.channel), capitalUnit(w.time), "Lệ phí : "+w.fees, ""))
	}
	b.WriteString(tbl(rows...))
	b.WriteString(para("Thành phần hồ sơ:"))
	b.WriteString(papersExport(p.Documents))
	say("Đối tượng thực hiện", strings.Join(p.Audience, ", "))
	say("Cơ quan thực hiện", offices(p))
	say("Cơ quan có thẩm quyền", strings.Join(p.Agency, "; "))
	say("Địa chỉ tiếp nhận HS", "")
	say("Cơ quan được ủy quyền", "")
	say("Cơ quan phối hợp", "")
	say("Kết quả thực hiện", strings.Join(p.Result, "; "))
	b.WriteString(para("Căn cứ pháp lý:"))
	rows = []string{textRow("Số ký hiệu", "Trích yếu", "Ngày ban hành", "Cơ quan ban hành")}
	for i, l := range p.LegalBasis {
		if i%2 == 0 {
			rows = append(rows, textRow(l, "Văn bản quy định", "01-01-2025", "Bộ"))
		} else { // as the portal has it where the number was typed in part
			number, _, _ := strings.Cut(l, "/")
			rows = append(rows, textRow(number, "Văn bản số "+l+" quy định chi tiết", "", ""))
		}
	}
	b.WriteString(tbl(rows...))
	b.WriteString(para("Yêu cầu, điều kiện thực hiện:"))
	for _, c := range p.Conditions {
		b.WriteString(para("+ " + c))
	}
	say("Từ khóa", "")
	say("Mô tả", "")
	return b.String()
}

func capital(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// capitalUnit writes a time the way the portal does: "3 Ngày làm việc".
func capitalUnit(s string) string {
	if plainTime.MatchString(s) {
		return strings.Replace(s, " ngày", " Ngày", 1)
	}
	return s
}

// papersExport is the tables of papers, one for each run of papers of the same case.
func papersExport(papers []procedure.Document) string {
	var b strings.Builder
	head := textRow("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng")
	b.WriteString(para("Bao gồm"))
	rows := []string{head}
	flush := func() {
		if len(rows) > 1 {
			b.WriteString(tbl(rows...))
		}
		rows = []string{head}
	}
	when, action := "", ""
	for _, d := range papers {
		if d.When != when || d.Action != action {
			flush()
			switch {
			case d.When != "":
				b.WriteString(para("Trường hợp " + d.When))
			default:
				b.WriteString(para("Bao gồm:"))
			}
			if d.Action != "" {
				b.WriteString(para("* Giấy tờ phải xuất trình:"))
			}
			when, action = d.When, d.Action
		}
		original, copied := counted(d)
		rows = append(rows, textRow(d.Name, d.Form, fmt.Sprintf("Bản chính: %d\nBản sao: %d", original, copied)))
	}
	flush()
	return b.String()
}

func TestWordRoundTrip(t *testing.T) {
	var all strings.Builder
	for _, p := range samples(t) {
		body := portalExport(&p)
		all.WriteString(body)
		t.Run(p.Code, func(t *testing.T) {
			r := mustRead(t, "ChiTietTTHC_"+p.Code+".doc", wordFile(t, body))
			if r.Format != Word || len(r.Records) != 1 {
				t.Fatalf("%d records as %s", len(r.Records), r.Format)
			}
			equal(t, r.Records[0], p)
			if s := r.Records[0].P.Sources; len(s) != 1 || s[0] != "Tệp Word: ChiTietTTHC_"+p.Code+".doc" {
				t.Errorf("sources %q", s)
			}
		})
	}
	t.Run("all in one", func(t *testing.T) {
		r := mustRead(t, "phu-luc.docx", wordFile(t, all.String()))
		if len(r.Records) != len(samples(t)) {
			t.Fatalf("%d records", len(r.Records))
		}
		for i, p := range samples(t) {
			equal(t, r.Records[i], p)
		}
		if !strings.HasPrefix(r.Records[1].Where, "thủ tục thứ 2 (đoạn ") {
			t.Errorf("where %q", r.Records[1].Where)
		}
	})
}

// TestWordLabelTable reads the same blocks from a table of two columns with the tables inside it.
func TestWordLabelTable(t *testing.T) {
	p := samples(t)[0]
	var steps []string
	for _, s := range p.Steps {
		steps = append(steps, para(s))
	}
	ways := []string{textRow("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Mô tả")}
	for _, w := range waysOf(&p) {
		ways = append(ways, textRow(w.channel, w.time, w.fees, ""))
	}
	var law []string
	for _, l := range p.LegalBasis {
		law = append(law, para("- Văn bản số "+l))
	}
	label := func(s string) string { return tc(`<w:vAlign w:val="top"/>`, para(s+":")) }
	body := para("CHI TIẾT THỦ TỤC HÀNH CHÍNH") + tbl(
		tr(label("Mã thủ tục"), tc("", para(p.Code+".000.00.00.H41"))),
		tr(label("Số quyết định"), tc("", tbl(textRow("Số", "Ngày", "Trích yếu"), textRow(p.DecisionNo, "01/02/2026", "Về việc công bố")))),
		tr(label("Tên thủ tục"), tc("", para(p.Name))),
		tr(label("Lĩnh vực"), tc("", para(p.OfficialField))),
		tr(label("Trình tự thực hiện"), tc("", steps...)),
		tr(label("Cách thức thực hiện"), tc("", tbl(ways...), para(""))),
		tr(label("Thành phần hồ sơ"), tc("", papersExport(p.Documents))),
		tr(label("Đối tượng thực hiện"), tc("", para(strings.Join(p.Audience, ", ")))),
		tr(label("Cơ quan thực hiện"), tc("", para(offices(&p)))),
		tr(label("Cơ quan có thẩm quyền"), tc("", para(strings.Join(p.Agency, "\n")))),
		tr(label("Kết quả thực hiện"), tc("", para(strings.Join(p.Result, "\n")))),
		tr(label("Căn cứ pháp lý"), tc("", law...)),
		tr(label("Yêu cầu, điều kiện thực hiện"), tc("", para(strings.Join(p.Conditions, "\n")))),
	)
	r := mustRead(t, "a.docx", wordFile(t, body))
	if len(r.Records) != 1 {
		t.Fatalf("%d records", len(r.Records))
	}
	for i := range p.LegalBasis {
		p.LegalBasis = append([]string(nil), p.LegalBasis...)
		p.LegalBasis[i] = "Văn bản số " + p.LegalBasis[i]
	}
	equal(t, r.Records[0], p)
}

// decision is the annex of a publishing decision: lettered blocks below a heading, no labels for name and field.
const decision = `PHỤ LỤC
I. LĨNH VỰC HỘ TỊCH
1. Thủ tục đăng ký khai sinh (1.001193)
a) Trình tự thực hiện:
- Bước 1: Người yêu cầu nộp hồ sơ tại Trung tâm Phục vụ hành chính công.
- Thời gian nhận hồ sơ: từ thứ 2 đến thứ 6.
- Bước 2: Công chức kiểm tra hồ sơ.
b) Cách thức thực hiện: Nộp trực tiếp tại Bộ phận Một cửa, qua dịch vụ bưu chính hoặc trực tuyến.
c) Thành phần, số lượng hồ sơ:
* Giấy tờ phải nộp:
- Tờ khai đăng ký khai sinh theo mẫu;
- Giấy chứng sinh;
* Giấy tờ phải xuất trình:
- Thẻ căn cước;
Số lượng hồ sơ: 01 bộ.
d) Thời hạn giải quyết: Ngay trong ngày tiếp nhận; nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo.
đ) Đối tượng thực hiện thủ tục hành chính: Cá nhân.
e) Cơ quan thực hiện thủ tục hành chính: Ủy ban nhân dân cấp xã.
g) Kết quả thực hiện thủ tục hành chính: Giấy khai sinh.
h) Lệ phí: Miễn phí
i) Tên mẫu đơn, tờ khai: Tờ khai đăng ký khai sinh.
k) Yêu cầu, điều kiện thực hiện thủ tục hành chính: Không.
l) Căn cứ pháp lý của thủ tục hành chính:
- Luật Hộ tịch số 60/2014/QH13;
- Nghị định số 123/2015/NĐ-CP.
2. Thủ tục đăng ký kết hôn
a) Trình tự thực hiện:
- Hai bên nam, nữ nộp hồ sơ.
b) Cách thức thực hiện: Trực tiếp.
c) Thành phần hồ sơ:
- Tờ khai đăng ký kết hôn;
d) Thời hạn giải quyết: 03
h) Lệ phí: Lệ phí do Hội đồng nhân dân cấp tỉnh quy định
`

func TestWordDecision(t *testing.T) {
	var body strings.Builder
	for line := range strings.Lines(decision) {
		body.WriteString(para(strings.TrimSpace(line)))
	}
	r := mustRead(t, "qd.docx", wordFile(t, body.String()))
	if len(r.Records) != 2 {
		t.Fatalf("%d records: %s", len(r.Records), r.Report())
	}
	p := r.Records[0].P
	zero := 0
	want := procedure.Procedure{
		Key: "1.001193", Code: "1.001193", Name: "Thủ tục đăng ký khai sinh", Field: "Hộ tịch", HandledBy: "UBND cấp xã",
		Audience: []string{"Cá nhân"}, Channels: []string{direct, online, postal},
		Documents: []procedure.Document{{Name: "Tờ khai đăng ký khai sinh theo mẫu"}, {Name: "Giấy chứng sinh"}, {Name: "Thẻ căn cước", Action: onlyShown}}, DocumentsTotal: 3,
		ProcessingTime: "Ngay trong ngày tiếp nhận; nhận sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo",
		Fees:           []procedure.Charge{{AmountVND: &zero, Text: "Miễn phí"}}, Result: []string{"Giấy khai sinh"}, Agency: []string{"Ủy ban nhân dân cấp xã"},
		Steps:      []string{"Bước 1: Người yêu cầu nộp hồ sơ tại Trung tâm Phục vụ hành chính công.", "Thời gian nhận hồ sơ: từ thứ 2 đến thứ 6.", "Bước 2: Công chức kiểm tra hồ sơ."},
		LegalBasis: []string{"Luật Hộ tịch số 60/2014/QH13", "Nghị định số 123/2015/NĐ-CP"}, Forms: []string{"Tờ khai đăng ký khai sinh"},
		Currency: procedure.Current, Completeness: procedure.Full,
	}
	equal(t, Record{P: p}, want)
	if b := r.Records[0].state(BlockConditions); b.State != StateRead || !strings.Contains(b.Note, "Không") {
		t.Errorf("conditions %+v", b)
	}
	second := r.Records[1]
	if second.P.Name != "Thủ tục đăng ký kết hôn" || second.P.Field != "Hộ tịch" || second.P.Code != "" || second.P.Key != procedure.SyntheticKey("Hộ tịch", second.P.Name) {
		t.Errorf("second: %+v", second.P)
	}
	if second.P.ProcessingTime != "" || second.state(BlockTime).State != StateUnclear {
		t.Errorf("a time without a unit: %q, %+v", second.P.ProcessingTime, second.state(BlockTime))
	}
	if f := second.P.Fees; len(f) != 1 || f[0].AmountVND != nil || f[0].Text != "Lệ phí do Hội đồng nhân dân cấp tỉnh quy định" {
		t.Errorf("fees %+v", f)
	}
}

// TestWordTables: cells merged across and down, changes tracked, tables without a head, content controls.
func TestWordTables(t *testing.T) {
	restart, next := `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	across := `<w:gridSpan w:val="3"/>`
	body := para("Tên thủ tục: Thủ tục thử") + para("Lĩnh vực:\tHộ tịch") +
		`<w:p><w:r><w:t>Mã thủ </w:t></w:r><w:ins w:id="1"><w:r><w:t>tục: 1.000</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>999999</w:delText></w:r></w:del><w:r><w:t>123</w:t></w:r></w:p>` +
		para("Cách thức thực hiện:") + tbl(
		textRow("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí"),
		tr(tc("", para("Trực tiếp")), tc(restart, para("5 Ngày làm việc")), tc("", para("Phí : 50000 Đồng"))),
		tr(tc("", para("Trực tuyến")), tc(next), tc("", para("Phí : 25000 Đồng"))),
		`<w:tr><w:trPr><w:del w:id="3"/></w:trPr>`+tc("", para("Bưu chính"))+tc("", para("9 Ngày"))+tc("", para("Phí : 1000 Đồng"))+`</w:tr>`,
	) + para("Thành phần hồ sơ:") + `<w:sdt><w:sdtPr/><w:sdtContent>` + tbl(
		textRow("Tên giấy tờ", "Mẫu đơn, tờ khai", "Số lượng"),
		tr(tc(across, para("Trường hợp đăng ký lại:"))),
		tr(tc(restart, para("Tờ khai")), tc("", para("Mẫu 01")), tc(restart, para("Bản chính: 1\nBản sao: 2"))),
		tr(tc(next), tc("", para("Mẫu 02")), tc(next)),
		textRow("* Giấy tờ phải xuất trình", "", "Bản chính: 0\nBản sao: 0"),
		textRow("Căn cước", "", "Bản chính: 1\nBản sao: 0"),
	) + `</w:sdtContent></w:sdt>` + para("Bao gồm") + tbl(textRow("Ảnh 4x6", "", "Bản chính: 2\nBản sao: 0"))
	r := mustRead(t, "a.docx", wordFile(t, body))
	p := r.Records[0].P
	if p.Code != "1.000123" || p.Field != "Hộ tịch" || p.ProcessingTime != "5 ngày làm việc" {
		t.Errorf("code %q, field %q, time %q", p.Code, p.Field, p.ProcessingTime)
	}
	want := []procedure.Document{
		{Name: "Tờ khai", Original: "1 bản chính + 2 bản sao", Quantity: 1, When: "đăng ký lại", Form: "Mẫu 01"},
		{Name: "Căn cước", Original: asOriginal, Quantity: 1, When: "đăng ký lại", Action: onlyShown},
		{Name: "Ảnh 4x6", Original: asOriginal, Quantity: 2},
	}
	if fmt.Sprint(p.Documents) != fmt.Sprint(want) {
		t.Errorf("papers %+v", p.Documents)
	}
	if len(p.Fees) != 2 || *p.Fees[0].AmountVND != 50000 || p.Fees[0].Condition != direct || *p.Fees[1].AmountVND != 25000 || p.Fees[1].Condition != online {
		t.Errorf("fees %+v", p.Fees)
	}
}

// TestWordList reads the list that is the first part of a decision, when nothing else is there.
func TestWordList(t *testing.T) {
	body := para("DANH MỤC THỦ TỤC HÀNH CHÍNH") + tbl(
		textRow("STT", "Mã số TTHC", "Tên thủ tục hành chính", "Thời hạn giải quyết", "Phí, lệ phí"),
		tr(tc("", para("I")), tc(`<w:gridSpan w:val="4"/>`, para("LĨNH VỰC CHỨNG THỰC"))),
		textRow("1", "2.000815.000.00.00.H41", "Chứng thực bản sao từ bản chính", "Trong ngày", "2.000 đồng/trang"),
		textRow("2", "2.000884", "Chứng thực chữ ký", "02 ngày làm việc", "Không"),
	)
	r := mustRead(t, "dm.docx", wordFile(t, body))
	if len(r.Records) != 2 || r.Records[0].P.Code != "2.000815" || r.Records[0].P.Field != "Chứng thực" || r.Records[1].P.ProcessingTime != "2 ngày làm việc" {
		t.Errorf("%s", r.Report())
	}
}
