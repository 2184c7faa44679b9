package talk

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/internal/vntext"
)

// hearGroup acts on what happens in a group. A group is never surveyed, and only what is meant for us is
// answered: people talk there.
func (t *decider) hearGroup() {
	switch t.ev.Kind {
	case bot.Joined:
		if t.Known.Leaders.Unit == 0 {
			t.addLines(prose.P(wordGroupJoined))
		}
	case bot.Allowed:
		if t.Known.Leaders.Refused {
			t.addLines(prose.P(wordGroupAllows))
		}
	case bot.Start:
		t.leadAway()
	case bot.Text:
		switch c := parseCommand(t.ev.Text); c.name {
		case cmdLink:
			t.linkChat(c.arg)
		case cmdReport:
			t.oweReport(c.arg)
		case cmdTodo:
			t.runActionCommand(c.arg)
		case cmdPublish, cmdWithdraw:
			t.askToPublish(c)
		default:
			t.leadAway()
		}
	}
}

// leadAway tells who has called us by our name in a group where he can talk to us alone. Nobody else there is answered.
func (t *decider) leadAway() {
	if t.ev.Private != "" {
		t.addLines(prose.A(wordGroupPrivate, t.ev.Private))
	}
}

// linkChat makes this chat a destination of a unit's digests, if the code is right.
func (t *decider) linkChat(code string) {
	t.Echo = wordEchoLink
	if !t.mayGuess() {
		t.addLines(prose.P(wordTooManyCodes))
		return
	}
	hash := turn.LinkHash(code)
	u, ok := t.Dir.Unit(t.Known.Leaders.Offers)
	switch {
	case hash == nil: // mistyped: it is no guess
		t.addLines(prose.P(wordLinkHow))
		return
	case !ok:
		t.State.Wrong++
		t.addLines(prose.P(wordLinkWrong))
		return
	}
	t.Link = hash
	t.State.Unit = u.ID
	t.addLines(prose.P(wordLinked(u.Unit)))
}

// oweReport asks for a period's report once more. A chat no report goes to learns nothing, not even that
// there are any.
func (t *decider) oweReport(arg string) {
	u, ok := t.Dir.Unit(t.Known.Leaders.Unit)
	if !ok {
		return
	}
	w := calendar.WindowOf(u.Settings)
	p, err := parsePeriod(arg, w.LastMonth(t.Now))
	switch {
	case err != nil:
		t.addLines(prose.P(wordPeriodHow))
	case !w.Begun(p, t.Now):
		t.addLines(prose.P(wordPeriodNotBegun(p.Label())))
	case !w.Ended(p, t.Now):
		t.addLines(prose.P(wordPeriodOpen(p.Label(), w.LastDay(p))))
	default:
		note, err := json.Marshal(turn.Reissue{Conv: t.ev.Conv(), Period: p.String()})
		if err != nil {
			t.addLines(prose.P(wordPeriodHow))
			return
		}
		t.Owe = append(t.Owe, turn.Owing{
			Duty: turn.Duty{Job: turn.ReissueJob, Unit: u.ID, Period: t.Now.UTC().Format(time.RFC3339Nano) + " " + t.ev.ID}, Note: string(note),
		})
	}
}

// spoken are the ways in which leaders name a period, as vntext.Fold leaves them, and what of them the command line's form is made of.
var spoken = []struct {
	said *regexp.Regexp
	form func(part, year string) string
}{
	{regexp.MustCompile(`^(?:thang )?(\d{1,2}) (\d{4})$`), func(month, year string) string { return year + "-" + ("0" + month)[len(month)-1:] }},
	{regexp.MustCompile(`^quy (i|ii|iii|iv|[1-4]) (\d{4})$`), func(quarter, year string) string {
		if roman := map[string]string{"i": "1", "ii": "2", "iii": "3", "iv": "4"}[quarter]; roman != "" {
			quarter = roman
		}
		return year + "-Q" + quarter
	}},
	{regexp.MustCompile(`^6 thang (dau|cuoi) nam (\d{4})$`), func(half, year string) string {
		return year + "-H" + map[string]string{"dau": "1", "cuoi": "2"}[half]
	}},
	{regexp.MustCompile(`^(9 thang)(?: dau)? nam (\d{4})$`), func(_, year string) string { return year + "-9T" }},
	{regexp.MustCompile(`^(nam) (\d{4})$`), func(_, year string) string { return year }},
}

// parsePeriod reads a period as reports name it ("10/2026", "tháng 10/2026", "quý III/2026", "6 tháng đầu năm 2026") and in the forms
// of the command line; nothing means the last month.
func parsePeriod(s string, last calendar.Month) (calendar.Period, error) {
	folded := vntext.Fold(s)
	if folded == "" || folded == "thang" {
		return calendar.MonthPeriod(last), nil
	}
	for _, way := range spoken {
		if m := way.said.FindStringSubmatch(folded); m != nil {
			return calendar.ParsePeriod(way.form(m[1], m[2]))
		}
	}
	return calendar.ParsePeriod(strings.ToUpper(strings.TrimSpace(s)))
}

// noteBlocked notes that a chat is out of reach. If a unit's digests went there, its other destinations hear of it.
func (t *decider) noteBlocked() {
	t.Gone = true
	u, ok := t.Dir.Unit(t.Known.Leaders.Unit)
	if !ok {
		return
	}
	t.Unlink = true
	body, err := json.Marshal(bot.Message{Lines: []prose.Line{prose.P(wordRemoved(u.Unit, t.ev.Channel, t.localTime()))}})
	if err != nil {
		return
	}
	for _, conv := range t.Known.Leaders.Others {
		t.Posts = append(t.Posts, turn.Post{Conv: conv, Unit: u.ID, Body: body})
	}
}
