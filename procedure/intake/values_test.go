package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestReadTime(t *testing.T) {
	for _, c := range []struct {
		in, unit, want string
		unclear        bool
	}{
		{"30 Ngày làm việc", "", "30 ngày làm việc", false},
		{"03 ngày", "", "3 ngày", false},
		{"0,5 ngày", "", "0,5 ngày", false},
		{"3", "", "", true},
		{"03 (ba)", "", "", true},
		{"3 - 5", "", "", true},
		{"3", "ngày làm việc", "3 ngày làm việc", false},
		{"0 ngày", "", "", true},
		{"Không quá 08 (tám) ngày làm việc", "", "Không quá 08 (tám) ngày làm việc", false},
		{"Ngay khi nhận đủ hồ sơ.", "", "Ngay khi nhận đủ hồ sơ", false},
		{"Không quy định", "", "Không quy định", true},
		{"Không có thông tin", "", "", false},
		{"Không", "", "", false},
		{"- 5 ngày làm việc\n- 7 ngày nếu xác minh", "", "5 ngày làm việc; 7 ngày nếu xác minh", false},
	} {
		got, note := readTime(c.in, c.unit)
		if got != c.want || (note != "") != c.unclear {
			t.Errorf("readTime(%q, %q) = %q, %q; want %q", c.in, c.unit, got, note, c.want)
		}
	}
}

func TestJoinTimes(t *testing.T) {
	for _, c := range []struct {
		in   []offer
		want string
	}{
		{nil, ""},
		{[]offer{{[]string{direct}, "3 ngày"}, {[]string{online}, "3 ngày"}}, "3 ngày"},
		{[]offer{{[]string{online}, "20 ngày"}, {[]string{postal}, "20 ngày"}, {[]string{direct}, "15 ngày"}}, "20 ngày (trực tuyến/bưu chính); 15 ngày (trực tiếp)"},
		{[]offer{{nil, "3 ngày"}, {nil, "5 ngày"}}, "3 ngày; 5 ngày"},
	} {
		if got := joinTimes(c.in); got != c.want {
			t.Errorf("%v: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestReadFees(t *testing.T) {
	for _, c := range []struct {
		in      string
		dong    bool
		want    string // amount or -, text, condition of each charge
		unclear bool
	}{
		{"50.000 đồng/bản", false, "50000|50.000 đồng/bản|", false},
		{"Phí : 0 Đồng", false, "0|Miễn phí|", false},
		{"Lệ phí: 400000 Đồng (mỗi trường hợp)", false, "400000|400.000 đồng|mỗi trường hợp", false},
		{"5,000 Việt Nam Đồng(5.000đ/giấy thông hành (Thông tư số 25/2021/TT-BTC).)", false, "5000|5.000 đồng|5.000đ/giấy thông hành (Thông tư số 25/2021/TT-BTC)", false},
		{"40 Việt Nam Đồng(4.000 đ/giấy thông hành)", false, "-|40 Việt Nam Đồng(4.000 đ/giấy thông hành)|", true},
		{"50.000 đồng (online 25.000 đồng)", false, "-|50.000 đồng (online 25.000 đồng)|", true},
		{"Miễn phí", false, "0|Miễn phí|", false},
		{"Không", false, "0|Miễn phí|", false},
		{"Miễn phí (đăng ký đúng hạn)", false, "0|Miễn phí|đăng ký đúng hạn", false},
		{"Miễn phí (Theo quy định của HĐND tỉnh)", false, "-|Miễn phí (Theo quy định của HĐND tỉnh)|", true},
		{"Miễn phí (135.000 đồng/lần)", false, "-|Miễn phí (135.000 đồng/lần)|", true},
		{"Phí : 0 Đồng (Luật Phí, lệ phí)", false, "-|0 Đồng (Luật Phí, lệ phí)|", true},
		{"Miễn phí cho hộ nghèo", false, "-|Miễn phí cho hộ nghèo|", false},
		{"Lệ phí do HĐND cấp tỉnh quy định", false, "-|Lệ phí do HĐND cấp tỉnh quy định|", false},
		{"Không quá 50.000 đồng", false, "-|Không quá 50.000 đồng|", false},
		{"50% của 100.000 đồng", false, "-|50% của 100.000 đồng|", false},
		{"50.000", false, "-|50.000|", true},
		{"50.000", true, "50000|50.000 đồng|", false},
		{"50000", true, "50000|50.000 đồng|", false},
		{"1,5 triệu đồng", false, "1500000|1,5 triệu đồng|", false},
		{"20 nghìn đồng/trang", false, "20000|20 nghìn đồng/trang|", false},
		{"5.000 đồng; 6.000 đồng", false, "5000|5.000 đồng|;6000|6.000 đồng|", false},
		{"5.000 đồng hoặc 6.000 đồng", false, "-|5.000 đồng hoặc 6.000 đồng|", true},
		{"- 8.000 đồng\n- Miễn lệ phí cho người thuộc hộ nghèo", false, "8000|8.000 đồng|;-|Miễn lệ phí cho người thuộc hộ nghèo|", false},
		{"Không có thông tin", false, "", false},
		{"Theo quy định", false, "-|Theo quy định|", true},
		{"999999999999999999999 đồng", false, "-|999999999999999999999 đồng|", false},
	} {
		charges, notes := readFees(c.in, c.dong)
		var got []string
		for _, f := range charges {
			amount := "-"
			if f.AmountVND != nil {
				amount = fmt.Sprint(*f.AmountVND)
			}
			got = append(got, amount+"|"+f.Text+"|"+f.Condition)
		}
		if s := strings.Join(got, ";"); s != c.want || (len(notes) > 0) != c.unclear {
			t.Errorf("readFees(%q) = %q, notes %q; want %q", c.in, s, notes, c.want)
		}
	}
}

func TestReadCode(t *testing.T) {
	for in, want := range map[string]string{
		"1.001193": "1.001193", "1.001193.000.00.00.H41": "1.001193", "1 001193": "1.001193", "Mã: 2,000815": "2.000815", "1.00119": "1.001190",
		"T-CTO-284400-TT": "", "Không có thông tin": "", "11.001193": "", "1.0011931": "",
	} {
		if got, _ := readCode(in); got != want {
			t.Errorf("readCode(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestReadDecisionAndLaw(t *testing.T) {
	for in, want := range map[string]string{
		"Quyết định số 6225/QĐ-BQP ngày 01/02/2026": "6225/QĐ-BQP", "QĐ/0001-BCA": "QĐ/0001-BCA", "9354/QĐ-BCA-C06": "9354/QĐ-BCA-C06",
		"Không có thông tin": "", "Quyết định số": "", "1921 ngày 2/3": "1921 ngày 2/3",
	} {
		if got := readDecision(in); got != want {
			t.Errorf("readDecision(%q) = %q, want %q", in, got, want)
		}
	}
	for _, c := range [][3]string{
		{"60/2014/QH13", "Luật Hộ tịch", "60/2014/QH13"}, {"12", "Quyết định số 12/2021/QĐ-TTg ngày 24/3/2021", "12/2021/QĐ-TTg"},
		{"66.7/2025/NQ-CP", "", "66.7/2025/NQ-CP"}, {"", "Luật Hộ tịch", "Luật Hộ tịch"}, {"L1", "", "L1"},
	} {
		if got := lawOf(c[0], c[1]); got != c[2] {
			t.Errorf("lawOf(%q, %q) = %q", c[0], c[1], got)
		}
	}
}

func TestReadDate(t *testing.T) {
	for in, want := range map[string]string{"22/11/2026": "2026-11-22", "2026-11": "2026-11", "2025": "2025", "ngày 1/2/2026": "2026-02-01", "": ""} {
		if got, ok := readDate(in); string(got) != want || !ok {
			t.Errorf("readDate(%q) = %q, %t", in, got, ok)
		}
	}
	for _, in := range []string{"31/02/2026", "hôm qua", "0001-01-01"} {
		if got, ok := readDate(in); ok {
			t.Errorf("readDate(%q) = %q", in, got)
		}
	}
	if got := dayOfMillis(1785024000000); got != "2026-07-26" {
		t.Errorf("a moment on %s", got)
	}
	if got := dayOfMillis(-5); got != "" {
		t.Errorf("no moment on %s", got)
	}
}

// TestFieldNames holds the names of fields to those of the bundled catalogue.
func TestFieldNames(t *testing.T) {
	c, err := bundled()
	if err != nil {
		t.Fatal(err)
	}
	ambiguous := []string{"Chính sách", "Hàng hải và đường thủy nội địa", "Bảo hiểm"}
	for _, p := range c.All() {
		official := p.OfficialField
		if official == "" {
			official = p.Field
		}
		if slices.Contains(ambiguous, official) {
			continue
		}
		for _, s := range []string{official, strings.ToUpper(official), "II. Lĩnh vực " + official, "Lĩnh vực: " + official} {
			if field, _ := readField(s); field != p.Field {
				t.Fatalf("readField(%q) = %q, want %q of %s", s, field, p.Field, p.Key)
			}
		}
	}
	if field, official := readField("QUẢN TÀI VIÊN"); field != "Quản tài viên" || official != "" {
		t.Errorf("a field of its own: %q, %q", field, official)
	}
}

func TestReadHandler(t *testing.T) {
	for in, want := range map[string]string{
		"Công an Xã": "Công an cấp xã", "Uỷ ban nhân dân xã, phường": "UBND cấp xã", "UBND cấp xã": "UBND cấp xã", "Sở Tư pháp": "Sở Tư pháp",
		"Chi nhánh Văn phòng đăng ký đất đai": "Văn phòng/Chi nhánh Văn phòng đăng ký đất đai", "Thuế cơ sở 3": "Thuế cơ sở",
	} {
		if got := readHandler([]string{"", "Cục khác"}[:0], []string{in}); got != want {
			t.Errorf("readHandler(%q) = %q, want %q", in, got, want)
		}
	}
	if got := readHandler(nil); got != "" {
		t.Errorf("nobody is %q", got)
	}
}

func TestTidy(t *testing.T) {
	for in, want := range map[string]string{
		"  Thu\u0309 tu\u0323c\u00a0\u200b một\r\n\r\n hai\t ba ": "Thủ tục một\nhai ba",
		"a\u00adb\x00\x07c": "abc",
		"\xff":              "\ufffd",
	} {
		if got := tidy(in); got != want {
			t.Errorf("tidy(%q) = %q, want %q", in, got, want)
		}
	}
	if got := lines("- một\n* hai\n+10 ngày\n–ba\n• bốn\n-5 độ"); !slices.Equal(got, []string{"một", "hai", "+10 ngày", "ba", "bốn", "-5 độ"}) {
		t.Errorf("lines %q", got)
	}
	if got := commaEntries("Tổ chức (không bao gồm doanh nghiệp, HTX), Công dân Việt Nam; Doanh nghiệp"); len(got) != 3 || got[0] != "Tổ chức (không bao gồm doanh nghiệp, HTX)" {
		t.Errorf("entries %q", got)
	}
}
