package letter_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"motcua/org"
	"motcua/report"
	"motcua/report/letter"
)

func TestSetting(t *testing.T) {
	bare := func(name string) org.Unit { return org.Unit{Name: name} }
	prompts := letter.Setting{
		Bases: letter.For(bare("x")).Bases, To: []string{"[tên cơ quan nhận báo cáo]"},
		CC: []string{"[nơi nhận khác]", "Lưu: VT, [đơn vị soạn thảo]"}, Signer: "[Họ và tên]",
	}
	if len(prompts.Bases) != 1 || !strings.HasPrefix(prompts.Bases[0], "[Căn cứ") {
		t.Errorf("no basis is known, so there must be one prompt: %q", prompts.Bases)
	}
	with := func(change func(*letter.Setting)) letter.Setting {
		s := prompts
		change(&s)
		return s
	}
	center := org.Unit{Name: "xã Long Điền", Settings: org.Settings{
		Superior: "Ủy ban nhân dân xã Long Điền", Issuer: "Trung tâm Phục vụ hành chính công xã Long Điền",
		Place: "Xã Long Điền", Bases: []string{" Căn cứ Một.", "", "- Căn cứ Hai; "}, To: []string{"Ủy ban nhân dân xã Long Điền;"},
		CC: []string{"Lưu: VT, TTPVHCC.", "Như trên", "- Giám đốc;"}, SignAs: "Giám đốc", Signer: "Trần Thị B",
	}}
	for _, c := range []struct {
		what string
		unit org.Unit
		want letter.Setting
	}{
		{"a name only", bare("xã Long Điền"), with(func(s *letter.Setting) {
			s.Issuer, s.Symbol, s.Place = "Ủy ban nhân dân xã Long Điền", "BC-UBND", "Long Điền"
			s.Sign = []string{"TM. ỦY BAN NHÂN DÂN", "[CHỨC VỤ NGƯỜI KÝ]"}
		})},
		{"a number for a name", bare("phường 3"), with(func(s *letter.Setting) {
			s.Issuer, s.Symbol, s.Place = "Ủy ban nhân dân phường 3", "BC-UBND", "Phường 3"
			s.Sign = []string{"TM. ỦY BAN NHÂN DÂN", "[CHỨC VỤ NGƯỜI KÝ]"}
		})},
		{"written large", bare("Đặc khu Phú Quốc"), with(func(s *letter.Setting) {
			s.Issuer, s.Symbol, s.Place = "Ủy ban nhân dân Đặc khu Phú Quốc", "BC-UBND", "Phú Quốc"
			s.Sign = []string{"TM. ỦY BAN NHÂN DÂN", "[CHỨC VỤ NGƯỜI KÝ]"}
		})},
		{"a centre that issues itself", center, letter.Setting{
			Superior: "Ủy ban nhân dân xã Long Điền", Issuer: "Trung tâm Phục vụ hành chính công xã Long Điền",
			Symbol: "BC-[chữ viết tắt tên cơ quan]", Place: "Xã Long Điền",
			Bases: []string{"Căn cứ Một", "Căn cứ Hai"}, To: []string{"Ủy ban nhân dân xã Long Điền"},
			CC: []string{"Giám đốc", "Lưu: VT, TTPVHCC"}, Sign: []string{"GIÁM ĐỐC"}, Signer: "Trần Thị B",
		}},
	} {
		if got := letter.For(c.unit); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.what, got, c.want)
		}
	}
}

func TestFileName(t *testing.T) {
	for p, want := range map[string]string{
		"2026-10": "bao-cao-thang-10-2026-long-dien-DU-THAO.docx",
		"2026-02": "bao-cao-thang-02-2026-long-dien-DU-THAO.docx",
		"2026-Q3": "bao-cao-quy-3-2026-long-dien-DU-THAO.docx",
		"2026":    "bao-cao-nam-2026-long-dien-DU-THAO.docx",
	} {
		f := report.Figures{Period: period(t, p), Unit: report.Unit{Code: "long-dien"}}
		if got := letter.FileName(f); got != want {
			t.Errorf("%s: %s, want %s", p, got, want)
		}
	}
}

// TestDates: a 0 before days below 10 and before January and February, before no other month; months end where they do.
func TestDates(t *testing.T) {
	for _, c := range []struct {
		period string
		now    time.Time
		wants  []string
	}{
		{"2028-Q1", time.Date(2028, 2, 29, 16, 59, 0, 0, time.UTC), []string{
			"hành chính quý I năm 2028\n(mới đến ngày 31/01/2028)\n", "từ ngày 01 tháng 01 năm 2028 đến ngày 31 tháng 01 năm 2028",
			"lúc 23 giờ 59 phút ngày 29 tháng 02 năm 2028. Kỳ báo cáo chưa kết thúc", "Long Điền, ngày______tháng 02 năm 2028 |",
		}},
		{"2028-02", time.Date(2028, 2, 29, 17, 0, 0, 0, time.UTC), []string{
			"hành chính tháng 02 năm 2028\n", "từ ngày 01 tháng 02 năm 2028 đến ngày 29 tháng 02 năm 2028",
			"lúc 00 giờ 00 phút ngày 01 tháng 3 năm 2028.\n", "Long Điền, ngày______tháng 3 năm 2028 |",
		}},
		{"2026-Q4", time.Date(2026, 12, 31, 17, 0, 0, 0, time.UTC), []string{
			"quý IV năm 2026\n", "từ ngày 01 tháng 10 năm 2026 đến ngày 31 tháng 12 năm 2026", "ngày______tháng 01 năm 2027 |",
		}},
		{"2026", time.Date(2027, 1, 9, 3, 0, 0, 0, time.UTC), []string{
			"hành chính năm 2026\n", "từ ngày 01 tháng 01 năm 2026 đến ngày 31 tháng 12 năm 2026", "ngày 09 tháng 01 năm 2027.\n",
		}},
	} {
		in := report.Input{Unit: longDien(), Questionnaire: bundled(t, "mau-v1"), Period: period(t, c.period), Now: c.now}
		file, err := letter.Draft(report.Build(in), letter.For(in.Unit), letter.Charts{})
		if err != nil {
			t.Fatal(err)
		}
		body := plain(read(t, file, "word/document.xml"))
		for _, want := range c.wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s at %v lacks %q", c.period, c.now, want)
			}
		}
	}
}

func TestDemoIsMarked(t *testing.T) {
	for _, s := range scenes(t) {
		file, f := draft(t, s.in)
		for _, header := range []string{"word/header.xml", "word/header-first.xml"} {
			if got := strings.Contains(read(t, file, header).words(), "SỐ LIỆU MẪU"); got != f.Demo {
				t.Errorf("%s: %s says sample data: %t, the unit is one: %t", s.name, header, got, f.Demo)
			}
		}
	}
}
