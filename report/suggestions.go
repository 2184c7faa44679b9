package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/vntext"
)

// Group is a number of suggestions that say about the same.
type Group struct {
	Text     string   `json:"text"`               // the most typical one, masked
	N        int      `json:"n"`                  // how many citizens wrote so
	Examples []string `json:"examples,omitempty"` // others of the group, masked, at most examplesShown
	// States counts the cases that were made of them, by state of the case; nil where none were.
	States map[string]int `json:"states,omitempty"`
}

const (
	examplesShown = 3
	// kin is from which share of common features on two suggestions are about the same. Suggestions are longer than
	// questions and say more besides: a third in common is a lot.
	kin = 0.34
	// suggestionLength bounds what is shown of one.
	suggestionLength = 300
)

// GroupSuggestions puts suggestions that are alike together, most frequent first. A group stands around its most typical
// text: the one most others are like. The result does not depend on the order of the texts. They were masked before
// they were stored, and are masked once more, because a report goes further than a database.
func GroupSuggestions(texts []string) []Group {
	said := map[string]int{}
	for _, t := range texts {
		if t = shorten(vntext.Mask(t), suggestionLength); t != "" {
			said[t]++
		}
	}
	all := make([]suggestion, 0, len(said))
	for _, t := range sortedKeys(said) {
		all = append(all, suggestion{t, said[t], topics(t)})
	}
	near := neighbours(all)
	taken := make([]bool, len(all))
	groups := []Group{}
	for _, i := range byWeight(all, near) {
		if taken[i] {
			continue
		}
		g := Group{Text: all[i].text, N: all[i].n}
		taken[i] = true
		for _, j := range near[i] {
			if taken[j] {
				continue
			}
			taken[j] = true
			g.N += all[j].n
			if len(g.Examples) < examplesShown {
				g.Examples = append(g.Examples, all[j].text)
			}
		}
		groups = append(groups, g)
	}
	slices.SortStableFunc(groups, func(a, b Group) int { return cmp.Or(cmp.Compare(b.N, a.N), strings.Compare(a.Text, b.Text)) })
	return groups
}

type suggestion struct {
	text   string
	n      int
	topics []string
}

// neighbours gives for each suggestion those like it, nearest first.
func neighbours(all []suggestion) [][]int {
	having := map[string][]int{}
	for i, s := range all {
		for _, t := range s.topics {
			having[t] = append(having[t], i)
		}
	}
	near := make([][]int, len(all))
	for i, s := range all {
		common := map[int]int{}
		for _, t := range s.topics {
			for _, j := range having[t] {
				common[j]++
			}
		}
		delete(common, i)
		share := map[int]float64{}
		for j, n := range common {
			if x := float64(n) / float64(len(s.topics)+len(all[j].topics)-n); x >= kin {
				share[j] = x
			}
		}
		near[i] = slices.SortedFunc(maps.Keys(share), func(a, b int) int {
			return cmp.Or(cmp.Compare(share[b], share[a]), cmp.Compare(a, b))
		})
	}
	return near
}

// byWeight orders suggestions by how many citizens wrote the like; of equal ones those typed with marks, and the short
// ones, come first.
func byWeight(all []suggestion, near [][]int) []int {
	weight, order := make([]int, len(all)), make([]int, len(all))
	for i := range all {
		order[i], weight[i] = i, all[i].n
		for _, j := range near[i] {
			weight[i] += all[j].n
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(weight[b], weight[a]), cmp.Compare(all[b].n, all[a].n), cmp.Compare(plain(all[a].text), plain(all[b].text)),
			cmp.Compare(utf8.RuneCountInString(all[a].text), utf8.RuneCountInString(all[b].text)))
	})
	return order
}

// plain is 1 for a text typed without marks, which is harder to read, else 0.
func plain(text string) int {
	if strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) {
		return 0
	}
	return 1
}

// topics are the words of a suggestion that say what it is about, folded, and the pairs of neighbours among them: most
// words of Vietnamese are two syllables. Each once.
func topics(text string) []string {
	words := vntext.Tokens(text)
	said := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return fillers[w] })
	if len(said) == 0 {
		said = words
	}
	set := map[string]bool{}
	for i, w := range said {
		set[w] = true
		if i > 0 {
			set[said[i-1]+" "+w] = true
		}
	}
	return sortedKeys(set)
}

// fillers are folded words that say nothing about what is suggested.
var fillers = func() map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(`a ah anh ban bao be bi boi ca cac cai can chi cho chu chua chung co con cua cung da dang de den deu di do duoc em
		gi gop hay hon i kha khi khong la lai lam len luon ma moi mong mot nay nen neu nguoi nhe nhieu nhu nhung nua o oi phai qua ra rang rat roi
		sau se so tai the thi thoi toi tot tren trong tu va vao van vay ve vi viec voi vui xin y`) {
		set[w] = true
	}
	return set
}()
