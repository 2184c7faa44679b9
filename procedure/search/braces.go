package search

import "strings"

// expand writes out the alternatives of a lexicon entry: "{nhập,chuyển} hộ khẩu{,  mới}" is four entries. Braces do
// not nest; a brace without its partner stands for itself.
func expand(s string) []string {
	before, rest, ok := strings.Cut(s, "{")
	if !ok {
		return []string{s}
	}
	inner, after, ok := strings.Cut(rest, "}")
	if !ok {
		return []string{s}
	}
	var out []string
	tails := expand(after)
	for _, choice := range strings.Split(inner, ",") {
		for _, tail := range tails {
			out = append(out, before+choice+tail)
		}
	}
	return out
}
