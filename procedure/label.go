package procedure

import (
	"regexp"
	"strings"

	"motcua/internal/vntext"
)

// labelLength is how much of a name a button shows on a narrow telephone.
const labelLength = 40

// Short is the label of a button: the everyday name, or the official one shortened with care, at most 40
// runes. Within a catalogue labels differ from one another.
func (p *Procedure) Short() string {
	if p.label != "" {
		return p.label
	}
	return shorten(p)
}

// labelAll gives each procedure its label. Those that would look alike carry the code, because a citizen can at
// least compare it with the paper in his hand.
func labelAll(ps []*Procedure) {
	count := map[string]int{}
	for _, p := range ps {
		p.label = ""
		count[vntext.Fold(shorten(p))]++
	}
	for _, p := range ps {
		label := shorten(p)
		if count[vntext.Fold(label)] > 1 {
			mark := " (" + p.Key + ")"
			label = vntext.Clip(label, labelLength-len(mark)) + mark
		}
		p.label = label
	}
}

func shorten(p *Procedure) string {
	name := p.ShortName
	if name == "" {
		name = PlainName(p.Name)
	}
	if len([]rune(name)) > labelLength {
		name = wordAbbreviations.Replace(name)
	}
	return vntext.Clip(name, labelLength)
}

var (
	// openers are words that official names begin with and that tell nothing.
	openers = regexp.MustCompile(`(?i)^(thủ tục )?(về việc |giải quyết (việc |chế độ |hưởng )?|thực hiện (việc )?)?`)
	// brackets are remarks such as "(thực hiện tại cấp xã)".
	brackets = regexp.MustCompile(`\s*\([^()]*\)?`)
)

// PlainName drops what makes official names long without telling them apart.
func PlainName(name string) string {
	short := strings.TrimSpace(openers.ReplaceAllString(name, ""))
	short = strings.TrimSpace(brackets.ReplaceAllString(short, ""))
	if short == "" {
		short = name
	}
	return capital(short)
}

// capital writes the first letter in upper case.
func capital(s string) string {
	for i, r := range s {
		return s[:i] + strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
