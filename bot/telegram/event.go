package telegram

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/go-telegram/bot/models"

	"motcua/bot"
)

// allowedUpdates is what we ask for. It is always said: left out, Telegram keeps to what was asked last,
// perhaps by another program years ago.
var allowedUpdates = []string{
	models.AllowedUpdateMessage, models.AllowedUpdateEditedMessage, models.AllowedUpdateCallbackQuery, models.AllowedUpdateMyChatMember,
	models.AllowedUpdateChannelPost,
}

// errNoSelf is returned while it cannot be told whether a command in a group is meant for us.
var errNoSelf = errors.New("the bot's own name is not known yet")

// update is an update as far as it concerns us.
type update struct {
	id    int64
	kind  string    // which of allowedUpdates, "" for any other
	chat  int64     // the chat it belongs to; 0 = none
	tap   string    // id of a callback query that wants an answer
	event bot.Event // Kind "" = nothing happened that concerns the conversation
	more  bool      // the chat lets us do more than it did
	from  int64     // a group moved: from this address
	to    int64     // … to this one
}

// read makes an update of what Telegram sent. self is the bot's user name, "" if it is not known yet; now is
// when the update reached us. It is pure.
func read(u *incoming, self string, now time.Time) (update, error) {
	up := update{id: u.ID}
	ev := bot.Event{Channel: Name, ID: "u" + strconv.FormatInt(u.ID, 10), At: now}
	var err error
	switch {
	case u.Message != nil:
		up.kind, up.chat = models.AllowedUpdateMessage, u.Message.Chat.ID
		if up.from, up.to = moved(u.Message); up.to == 0 {
			err = readMessage(&ev, u.Message, self)
		}
	case u.Post != nil:
		up.kind, up.chat = models.AllowedUpdateChannelPost, u.Post.Chat.ID
		err = readPost(&ev, u.Post, self)
	case u.Edited != nil:
		up.kind, up.chat = models.AllowedUpdateEditedMessage, u.Edited.Chat.ID
		readEdited(&ev, u.Edited)
	case u.Tap != nil:
		up.kind, up.tap = models.AllowedUpdateCallbackQuery, u.Tap.ID
		up.chat = readTap(&ev, u.Tap)
	case u.Member != nil:
		up.kind, up.chat = models.AllowedUpdateMyChatMember, u.Member.Chat.ID
		up.more = readMember(&ev, u.Member)
	}
	up.event = ev
	return up, err
}

// moved reads the service messages of a group that became a supergroup: one in the old chat, one in the new.
func moved(m *message) (from, to int64) {
	switch {
	case m.MigrateTo != 0:
		return m.Chat.ID, m.MigrateTo
	case m.MigrateFrom != 0:
		return m.MigrateFrom, m.Chat.ID
	}
	return 0, 0
}

// place fills in where and by whom; false for what nobody said to us: what a channel repeats in its group, other bots.
func place(ev *bot.Event, m *message) bool {
	if m.Chat.Type == channel || m.Chat.ID == 0 || m.From == nil || m.FromChannel || m.From.IsBot && !bool(m.SenderChat) {
		return false
	}
	ev.Chat, ev.User, ev.Group = address(m), strconv.FormatInt(m.From.ID, 10), m.Chat.group()
	return true
}

// address is the chat, and the topic in it where it has topics. The thread of an ordinary group is only a
// chain of replies and no place of its own.
func address(m *message) string {
	chat := strconv.FormatInt(m.Chat.ID, 10)
	if m.InTopic && m.Thread != 0 {
		chat += "/" + strconv.Itoa(m.Thread)
	}
	return chat
}

// parseAddress takes an address apart.
func parseAddress(s string) (chat int64, thread int, ok bool) {
	id, topic, forum := strings.Cut(s, "/")
	chat, err := strconv.ParseInt(id, 10, 64)
	if err != nil || chat == 0 {
		return 0, 0, false
	}
	if forum {
		if thread, err = strconv.Atoi(topic); err != nil || thread <= 0 {
			return 0, 0, false
		}
	}
	return chat, thread, true
}

// readMessage reads what somebody wrote.
func readMessage(ev *bot.Event, m *message, self string) error {
	if !place(ev, m) {
		return nil
	}
	if m.Text != "" && !bool(m.Forwarded) {
		return readText(ev, m.Text, self)
	}
	// In a group people talk to each other: only what is addressed to us is ours.
	if ev.Group || !sent(m) {
		return nil
	}
	ev.Kind = bot.Other
	if m.Album != "" {
		ev.ID = "g" + m.Album // an album is many messages and one deed: it is answered once
	}
	return nil
}

// readPost reads a command in a channel, where only administrators write. All else there is for the channel's readers.
func readPost(ev *bot.Event, m *message, self string) error {
	if m.Chat.Type != channel || m.Chat.ID == 0 || bool(m.Forwarded) || !strings.HasPrefix(m.Text, "/") {
		return nil
	}
	ev.Chat, ev.Group = strconv.FormatInt(m.Chat.ID, 10), true
	ev.User = ev.Chat // an administrator writes in the channel's name
	return readText(ev, m.Text, self)
}

// readText reads typed text and commands. In a group only commands are read, and who calls us by our name is told where to go.
func readText(ev *bot.Event, text, self string) error {
	name, rest, to, isCommand := command(text)
	if ev.Group && self != "" && (strings.EqualFold(to, self) || !isCommand && mentions(text, self)) {
		ev.Private = privateLink(self)
	}
	switch {
	case !isCommand && ev.Private != "":
		ev.Kind = bot.Start // what was said is nobody's business but the group's
		return nil
	case !isCommand:
		if !ev.Group {
			ev.Kind, ev.Text = bot.Text, text
		}
		return nil
	case ev.Group && to != "" && self == "":
		return errNoSelf
	case ev.Group && to != "" && !strings.EqualFold(to, self):
		return nil
	case strings.EqualFold(name, "start"):
		ev.Kind, ev.Text = bot.Start, rest
	default:
		ev.Kind, ev.Text = bot.Text, strings.TrimSpace("/"+name+" "+rest)
	}
	return nil
}

// command takes "/name@bot rest" apart.
func command(text string) (name, rest, to string, ok bool) {
	text, ok = strings.CutPrefix(strings.TrimSpace(text), "/")
	if !ok {
		return "", "", "", false
	}
	head := text
	if i := strings.IndexAny(text, " \t\n"); i >= 0 {
		head, rest = text[:i], strings.TrimSpace(text[i:])
	}
	name, to, _ = strings.Cut(head, "@")
	return name, rest, to, true
}

// mentions reports whether a text calls somebody by his name.
func mentions(text, name string) bool {
	text, at := strings.ToLower(text), "@"+strings.ToLower(name)
	for {
		i := strings.Index(text, at)
		if i < 0 {
			return false
		}
		text = text[i+len(at):]
		if text == "" || !strings.ContainsRune(nameLetters, rune(text[0])) {
			return true
		}
	}
}

// nameLetters are what user names are made of.
const nameLetters = "abcdefghijklmnopqrstuvwxyz0123456789_"

// privateLink opens a chat of one's own with the bot.
func privateLink(self string) string { return "https://t.me/" + self }

// readEdited reads that somebody changed what he had written. What it says now is not taken for an answer:
// the question it was about may be long gone. Telegram also tells of changes that are nobody's, without a date: a preview of
// a link was found, somebody reacted.
func readEdited(ev *bot.Event, m *message) {
	if m.EditDate == 0 {
		return
	}
	// The position of a live location arrives as an edit every few seconds.
	if place(ev, m) && !ev.Group && !bool(m.Location) && (m.Text != "" || sent(m)) {
		ev.Kind = bot.Other
	}
}

// sent reports whether a message holds something a person sent, other than text of his own.
func sent(m *message) bool {
	return m.content.any() || bool(m.Location) || bool(m.Forwarded) || m.Album != ""
}

// readTap reads a tap on a button and returns the chat it was made in, 0 if there is none.
func readTap(ev *bot.Event, q *query) (chat int64) {
	m := q.Message
	if m == nil || m.Chat.ID == 0 {
		return 0 // in a message that somebody sent elsewhere; we send none of that kind
	}
	ev.User, ev.Group = strconv.FormatInt(q.From.ID, 10), m.Chat.group()
	ev.Chat = address(m)
	if m.Date != 0 { // otherwise it is too old to be shown to us, let alone edited
		ev.Ref, ev.Label = strconv.Itoa(m.ID), label(m.Keyboard, q.Data)
	}
	if q.Data != "" {
		ev.Kind, ev.Data = bot.Tap, q.Data
	}
	return m.Chat.ID
}

// label is what the button with some data says, "" if the keyboard has none.
func label(k *keys, data string) string {
	if k == nil {
		return ""
	}
	for _, row := range k.Rows {
		for _, b := range row {
			if b.Data == data {
				return b.Text
			}
		}
	}
	return ""
}

// readMember reads that we were let in or shut out, and whether the chat lets us do more than before. Nothing is said in a channel
// nobody has linked: it may have many readers.
func readMember(ev *bot.Event, m *membership) (more bool) {
	if m.Chat.ID == 0 {
		return false
	}
	before, now := m.Old.present(), m.New.present()
	more = m.New.allows(m.Old)
	if before == now && !more || now && m.Chat.Type == channel {
		return more
	}
	ev.Chat, ev.User, ev.Group = strconv.FormatInt(m.Chat.ID, 10), strconv.FormatInt(m.From.ID, 10), m.Chat.shared()
	switch {
	case !now:
		ev.Kind = bot.Blocked
	case !before:
		ev.Kind = bot.Joined
	default:
		ev.Kind = bot.Allowed
	}
	return more
}
