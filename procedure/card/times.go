package card

import (
	"fmt"
	"regexp"
	"strings"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
)

// timeLines is the time on the card: the unit's own rule where it has one, else the record's. Where sources do not agree, that is said.
func (v *view) timeLines(l limits) []prose.Line {
	p, o := v.Procedure, v.Options
	own, expired := ownRule(o, procedure.BlockTime)
	var lines []prose.Line
	switch {
	case own != nil:
		return []prose.Line{prose.P(sentence(fmt.Sprintf(wordTime, ownText(*own, l))))}
	case p.ProcessingTime != "":
		lines = append(lines, prose.P(sentence(fmt.Sprintf(wordTime, certainTime(p.ProcessingTime, l.time)))))
	}
	lines = append(lines, v.expired(expired, l)...)
	if p.ProcessingTime != "" && v.timesDiffer {
		lines = append(lines, v.caution(l, fmt.Sprintf(wordTimesDiffer, procedure.Time.Label()), wordTimesDifferTerse)...)
	}
	return lines
}

func timeInFull(p *procedure.Procedure, o Options) []prose.Line {
	own, expired := ownRule(o, procedure.BlockTime)
	if own != nil {
		return append([]prose.Line{prose.P(sentence(own.Text))}, prose.S(capital(ownSource(*own, inFull))))
	}
	var lines []prose.Line
	if p.ProcessingTime != "" {
		lines = append(lines, prose.P(sentence(certainTime(p.ProcessingTime, inFull))))
	}
	if expired != nil {
		lines = append(lines, prose.S(expiredText(*expired, inFull)))
	}
	lines = append(lines, remarks(p, procedure.Time)...)
	var elsewhere []string
	for _, v := range p.LocalVariants {
		if v.ProcessingTime != "" {
			elsewhere = append(elsewhere, variant(v, v.ProcessingTime))
		}
	}
	return append(lines, under(wordOtherPlaces, elsewhere)...)
}

var (
	// aNumber is a number that must have a unit behind it.
	aNumber = regexp.MustCompile(`\d`)
	// aUnit is a word by which a time is counted.
	aUnit = regexp.MustCompile(`(?i)ngày|giờ|tháng|năm|tuần|phút|buổi`)
)

// certainTime is a time with its unit. One that has none is quoted as the source has it, and called unclear: three working
// days and three days are not the same promise.
func certainTime(s string, limit int) string {
	if aNumber.MatchString(s) && !aUnit.MatchString(s) {
		return fmt.Sprintf(wordNoTimeUnit, vntext.Clip(stop(s), limit))
	}
	return vntext.Clip(s, limit)
}

// timesDiffer tells whether other places are known to promise another time, or the source itself names several.
func timesDiffer(p *procedure.Procedure) bool {
	here := plainTime(p.ProcessingTime)
	for _, v := range p.LocalVariants {
		there := plainTime(v.ProcessingTime)
		if there != "" && !strings.Contains(here, there) && !strings.Contains(there, here) {
			return true
		}
	}
	return false
}

var leadingZero = regexp.MustCompile(`\b0+(\d)`)

// plainTime reduces a time to what can be compared.
func plainTime(s string) string {
	return leadingZero.ReplaceAllString(strings.TrimPrefix(vntext.Fold(s), "khong qua "), "$1")
}

// variant is what one place does, with place and date.
func variant(v procedure.Variant, text string) string {
	s := v.Place + ": " + stop(text)
	if v.AsOf != "" {
		s += fmt.Sprintf(wordVariantDate, v.AsOf.Vietnamese())
	}
	return s
}

// remarks are what is known to be uncertain about a block, as staff noted it in the record.
func remarks(p *procedure.Procedure, a procedure.Aspect) []prose.Line {
	var lines []prose.Line
	for _, flag := range p.Flags {
		for _, r := range wordFlagRemarks {
			if r.aspect != a || !strings.HasPrefix(flag, r.flag) {
				continue
			}
			text := r.say
			if text == "" {
				text = sentence(wordDataNote + strings.TrimPrefix(flag, r.flag))
			}
			lines = append(lines, prose.S(text))
			break
		}
	}
	return lines
}
