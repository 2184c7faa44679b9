package telegramsim

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Ways playing a person can fail.
var (
	ErrNoChat   = errors.New("telegramsim: no such chat for this user")
	ErrPayload  = errors.New("telegramsim: a link carries 1 to 64 letters A-Z a-z 0-9 _ -")
	ErrNoTopic  = errors.New("telegramsim: no such topic")
	ErrNotOwn   = errors.New("telegramsim: no such message of this user")
	payloadForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
)

// NewUser adds a person, with Vietnamese as language of the app. Nobody has a chat with the bot before
// opening one by Start, StartWith or by writing.
func (s *Server) NewUser(name string) *User {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids.user += 7
	u := &User{ID: s.ids.user, FirstName: name, LanguageCode: "vi"}
	s.users[u.ID] = u
	return u
}

// Part says where a message goes or what it belongs to.
type Part func(*Message)

// InThread puts a message into a topic of a forum.
func InThread(id int) Part { return func(m *Message) { m.ThreadID = id } }

// ReplyTo makes a message a reply. Only the id counts; the rest is filled in.
func ReplyTo(id int) Part { return func(m *Message) { m.ReplyTo = &Message{ID: id} } }

// Start opens the chat with the bot, as its Start button does.
func (s *Server) Start(u *User) (Message, error) { return s.Send(u, u.ID, "/start") }

// StartWith opens the chat with the bot through a link or QR with a payload.
func (s *Server) StartWith(u *User, payload string) (Message, error) {
	if !payloadForm.MatchString(payload) {
		return Message{}, ErrPayload
	}
	return s.Send(u, u.ID, "/start "+payload)
}

// Send writes a text. The chat is u.ID for the conversation with the bot, or a group u is in.
func (s *Server) Send(u *User, chatID int64, text string, parts ...Part) (Message, error) {
	text, _ = trimmed(cleaned(text), nil)
	return s.say(u, chatID, Message{Text: text, Entities: commands(text)}, parts)
}

// SendPhoto sends a picture; its bytes need not be one.
func (s *Server) SendPhoto(u *User, chatID int64, data []byte, caption string, parts ...Part) (Message, error) {
	f := s.personal("photo", ".jpg", data, File{Width: 1280, Height: 960})
	return s.say(u, chatID, Message{Photo: []File{f}, Caption: caption}, parts)
}

// SendDocument sends a file.
func (s *Server) SendDocument(u *User, chatID int64, name string, data []byte, parts ...Part) (Message, error) {
	f := s.personal("document", "", data, File{Name: name, MIME: "application/octet-stream"})
	return s.say(u, chatID, Message{Document: &f}, parts)
}

// SendVoice sends a voice message of three seconds.
func (s *Server) SendVoice(u *User, chatID int64, parts ...Part) (Message, error) {
	f := s.personal("voice", ".oga", []byte("OggS"), File{Duration: 3, MIME: "audio/ogg"})
	return s.say(u, chatID, Message{Voice: &f}, parts)
}

// SendSticker sends a sticker.
func (s *Server) SendSticker(u *User, chatID int64, emoji string, parts ...Part) (Message, error) {
	f := s.personal("sticker", ".webp", []byte("RIFF"), File{Emoji: emoji, Type: "regular", Width: 512, Height: 512})
	return s.say(u, chatID, Message{Sticker: &f}, parts)
}

// SendPoll sends a poll.
func (s *Server) SendPoll(u *User, chatID int64, question string, options ...string) (Message, error) {
	p := &Poll{ID: "5181" + fmt.Sprint(u.ID), Question: question, Anonymous: true, Type: "regular"}
	for _, o := range options {
		p.Options = append(p.Options, PollOption{Text: o})
	}
	return s.say(u, chatID, Message{Poll: p}, nil)
}

// SendContact shares a phone number; of is whose, 0 for somebody not on the platform.
func (s *Server) SendContact(u *User, chatID int64, phone string, of int64) (Message, error) {
	return s.say(u, chatID, Message{Contact: &Contact{Phone: phone, FirstName: u.FirstName, UserID: of}}, nil)
}

// SendLocation shares a position.
func (s *Server) SendLocation(u *User, chatID int64, latitude, longitude float64) (Message, error) {
	return s.say(u, chatID, Message{Location: &Location{latitude, longitude}}, nil)
}

// Forward forwards a text somebody else wrote.
func (s *Server) Forward(u *User, chatID int64, author *User, text string) (Message, error) {
	origin := &ForwardOrigin{Type: "user", Date: s.unix(), Sender: *author}
	return s.say(u, chatID, Message{Text: text, Entities: commands(text), ForwardOrigin: origin}, nil)
}

// Edit changes a text u has sent.
func (s *Server) Edit(u *User, chatID int64, messageID int, text string) (Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.sees(u, chatID)
	if err != nil {
		return Message{}, err
	}
	m := ch.message(messageID)
	if m == nil || m.From.ID != u.ID || m.Text == "" {
		return Message{}, ErrNotOwn
	}
	m.Text, _ = trimmed(cleaned(text), nil)
	m.Entities, m.EditDate = commands(m.Text), s.unix()
	s.note()
	if s.visible(ch, m) {
		s.publish(kindEdited, ch.ID, keepMessage, *m)
	}
	return *m, nil
}

// Touch changes a message of u in a way that is no edit: a preview of a link was found, somebody reacted. The bot gets the message
// once more, without a date of editing.
func (s *Server) Touch(u *User, chatID int64, messageID int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.sees(u, chatID)
	if err != nil {
		return err
	}
	m := ch.message(messageID)
	if m == nil || m.From.ID != u.ID {
		return ErrNotOwn
	}
	if s.visible(ch, m) {
		s.publish(kindEdited, ch.ID, keepMessage, *m)
	}
	return nil
}

// personal keeps a file of a person.
func (s *Server) personal(kind, ext string, data []byte, f File) File {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := &stored{File: f, kind: kind, data: data}
	s.keep(st, ext)
	return st.File
}

// sees finds a chat u is in; his own with the bot is there once it is opened. The caller holds mu.
func (s *Server) sees(u *User, chatID int64) (*chat, error) {
	ch := s.chats[chatID]
	if ch == nil || ch.Type == Private && chatID != u.ID {
		return nil, ErrNoChat
	}
	if ch.Type != Private && (ch.upgraded != 0 || ch.members[u.ID] == "" || ch.members[u.ID] == left) {
		return nil, ErrNoChat
	}
	return ch, nil
}

// say puts a message of a person into a chat and makes its update where the bot may see it. Writing to
// the bot opens the chat, and unblocks the bot as the app does.
func (s *Server) say(u *User, chatID int64, m Message, parts []Part) (Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if chatID == u.ID {
		s.open(u)
	}
	ch, err := s.sees(u, chatID)
	if err != nil {
		return Message{}, err
	}
	for _, p := range parts {
		p(&m)
	}
	if m.ThreadID != 0 {
		if _, ok := ch.topics[m.ThreadID]; !ok {
			return Message{}, ErrNoTopic
		}
		m.IsTopicMessage = true
	}
	if m.ReplyTo != nil {
		answered := ch.message(m.ReplyTo.ID)
		if answered == nil {
			return Message{}, ErrNotOwn
		}
		quoted := *answered
		quoted.ReplyTo = nil
		m.ReplyTo = &quoted
	}
	from := *u
	m.From = &from
	return s.tell(ch, m), nil
}

// tell adds a message that is not the bot's and publishes it. The caller holds mu.
func (s *Server) tell(ch *chat, m Message) Message {
	shows := s.visible(ch, &m)
	if !m.service() {
		ch.botLast = false
	}
	s.add(ch, &m)
	if shows {
		s.publish(kindMessage, ch.ID, keepMessage, m)
	}
	return m
}

// open makes the chat of a user with the bot if it is not there, and unblocks the bot.
func (s *Server) open(u *User) {
	ch := s.private(u)
	if ch.blocked {
		s.setBlocked(ch, false)
	}
	ch.started, ch.refused = true, 0
}

// private is the chat of a user with the bot, opened or not.
func (s *Server) private(u *User) *chat {
	ch := s.chats[u.ID]
	if ch == nil {
		ch = &chat{Chat: Chat{ID: u.ID, Type: Private, FirstName: u.FirstName}, user: u}
		s.chats[u.ID] = ch
	}
	return ch
}

// visible says that the bot gets an update for a message: always in private, in groups what privacy
// mode lets through.
func (s *Server) visible(ch *chat, m *Message) bool {
	if ch.Type == Private {
		return true
	}
	if !ch.inside() {
		return false
	}
	if s.seesAll || ch.bot == administrator || m.service() || m.ReplyTo != nil && m.ReplyTo.FromBot() {
		return true
	}
	return slices.ContainsFunc(m.Entities, func(e Entity) bool { return e.Type == "bot_command" && s.meant(ch, m.Text, e) })
}

// meant says that a command is for this bot: by name, or without one when the bot spoke last.
func (s *Server) meant(ch *chat, text string, e Entity) bool {
	rest := text
	for n := 0; n < e.Offset; { // entities count UTF-16 units
		r := []rune(rest)[0]
		n += units(string(r))
		rest = rest[len(string(r)):]
	}
	_, name, named := strings.Cut(rest[:e.Length], "@")
	if named {
		return strings.EqualFold(name, s.me.Username)
	}
	return ch.botLast
}

// Block makes u block the bot. Sends then answer 403, and the bot is told.
func (s *Server) Block(u *User) { s.block(u, true) }

// Unblock takes a Block back.
func (s *Server) Unblock(u *User) { s.block(u, false) }

func (s *Server) block(u *User, blocked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ch := s.private(u); ch.started && ch.blocked != blocked {
		s.setBlocked(ch, blocked)
	}
}

// setBlocked changes whether a user has blocked the bot and makes the update. The caller holds mu.
func (s *Server) setBlocked(ch *chat, blocked bool) {
	before, after := member, kicked
	if !blocked {
		before, after = kicked, member
	}
	ch.blocked, ch.refused = blocked, 0
	s.note()
	s.publish(kindMyMember, ch.ID+queueMyself, keepMessage, memberChange{
		Chat: ch.Chat, From: *ch.user, Date: s.unix(), Old: memberOf(s.me, before), New: memberOf(s.me, after),
	})
}

// Deactivate deletes the account of u. Nobody is told; sends answer 403.
func (s *Server) Deactivate(u *User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.private(u).deactivated = true
}

// Transcript is a chat as an app shows it. Deleted messages are gone.
type Transcript struct {
	Chat     Chat
	Messages []Message
	Pinned   []int // numbers of pinned messages, the latest last
	Typing   bool  // the bot has shown an action since its last message
	Blocked  bool  // the user has blocked the bot
}

// Last is the newest message of the bot, the zero Message without one.
func (t Transcript) Last() Message {
	for _, m := range slices.Backward(t.Messages) {
		if m.FromBot() {
			return m
		}
	}
	return Message{}
}

// Chat shows a chat; of one that does not exist the Transcript is empty.
func (s *Server) Chat(id int64) Transcript {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[id]
	if ch == nil {
		return Transcript{}
	}
	t := Transcript{Chat: ch.Chat, Typing: ch.typing, Blocked: ch.blocked}
	t.Pinned = slices.Clone(ch.pinned)
	for _, m := range ch.messages {
		t.Messages = append(t.Messages, *m)
	}
	return t
}

// Chats lists all chats by id.
func (s *Server) Chats() []Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Chat
	for _, id := range slices.Sorted(maps.Keys(s.chats)) {
		all = append(all, s.chats[id].Chat)
	}
	return all
}

// WaitFor waits until a chat shows a message that matches, in its present form, and gives the first such.
// Messages that were there before count too.
func (s *Server) WaitFor(ctx context.Context, chatID int64, match func(Message) bool) (Message, error) {
	var found Message
	err := s.until(ctx, func() bool {
		ch := s.chats[chatID]
		if ch == nil {
			return false
		}
		i := slices.IndexFunc(ch.messages, func(m *Message) bool { return match(*m) })
		if i >= 0 {
			found = *ch.messages[i]
		}
		return i >= 0
	})
	return found, err
}
