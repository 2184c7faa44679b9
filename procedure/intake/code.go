package intake

import (
	"regexp"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// codePattern is the national code, one digit and six, whatever stands between them.
var codePattern = regexp.MustCompile(`(?:^|[^\d])(\d)\s*[.,\s-]\s*(\d{6})(?:[^\d]|$)`)

// shortCode is what a spreadsheet makes of a code it takes for a number: the zeros at its end are gone.
var shortCode = regexp.MustCompile(`^(\d)[.,](\d{1,5})$`)

// readCode finds the official code in a text: "1.001193", "1.001193.000.00.00.H41", "Mã 1 001193". note says why a
// text that is there gave no code, or what was mended.
func readCode(s string) (code, note string) {
	s = oneLine(s)
	if saysNothing(s) || saysNone(s) {
		return "", ""
	}
	if m := codePattern.FindStringSubmatch(s); m != nil {
		return m[1] + "." + m[2], ""
	}
	if m := shortCode.FindStringSubmatch(s); m != nil {
		return m[1] + "." + (m[2] + "00000")[:6], wordCodeMended(s)
	}
	return "", wordNoCode(s)
}

// keyPattern is what a key may look like; see procedure.New.
var keyPattern = regexp.MustCompile(`^[A-Za-z0-9.-]{1,16}$`)

// keyOf is the handle of a record: its code, else the handle the file gives it, else one made of field and name.
func keyOf(p *procedure.Procedure) string {
	switch {
	case p.Code != "":
		return p.Code
	case keyPattern.MatchString(p.Key):
		return p.Key
	default:
		return procedure.SyntheticKey(p.Field, p.Name)
	}
}

// decisionNumber is the number of the decision that published a procedure.
var decisionNumber = regexp.MustCompile(`(?:\d+[\pL\d]*/(?:\d{4}/)?QĐ(?:-[\pL\d]+)*|QĐ/\d+(?:-[\pL\d]+)*)`)

// readDecision is the number of a decision without the words around it; a text with some other
// number stays as it is.
func readDecision(s string) string {
	s = oneLine(s)
	if saysNothing(s) || saysNone(s) {
		return ""
	}
	if n := decisionNumber.FindString(s); n != "" {
		return n
	}
	if !strings.ContainsAny(s, "0123456789") {
		return ""
	}
	return s
}

// lawPattern is the number of a legal document: 47/2014/QH13, 75/2022/TT-BTC.
var lawPattern = regexp.MustCompile(`\d+(?:\.\d+)?/\d{4}/[\pL][\pL\d-]*`)

// lawOf is a legal document by its number where number or title have one, and by its title else. The portal's tables
// sometimes give only the first digits as the number.
func lawOf(number, title string) string {
	number, title = oneLine(number), oneLine(title)
	if n := lawPattern.FindString(number); n != "" {
		return n
	}
	if n := lawPattern.FindString(title); n != "" {
		return n
	}
	if title == "" {
		return number
	}
	return title
}

// readField is the field as citizens know it, with the official name where that differs. Headings in capitals, with
// numbers and with the word "Lĩnh vực" before them name the same field.
func readField(s string) (field, official string) {
	official = strings.TrimRight(oneLine(s), " .:;")
	if rest := fieldHeading.ReplaceAllString(official, ""); rest != "" {
		official = rest
	}
	if official == strings.ToUpper(official) && strings.ContainsFunc(official, isLetter) {
		official = sentenceCase(official)
	}
	if known, ok := fieldNames[vntext.Fold(official)]; ok {
		if vntext.Fold(known) == vntext.Fold(official) {
			return known, ""
		}
		return known, official
	}
	return official, ""
}

// fieldHeading is what stands before the name of a field in headings.
var fieldHeading = regexp.MustCompile(`(?i)^(?:(?:[IVXLC]+|[A-ZĐ]|\d+)(?:\.\d+)*\s*[.)/–-]\s*)?(?:(?:các )?(?:thủ tục hành chính|TTHC) (?:trong )?)?(?:lĩnh vực\s*:?\s*)?`)

// sentenceCase is s with one capital letter at its beginning.
func sentenceCase(s string) string {
	lower := []rune(strings.ToLower(s))
	return strings.ToUpper(string(lower[:1])) + string(lower[1:])
}

func isLetter(r rune) bool { return strings.ToLower(string(r)) != strings.ToUpper(string(r)) }
