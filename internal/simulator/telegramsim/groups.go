package telegramsim

import (
	"errors"
)

// Ways playing with groups can fail.
var (
	ErrNoGroup = errors.New("telegramsim: no such group")
	ErrNoForum = errors.New("telegramsim: only supergroups have topics")
)

// NewGroup makes a basic group; its first member owns it. The bot is not inside yet.
func (s *Server) NewGroup(title string, members ...*User) Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids.group += 3
	return s.newGroup(-s.ids.group, Group, title, members).Chat
}

// NewSupergroup makes a supergroup; its first member owns it. The bot is not inside yet.
func (s *Server) NewSupergroup(title string, members ...*User) Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids.group += 3
	return s.newGroup(supergroupID(s.ids.group), Supergroup, title, members).Chat
}

// supergroupID is -100 followed by the number.
func supergroupID(n int64) int64 { return -1_000_000_000_000 - n }

func (s *Server) newGroup(id int64, kind, title string, members []*User) *chat {
	ch := &chat{Chat: Chat{ID: id, Type: kind, Title: title}, members: map[int64]string{}, permitted: usualRights()}
	for i, u := range members {
		ch.members[u.ID] = member
		if i == 0 {
			ch.members[u.ID] = "creator"
		}
	}
	s.chats[id] = ch
	s.note()
	return ch
}

// group finds a group. The caller holds mu.
func (s *Server) group(id int64) (*chat, error) {
	ch := s.chats[id]
	if ch == nil || ch.Type == Private {
		return nil, ErrNoGroup
	}
	return ch, nil
}

// memberChange is a change of somebody's standing as the API shows it.
type memberChange struct {
	Chat Chat  `json:"chat"`
	From User  `json:"from"`
	Date int64 `json:"date"`
	Old  any   `json:"old_chat_member"`
	New  any   `json:"new_chat_member"`
}

// setBot changes the bot's standing and makes the update. The caller holds mu.
func (s *Server) setBot(ch *chat, by User, status string) {
	before := s.standingOf(ch)
	ch.bot, ch.withheld = status, nil
	s.standingChanged(ch, by, before)
}

// AddBot makes by put the bot into a group: a change of standing and a service message.
func (s *Server) AddBot(groupID int64, by *User) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	if err != nil {
		return err
	}
	if ch.Type == Channel {
		s.setBot(ch, *by, administrator)
		return nil
	}
	s.setBot(ch, *by, member)
	from := *by
	s.tell(ch, Message{From: &from, NewMembers: []User{s.me}})
	return nil
}

// Promote makes the bot an administrator, which sees all messages and may delete them.
func (s *Server) Promote(groupID int64, by *User) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	if err != nil {
		return err
	}
	s.setBot(ch, *by, administrator)
	return nil
}

// RemoveBot makes by throw the bot out. In a basic group the bot still sees the service message.
func (s *Server) RemoveBot(groupID int64, by *User) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	if err != nil {
		return err
	}
	from, gone := *by, s.me
	if ch.Type == Group {
		s.tell(ch, Message{From: &from, LeftMember: &gone})
	}
	s.setBot(ch, *by, kicked)
	return nil
}

// Join puts somebody into a group; the bot sees the service message, and the change of standing if it
// has asked for chat_member updates and is an administrator.
func (s *Server) Join(groupID int64, u *User) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	if err != nil {
		return err
	}
	ch.members[u.ID] = member
	from := *u
	s.tell(ch, Message{From: &from, NewMembers: []User{*u}})
	if ch.bot == administrator {
		s.publish(kindMember, u.ID+queueMembers, keepMessage, memberChange{
			Chat: ch.Chat, From: *u, Date: s.unix(), Old: memberOf(*u, left), New: memberOf(*u, member),
		})
	}
	return nil
}

// Migrate turns a basic group into a supergroup with a new id, and gives the new chat. The old one gets
// a service message with the new id, the new one a message with the old id; sends to the old one are
// answered with the new id from then on.
func (s *Server) Migrate(groupID int64, by *User) (Chat, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	from, err := s.group(groupID)
	if err != nil || from.Type != Group || from.upgraded != 0 {
		return Chat{}, ErrNoGroup
	}
	s.ids.group += 3
	to := s.newGroup(supergroupID(s.ids.group), Supergroup, from.Title, nil)
	to.bot, to.permitted, to.withheld = from.bot, from.permitted, from.withheld
	for id, status := range from.members {
		to.members[id] = status
	}
	who := *by
	s.tell(from, Message{From: &who, MigrateTo: to.ID})
	from.upgraded = to.ID
	s.tell(to, Message{From: &who, MigrateFrom: from.ID})
	return to.Chat, nil
}

// NewTopic makes a topic in a supergroup, which becomes a forum, and gives its thread id.
func (s *Server) NewTopic(groupID int64, by *User, name string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	if err != nil {
		return 0, err
	}
	if ch.Type != Supergroup {
		return 0, ErrNoForum
	}
	if ch.topics == nil {
		ch.topics = map[int]string{}
	}
	ch.IsForum = true
	from := *by
	m := s.tell(ch, Message{From: &from, TopicCreated: &Topic{Name: name, Color: 7322096}, IsTopicMessage: true, ThreadID: ch.nextID + 1})
	ch.topics[m.ID] = name
	return m.ID, nil
}

// DeleteTopic takes a topic away with its messages; the bot is not told.
func (s *Server) DeleteTopic(groupID int64, thread int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	if err != nil {
		return err
	}
	delete(ch.topics, thread)
	var kept []*Message
	for _, m := range ch.messages {
		if m.ThreadID != thread {
			kept = append(kept, m)
		}
	}
	ch.messages = kept
	s.note()
	return nil
}
