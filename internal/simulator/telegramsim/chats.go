package telegramsim

import (
	"slices"
	"strings"
)

// Standing of the bot, or of a member, in a chat.
const (
	member        = "member"
	administrator = "administrator"
	left          = "left"
	kicked        = "kicked"
)

// chat is a conversation with everything the platform knows of it.
type chat struct {
	Chat
	messages []*Message
	nextID   int // of a supergroup, which numbers its own messages

	user        *User // private: the other side
	started     bool  // private: the user has opened the chat
	blocked     bool  // private: the user has blocked the bot
	deactivated bool  // private: the account is deleted

	bot      string           // groups: the bot's standing, "" when it never was inside
	members  map[int64]string // groups: standing of the people
	upgraded int64            // id of the supergroup this basic group became
	topics   map[int]string   // forums: name by thread id
	closed   map[int]bool     // forums: topics only administrators write in, 0 for the general one
	deleted  bool             // basic groups: it has ended
	pinned   []int            // messages, the latest last

	permitted Rights  // groups: what everybody may do
	withheld  *Rights // groups: what the bot may do though it is restricted, nil when it is not
	botLast   bool    // the bot wrote the latest message

	refused int  // how often the bot was told since the last change that it may not write here
	typing  bool // the bot has shown an action since its last message
}

// message finds a message that has not been deleted.
func (ch *chat) message(id int) *Message {
	i := slices.IndexFunc(ch.messages, func(m *Message) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return ch.messages[i]
}

// inside says that the bot takes part in the chat.
func (ch *chat) inside() bool {
	return ch.Type == Private || ch.bot == member || ch.bot == administrator || ch.bot == restricted
}

// rights a call needs in a chat.
type rights int

const (
	toRead rights = iota
	toEdit
	toWrite
)

// access finds the chat of a call and checks that the bot may do there what it wants. A second attempt
// after being refused is noted: the bot has been told. The caller holds mu.
func (s *Server) access(c *call, need rights) (*chat, error) {
	if c.params["chat_id"] == "" {
		return nil, bad("chat_id is empty")
	}
	ch := s.chats[c.chat()]
	if ch == nil || ch.Type != Private && ch.bot == "" {
		return nil, bad("chat not found")
	}
	r := ch.refuses(need)
	if r == nil {
		return ch, nil
	}
	if need == toWrite {
		ch.refused++
		if ch.refused > 1 {
			s.breachLocked(c.method, "again in a chat that has refused: "+r.text)
		}
	}
	return nil, r
}

// refuses says why the bot may not do it, nil if it may.
func (ch *chat) refuses(need rights) *refusal {
	if ch.Type == Private {
		return ch.refusesPrivate(need)
	}
	kind := ch.Type
	supergroup := ch.Type != Group
	switch {
	case ch.deleted && need == toWrite:
		return forbidden("the group chat was deleted")
	case ch.Type == Channel && ch.bot == member && need != toRead:
		return plain("need administrator rights in the channel chat")
	case ch.upgraded != 0 && need == toWrite:
		return migrated(ch.upgraded)
	case ch.bot == kicked && (supergroup || need != toRead):
		return forbidden("bot was kicked from the " + kind + " chat")
	case ch.bot == left && (supergroup || need != toRead):
		return forbidden("bot is not a member of the " + kind + " chat")
	}
	return nil
}

func (ch *chat) refusesPrivate(need rights) *refusal {
	switch {
	case need == toRead:
		return nil
	case ch.deactivated:
		return forbidden("user is deactivated")
	case !ch.started:
		return forbidden("bot can't initiate conversation with a user")
	case ch.blocked:
		return forbidden("bot was blocked by the user")
	}
	return nil
}

// fullChat is the answer of getChat.
type fullChat struct {
	Chat
	Accent    int `json:"accent_color_id"`
	Reactions int `json:"max_reaction_count"`
}

func getChat(s *Server, c *call) (any, error) {
	ch, err := s.access(c, toRead)
	if err != nil {
		return nil, err
	}
	return fullChat{Chat: ch.Chat, Reactions: 11}, nil
}

// chatMember is somebody's standing in a chat as the API shows it.
type chatMember struct {
	Status string `json:"status"`
	User   User   `json:"user"`
	Until  *int64 `json:"until_date,omitempty"` // of those who were removed: 0 is for ever
}

func memberOf(u User, status string) chatMember {
	m := chatMember{Status: status, User: u}
	if status == kicked {
		m.Until = new(int64)
	}
	return m
}

func getChatMember(s *Server, c *call) (any, error) {
	ch, err := s.access(c, toRead)
	if err != nil {
		return nil, err
	}
	id := int64(c.number("user_id", 0, 0, 1<<52))
	if id == 0 {
		return nil, bad("invalid user_id specified")
	}
	if id == s.me.ID {
		return s.standingOf(ch), nil
	}
	u := s.users[id]
	if u == nil || ch.Type == Private && id != ch.ID {
		return nil, bad("PARTICIPANT_ID_INVALID")
	}
	status := ch.members[id]
	switch {
	case ch.Type == Private:
		status = member
	case status == "":
		status = left
	}
	return memberOf(*u, status), nil
}

// standing is what the bot is in a chat.
func (ch *chat) standing() string {
	if ch.Type == Private {
		return member
	}
	return ch.bot
}

func getChatAdministrators(s *Server, c *call) (any, error) {
	ch, err := s.access(c, toRead)
	if err != nil {
		return nil, err
	}
	if ch.Type == Private {
		return nil, bad("there are no administrators in the private chat")
	}
	admins := []chatMember{}
	for id, status := range ch.members {
		if status == administrator || status == "creator" {
			admins = append(admins, memberOf(*s.users[id], status))
		}
	}
	slices.SortFunc(admins, func(a, b chatMember) int { return int(a.User.ID - b.User.ID) })
	return admins, nil
}

func getChatMemberCount(s *Server, c *call) (any, error) {
	ch, err := s.access(c, toRead)
	if err != nil {
		return nil, err
	}
	if ch.Type == Private {
		return 2, nil
	}
	n := 0
	for _, status := range ch.members {
		if status != left && status != kicked {
			n++
		}
	}
	if ch.inside() {
		n++
	}
	return n, nil
}

func leaveChat(s *Server, c *call) (any, error) {
	ch, err := s.access(c, toRead)
	if err != nil {
		return nil, err
	}
	if ch.Type == Private {
		return nil, bad("chat member status can't be changed in private chats")
	}
	if ch.bot != left && ch.bot != kicked {
		s.setBot(ch, s.me, left)
	}
	return true, nil
}

// thread reads message_thread_id and holds it to the topics the chat has. The platform ignores it
// where there are no topics; here that counts as wrong, because the message would not go where it was
// meant to.
func (ch *chat) thread(c *call) (int, error) {
	raw := strings.TrimSpace(c.params["message_thread_id"])
	if raw == "" || raw == "0" {
		return 0, nil
	}
	id := c.number("message_thread_id", -1, -1, 1<<31-1)
	if _, ok := ch.topics[id]; !ok {
		return 0, plain("message thread not found")
	}
	return id, nil
}
