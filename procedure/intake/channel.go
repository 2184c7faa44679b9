package intake

import (
	"slices"
	"strings"

	"motcua/internal/vntext"
)

// The ways to hand in a file, as the catalogue names them.
const (
	direct = "trực tiếp"
	online = "trực tuyến"
	postal = "bưu chính"
)

// channelWords are folded words that name a way to hand in.
var channelWords = []struct {
	channel string
	words   []string
}{
	{direct, []string{"truc tiep", "direct", "tai noi tiep nhan", "tai bo phan mot cua", "tai tru so", "tai trung tam"}},
	{online, []string{"truc tuyen", "online", "dien tu", "qua mang", "dich vu cong quoc gia", "internet"}},
	{postal, []string{"buu chinh", "buu dien", "postal", "post", "duong buu"}},
}

// channelNumbers are the ways to hand in by their number in the packet for provinces (KENH).
var channelNumbers = map[string]string{"1": direct, "2": online, "3": postal}

// readChannels are the ways to hand in that a text names, in the order of the catalogue.
func readChannels(s string) []string {
	s = strings.TrimSpace(s)
	if c, ok := channelNumbers[s]; ok {
		return []string{c}
	}
	folded := " " + vntext.Fold(s) + " "
	var out []string
	for _, c := range channelWords {
		if slices.ContainsFunc(c.words, func(w string) bool { return strings.Contains(folded, " "+w+" ") }) {
			out = append(out, c.channel)
		}
	}
	return out
}

// addChannels joins two lists of ways to hand in, those of the catalogue first and in its order.
func addChannels(have, more []string) []string {
	all := compact(append(slices.Clone(have), more...))
	slices.SortStableFunc(all, func(a, b string) int { return channelRank(a) - channelRank(b) })
	return all
}

func channelRank(c string) int {
	if i := slices.Index([]string{direct, online, postal}, c); i >= 0 {
		return i
	}
	return len(channelWords)
}

// handlers tell from the name of an office who receives the files of a procedure in a commune, as the catalogue calls
// them. The first that fits holds.
var handlers = []struct {
	words  []string // folded, all of them
	called string
}{
	{[]string{"cong an", "xa"}, "Công an cấp xã"},
	{[]string{"cong an", "phuong"}, "Công an cấp xã"},
	{[]string{"ban chi huy quan su", "xa"}, "UBND cấp xã/Ban CHQS cấp xã"},
	{[]string{"ban chqs", "xa"}, "UBND cấp xã/Ban CHQS cấp xã"},
	{[]string{"uy ban nhan dan", "xa"}, "UBND cấp xã"},
	{[]string{"uy ban nhan dan", "phuong"}, "UBND cấp xã"},
	{[]string{"ubnd", "xa"}, "UBND cấp xã"},
	{[]string{"ubnd", "phuong"}, "UBND cấp xã"},
	{[]string{"trung tam phuc vu hanh chinh cong", "xa"}, "UBND cấp xã"},
	{[]string{"thue co so"}, "Thuế cơ sở"},
	{[]string{"bao hiem xa hoi co so"}, "Bảo hiểm xã hội cơ sở"},
	{[]string{"van phong dang ky dat dai"}, "Văn phòng/Chi nhánh Văn phòng đăng ký đất đai"},
}

// readHandler is who receives the files, from the offices a source names: one of those the catalogue knows, else the
// first office in its own words.
func readHandler(offices ...[]string) string {
	all := slices.Concat(offices...)
	for _, office := range all {
		for _, h := range handlers {
			if office == h.called || hasWords(office, h.words) {
				return h.called
			}
		}
	}
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

func hasWords(s string, words []string) bool {
	folded := " " + vntext.Fold(s) + " "
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(folded, " "+w+" ") })
}
