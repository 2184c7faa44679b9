package report

import (
	"cmp"
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
	known := newTopics(len(said))
	for _, t := range sortedKeys(said) {
		all = append(all, suggestion{t, said[t], utf8.RuneCountInString(t), plain(t), known.of(t)})
	}
	near := neighbours(all, len(known.seenBy))
	taken := make([]bool, len(all))
	groups := []Group{}
	for _, i := range byWeight(all, near) {
		if taken[i] {
			continue
		}
		g := Group{Text: all[i].text, N: all[i].n}
		taken[i] = true
		for _, other := range near[i] {
			j := other.at
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
	runes  int
	plain  bool
	topics []int // each once
}

// neighbour is another suggestion, and the share of topics it has in common.
type neighbour struct {
	at    int
	share float64
}

// neighbours gives for each suggestion those like it, nearest first. There are so many topics.
func neighbours(all []suggestion, topics int) [][]neighbour {
	having := occurrences(all, topics)
	near, common := make([][]neighbour, len(all)), make([]int, len(all))
	var met []int
	for i, s := range all {
		met = met[:0]
		for _, t := range s.topics {
			having[t] = having[t][1:] // i, which is the first by now: a pair is looked at once
			for _, j := range having[t] {
				if common[j] == 0 {
					met = append(met, j)
				}
				common[j]++
			}
		}
		for _, j := range met {
			if share := float64(common[j]) / float64(len(s.topics)+len(all[j].topics)-common[j]); share >= kin {
				near[i], near[j] = append(near[i], neighbour{j, share}), append(near[j], neighbour{i, share})
			}
			common[j] = 0
		}
	}
	for _, of := range near {
		slices.SortFunc(of, func(a, b neighbour) int {
			if c := cmp.Compare(b.share, a.share); c != 0 {
				return c
			}
			return cmp.Compare(a.at, b.at)
		})
	}
	return near
}

// occurrences gives for each topic the suggestions that have it, all in one stretch of memory.
func occurrences(all []suggestion, topics int) [][]int {
	sizes, sum := make([]int, topics), 0
	for _, s := range all {
		for _, t := range s.topics {
			sizes[t]++
		}
		sum += len(s.topics)
	}
	having, room := make([][]int, topics), make([]int, sum)
	for t, n := range sizes {
		having[t], room = room[:0:n], room[n:]
	}
	for i, s := range all {
		for _, t := range s.topics {
			having[t] = append(having[t], i)
		}
	}
	return having
}

// byWeight orders suggestions by how many citizens wrote the like; of equal ones those typed with marks, and the short
// ones, come first.
func byWeight(all []suggestion, near [][]neighbour) []int {
	weight, order := make([]int, len(all)), make([]int, len(all))
	for i := range all {
		order[i], weight[i] = i, all[i].n
		for _, other := range near[i] {
			weight[i] += all[other.at].n
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if c := cmp.Compare(weight[b], weight[a]); c != 0 {
			return c
		}
		x, y := &all[a], &all[b]
		switch {
		case x.n != y.n:
			return cmp.Compare(y.n, x.n)
		case x.plain != y.plain:
			if x.plain {
				return 1
			}
			return -1
		}
		return cmp.Compare(x.runes, y.runes)
	})
	return order
}

// plain tells a text typed without marks, which is harder to read.
func plain(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

// topics numbers what suggestions are about from 0 on: comparing hundreds of them is comparing their topics.
type topics struct {
	words  map[string]int // filler for those
	idle   map[string]int // fillers, for texts of nothing else
	pairs  map[uint64]int // by the numbers of both words
	seenBy []int          // by topic, the text that had it last
	texts  int
}

const filler = -1

// newTopics is for so many texts.
func newTopics(texts int) *topics {
	k := &topics{words: make(map[string]int, len(fillers)+texts), idle: map[string]int{}, pairs: make(map[uint64]int, 4*texts)}
	for w := range fillers {
		k.words[w] = filler
	}
	return k
}

// number is that of a word or pair in its list.
func number[K comparable](k *topics, list map[K]int, key K) int {
	n, known := list[key]
	if !known {
		n = len(k.seenBy)
		k.seenBy = append(k.seenBy, 0)
		list[key] = n
	}
	return n
}

// of gives the topics of a text: the words that say what it is about, folded, and the pairs of neighbours among them, as
// most words of Vietnamese are two syllables. Each once.
func (k *topics) of(text string) []int {
	folded := vntext.Fold(text)
	if folded == "" {
		return nil
	}
	if of := k.in(folded, k.words); len(of) > 0 {
		return of
	}
	return k.in(folded, k.idle)
}

func (k *topics) in(folded string, words map[string]int) []int {
	k.texts++
	of, before := make([]int, 0, 2*strings.Count(folded, " ")+1), filler
	once := func(topic int) {
		if k.seenBy[topic] != k.texts {
			k.seenBy[topic] = k.texts
			of = append(of, topic)
		}
	}
	for w := range strings.SplitSeq(folded, " ") {
		n := number(k, words, w)
		if n == filler {
			continue
		}
		once(n)
		if before != filler {
			once(number(k, k.pairs, uint64(before)<<32|uint64(n)))
		}
		before = n
	}
	return of
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
