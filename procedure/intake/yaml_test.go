package intake

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"motcua/procedure"
)

// yamlFile writes records by hand in the friendly shape: quoted texts, lists with a dash.
func yamlFile(ps []procedure.Procedure, names map[string]string) string {
	var b strings.Builder
	name := func(s string) string {
		if n, ok := names[s]; ok {
			return n
		}
		return s
	}
	for _, p := range ps {
		field := p.OfficialField
		if field == "" {
			field = p.Field
		}
		fmt.Fprintf(&b, "- %s: %s\n  %s: %q\n  %s: %q\n  %s: %q\n", name("mã"), p.Code, name("tên"), p.Name, name("lĩnh vực"), field, name("nơi tiếp nhận"), p.HandledBy)
		if p.ProcessingTime != "" {
			fmt.Fprintf(&b, "  %s: %q\n", name("thời hạn"), p.ProcessingTime)
		}
		if p.DecisionNo != "" {
			fmt.Fprintf(&b, "  %s: %s\n", name("số quyết định"), p.DecisionNo)
		}
		list := func(what string, entries []string) {
			if len(entries) > 0 {
				fmt.Fprintf(&b, "  %s:\n", name(what))
			}
			for _, e := range entries {
				fmt.Fprintf(&b, "    - %q\n", e)
			}
		}
		list("cách nộp", p.Channels)
		list("đối tượng", p.Audience)
		list("cơ quan", p.Agency)
		list("các bước", p.Steps)
		list("kết quả", p.Result)
		list("điều kiện", p.Conditions)
		list("căn cứ", p.LegalBasis)
		if len(p.Fees) > 0 {
			fmt.Fprintf(&b, "  %s:\n", name("lệ phí"))
		}
		for _, f := range p.Fees {
			if f.Condition == "" {
				fmt.Fprintf(&b, "    - %q\n", f.Text)
			} else {
				fmt.Fprintf(&b, "    - mức: %q\n      khi: %q\n", f.Text, f.Condition)
			}
		}
		if len(p.Documents) > 0 {
			fmt.Fprintf(&b, "  %s:\n", name("giấy tờ"))
		}
		for _, d := range p.Documents {
			fmt.Fprintf(&b, "    - tên: %q\n", d.Name)
			if o, c := counted(d); o > 0 {
				fmt.Fprintf(&b, "      bản chính: %d\n", o)
				if c > 0 {
					fmt.Fprintf(&b, "      bản sao: %d\n", c)
				}
			} else if c > 0 {
				fmt.Fprintf(&b, "      bản sao: %d\n", c)
			}
			for what, s := range map[string]string{"mẫu": d.Form, "khi": d.When, "việc": d.Action} {
				if s != "" {
					fmt.Fprintf(&b, "      %s: %q\n", what, s)
				}
			}
		}
	}
	return b.String()
}

func TestYAMLRoundTrip(t *testing.T) {
	all := samples(t)
	for _, names := range []map[string]string{
		nil,
		{"mã": "ma", "tên": "ten_thu_tuc", "lĩnh vực": "linh_vuc", "thời hạn": "thoi_han", "giấy tờ": "thanh_phan_ho_so", "lệ phí": "Phí, lệ phí"},
		{"mã": "code", "tên": "name", "lĩnh vực": "field", "nơi tiếp nhận": "handled_by", "thời hạn": "processing_time", "giấy tờ": "documents", "lệ phí": "fees", "cơ quan": "agency", "các bước": "steps"},
	} {
		r := mustRead(t, "a.yaml", []byte(yamlFile(all, names)))
		if r.Format != YAML || len(r.Records) != len(all) {
			t.Fatalf("%d records as %s", len(r.Records), r.Format)
		}
		for i, p := range all {
			equal(t, r.Records[i], p)
		}
		if len(r.Problems) > 0 {
			t.Errorf("problems %v", r.Problems)
		}
	}
}

// TestYAMLExample reads the example of the documentation, written by hand.
func TestYAMLExample(t *testing.T) {
	data, err := os.ReadFile("testdata/thu-tuc.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r := mustRead(t, "thu-tuc.yaml", data)
	if len(r.Records) != 3 {
		t.Fatalf("%d records", len(r.Records))
	}
	p := r.Records[0].P
	if p.Code != "1.001190" || p.Field != "Hộ tịch" || p.HandledBy != "UBND cấp xã" || p.ProcessingTime != "1 ngày làm việc" || p.Draft() {
		t.Errorf("%+v", p)
	}
	want := "[{Tờ khai đăng ký khai sinh bản chính 1   Mẫu 01} {Giấy chứng sinh bản chính 1 sinh tại cơ sở y tế  } {Thẻ căn cước bản chính 1  xuất trình }]"
	if got := fmt.Sprint(p.Documents); got != want {
		t.Errorf("papers %s", got)
	}
	if len(p.Fees) != 2 || *p.Fees[0].AmountVND != 0 || p.Fees[0].Condition != "đăng ký đúng hạn" || *p.Fees[1].AmountVND != 8000 || p.Fees[1].Condition != "đăng ký quá hạn" {
		t.Errorf("fees %+v", p.Fees)
	}
	if len(p.Steps) != 2 || p.AsOf != "2026-11-22" || p.ReviewDue != "2027-05-01" {
		t.Errorf("steps %q, as of %q, review %q", p.Steps, p.AsOf, p.ReviewDue)
	}
	if second := r.Records[1]; second.P.Key != procedure.SyntheticKey("Chứng thực", second.P.Name) || second.P.ProcessingTime != "2 ngày làm việc (trực tiếp); 3 ngày làm việc (trực tuyến)" {
		t.Errorf("%+v", second.P)
	}
	if third := r.Records[2]; third.P.Fees[0].AmountVND != nil || third.state(BlockFees).State != StateUnclear {
		t.Errorf("free as the council decides: %+v", third.P.Fees)
	}
}

// TestYAMLOrTable: remarks with the words of a header are no table, and colons in cells make no YAML.
func TestYAMLOrTable(t *testing.T) {
	for data, want := range map[string]Format{
		"# Mã số, Tên thủ tục, Lĩnh vực\nthu_tuc:\n- ten: Một\n  linh_vuc: Hộ tịch\n": YAML,
		"Tên thủ tục,Lĩnh vực,Ghi chú\nMột,Hộ tịch,\"Lệ phí: không\"\n":               CSV,
		"\"Tên thủ tục\": Một, hai\nlĩnh vực: Hộ tịch\n":                              YAML,
	} {
		if r := mustRead(t, "a", []byte(data)); r.Format != want || len(r.Records) != 1 {
			t.Errorf("%q: %d records as %s", data, len(r.Records), r.Format)
		}
	}
}

func TestYAMLProblems(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"unknown name": {"- tên: Một\n  lĩnh vực: Hộ tịch\n  thời hạng: 3 ngày\n", "phần tử 1 (dòng 3): Không có mục nào tên “thời hạng”"},
		"alias":        {"- &a\n  tên: Một\n- *a\n", "dòng 1: Tệp dùng neo"},
		"merge key":    {"- tên: Một\n  <<: x\n", "Tệp dùng neo"},
		"syntax":       {"- tên: \"Một\n  lĩnh vực: Hộ tịch\n", "Không đúng cú pháp YAML"},
		"deep":         {"tên: " + strings.Repeat("[", 1000), "lồng nhau quá nhiều tầng"},
		"deep dashes":  {"tên:\n" + strings.Repeat("- ", 1000) + "x", "lồng nhau quá nhiều tầng"},
		"deep indent":  {"tên:\n" + deepYAML(200), "lồng nhau quá nhiều tầng"},
		"no records":   {"tên: Một\n", "thiếu lĩnh vực"},
	} {
		_, err := Read("a.yaml", []byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func deepYAML(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i+1) + "a:\n")
	}
	return b.String()
}
