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
	"motcua/org"
)

// hearGroup acts on what happens in a group. A group is never surveyed, and only what is meant for us is
// answered: people talk there.
func (t *decider) hearGroup() {
	switch t.ev.Kind {
	case bot.Joined:
		if t.Known.Leaders.Unit == 0 {
			t.addLines(prose.P(wordGroupJoined))
		}
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
		}
	}
}

// linkChat makes this chat a destination of a unit's digests, if the code is right.
func (t *decider) linkChat(code string) {
	t.Echo = wordEchoLink
	if !t.mayGuess() {
		t.addLines(prose.P(wordTooManyCodes))
		return
	}
	u, ok := t.Dir.Unit(t.Known.Leaders.Offers)
	if !ok {
		t.State.Wrong++
		if strings.TrimSpace(code) == "" {
			t.addLines(prose.P(wordLinkHow))
		} else {
			t.addLines(prose.P(wordLinkWrong))
		}
		return
	}
	t.Link = turn.LinkHash(code)
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
	p, err := parsePeriod(arg, t.localTime())
	switch {
	case err != nil:
		t.addLines(prose.P(wordPeriodHow))
	case p.End(org.Location()).After(t.Now):
		t.addLines(prose.P(wordPeriodOpen(p.Label())))
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

var monthYear = regexp.MustCompile(`^(\d{1,2})[/-](\d{4})$`)

// parsePeriod reads "10/2026", "tháng 10/2026" and the forms of the command line; nothing means last month.
func parsePeriod(s string, local time.Time) (calendar.Period, error) {
	s = strings.TrimSpace(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "tháng"))
	if s == "" {
		return calendar.LastMonth(local), nil
	}
	if m := monthYear.FindStringSubmatch(s); m != nil {
		if len(m[1]) == 1 {
			m[1] = "0" + m[1]
		}
		s = m[2] + "-" + m[1]
	}
	return calendar.ParsePeriod(strings.ToUpper(s))
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
