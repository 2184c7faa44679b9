package survey

import (
	"slices"
	"strconv"
	"strings"
)

// best of ten and of a hundred are the scales people know from school and from shops.
const (
	bestOfTen     = 10
	bestOfHundred = 100
)

// degreeOf reads a degree of satisfaction that is said with signs ("👍") or on a scale of ten or a hundred ("10/10", "9 điểm",
// "100%"). plain are the words without courtesies, bare those without what may frame a number.
func degreeOf(text string, plain, bare []string) (int, bool) {
	if len(plain) == 0 {
		return FaceValue(text)
	}
	numbers := make([]int, len(bare))
	for i, w := range bare {
		n, err := strconv.Atoi(w)
		if err != nil || n < 0 {
			return 0, false
		}
		numbers[i] = n
	}
	switch {
	case len(numbers) == 2 && strings.Contains(text, "/") && numbers[1] == bestOfTen:
		return ofTen(numbers[0])
	case len(numbers) == 2 && strings.Contains(text, "/") && numbers[1] == bestOfHundred,
		len(numbers) == 1 && numbers[0] > bestOfTen && strings.Contains(text, "%"):
		return ofTen(numbers[0] / (bestOfHundred / bestOfTen))
	case len(numbers) == 1 && numbers[0] > bestMark && slices.Contains(plain, "diem"):
		return ofTen(numbers[0])
	}
	return 0, false
}

// ofTen is the degree, of five, of so many out of ten.
func ofTen(n int) (int, bool) {
	if n > bestOfTen {
		return 0, false
	}
	return max(worstMark, (n+1)/2), true
}

// english are the degrees as foreigners say them, of whom many do papers in a commune.
func english() map[int][]string {
	return map[int][]string{
		5: {"very satisfied", "extremely satisfied", "very good", "excellent", "great", "perfect", "very happy"},
		4: {"satisfied", "good", "happy", "fine"},
		3: {"neutral", "normal", "average", "so so", "okay", "neither"},
		2: {"not satisfied", "dissatisfied", "unsatisfied", "unhappy", "bad", "not good", "not happy"},
		1: {"very dissatisfied", "very unsatisfied", "very bad", "terrible", "very unhappy", "awful", "not satisfied at all"},
	}
}

// withEnglish adds how foreigners say the degrees.
func withEnglish(options []Option) []Option {
	out := slices.Clone(options)
	words := english()
	for i, o := range out {
		out[i].Words = slices.Concat(o.Words, words[o.Value])
	}
	return out
}
