package card

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// Case is a situation in which a procedure needs papers of its own ("trẻ bị bỏ rơi"): the citizen says whether it is
// his before papers are listed.
type Case struct {
	ID    string // handle for buttons, five characters; depends on nothing but the words
	Label string // for a button, at most 40 runes
	Text  string // in full, as the source words it
}

const (
	// EveryCase, as Options.Case, lists the papers of all cases.
	EveryCase = "*"
	// NoCase, as Options.Case, lists only what everybody needs.
	NoCase = "0"
)

const (
	caseIDLength    = 5
	caseLabelLength = 40
	fewestCases     = 2 // with one there is nothing to choose: its papers carry their condition
)

// Cases are the cases of p in the order of the record; nil where the record tells fewer than two apart.
func Cases(p *procedure.Procedure) []Case {
	_, groups := group(p)
	if len(groups) < fewestCases {
		return nil
	}
	cases := make([]Case, len(groups))
	for i, g := range groups {
		cases[i] = g.Case
	}
	return cases
}

// Group is a case with the papers only it needs.
type Group struct {
	Case
	Papers []procedure.Document
}

// Grouped sorts the papers of p: those everybody needs (with remarks such as "nếu có"), and those of the single cases.
// A record without cases to choose from has all its papers in common. When in the documents of a case is what is
// left beside the case itself.
func Grouped(p *procedure.Procedure) (common []procedure.Document, cases []Group) {
	if common, cases = group(p); len(cases) < fewestCases {
		return p.Documents, nil
	}
	return common, cases
}

func group(p *procedure.Procedure) (common []procedure.Document, cases []Group) {
	for _, d := range p.Documents {
		text, rest := splitWhen(d.When)
		if text == "" {
			common = append(common, d)
			continue
		}
		at := slices.IndexFunc(cases, func(g Group) bool { return sameCase(g.Text, text) })
		if at < 0 {
			at = len(cases)
			cases = append(cases, Group{Case: newCase(text)})
		}
		d.When = rest
		cases[at].Papers = append(cases[at].Papers, d)
	}
	return common, cases
}

func newCase(text string) Case {
	text = capital(text)
	sum := sha256.Sum256([]byte(vntext.Fold(text)))
	return Case{ID: hex.EncodeToString(sum[:])[:caseIDLength], Label: vntext.Clip(text, caseLabelLength), Text: text}
}

// between separates an outer condition from one within it.
const between = " – "

// splitWhen finds the case in what stands beside a paper, and what else stands there. "" is no case.
func splitWhen(when string) (text, rest string) {
	parts := strings.Split(when, between)
	for i, part := range parts {
		head, remark, _ := strings.Cut(part, ";")
		c := caseText(head)
		if c == "" || kindOf(c) != isCase || kindOf(head) != isCase {
			continue
		}
		left := append([]string{}, parts[:i]...)
		if remark = strings.TrimSpace(remark); remark != "" {
			left = append(left, remark)
		}
		return c, strings.Join(append(left, parts[i+1:]...), between)
	}
	return "", when
}

// sameCase tells whether two texts are one case: in other spelling, or cut off at different places.
func sameCase(a, b string) bool {
	fa, fb := vntext.Fold(a), vntext.Fold(b)
	return fa == fb ||
		(strings.HasSuffix(a, "…") && strings.HasPrefix(fb, fa)) ||
		(strings.HasSuffix(b, "…") && strings.HasPrefix(fa, fb))
}

// PapersOf are the papers somebody in the given case needs: those of everybody first. An unknown case is no case.
func PapersOf(p *procedure.Procedure, id string) []procedure.Document {
	common, cases := Grouped(p)
	papers := append([]procedure.Document{}, common...)
	for _, g := range cases {
		if id == EveryCase || g.ID == id {
			papers = append(papers, g.Papers...)
		}
	}
	return papers
}

// capital writes the first letter in upper case.
func capital(s string) string {
	for i, r := range s {
		return s[:i] + strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
