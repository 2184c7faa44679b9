package intake

import (
	"regexp"
	"strings"

	"motcua/internal/vntext"
)

var (
	// plainTime is a number with its unit and nothing else: "30 Ngày làm việc", "03 ngày".
	plainTime = regexp.MustCompile(`(?i)^(\d+(?:[.,]\d+)?)\s*(ngày làm việc|ngày|giờ làm việc|giờ|tháng|năm|tuần|phút|buổi)\.?$`)

	// bareNumber is a number that lost its unit, with the brackets people put around the words for it.
	bareNumber = regexp.MustCompile(`^\D{0,3}\d+(?:[.,]\d+)?(?:\s*(?:-|–|đến)\s*\d+)?\s*(?:\([^)]*\))?\.?$`)

	// spans are the lengths of time in a text: a number, perhaps in words after it, and a unit.
	spans = regexp.MustCompile(`(?i)(\d+(?:[.,]\d+)?)\s*(?:\([^)]{1,30}\)\s*)?(ngày làm việc|ngày|giờ làm việc|giờ|tháng|năm|tuần|phút)`)
)

// timeUnits are the units of the portal's JSON.
var timeUnits = map[string]string{
	"WORKINGDAY": "ngày làm việc", "DAY": "ngày", "CALENDARDAY": "ngày", "WORKINGHOUR": "giờ làm việc", "HOUR": "giờ",
	"MONTH": "tháng", "YEAR": "năm", "WEEK": "tuần", "MINUTE": "phút",
}

// timeWords are folded words of which a time without a number has one: "ngay khi nhận đủ hồ sơ", "trong ngày".
var timeWords = []string{"ngay", "gio", "thang", "tuan", "nam", "phut", "buoi", "dot"}

// readTime is a processing time in the words of its source. unit is what the head of the column says, for numbers that
// stand alone. note says what an official has to look at; a number without any unit is given back empty.
func readTime(s, unit string) (text, note string) {
	text = strings.TrimRight(strings.Join(lines(s), "; "), " ;.")
	if saysNothing(text) || vntext.Fold(text) == "khong" || vntext.Fold(text) == "khong co" {
		return "", ""
	}
	if bareNumber.MatchString(text) {
		if unit == "" {
			return "", wordNoUnit(text)
		}
		text += " " + unit
	}
	if m := plainTime.FindStringSubmatch(text); m != nil {
		number := strings.TrimLeft(m[1], "0")
		if number == "" {
			return "", wordZeroTime(text)
		}
		if number[0] == '.' || number[0] == ',' {
			number = "0" + number
		}
		return strings.ReplaceAll(number, ".", ",") + " " + strings.ToLower(m[2]), ""
	}
	if !hasTimeWord(text) {
		return text, wordVagueTime(text)
	}
	return text, ""
}

func hasTimeWord(s string) bool {
	for _, word := range vntext.Tokens(s) {
		for _, w := range timeWords {
			if word == w {
				return true
			}
		}
	}
	return false
}

// otherSpan finds a length of time in a remark that is not among those of the time itself: the remark then holds a
// case the time leaves out. "" when there is none.
func otherSpan(remark, time string) string {
	known := map[string]bool{}
	for _, m := range spans.FindAllStringSubmatch(time, -1) {
		known[strings.TrimLeft(m[1], "0")+strings.ToLower(m[2])] = true
	}
	for _, m := range spans.FindAllStringSubmatch(remark, -1) {
		if !known[strings.TrimLeft(m[1], "0")+strings.ToLower(m[2])] {
			return m[0]
		}
	}
	return ""
}

// unitIn finds the unit that the head of a column gives: "Thời hạn giải quyết (ngày làm việc)".
func unitIn(head string) string {
	folded := " " + vntext.Fold(head) + " "
	for _, u := range []struct{ folded, unit string }{
		{"ngay lam viec", "ngày làm việc"}, {"ngay", "ngày"}, {"gio lam viec", "giờ làm việc"}, {"gio", "giờ"},
	} {
		if strings.Contains(folded, " "+u.folded+" ") {
			return u.unit
		}
	}
	return ""
}

// offer is what one way of handing in says about something: a time or a charge.
type offer struct {
	channels []string
	text     string
}

// joinTimes is one text of the times of several ways to hand in: once when they agree, else each with its ways.
func joinTimes(offers []offer) string {
	texts, by := groupOffers(offers)
	if len(texts) <= 1 {
		return strings.Join(texts, "")
	}
	for i, t := range texts {
		if ways := by[t]; len(ways) > 0 {
			texts[i] = t + " (" + strings.Join(ways, "/") + ")"
		}
	}
	return strings.Join(texts, "; ")
}

// groupOffers gathers equal texts in the order they were first met, with the ways to hand in each holds for.
func groupOffers(offers []offer) (texts []string, by map[string][]string) {
	by = map[string][]string{}
	for _, o := range offers {
		if o.text == "" {
			continue
		}
		if _, known := by[o.text]; !known {
			texts = append(texts, o.text)
		}
		by[o.text] = compact(append(by[o.text], o.channels...))
	}
	return texts, by
}
