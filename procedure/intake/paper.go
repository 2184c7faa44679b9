package intake

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// How papers are handed in, as the catalogue words it.
const (
	asOriginal = "bản chính"
	asCopy     = "bản sao"
	onlyShown  = "xuất trình"
)

var (
	// "Bản chính: 1 Bản sao: 0" and "1 bản chính, 2 bản sao" are told apart by what comes first.
	labelledOriginals = regexp.MustCompile(`(?i)bản chính\s*:?\s*(\d{1,3})`)
	labelledCopies    = regexp.MustCompile(`(?i)bản sao\s*:?\s*(\d{1,3})`)
	numberedOriginals = regexp.MustCompile(`(?i)(\d{1,3})\s*bản chính`)
	numberedCopies    = regexp.MustCompile(`(?i)(\d{1,3})\s*bản sao`)
	digits            = regexp.MustCompile(`^\d{1,3}$`)

	// caseHeading begins a heading that names the case the papers below it are for.
	caseHeading = regexp.MustCompile(`(?i)^(?:[a-zđ\d]+(?:\.\d+)*[.)]\s*)?((?:trường hợp|đối với|nếu)\s.*)$`)

	// shownHeading and handedHeading begin headings that say what is done with the papers below them.
	shownHeading  = regexp.MustCompile(`(?i)^(?:[a-zđ\d]+(?:\.\d+)*[.)]\s*)?(?:các )?giấy tờ (?:phải |cần )?xuất trình`)
	handedHeading = regexp.MustCompile(`(?i)^(?:[a-zđ\d]+(?:\.\d+)*[.)]\s*)?(?:các )?giấy tờ (?:phải |cần )?nộp`)

	// plainHeading says nothing about the papers below it.
	plainHeading = regexp.MustCompile(`(?i)^(?:[a-zđ\d]+(?:\.\d+)*[.)]\s*)?(?:bao gồm|hồ sơ (?:bao )?gồm|thành phần(?:, số lượng)? hồ sơ|thành phần hồ sơ (?:bao )?gồm|gồm|giấy tờ gồm)\s*(?:có|:)?\s*:?$`)

	// countLine says how many sets of papers are needed; it is no paper.
	countLine = regexp.MustCompile(`(?i)^(?:[a-zđ\d]+(?:\.\d+)*[.)]\s*)?số lượng(?: hồ sơ)?\s*:?\s*\d*`)
)

// paperList gathers the papers of one procedure under the headings they stand below.
type paperList struct {
	papers []procedure.Document
	when   string
	action string
}

// heading takes a line for a heading, if it is one.
func (l *paperList) heading(s string) bool {
	s = strings.TrimSpace(unbullet(oneLine(s)))
	switch {
	case s == "", s == "--", countLine.MatchString(s):
	case plainHeading.MatchString(s):
		l.when, l.action = "", ""
	case shownHeading.MatchString(s):
		l.action = onlyShown
	case handedHeading.MatchString(s):
		l.action = ""
	case caseHeading.MatchString(s):
		l.when, l.action = caseOf(s), ""
	default:
		return false
	}
	return true
}

// caseOf is the case a heading names, without the words and numbers every heading has.
func caseOf(s string) string {
	s = strings.TrimSpace(unbullet(oneLine(s)))
	if plainHeading.MatchString(s) || saysNothing(s) {
		return ""
	}
	if m := caseHeading.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	s = strings.TrimRight(s, " .:;")
	if rest, ok := cutFold(s, "trường hợp "); ok {
		s = rest
	}
	return s
}

// cutFold takes a prefix off whatever its capitals.
func cutFold(s, prefix string) (string, bool) {
	if len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return strings.TrimSpace(s[len(prefix):]), true
	}
	return s, false
}

// add takes one paper in. The same paper twice in a row, as merged cells give it, is one.
func (l *paperList) add(d procedure.Document) {
	d.Name = strings.TrimRight(unbullet(oneLine(d.Name)), " ;")
	if d.Name == "" {
		return
	}
	if d.When == "" {
		d.When = l.when
	}
	if d.Action == "" {
		d.Action = l.action
	}
	if n := len(l.papers); n > 0 && l.papers[n-1].Name == d.Name && l.papers[n-1].When == d.When {
		if l.papers[n-1].Form == "" {
			l.papers[n-1].Form = d.Form
		}
		return
	}
	l.papers = append(l.papers, d)
}

// row takes a row of a table in: a paper with how many originals and copies of it are wanted, or a heading in the guise
// of one, which wants none.
func (l *paperList) row(d procedure.Document, original, copied int) {
	if original+copied+d.Quantity == 0 && d.Form == "" && l.heading(d.Name) {
		return
	}
	if original+copied > 0 {
		d.Original, d.Quantity = quantity(original, copied)
	}
	l.add(d)
}

// quantity says in the words of the catalogue how many originals and copies are wanted.
func quantity(original, copied int) (kind string, n int) {
	switch {
	case original > 0 && copied == original:
		return asOriginal + " + " + asCopy, original
	case original > 0 && copied > 0:
		return fmt.Sprintf("%d %s + %d %s", original, asOriginal, copied, asCopy), 1
	case original > 0:
		return asOriginal, original
	case copied > 0:
		return asCopy, copied
	default:
		return "", 0
	}
}

// counts reads how many originals and copies a text asks for: "Bản chính: 1 Bản sao: 0". plain is a number
// alone, which says how many but not of what.
func counts(s string) (original, copied, plain int) {
	s = oneLine(s)
	if digits.MatchString(s) {
		plain, _ = strconv.Atoi(s)
		return 0, 0, plain
	}
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		return numberIn(numberedOriginals, s), numberIn(numberedCopies, s), 0
	}
	return numberIn(labelledOriginals, s), numberIn(labelledCopies, s), 0
}

func numberIn(re *regexp.Regexp, s string) int {
	m := re.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 0
	}
	return n
}

// readPaper is a paper written in one line with what is known of it: "Tờ khai | bản chính: 1 | mẫu: Mẫu 01 | khi: …".
func readPaper(s string) procedure.Document {
	parts := strings.Split(s, "|")
	d := procedure.Document{Name: strings.TrimSpace(parts[0])}
	var original, copied int
	for _, part := range parts[1:] {
		part = strings.TrimSpace(part)
		name, value, _ := strings.Cut(part, ":")
		value = strings.TrimSpace(value)
		switch vntext.Fold(name) {
		case "khi", "truong hop", "when":
			d.When = value
		case "mau", "mau don", "form":
			d.Form = value
		case "xuat trinh", "action":
			d.Action = onlyShown
		case "so luong", "quantity":
			d.Quantity, _ = strconv.Atoi(value)
		case "ban", "loai", "original":
			d.Original = value
		default:
			o, c, _ := counts(part)
			if o+c == 0 {
				d.Name += " | " + part
			}
			original, copied = original+o, copied+c
		}
	}
	if d.Original == "" && original+copied > 0 {
		d.Original, d.Quantity = quantity(original, copied)
	}
	return d
}
