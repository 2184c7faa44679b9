package survey

import (
	"slices"
	"strconv"
	"strings"

	"motcua/internal/vntext"
)

// Match finds the option a citizen meant when typing instead of tapping: "4", "số 4", "hài lòng",
// "khong hai long", "⭐⭐⭐⭐⭐". It prefers silence to a wrong guess: a negation that is not part of the
// option's own words, or much other text around it, is no match.
func (q *Question) Match(text string) (Option, bool) {
	if n := strings.Count(text, "⭐") + strings.Count(text, "★"); n > 0 {
		return q.Option(n)
	}
	said := vntext.Fold(text)
	if said == "" {
		return Option{}, false
	}
	for _, o := range q.Options {
		if slices.Contains(o.phrases(), said) {
			return o, true
		}
	}
	words := withoutFillers(strings.Fields(said))
	if n, ok := number(words); ok {
		return q.Option(n)
	}
	return q.contained(words)
}

// contained looks for an option's phrase inside the words; the longest one wins, and two options with
// equally long phrases are no answer.
func (q *Question) contained(words []string) (Option, bool) {
	var best Option
	length, tie, at := 0, false, 0
	for _, o := range q.Options {
		for _, p := range o.phrases() {
			phrase := strings.Fields(p)
			i := index(words, phrase)
			if i < 0 || len(phrase) < length {
				continue
			}
			tie = len(phrase) == length && o.Value != best.Value
			best, length, at = o, len(phrase), i
		}
	}
	if length == 0 || tie {
		return Option{}, false
	}
	rest := slices.Concat(words[:at], words[at+length:])
	if len(rest) > maxRest || slices.ContainsFunc(rest, negation) {
		return Option{}, false
	}
	return best, true
}

// maxRest is how many further words may stand around an answer.
const maxRest = 2

// phrases are the folded ways to name the option.
func (o Option) phrases() []string {
	out := make([]string, 0, len(o.Words)+1)
	out = append(out, vntext.Fold(o.Label))
	for _, w := range o.Words {
		out = append(out, vntext.Fold(w))
	}
	return out
}

func negation(w string) bool {
	switch w {
	case "khong", "ko", "k", "kg", "hong", "hok", "chua", "chang", "cha", "dau", "it", "thieu", "bot":
		return true
	}
	return false
}

// withoutFillers drops polite and joining words that carry no choice.
func withoutFillers(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		switch w {
		case "a", "da", "vang", "nhe", "nha", "ah", "oi", "toi", "em", "minh", "thi", "la", "chon", "muc", "so", "cau", "dap", "an", "diem", "sao":
			return true
		}
		return false
	})
}

// number reads a lone number in digits or words, also "4 5" as typed in "4/5".
func number(words []string) (int, bool) {
	if len(words) == 2 && words[1] == "5" {
		words = words[:1]
	}
	if len(words) != 1 {
		return 0, false
	}
	if n, err := strconv.Atoi(words[0]); err == nil {
		return n, n > 0
	}
	n := slices.Index([]string{"mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam"}, words[0])
	return n + 1, n >= 0
}

// index is where phrase stands in words as a run of whole words, -1 if nowhere.
func index(words, phrase []string) int {
	for i := 0; i+len(phrase) <= len(words); i++ {
		if slices.Equal(words[i:i+len(phrase)], phrase) {
			return i
		}
	}
	return -1
}
