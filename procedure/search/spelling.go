package search

import (
	"motcua/internal/vntext"
)

// spelling repairs words that the catalogue does not know. A repair must make sense beside its neighbours: names of
// people and places are unknown words too, and must not be turned into something else.
type spelling struct {
	terms *vocabulary
	also  map[string]bool     // known words that the index does not have, since they are replaced before they reach it
	glued map[string]term     // "khaisinh" → "khai sinh"
	near  map[string][]string // a known word with one letter left out → the words
}

func newSpelling(v *vocabulary, all []term, also []string) *spelling {
	s := &spelling{terms: v, also: map[string]bool{}, glued: make(map[string]term, len(v.pairs)), near: map[string][]string{}}
	for _, w := range also {
		s.also[w] = true
	}
	for _, t := range all {
		if t.second != "" {
			s.glued[t.first+t.second] = t
			continue
		}
		for _, hole := range holes(t.first) {
			s.near[hole] = append(s.near[hole], t.first)
		}
	}
	return s
}

func (s *spelling) known(w string) bool {
	_, ok := s.terms.words[w]
	return ok || s.also[w]
}

// holes is the word with each letter left out once.
func holes(w string) []string {
	out := make([]string, 0, len(w))
	for i := range w {
		out = append(out, w[:i]+w[i+1:])
	}
	return out
}

// repair replaces unknown words: those typed together are written apart, traces of Telex or VNI removed, one wrong letter
// corrected where the corrected word goes with the one before or after it.
func (s *spelling) repair(words []string) []string {
	out := make([]string, 0, len(words))
	for i, w := range words {
		if s.known(w) {
			out = append(out, w)
			continue
		}
		if pair, ok := s.glued[w]; ok {
			out = append(out, pair.first, pair.second)
			continue
		}
		if plain := vntext.Retype(w); plain != w && s.known(plain) {
			out = append(out, plain)
			continue
		}
		if vntext.IsSyllable(w) {
			out = append(out, w)
			continue
		}
		before, after := "", ""
		if len(out) > 0 {
			before = out[len(out)-1]
		}
		if i+1 < len(words) {
			after = words[i+1]
		}
		out = append(out, s.correct(before, w, after))
	}
	return out
}

// shortest is the length below which a wrong letter leaves too little to go by.
const shortest = 3

// correct finds the known word one letter away from w that forms a known pair with a neighbour; w itself if there is none.
func (s *spelling) correct(before, w, after string) string {
	if len(w) < shortest {
		return w
	}
	best, bestPairs := w, 0
	try := func(candidate string) {
		pairs := 0
		if s.terms.together(before, candidate) {
			pairs++
		}
		if s.terms.together(candidate, after) {
			pairs++
		}
		if pairs > bestPairs || pairs == bestPairs && pairs > 0 && candidate < best {
			best, bestPairs = candidate, pairs
		}
	}
	for _, candidate := range s.near[w] { // w lacks a letter
		try(candidate)
	}
	for _, hole := range holes(w) {
		if s.known(hole) { // w has a letter too many
			try(hole)
		}
		for _, candidate := range s.near[hole] { // w has a wrong letter, or two swapped
			if len(candidate) == len(w) {
				try(candidate)
			}
		}
	}
	return best
}

// fits reports whether a word forms a known pair with a neighbour.
func (s *spelling) fits(words []string, i int) bool {
	return i > 0 && s.terms.together(words[i-1], words[i]) || i+1 < len(words) && s.terms.together(words[i], words[i+1])
}
