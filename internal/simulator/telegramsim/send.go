package telegramsim

import (
	"slices"
	"strings"
)

func sendMessage(s *Server, c *call) (any, error) {
	text, entities, err := s.messageText(c)
	if err != nil {
		return nil, err
	}
	if _, err := c.object("link_preview_options", &map[string]any{}); err != nil {
		return nil, err
	}
	return s.sendOut(c, &Message{Text: text, Entities: entities})
}

// sendOut puts a message of the bot into the chat the call names.
func (s *Server) sendOut(c *call, m *Message) (any, error) {
	for _, p := range []string{"business_connection_id", "direct_messages_topic_id", "ephemeral_message_parameters", "suggested_post_parameters"} {
		if c.params[p] != "" {
			return nil, bad("parameter %s is not served here", p)
		}
	}
	var err error
	if m.Markup, m.ReplyKeyboard, err = s.markup(c); err != nil {
		return nil, err
	}
	ch, err := s.access(c, toWrite)
	if err != nil {
		return nil, err
	}
	if m.ThreadID, err = ch.thread(c); err != nil {
		return nil, err
	}
	m.IsTopicMessage = m.ThreadID != 0
	if r := ch.forbids(m); r != nil {
		return nil, r
	}
	if m.ReplyTo, err = s.replyTo(c, ch); err != nil {
		return nil, err
	}
	if err := s.meter(c, ch, sends); err != nil {
		return nil, err
	}
	bot := s.me
	if m.From = &bot; ch.Type == Channel {
		chat := ch.Chat
		m.SenderChat = &chat
	}
	m.Silent, m.Protected = c.flag("disable_notification"), c.flag("protect_content")
	ch.botLast, ch.typing = true, false
	s.add(ch, m)
	return *m, nil
}

// replyTo finds the message a new one answers.
func (s *Server) replyTo(c *call, ch *chat) (*Message, error) {
	reply := struct {
		ID      int   `json:"message_id"`
		Chat    int64 `json:"chat_id"`
		Lenient bool  `json:"allow_sending_without_reply"`
	}{ID: c.number("reply_to_message_id", 0, 0, 1<<31-1), Lenient: c.flag("allow_sending_without_reply")}
	if _, err := c.object("reply_parameters", &reply); err != nil {
		return nil, err
	}
	if reply.ID == 0 {
		return nil, nil
	}
	if reply.Chat != 0 && reply.Chat != ch.ID {
		return nil, bad("replies to other chats are not served here")
	}
	m := ch.message(reply.ID)
	if m == nil {
		if reply.Lenient {
			return nil, nil
		}
		return nil, plain("message to be replied not found")
	}
	answered := *m
	answered.ReplyTo = nil
	return &answered, nil
}

// add numbers and dates a message and puts it into its chat. The caller holds mu.
func (s *Server) add(ch *chat, m *Message) {
	if ch.Type == Supergroup || ch.Type == Channel {
		ch.nextID++
		m.ID = ch.nextID
	} else {
		s.ids.message++
		m.ID = s.ids.message
	}
	m.Chat, m.Date = ch.Chat, s.unix()
	ch.messages = append(ch.messages, m)
	s.note()
}

func sendChatAction(s *Server, c *call) (any, error) {
	actions := []string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
		"choose_sticker", "find_location", "record_video_note", "upload_video_note"}
	if !slices.Contains(actions, strings.ToLower(c.params["action"])) {
		return nil, bad("wrong parameter action in request")
	}
	ch, err := s.access(c, toWrite)
	if err != nil {
		return nil, err
	}
	if _, err := ch.thread(c); err != nil {
		return nil, err
	}
	ch.typing = true
	s.note()
	return true, nil
}
