package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"motcua/internal/vntext"
	"motcua/procedure/search"
)

const (
	// alike is from which share of common features on two questions are one: "xin giấy phép nuôi yến"
	// and "giấy phép nuôi chim yến" are the same, "giấy khai sinh" and "giấy khai tử" are not.
	alike = 0.55
	// wordingsShown is how many other wordings of a question a group names.
	wordingsShown = 4
)

// GroupMisses puts questions that are alike together, most frequent first: a hundred wordings of one gap in the
// catalogue are one finding. A group carries the words it was asked in most often. The result does not depend
// on the order of the questions.
func GroupMisses(all []Miss) []Miss {
	all = slices.SortedFunc(slices.Values(all), func(a, b Miss) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Text, b.Text)) })
	var groups []missGroup
	having := map[string][]int{} // the groups whose first question has a feature
	for _, m := range all {
		f := features(m.Text)
		at := nearestGroup(groups, having, f)
		if at < 0 {
			at = len(groups)
			groups = append(groups, missGroup{Miss: Miss{Text: m.Text}, features: len(f)})
			for _, x := range f {
				having[x] = append(having[x], at)
			}
		}
		groups[at].add(m)
	}
	var out []Miss
	for _, g := range groups {
		out = append(out, g.Miss)
	}
	slices.SortStableFunc(out, func(a, b Miss) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Text, b.Text)) })
	return out
}

type missGroup struct {
	Miss
	features int // of its first question, which stands for it
}

func (g *missGroup) add(m Miss) {
	g.N += m.N
	if m.Text != g.Text && len(g.Wordings) < wordingsShown && !slices.Contains(g.Wordings, m.Text) {
		g.Wordings = append(g.Wordings, m.Text)
	}
}

// nearestGroup finds the group a question with features f belongs to, -1 if to none; of equally near ones the first.
func nearestGroup(groups []missGroup, having map[string][]int, f []string) int {
	common := map[int]int{}
	for _, x := range f {
		for _, at := range having[x] {
			common[at]++
		}
	}
	best, share := -1, 0.0
	for _, at := range slices.Sorted(maps.Keys(common)) {
		s := float64(common[at]) / float64(len(f)+groups[at].features-common[at])
		if s >= alike && s > share {
			best, share = at, s
		}
	}
	return best
}

// features are the words of a question that say what it is about, folded, and the pairs of neighbours among them; each once.
func features(text string) []string {
	_, rest := search.AspectOf(text)
	words := telling(strings.Fields(rest))
	if len(words) == 0 { // nothing but asking, or nothing but numbers: the words as they are
		words = vntext.Tokens(text)
	}
	set := map[string]bool{}
	for i, w := range words {
		set[w] = true
		if i > 0 {
			set[words[i-1]+" "+w] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// telling leaves out courtesy, helping words and numbers.
func telling(words []string) []string {
	return slices.DeleteFunc(words, func(w string) bool {
		return smallWords[w] || strings.IndexFunc(w, unicode.IsLetter) < 0
	})
}

// smallWords are folded words that say nothing about what is asked, whatever their diacritics were. Words that also mean
// something ("tu" is tử, "lai" is lại, "con" is con nuôi) are not among them.
var smallWords = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields("a ah ai anh bac cac cai chau duoc em gi giup ha hay khi khong la minh muon nay nhe nhi nhu nhung oi phai roi thi toi u vay voi xin") {
		set[w] = true
	}
	return set
}()
