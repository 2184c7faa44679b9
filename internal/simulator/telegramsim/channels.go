package telegramsim

// NewChannel makes a channel of an owner. The bot is not inside yet; AddBot makes it an administrator, as members of channels are
// readers only.
func (s *Server) NewChannel(title string, owner *User) Chat {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ids.group += 3
	return s.newGroup(supergroupID(s.ids.group), Channel, title, []*User{owner}).Chat
}

// Post writes a text in a channel. It comes from nobody: the API names the channel as its sender.
func (s *Server) Post(channelID int64, text string) (Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, err := s.group(channelID)
	if err != nil || ch.Type != Channel {
		return Message{}, ErrNoGroup
	}
	text, _ = trimmed(cleaned(text), nil)
	from := ch.Chat
	m := Message{SenderChat: &from, Text: text, Entities: commands(text)}
	s.add(ch, &m)
	if ch.inside() {
		s.publish(kindPost, ch.ID, keepMessage, m)
	}
	return m, nil
}
