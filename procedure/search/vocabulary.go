package search

// vocabulary numbers the terms of the index: words, and pairs of words.
type vocabulary struct {
	words map[string]int32
	pairs map[[2]int32]int32 // numbers of two words → number of their pair
	size  int32
}

func newVocabulary() *vocabulary {
	return &vocabulary{words: make(map[string]int32, 1<<13), pairs: make(map[[2]int32]int32, 1<<16)}
}

// term is one word, or a pair when second is not empty.
type term struct{ first, second string }

// find is the number of a term.
func (v *vocabulary) find(t term) (id int32, ok bool) {
	id, ok = v.words[t.first]
	if !ok || t.second == "" {
		return id, ok
	}
	second, ok := v.words[t.second]
	if !ok {
		return 0, false
	}
	id, ok = v.pairs[[2]int32{id, second}]
	return id, ok
}

// add is the number of a term, a new one if need be.
func (v *vocabulary) add(t term) int32 {
	first := v.word(t.first)
	if t.second == "" {
		return first
	}
	key := [2]int32{first, v.word(t.second)}
	id, ok := v.pairs[key]
	if !ok {
		id = v.size
		v.pairs[key] = id
		v.size++
	}
	return id
}

func (v *vocabulary) word(w string) int32 {
	id, ok := v.words[w]
	if !ok {
		id = v.size
		v.words[w] = id
		v.size++
	}
	return id
}

// all lists the terms by their numbers.
func (v *vocabulary) all() []term {
	out := make([]term, v.size)
	for w, id := range v.words {
		out[id] = term{first: w}
	}
	for key, id := range v.pairs {
		out[id] = term{first: out[key[0]].first, second: out[key[1]].first}
	}
	return out
}

// together reports whether two words are a known pair.
func (v *vocabulary) together(first, second string) bool {
	_, ok := v.find(term{first, second})
	return ok && first != "" && second != ""
}
