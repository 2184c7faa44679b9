package card

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
)

func find(t *testing.T, code string) *procedure.Procedure {
	t.Helper()
	p, ok := bundled(t).ByCode(code)
	if !ok {
		t.Fatalf("%s is not in the catalogue", code)
	}
	return p
}

// No paper is lost or doubled by sorting it into cases, and every case can be told from the others by its button.
func TestCasesOfAllRecords(t *testing.T) {
	id := regexp.MustCompile(`^[0-9a-f]{5}$`)
	asked := 0
	for _, p := range bundled(t).All() {
		common, groups := Grouped(p)
		n := len(common)
		seen := map[string]bool{}
		for _, g := range groups {
			n += len(g.Papers)
			if !id.MatchString(g.ID) || seen[g.ID] {
				t.Errorf("%s: handle %q of %q", p.Key, g.ID, g.Text)
			}
			seen[g.ID] = true
			if r := utf8.RuneCountInString(g.Label); r < 4 || r > caseLabelLength {
				t.Errorf("%s: label %q", p.Key, g.Label)
			}
			if len(g.Papers) == 0 {
				t.Errorf("%s: case %q has no papers", p.Key, g.Text)
			}
			if strings.Count(g.Text, "(") != strings.Count(g.Text, ")") {
				t.Errorf("%s: half a bracket in %q", p.Key, g.Text)
			}
		}
		if n != len(p.Documents) {
			t.Errorf("%s: %d papers of %d after sorting", p.Key, n, len(p.Documents))
		}
		cases := Cases(p)
		if len(cases) != len(groups) || len(cases) == 1 {
			t.Errorf("%s: %d cases, %d groups", p.Key, len(cases), len(groups))
		}
		if len(cases) > 0 {
			asked++
		}
		if got := len(PapersOf(p, EveryCase)); got != len(p.Documents) {
			t.Errorf("%s: %d papers in all cases, %d in the record", p.Key, got, len(p.Documents))
		}
	}
	// A quarter of the records with papers; far fewer or more means that when.tsv has gone wrong.
	if asked < 80 || asked > 120 {
		t.Errorf("%d records ask for the case", asked)
	}
}

func TestCases(t *testing.T) {
	texts := func(code string) []string {
		var out []string
		for _, c := range Cases(find(t, code)) {
			out = append(out, c.Text)
		}
		return out
	}
	for code, want := range map[string][]string{
		"1.001193": {"Trẻ bị bỏ rơi", "Sinh do mang thai hộ"},
		"3.000083": {"Người nộp thuế gặp khó khăn do thiên tai, hỏa hoạn", "Người nộp thuế gặp khó khăn do bị tai nạn", "Người nộp thuế mắc bệnh hiểm nghèo"},
		"1.008603": {"Nước thải sinh hoạt", "Nước thải công nghiệp"},
		"1.003005": {"Trẻ em bị bỏ rơi", "Trẻ em ở cơ sở nuôi dưỡng"}, // the file of the adopters and that of the child are both needed
		"1.009046": {"Không có con đẻ", "Có con dị dạng, dị tật"},
		"2.000815": nil,
	} {
		if got := texts(code); !slices.Equal(got, want) {
			t.Errorf("%s: cases %q, want %q", code, got, want)
		}
	}
}

func TestKindOf(t *testing.T) {
	for text, want := range map[string]kind{
		"nếu có": isNeeded, "chỉ khi cơ quan không tra cứu được trên cơ sở dữ liệu dân cư": isNeeded, "": isRemark, "như trên": isRemark,
		"nộp trực tuyến": isWay, "đăng ký trên môi trường điện tử": isWay, "ủy quyền thực hiện thủ tục": isProxy, "nhờ bưu chính công ích nộp thay": isProxy,
		"Hồ sơ của người nhận con nuôi": isPart, "trẻ bị bỏ rơi": isCase, "nhờn": isCase, "người nhận con nuôi": isCase, "NẾU CÓ": isNeeded,
	} {
		if got := kindOf(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestOptional(t *testing.T) {
	for when, want := range map[string]bool{
		"": false, "nếu có": true, "trẻ bị bỏ rơi": false, "nhờ người khác làm thay; người thân ruột thịt/vợ chồng không phải chứng thực": true,
		"xuất trình khi nộp trực tiếp; tra cứu được thì chỉ cần số định danh": false, "bị tai nạn giao thông – nếu có": true,
	} {
		if got := Optional(procedure.Document{When: when}); got != want {
			t.Errorf("%q: optional %v", when, got)
		}
	}
}

func TestSplitWhen(t *testing.T) {
	for when, want := range map[string][2]string{
		"":       {"", ""},
		"nếu có": {"", "nếu có"},
		"nhà của mình; chỉ khi không khai thác được dữ liệu":               {"nhà của mình", "chỉ khi không khai thác được dữ liệu"},
		"thay đổi tên phương tiện – phương tiện thuộc diện đăng kiểm":      {"thay đổi tên phương tiện", "phương tiện thuộc diện đăng kiểm"},
		"Hồ sơ của người nhận con nuôi – nếu được cấp chưa quá 06 tháng…":  {"", "Hồ sơ của người nhận con nuôi – nếu được cấp chưa quá 06 tháng…"},
		"1): Người nộp thuế mắc bệnh hiểm nghèo":                           {"Người nộp thuế mắc bệnh hiểm nghèo", ""},
		"*) Trường hợp do thiên tai":                                       {"do thiên tai", ""},
		"đối tượng đã từ trần) phải kèm theo giấy ủy quyền":                {"đối tượng đã từ trần", ""},
		"Hồ sơ đề nghị hưởng trợ cấp tai nạn, gồm – bị tai nạn giao thông": {"Hồ sơ đề nghị hưởng trợ cấp tai nạn", "bị tai nạn giao thông"},
		"nộp trực tuyến – trẻ bị bỏ rơi":                                   {"trẻ bị bỏ rơi", "nộp trực tuyến"},
	} {
		if text, rest := splitWhen(when); text != want[0] || rest != want[1] {
			t.Errorf("%q: case %q, rest %q", when, text, rest)
		}
	}
}

// Every line of when.tsv does something, so that the list stays as short as it can be.
func TestWhenRules(t *testing.T) {
	rules, err := readWhen(whenData)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, p := range bundled(t).All() {
		for _, d := range p.Documents {
			for _, part := range strings.Split(d.When, between) {
				for _, text := range []string{part, caseText(strings.Split(part, ";")[0]), strings.Split(part, ";")[0]} {
					for _, r := range rules {
						if r.match(vntext.Fold(text), r.text) {
							used[string(r.kind)+" "+r.text] = true
							break
						}
					}
				}
			}
		}
	}
	for _, r := range rules {
		if !used[string(r.kind)+" "+r.text] {
			t.Errorf("%s %q matches nothing, or nothing the lines above leave over", r.kind, r.text)
		}
	}
	for _, bad := range []string{"ghi-chu nếu có", "truong-hop\tnếu", "ghi-chu\t", "ghi-chu\t~"} {
		if _, err := readWhen("# ok\n" + bad); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestPapersByCase(t *testing.T) {
	p := &procedure.Procedure{
		Key: "1.000001", Name: "Thử", Field: "Hộ tịch", Curated: true, AsOf: "2026",
		Documents: []procedure.Document{{Name: "Tờ khai"}, {Name: "Biên bản", When: "trẻ bị bỏ rơi; nếu có"}, {Name: "Văn bản", When: "sinh do mang thai hộ"}, {Name: "Ủy quyền", When: "nhờ người khác"}},
	}
	cases := Cases(p)
	if len(cases) != 2 {
		t.Fatalf("cases %+v", cases)
	}
	list := func(id string) string {
		lines := aspectBody(p, procedure.Papers, Options{Case: id})
		return prose.Plain(lines)
	}
	for id, want := range map[string]string{
		"":          "Giấy tờ chung cho mọi trường hợp:\n• Tờ khai\n• Ủy quyền – nhờ người khác\nTrường hợp “Trẻ bị bỏ rơi”:\n• Biên bản – nếu có\nTrường hợp “Sinh do mang thai hộ”:\n• Văn bản",
		cases[0].ID: "Trường hợp: Trẻ bị bỏ rơi.\n• Tờ khai\n• Ủy quyền – nhờ người khác\n• Biên bản – nếu có",
		NoCase:      "Không thuộc trường hợp riêng nào:\n• Tờ khai\n• Ủy quyền – nhờ người khác",
	} {
		if got := list(id); got != want {
			t.Errorf("case %q:\n%s\nwant\n%s", id, got, want)
		}
	}
	if list(EveryCase) != list("") || list("zzzzz") != list("") {
		t.Error("all cases, or one that is not there, are not the whole list")
	}
	if n := len(PapersOf(p, cases[1].ID)); n != 3 {
		t.Errorf("%d papers for a case", n)
	}
}
