package survey

import "strings"

// faces are the signs people answer with, by the degree of satisfaction they stand for. Colours of skin and the marks that make a
// sign coloured are no part of them.
var faces = []struct {
	degree int
	signs  string
}{
	{5, "❤💖💕💗💓💞💝💯🥰😍🤩🎉🏆🌹💐🌺🥇😻🫶"},
	{4, "👍😊🙂😀😃😄😁😆☺😇👏🙏👌💪✅🤗😌🥳😋🤝🆗✔😎😉🌸🌷"},
	{3, "😐😑😶🤔🙄🤷"},
	{2, "👎🙁☹😞😔😟😕😒😢😥😓😩😫❌💔😣😖😿"},
	{1, "😡😠🤬👿😤💩🤮🤢😾🖕😭"},
}

// FaceValue is the degree of satisfaction, 1 to 5, that the signs in a text stand for; false where there are none, or where some
// are glad and some are not. Between degrees of one mood the stronger counts.
func FaceValue(text string) (int, bool) {
	lowest, highest := 0, 0
	for _, r := range text {
		for _, f := range faces {
			if !strings.ContainsRune(f.signs, r) {
				continue
			}
			if lowest == 0 || f.degree < lowest {
				lowest = f.degree
			}
			highest = max(highest, f.degree)
		}
	}
	switch {
	case lowest == 0, lowest < Satisfied && highest >= Satisfied, lowest < Satisfied-1 && highest == Satisfied-1:
		return 0, false
	case lowest >= Satisfied:
		return highest, true
	}
	return lowest, true
}
