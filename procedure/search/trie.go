package search

// trie finds the longest known sequence of words at a place.
type trie struct {
	next map[string]*trie
	end  bool
	give []string // what the sequence becomes
}

func newTrie() *trie { return &trie{next: map[string]*trie{}} }

func (t *trie) add(words, give []string) {
	if len(words) == 0 {
		return
	}
	for _, w := range words {
		n := t.next[w]
		if n == nil {
			n = newTrie()
			t.next[w] = n
		}
		t = n
	}
	t.end, t.give = true, give
}

// longest is the number of words of the longest sequence that words begins with, and what it becomes; 0 if none.
func (t *trie) longest(words []string) (n int, give []string) {
	for i, w := range words {
		t = t.next[w]
		if t == nil {
			break
		}
		if t.end {
			n, give = i+1, t.give
		}
	}
	return n, give
}

// replace rewrites every known sequence, from the left, longest first.
func (t *trie) replace(words []string) []string {
	out := make([]string, 0, len(words))
	for i := 0; i < len(words); {
		n, give := t.longest(words[i:])
		if n == 0 {
			out = append(out, words[i])
			i++
			continue
		}
		out = append(out, give...)
		i += n
	}
	return out
}

// words are all words that occur in a sequence, in no order; a word may come twice.
func (t *trie) words() []string {
	var out []string
	for w, n := range t.next {
		out = append(append(out, w), n.words()...)
	}
	return out
}
