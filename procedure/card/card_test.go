package card

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/internal/prose"
	"motcua/procedure"
)

var sampleOptions = Options{
	Hotline: "0254 3862 111", CenterName: "Trung tâm Phục vụ hành chính công xã Long Điền", Address: "120 Bạch Mai, xã Long Điền",
}

// faults are traces of careless assembly. An ellipsis and the "v.v." of a source are not.
var faults = regexp.MustCompile(`\bnull\b|<nil>|%!|[.,;:] ?[.,;:]|  |\( | \)|\(\)|local_variants`)

func checkLines(t *testing.T, key string, lines []prose.Line) {
	t.Helper()
	for _, l := range lines {
		if strings.TrimSpace(l.Text) == "" {
			t.Errorf("%s: empty line", key)
		}
		text := strings.ReplaceAll(l.Text, "v.v.", "")
		if m := faults.FindString(text); m != "" {
			t.Errorf("%s: %q in %q", key, m, l.Text)
		}
		if l.Kind == prose.Link && !strings.HasPrefix(l.URL, "https://") {
			t.Errorf("%s: link to %q", key, l.URL)
		}
	}
	if last := lines[len(lines)-1]; last.Kind != prose.Link {
		t.Errorf("%s ends with %q, not with the link", key, last.Text)
	}
	plain := prose.Plain(lines)
	if !strings.Contains(plain, wordReference) {
		t.Errorf("%s does not say that it is for reference", key)
	}
}

func TestCards(t *testing.T) {
	for _, p := range bundled(t).All() {
		for _, o := range []Options{{}, sampleOptions} {
			lines := Of(p, o)
			checkLines(t, p.Key, lines)
			plain := prose.Plain(lines)
			if n := utf8.RuneCountInString(plain); n > cardLength {
				t.Errorf("%s: card has %d runes", p.Key, n)
			}
			if !strings.Contains(plain, p.Code) || !strings.Contains(plain, p.AsOf.Vietnamese()) || !strings.Contains(plain, p.DecisionNo) {
				t.Errorf("%s: card lacks code, date or decision", p.Key)
			}
			if free := isFree(p); !free && strings.Contains(strings.ToLower(plain), "lệ phí: miễn phí") {
				t.Errorf("%s: card says free without an amount of zero", p.Key)
			}
			if len(p.Fees) > 0 && !strings.Contains(plain, "Lệ phí: ") {
				t.Errorf("%s: card is silent about the fee", p.Key)
			}
			if p.Completeness != procedure.NameOnly {
				for _, block := range p.Missing {
					if !strings.Contains(plain, wordMissingBlocks[block]) {
						t.Errorf("%s: card does not say that %s is missing", p.Key, block)
					}
				}
			}
		}
	}
}

func isFree(p *procedure.Procedure) bool {
	for _, f := range p.Fees {
		if f.AmountVND != nil && *f.AmountVND == 0 {
			return true
		}
	}
	return false
}

func TestAspects(t *testing.T) {
	for _, p := range bundled(t).All() {
		has := map[procedure.Aspect]bool{}
		for _, a := range Aspects(p) {
			has[a] = true
		}
		if !has[procedure.Where] {
			t.Errorf("%s: nobody receives it", p.Key)
		}
		for a := procedure.Overview - 1; a <= procedure.Conditions+1; a++ {
			lines := Aspect(p, a, sampleOptions)
			checkLines(t, p.Key+" "+a.Label(), lines)
			unknown := strings.Contains(prose.Plain(lines), wordNothingKnown)
			if a > procedure.Overview && a <= procedure.Conditions && unknown == has[a] {
				t.Errorf("%s: aspect %s is offered %v and unknown %v", p.Key, a.Label(), has[a], unknown)
			}
		}
	}
}

func TestCardText(t *testing.T) {
	zero, fee := 0, 8000
	p := &procedure.Procedure{
		Key: "1.000001", Code: "1.000001", Name: "Thủ tục đăng ký thử", Field: "Hộ tịch", HandledBy: "UBND cấp xã",
		Documents: []procedure.Document{
			{Name: "Giấy ủy quyền", When: "nộp thay"},
			{Name: "Tờ khai", Original: "bản chính", Quantity: 2, Form: "Mẫu 01"},
			{Name: "Giấy chứng sinh", When: "không có thì giấy cam đoan"},
		},
		DocumentsTotal: 4, ProcessingTime: "1 ngày làm việc", Channels: []string{"trực tiếp", "bưu chính"},
		Fees:   []procedure.Charge{{AmountVND: &zero, Text: "Miễn phí"}, {AmountVND: &fee, Condition: "/bản sao"}, {Text: "Lệ phí do HĐND cấp tỉnh quy định"}},
		Result: []string{"Thông báo từ chối", "Giấy thử"}, AsOf: "2026-06-10", DecisionNo: "1/QĐ-BTP",
		Agency: []string{"UBND cấp xã"}, Steps: []string{"Nộp hồ sơ"},
		Currency: procedure.Check, PossibleSuccessor: "1.000002", Completeness: procedure.NearFull, Missing: []string{"legal_basis"},
	}
	want := `Đăng ký thử
Giấy tờ cần có:
• Tờ khai
• Giấy ủy quyền – nộp thay
• Giấy chứng sinh; nếu không có thì giấy cam đoan
• và 1 giấy tờ khác: bấm “Giấy tờ”
Thời hạn: 1 ngày làm việc.
Lệ phí: miễn phí; 8.000 đồng/bản sao; do HĐND cấp tỉnh quy định.
Chưa có mức thu của tỉnh, thành phố này.
Nơi nộp: Trung tâm Phục vụ hành chính công cấp xã.
Hình thức: trực tiếp, qua bưu chính.
Kết quả: Giấy thử.
Chưa có thông tin về: căn cứ pháp lý.
Lưu ý: căn cứ pháp lý của dữ liệu này có thể đã được thay thế, xin hỏi lại trước khi chuẩn bị hồ sơ.
Lưu ý: thủ tục này có thể đã có mã mới (1.000002), xin hỏi lại khi nộp hồ sơ.
Mã thủ tục: 1.000001; dữ liệu ngày 10/06/2026; theo Quyết định số 1/QĐ-BTP.
Thông tin tham khảo; xin theo bản niêm yết ở Trung tâm Phục vụ hành chính công, Cổng Dịch vụ công quốc gia.
Xem trên Cổng: https://dichvucong.gov.vn`
	if got := prose.Plain(Of(p, Options{})); got != want {
		t.Errorf("card is\n%s\nwant\n%s", got, want)
	}
	if got := Aspect(p, procedure.Papers, Options{})[2].Text; got != "Tờ khai (bản chính, 2 bản, Mẫu 01)" {
		t.Errorf("paper in full is %q", got)
	}
}

func TestReceivers(t *testing.T) {
	for by, want := range map[string]string{
		"UBND cấp xã":                 sampleOptions.CenterName + ", " + sampleOptions.Address,
		"Công an cấp xã":              "Công an",
		"UBND cấp xã/Ban CHQS cấp xã": "Ban Chỉ huy quân sự",
		"Thuế cơ sở":                  "Thuế",
		"Bảo hiểm xã hội cơ sở":       "Bảo hiểm xã hội",
		"Văn phòng/Chi nhánh Văn phòng đăng ký đất đai": "đăng ký đất đai",
		"Sở Nội vụ": "Sở Nội vụ",
	} {
		if got := receiver(&procedure.Procedure{HandledBy: by}, sampleOptions); !strings.Contains(got, want) {
			t.Errorf("%s is received by %q", by, got)
		}
	}
}

func TestOtherPlaces(t *testing.T) {
	p, ok := bundled(t).ByCode("1.001699")
	if !ok {
		t.Fatal("1.001699 is not in the catalogue")
	}
	text := prose.Plain(Aspect(p, procedure.Time, Options{}))
	if !strings.Contains(text, p.ProcessingTime) || !strings.Contains(text, "Cát Ngạn") || !strings.Contains(text, "07/2026") {
		t.Errorf("time of other places is not told with place and date:\n%s", text)
	}
}

func TestAmount(t *testing.T) {
	for vnd, want := range map[int]string{0: "0 đồng", 500: "500 đồng", 8000: "8.000 đồng", 1250000: "1.250.000 đồng", -2000: "-2.000 đồng"} {
		if got := amount(vnd); got != want {
			t.Errorf("amount(%d) = %q, want %q", vnd, got, want)
		}
	}
}

func TestAspectCodes(t *testing.T) {
	seen := map[string]bool{}
	for a := procedure.Overview; a <= procedure.Conditions; a++ {
		code, label := a.Code(), a.Label()
		if got, ok := procedure.ParseAspect(code); !ok || got != a || len(code) != 1 || seen[code] {
			t.Errorf("aspect %d: code %q parses as %d, %v", a, code, got, ok)
		}
		seen[code] = true
		if n := utf8.RuneCountInString(label); n == 0 || n > 14 {
			t.Errorf("aspect %d: label %q", a, label)
		}
	}
	for _, s := range []string{"", "z", "op"} {
		if _, ok := procedure.ParseAspect(s); ok {
			t.Errorf("%q is an aspect", s)
		}
	}
}
