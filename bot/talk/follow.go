package talk

import (
	"slices"
	"unicode/utf8"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
)

const (
	followMonths = 12 // how long a chat is told of changes after one tap
	maxFollows   = 30 // procedures a chat can follow
)

// followProcedure has the citizen told when a procedure changes.
func (t *decider) followProcedure(key string) {
	p, ok := t.Finder.ByKey(key)
	if !ok {
		t.showMenu(wordGoneProcedure)
		return
	}
	known := slices.ContainsFunc(t.Known.Follows, func(f turn.Follow) bool { return f.Key == p.Key })
	if len(t.Known.Follows) >= maxFollows && !known {
		t.addLines(prose.P(wordTooManyFollows))
		return
	}
	until := t.localTime().AddDate(0, followMonths, 0)
	t.Follow = &turn.Follow{Key: p.Key, Until: until}
	t.addMessage(bot.Message{
		Lines: []prose.Line{prose.P(wordFollowing(procedureName(p), t.ev.Channel, until))},
		Buttons: []bot.Button{
			{Label: wordUnfollow, Data: tap(tapUnfollow, p.Key), Nav: true},
			{Label: wordWholeCard, Data: cardTap(p, procedure.Overview), Nav: true},
		},
	})
}

// unfollowProcedure ends it, for a procedure that has left the catalogue too.
func (t *decider) unfollowProcedure(key string) {
	t.Unfollow = []string{key}
	name := ""
	if p, ok := t.Finder.ByKey(key); ok {
		name = procedureName(p)
		t.Unfollow = append(t.Unfollow, p.Key) // the code may have changed since the button was sent
	}
	t.showMenu(wordUnfollowed(name))
}

// forgetLookups ends all following and drops what the chat remembers of look-ups. It reports whether there was anything.
func (t *decider) forgetLookups() bool {
	some := len(t.Known.Follows) > 0 || len(t.State.Lists) > 0
	t.Forget = true
	t.State.Lists, t.State.Card, t.State.Pick = nil, "", nil
	return some
}

// followLines say what the chat follows and until when, with a button to end each.
func (t *decider) followLines() (lines []prose.Line, buttons []bot.Button) {
	for _, f := range t.Known.Follows {
		name := f.Key
		if p, ok := t.Finder.ByKey(f.Key); ok {
			name = p.Short()
		}
		lines = append(lines, prose.I(wordFollowed(name, f.Until)))
		buttons = append(buttons, bot.Button{Label: wordUnfollowNamed(name), Data: tap(tapUnfollow, f.Key), Nav: true})
	}
	if len(lines) == 0 {
		return nil, nil
	}
	return append([]prose.Line{prose.P(wordFollows)}, lines...), buttons[:min(len(buttons), maxUnfollowButtons)]
}

// maxUnfollowButtons keeps /dulieu readable; /xoa ends them all.
const maxUnfollowButtons = 8

// noticeRunes bounds what a notice quotes of the changes; all of them stand on the page of the procedure.
const noticeRunes = 600

// Notice tells a follower what has changed about a procedure: the changes in the order they were published. key leads
// to its card, "" when it is not in the catalogue any more.
func Notice(changes []procedure.Change, key string) bot.Message {
	last := changes[len(changes)-1]
	m := bot.Message{Lines: []prose.Line{prose.H(wordChange(vntext.Clip(last.Name, maxNoticeTitle)))}}
	room, left := noticeRunes, 0
	for _, c := range changes {
		for _, line := range c.Lines {
			n := utf8.RuneCountInString(line)
			if n > room {
				left++
				continue
			}
			room -= n
			m.Lines = append(m.Lines, prose.I(line))
		}
	}
	if left > 0 {
		m.Lines = append(m.Lines, prose.P(wordMoreChanges(left)))
	}
	if key == "" {
		m.Lines = append(m.Lines, prose.S(wordNoticeLast))
		return m
	}
	m.Lines = append(m.Lines, prose.S(wordNoticeWhy))
	m.Buttons = []bot.Button{{Label: wordSeeCard, Data: tap(tapCard, key)}, {Label: wordUnfollow, Data: tap(tapUnfollow, key), Nav: true}}
	return m
}

// maxNoticeTitle is how much of a name a notice shows.
const maxNoticeTitle = 160
