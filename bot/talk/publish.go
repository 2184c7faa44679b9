package talk

import (
	"encoding/json"
	"strings"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/internal/vntext"
)

// askToPublish asks for what leaders wish about the page for everybody: "/congbo 10/2026" says what would be published,
// "/congbo 10/2026 đồng ý" publishes it, "/thuhoi 10/2026" takes it back. It is done after the turn, see package scheduler.
// A chat no report goes to learns nothing.
func (t *decider) askToPublish(c command) {
	u, ok := t.Dir.Unit(t.Known.Leaders.Unit)
	if !ok {
		return
	}
	do, arg := turn.PublishShow, c.arg
	if rest, agreed := cutAgreed(arg); agreed {
		do, arg = turn.PublishDo, rest
	}
	if c.name == cmdWithdraw {
		do = turn.PublishWithdraw
	}
	if do != turn.PublishShow && strings.TrimSpace(arg) == "" { // what is done to the public must be named
		t.addLines(prose.P(wordPublishHow))
		return
	}
	w := calendar.WindowOf(u.Settings)
	p, err := parsePeriod(arg, w.LastMonth(t.Now))
	switch {
	case err != nil:
		t.addLines(prose.P(wordPublishHow))
	case do != turn.PublishWithdraw && !w.Ended(p, t.Now):
		t.addLines(prose.P(feedback.WordPublishTooEarly(p.Label())))
	default:
		t.owePublish(u.ID, p, do)
	}
}

func (t *decider) owePublish(unit int32, p calendar.Period, do turn.PublishAct) {
	note, err := json.Marshal(turn.PublishWish{Conv: t.ev.Conv(), Period: p.String(), Do: do})
	if err != nil {
		t.addLines(prose.P(wordPublishHow))
		return
	}
	t.Owe = append(t.Owe, turn.Owing{
		Duty: turn.Duty{Job: turn.PublishJob, Unit: unit, Period: t.Now.UTC().Format(sortable) + " " + t.ev.ID}, Note: string(note),
	})
}

// sortable writes moments so that their texts are in their order.
const sortable = "2006-01-02T15:04:05.000000000Z"

// cutAgreed takes "đồng ý", however it is written, off the end.
func cutAgreed(arg string) (rest string, agreed bool) {
	words := strings.Fields(arg)
	for n := 1; n <= 2 && n <= len(words); n++ {
		at := len(words) - n
		if strings.ReplaceAll(vntext.Fold(strings.Join(words[at:], "")), " ", "") == "dongy" {
			return strings.Join(words[:at], " "), true
		}
	}
	return arg, false
}
