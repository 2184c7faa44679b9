package feedback

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/internal/vntext"
)

const (
	// MaxText is how many runes a text of an action may have. What is longer is no longer read in a report.
	MaxText = 500
	// MaxWho is the same for who is to act.
	MaxWho = 120
	// maxYears is how far ahead an action may be due. Beyond, it is a plan rather than an action, or a slip of the finger.
	maxYears = 2
	// maxBack is how many days back something may have been done that is entered only now.
	maxBack = 366
)

// Field names what a problem is about.
type Field string

const (
	FieldWhat    Field = "what"
	FieldWho     Field = "who"
	FieldDue     Field = "due"
	FieldFinding Field = "finding"
	FieldPeriod  Field = "period"
	FieldSaid    Field = "said"
	FieldDay     Field = "day"
	FieldState   Field = "state"
)

// Problem is what is wrong with something that was entered, as a Vietnamese sentence for who entered it.
type Problem struct {
	Field Field
	Text  string
}

// Problems are several; none is nil. They are an error for callers that have no better place for them.
type Problems []Problem

// Error puts the sentences one after another.
func (p Problems) Error() string {
	texts := make([]string, len(p))
	for i, one := range p {
		texts[i] = one.Text
	}
	return strings.Join(texts, " ")
}

// Of is the sentence about a field, "" if there is nothing wrong with it.
func (p Problems) Of(f Field) string {
	for _, one := range p {
		if one.Field == f {
			return one.Text
		}
	}
	return ""
}

func (p *Problems) add(f Field, text string) {
	if text != "" {
		*p = append(*p, Problem{f, text})
	}
}

// Draft is a new action as it was typed.
type Draft struct {
	Period  string // of the report it is about; "" = the last month of the calendar that has ended
	Finding string
	What    string
	Who     string
	Due     string // a day, see ParseDay
}

// Action makes an action of the draft, without number, or says what is wrong with it. Telephone numbers, personal numbers
// and addresses in its texts are masked.
func (d Draft) Action(unit int32, now time.Time) (Action, Problems) {
	a := Action{Unit: unit, Period: d.Period, Finding: tidy(d.Finding), What: tidy(d.What), Who: tidy(d.Who), State: Open, Made: now, Version: 1}
	if a.Period == "" {
		a.Period = LastMonth(now)
	}
	var p Problems
	if !ValidPeriod(a.Period) {
		p.add(FieldPeriod, wordPeriod)
	}
	p.add(FieldFinding, tooLong(a.Finding, MaxText))
	p.add(FieldWhat, required(a.What, MaxText, wordWhat))
	p.add(FieldWho, required(a.Who, MaxWho, wordWho))
	if p.Of(FieldWho) == "" && namesSomebody(a.Who) {
		p.add(FieldWho, wordNoNames)
	}
	var problem string
	a.Due, problem = dueDay(d.Due, now)
	p.add(FieldDue, problem)
	return a, p
}

// tidy makes one masked line of what was typed, without what no keyboard makes and no database takes.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return vntext.Mask(strings.Join(strings.Fields(s), " "))
}

func required(s string, limit int, missing string) string {
	if s == "" {
		return missing
	}
	return tooLong(s, limit)
}

func tooLong(s string, limit int) string {
	if utf8.RuneCountInString(s) > limit {
		return wordTooLong(limit)
	}
	return ""
}

func dueDay(s string, now time.Time) (due time.Time, problem string) {
	due, ok := ParseDay(s)
	today := Today(now)
	switch {
	case strings.TrimSpace(s) == "":
		return due, wordDue
	case !ok:
		return due, wordNoDay
	case due.Before(today):
		return due, wordDuePast
	case due.After(today.AddDate(maxYears, 0, 0)):
		return due, wordDueFar
	}
	return due, ""
}

// honorific finds a form of address before a capital letter: "ông Nguyễn Văn An", "đ/c Bình". A capital "Bà" or "Anh" within
// a text is more often part of a name of a place or body (Bà Rịa) than a form of address.
var honorific = regexp.MustCompile(`(^|[\s,;:(–-])(ông|bà|anh|chị|cô|chú|đồng chí|đ/c|Ông|Đồng chí|Đ/c)\.?\s+\p{Lu}`)

// namesSomebody reports whether a text looks as if it named a person. It is a help against a habit, not a proof.
func namesSomebody(s string) bool {
	if rest, ok := strings.CutPrefix(s, "Bà "); ok && !strings.HasPrefix(rest, "Rịa") {
		r, _ := utf8.DecodeRuneInString(rest)
		return honorific.MatchString("bà " + string(r))
	}
	return honorific.MatchString(s)
}
