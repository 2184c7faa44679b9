package card

import (
	"fmt"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// ownRule is the unit's rule for a block that holds today, or the one that ended last.
func ownRule(o Options, b procedure.Block) (now, expired *procedure.Override) {
	if o.Today == "" {
		return nil, nil
	}
	return o.Local.Override(b, o.Today)
}

// ownText quotes a rule of the unit on the card with what it rests on.
func ownText(r procedure.Override, l limits) string {
	source := stop(ownSource(r, l.source))
	if l.terse {
		source = fmt.Sprintf(wordOwnRuleTerse, r.From.Vietnamese(), vntext.Clip(stop(r.Source), l.source))
	}
	return vntext.Clip(stop(r.Text), l.local) + " (" + source + ")"
}

// ownSource says what a rule of the unit rests on and since when it holds, as the middle of a sentence.
func ownSource(r procedure.Override, limit int) string {
	return sentence(fmt.Sprintf(wordOwnRule, vntext.Clip(stop(r.Source), limit)) + span(r.From, r.Until))
}

// span is from when until when something holds.
func span(from, until procedure.Date) string {
	s := ""
	if from != "" {
		s += fmt.Sprintf(wordSince, from.Vietnamese())
	}
	if until != "" {
		s += fmt.Sprintf(wordUntil, until.Vietnamese())
	}
	return s
}

// expiredText cautions that the record stands again because the unit's own rule has ended.
func expiredText(r procedure.Override, limit int) string {
	return fmt.Sprintf(wordRuleExpired, vntext.Clip(stop(r.Source), limit), r.Until.Vietnamese())
}
