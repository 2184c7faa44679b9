package procedure

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func amountOf(vnd int) *int { return &vnd }

// aRecord is a record with every block.
func aRecord() Procedure {
	return Procedure{
		Key: "1.001193", Code: "1.001193", Name: "Đăng ký khai sinh", Field: "Hộ tịch", HandledBy: "UBND cấp xã",
		Audience: []string{"Công dân Việt Nam"}, Channels: []string{"trực tiếp", "trực tuyến"},
		Documents: []Document{
			{Name: "Giấy chứng sinh", Original: "bản chính", Quantity: 1},
			{Name: "Tờ khai đăng ký khai sinh", Original: "bản chính"},
			{Name: "Văn bản ủy quyền", When: "nộp thay"},
		},
		ProcessingTime: "3 ngày làm việc",
		Fees:           []Charge{{AmountVND: amountOf(8000), Condition: "mỗi bản sao"}, {Text: "Miễn phí", AmountVND: amountOf(0), Condition: "đúng hạn"}},
		Result:         []string{"Giấy khai sinh"}, Agency: []string{"UBND cấp xã"}, Conditions: []string{"Sinh tại Việt Nam", "Có cha mẹ"},
		Steps: []string{"Nộp hồ sơ", "Nhận kết quả"}, LegalBasis: []string{"60/2014/QH13", "123/2015/NĐ-CP"}, Forms: []string{"Mẫu 01"}, DecisionNo: "163/QĐ-BTP",
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(*Procedure)
		want   []string
	}{
		{"nothing", func(*Procedure) {}, nil},
		{"what nobody reads", func(p *Procedure) { p.AsOf, p.Flags, p.ShortName, p.Curated = "2026", []string{"x"}, "Khai sinh", true }, nil},
		{"time", func(p *Procedure) { p.ProcessingTime = "1 ngày làm việc" }, []string{"Thời hạn: 3 ngày làm việc → 1 ngày làm việc"}},
		{"time gone", func(p *Procedure) { p.ProcessingTime = "" }, []string{"Thời hạn: không còn ghi (trước đây: 3 ngày làm việc)"}},
		{"a diacritic that means something", func(p *Procedure) { p.Conditions[0] = "Sính tại Việt Nam" },
			[]string{"Điều kiện: thêm Sính tại Việt Nam", "Điều kiện: bỏ Sinh tại Việt Nam"}},
		{"one fee", func(p *Procedure) { p.Fees[0].AmountVND = amountOf(5000) },
			[]string{"Phí, lệ phí: 8.000 đồng (mỗi bản sao) → 5.000 đồng (mỗi bản sao)"}},
		{"no fees", func(p *Procedure) { p.Fees = nil },
			[]string{"Phí, lệ phí: không còn ghi (trước đây: 8.000 đồng (mỗi bản sao); Miễn phí (đúng hạn))"}},
		{"a channel", func(p *Procedure) { p.Channels = append(p.Channels, "bưu chính") }, []string{"Cách nộp: thêm bưu chính"}},
		{"papers", func(p *Procedure) {
			p.Documents[0].Original = "bản sao"
			p.Documents = append(p.Documents[:1], p.Documents[2], Document{Name: "Căn cước"})
		}, []string{"Giấy tờ “Giấy chứng sinh”: bản nộp: bản chính → bản sao", "Thêm giấy tờ: Căn cước", "Bớt giấy tờ: Tờ khai đăng ký khai sinh"}},
		{"the case of a paper", func(p *Procedure) { p.Documents[2].When = "" },
			[]string{"Giấy tờ “Văn bản ủy quyền”: trường hợp: nộp thay → không ghi"}},
		{"many papers", func(p *Procedure) {
			for _, n := range strings.Fields("a b c d e") {
				p.Documents = append(p.Documents, Document{Name: n})
			}
		}, []string{"Thêm giấy tờ: a; b; c và 2 mục khác"}},
		{"order of steps", func(p *Procedure) { slices.Reverse(p.Steps) }, []string{"Các bước: được viết lại"}},
		{"one step", func(p *Procedure) { p.Steps[1] = "Nhận Giấy khai sinh" }, []string{"Các bước: sửa bước 2"}},
		{"more steps", func(p *Procedure) { p.Steps = append(p.Steps, "Về") }, []string{"Các bước: được viết lại, 2 bước → 3 bước"}},
		{"law with its title", func(p *Procedure) { p.LegalBasis[0] = "Luật Hộ tịch số 60/2014/QH13" }, nil},
		{"law", func(p *Procedure) { p.LegalBasis[1] = "18/2026/NĐ-CP" }, []string{"Căn cứ pháp lý: thêm 18/2026/NĐ-CP", "Căn cứ pháp lý: bỏ 123/2015/NĐ-CP"}},
		{"ways of writing", func(p *Procedure) {
			p.Name, p.Agency[0] = "Thủ tục đăng ký khai sinh", "Uỷ ban nhân dân cấp xã"
		}, nil},
		{"agency", func(p *Procedure) { p.Agency = []string{"Sở Tư pháp"} }, []string{"Cơ quan giải quyết: UBND cấp xã → Sở Tư pháp"}},
		{"names", func(p *Procedure) { p.Name, p.Code, p.Field = "Khai sinh", "1.116410", "Tư pháp" },
			[]string{"Tên: Đăng ký khai sinh → Khai sinh", "Mã thủ tục: 1.001193 → 1.116410", "Lĩnh vực: Hộ tịch → Tư pháp"}},
		{"all conditions", func(p *Procedure) { p.Conditions = []string{"a", "b", "c", "d"} }, []string{"Điều kiện: được viết lại"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			old, changed := aRecord(), aRecord()
			c.change(&changed)
			if got := Compare(&old, &changed); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
	p := aRecord()
	if got := Compare(nil, &p); !slices.Equal(got, []string{wordProcedureAdded}) {
		t.Error(got)
	}
	if got := Compare(&p, nil); !slices.Equal(got, []string{wordProcedureGone}) {
		t.Error(got)
	}
}

// What only looks different is not a change: other spacing, capitals, Unicode forms, tone places, order of lists.
func TestCompareLooksOnly(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{
		{"03 ngày làm việc", "3 ngày  làm việc."}, {"Uỷ quyền hoà giải", "ủy quyền hòa giải"}, {"8.000đ/bản", "8.000 đồng/bản"},
		{"8.000 VNĐ", "8.000 đồng"}, {"- Tờ khai;", "Tờ khai"}, {norm.NFD.String("khuyết tật"), "Khuyết tật"}, {"Bước 01: Nộp", "bước 1: nộp"},
	} {
		if plainText(pair[0]) != plainText(pair[1]) {
			t.Errorf("%q and %q differ: %q, %q", pair[0], pair[1], plainText(pair[0]), plainText(pair[1]))
		}
	}
	for _, pair := range [][2]string{{"thuê", "thuế"}, {"1.001193", "1.011193"}, {"3 ngày", "30 ngày"}, {"10 đơn", "10 đồng ơn"}, {"hoa", "hòa"}, {"2,05 lần", "2,5 lần"}} {
		if plainText(pair[0]) == plainText(pair[1]) {
			t.Errorf("%q and %q are the same: %q", pair[0], pair[1], plainText(pair[0]))
		}
	}
	if stepText("Bước 1: Nộp hồ sơ") != stepText("1. Nộp hồ sơ") || stepText("Nộp hồ sơ") != stepText("Bước 02 - Nộp hồ sơ") {
		t.Errorf("%q", stepText("Bước 1: Nộp hồ sơ"))
	}
}

func TestCompareOrderAndSpacing(t *testing.T) {
	t.Parallel()
	all := bundled(t).All()
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(all).Draw(t, "record")
		q := *p
		q.Name = " " + strings.ReplaceAll(p.Name, " ", "  ") + " "
		q.ProcessingTime = strings.ToUpper(p.ProcessingTime)
		q.Documents = rapid.Permutation(p.Documents).Draw(t, "papers")
		q.Fees = rapid.Permutation(p.Fees).Draw(t, "fees")
		q.LegalBasis = rapid.Permutation(p.LegalBasis).Draw(t, "law")
		q.Conditions = rapid.Permutation(p.Conditions).Draw(t, "conditions")
		q.Result = rapid.Permutation(p.Result).Draw(t, "result")
		q.Channels = rapid.Permutation(p.Channels).Draw(t, "channels")
		if lines := Compare(p, &q); lines != nil {
			t.Errorf("%s: %q", p.Key, lines)
		}
	})
}

// Whatever two records are compared, lines are short enough for a chat, and both ways tell of a difference.
func TestCompareAnyTwo(t *testing.T) {
	t.Parallel()
	all := bundled(t).All()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SampledFrom(all).Draw(t, "a"), rapid.SampledFrom(all).Draw(t, "b")
		there, back := Compare(a, b), Compare(b, a)
		if (there == nil) != (a == b) || (back == nil) != (there == nil) {
			t.Errorf("%s and %s: %q, %q", a.Key, b.Key, there, back)
		}
		for _, line := range append(there, back...) {
			if n := utf8.RuneCountInString(line); n > 6*compareText || strings.TrimSpace(line) == "" {
				t.Errorf("%d runes: %q", n, line)
			}
		}
	})
}
