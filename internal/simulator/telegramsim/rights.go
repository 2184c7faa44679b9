package telegramsim

import "errors"

// Rights are what the bot may do in a group. An administrator has all of them; a channel knows administrators only.
type Rights struct {
	Texts     bool
	Photos    bool
	Documents bool
	Pin       bool
}

// AllRights are those of an administrator.
func AllRights() Rights { return Rights{true, true, true, true} }

// usualRights are what a new group gives everybody.
func usualRights() Rights { return Rights{Texts: true, Photos: true, Documents: true} }

// restricted is the standing of a member of whom something is withheld by name.
const restricted = "restricted"

// ErrNoMember is returned where the bot would have to be in a group.
var ErrNoMember = errors.New("telegramsim: the bot is not in the group")

// Permit changes what everybody in a group may do. The bot is not told: its own standing stays.
func (s *Server) Permit(groupID int64, r Rights) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	if err != nil {
		return err
	}
	ch.permitted = r
	return nil
}

// Restrict makes by take rights away from the bot, or give them back: its standing becomes "restricted", and with all rights of the
// group "member" again. The bot is told.
func (s *Server) Restrict(groupID int64, by *User, r Rights) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	switch {
	case err != nil:
		return err
	case !ch.inside():
		return ErrNoMember
	}
	before := s.standingOf(ch)
	ch.bot, ch.withheld = restricted, &r
	if r == ch.permitted {
		ch.bot, ch.withheld = member, nil
	}
	s.standingChanged(ch, *by, before)
	return nil
}

// DeleteGroup makes a basic group end. The bot is told nothing it could read later.
func (s *Server) DeleteGroup(groupID int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	if err != nil || ch.Type != Group {
		return ErrNoGroup
	}
	ch.deleted = true
	return nil
}

// rights are what the bot may do in a chat.
func (ch *chat) rights() Rights {
	switch {
	case ch.Type == Private || ch.bot == administrator:
		return AllRights()
	case ch.withheld != nil:
		w, p := *ch.withheld, ch.permitted
		return Rights{w.Texts && p.Texts, w.Photos && p.Photos, w.Documents && p.Documents, w.Pin && p.Pin}
	}
	return ch.permitted
}

// forbids says why a message of this kind cannot go to the chat, nil if it can. The words are those of tdlib/td at 49b3bcb,
// can_send_message_content.
func (ch *chat) forbids(m *Message) *refusal {
	r := ch.rights()
	switch {
	case m.Photo != nil && !r.Photos:
		return plain("not enough rights to send photos to the chat")
	case m.Document != nil && !r.Documents:
		return plain("not enough rights to send documents to the chat")
	case m.Photo == nil && m.Document == nil && !r.Texts:
		return plain("not enough rights to send text messages to the chat")
	case ch.closed[m.ThreadID] && ch.bot != administrator:
		return official(400, "TOPIC_CLOSED")
	}
	return nil
}

// CloseTopic closes a topic, 0 for the general one: only administrators write in it then.
func (s *Server) CloseTopic(groupID int64, thread int) error {
	return s.setClosed(groupID, thread, true)
}

// ReopenTopic takes a CloseTopic back.
func (s *Server) ReopenTopic(groupID int64, thread int) error {
	return s.setClosed(groupID, thread, false)
}

func (s *Server) setClosed(groupID int64, thread int, closed bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(groupID)
	if err != nil {
		return err
	}
	if _, ok := ch.topics[thread]; !ok && thread != 0 {
		return ErrNoTopic
	}
	if ch.closed == nil {
		ch.closed = map[int]bool{}
	}
	ch.closed[thread] = closed
	return nil
}

// restrictedMember is how the API shows a member of whom something is withheld.
type restrictedMember struct {
	chatMember
	Inside    bool  `json:"is_member"`
	Texts     bool  `json:"can_send_messages"`
	Photos    bool  `json:"can_send_photos"`
	Documents bool  `json:"can_send_documents"`
	Pin       bool  `json:"can_pin_messages"`
	Until     int64 `json:"until_date"`
}

// adminMember is how the API shows an administrator.
type adminMember struct {
	chatMember
	Manage bool `json:"can_manage_chat"`
	Pin    bool `json:"can_pin_messages,omitempty"`
	Post   bool `json:"can_post_messages,omitempty"`
}

// standingOf is the bot's standing as the API shows it. The caller holds mu.
func (s *Server) standingOf(ch *chat) any {
	status := ch.standing()
	if status == "" {
		status = left
	}
	m := memberOf(s.me, status)
	switch {
	case status == restricted && ch.withheld != nil:
		r := ch.rights()
		return restrictedMember{chatMember: m, Inside: true, Texts: r.Texts, Photos: r.Photos, Documents: r.Documents, Pin: r.Pin}
	case status == administrator:
		return adminMember{chatMember: m, Manage: true, Pin: true, Post: ch.Type == Channel}
	}
	return m
}

// standingChanged tells the bot of its new standing. The caller holds mu.
func (s *Server) standingChanged(ch *chat, by User, before any) {
	ch.refused = 0
	s.note()
	s.publish(kindMyMember, ch.ID+queueMyself, keepMessage, memberChange{
		Chat: ch.Chat, From: by, Date: s.unix(), Old: before, New: s.standingOf(ch),
	})
}
