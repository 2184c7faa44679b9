package card

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// whenData tells remarks beside a paper from cases, so that an official can correct it without touching the program.
//
//go:embed data/when.tsv
var whenData string

// kind is what the words beside a paper ("nếu có", "trẻ bị bỏ rơi") turn out to be.
type kind string

const (
	isCase   kind = ""         // a case of the citizen's: he is asked
	isRemark kind = "ghi-chu"  // about the paper itself
	isNeeded kind = "khi-can"  // as a remark, and the paper is needed only where it applies
	isWay    kind = "cach-nop" // depends on how the file is handed in
	isProxy  kind = "nop-thay" // somebody else hands it in
	isPart   kind = "phan"     // a part of the file that everybody needs
)

// whenRule is one line of when.tsv.
type whenRule struct {
	kind  kind
	text  string // folded
	match func(s, text string) bool
}

var (
	begins = func(s, text string) bool {
		return strings.HasPrefix(s, text) && (len(s) == len(text) || s[len(text)] == ' ')
	}
	contains = func(s, text string) bool { return strings.Contains(" "+s+" ", " "+text+" ") }
	same     = func(s, text string) bool { return s == text }
)

// whenRules are the lines of when.tsv, read once.
var whenRules = sync.OnceValues(func() ([]whenRule, error) { return readWhen(whenData) })

func readWhen(data string) ([]whenRule, error) {
	var rules []whenRule
	for n, line := range strings.Split(data, "\n") {
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, text, ok := strings.Cut(line, "\t")
		k := kind(name)
		if !ok || vntext.Fold(text) == "" || (k != isRemark && k != isNeeded && k != isWay && k != isProxy && k != isPart) {
			return nil, fmt.Errorf("when.tsv, line %d: want kind, tab, text", n+1)
		}
		r := whenRule{kind: k, text: vntext.Fold(text), match: begins}
		switch text[0] {
		case '~':
			r.match = contains
		case '=':
			r.match = same
		}
		rules = append(rules, r)
	}
	return rules, nil
}

// kindOf classifies one condition. Text nobody made a rule for is a case: rather a question too many than a paper
// that seems to be for everybody.
func kindOf(text string) kind {
	folded := vntext.Fold(text)
	rules, err := whenRules()
	if folded == "" || err != nil { // a test reads the file; without it nothing is asked
		return isRemark
	}
	for _, r := range rules {
		if r.match(folded, r.text) {
			return r.kind
		}
	}
	return isCase
}

// Optional tells whether a file can be complete without a paper: what stands beside it makes it one for those who have
// somebody else hand the file in, or whose data the office does not find.
func Optional(d procedure.Document) bool {
	for _, part := range strings.Split(d.When, between) {
		if k := kindOf(part); k == isNeeded || k == isProxy {
			return true
		}
	}
	return false
}

var (
	// numbering is what sources begin a case with: "1):", "*)", "a.", "b. ", "3: ".
	numbering = regexp.MustCompile(`^(?:[(*]*\s*(?:\d{1,2}|[a-zđ]|\*)?\s*[):.]+\s*)+`)
	// caseWords stand before the case itself.
	caseWords = regexp.MustCompile(`(?i)^(?:sau:\s*)?(?:\(\d+\)\s*)?(?:trường hợp|đối với|thành phần hồ sơ khi|thành phần hồ sơ)\s+`)
	// listing is what a heading above papers ends with.
	listing = regexp.MustCompile(`(?i)[,:;]?\s*(?:bao gồm|gồm)\s*:?$`)
)

// caseText is a condition without numbering, half brackets and the words of a heading.
func caseText(s string) string {
	s = numbering.ReplaceAllString(strings.TrimSpace(s), "")
	s = caseWords.ReplaceAllString(s, "")
	s = balanced(s)
	s = listing.ReplaceAllString(strings.TrimSpace(s), "")
	return stop(strings.TrimSpace(s))
}

// balanced cuts a text where its brackets cease to match; importers that shorten texts leave such halves.
func balanced(s string) string {
	var open []int
	for i, r := range s {
		switch r {
		case '(':
			open = append(open, i)
		case ')':
			if len(open) == 0 {
				return s[:i]
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return s[:open[0]]
	}
	return s
}
