package survey

import (
	"regexp"
	"strings"

	"motcua/internal/vntext"
)

// turning is where an answer ends and a remark begins: "hài lòng nhưng hơi lâu", "không hài lòng vì phải chờ".
var turning = regexp.MustCompile(`(?i)[,;.!\n]+\s*|\s+[-–]\s+|\s+(?:nhưng|nhung|mà|tuy nhiên|tuy|song|có điều|co dieu|chỉ có|chỉ tội|chỉ là|chi co|chi toi|vì|vi|do|bởi|tại|nếu|giá mà|mong|đề nghị|de nghi|but|because)\s+`)

// MatchPart finds the option at the beginning of a text that goes on with a remark, which is worth keeping. It has the reserve of
// Match: a remark that takes the answer back, or is another answer, makes it none.
func (q *Question) MatchPart(text string) (Option, bool) {
	if !q.Rated {
		return Option{}, false
	}
	for _, at := range turning.FindAllStringIndex(text, -1) {
		o, ok := q.Match(text[:at[0]])
		if !ok {
			continue
		}
		rest := text[at[1]:]
		words := withoutCourtesies(vntext.Tokens(rest))
		if len(words) == 0 || takesBack(words[0]) {
			return Option{}, false
		}
		if again, other := q.Match(rest); other && again.Value != o.Value {
			return Option{}, false
		}
		return o, true
	}
	return Option{}, false
}

// takesBack tells how a remark begins that means the contrary of the answer before it.
func takesBack(word string) bool {
	return negation(word) || strings.Contains(" sao day noi duoc dua ", " "+word+" ")
}
