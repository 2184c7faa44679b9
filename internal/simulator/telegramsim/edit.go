package telegramsim

import (
	"reflect"
	"slices"
	"time"
)

// deletable is how long messages in groups and those of the bot can be deleted.
const deletable = 48 * time.Hour

func editMessageText(s *Server, c *call) (any, error) {
	text, entities, err := s.messageText(c)
	if err != nil {
		return nil, err
	}
	return s.edit(c, func(m *Message) error {
		if m.Text == "" {
			return bad("there is no text in the message to edit")
		}
		m.Text, m.Entities = text, entities
		return nil
	})
}

func editMessageCaption(s *Server, c *call) (any, error) {
	caption, entities, err := s.caption(c)
	if err != nil {
		return nil, err
	}
	return s.edit(c, func(m *Message) error {
		if m.Photo == nil && m.Document == nil {
			return bad("there is no caption in the message to edit")
		}
		m.Caption, m.CaptionEntities = caption, entities
		return nil
	})
}

func editMessageReplyMarkup(s *Server, c *call) (any, error) {
	return s.edit(c, func(*Message) error { return nil })
}

// edit changes a message of the bot. Its keyboard becomes the one given; without one it goes.
func (s *Server) edit(c *call, change func(*Message) error) (any, error) {
	markup, other, err := s.markup(c)
	switch {
	case err != nil:
		return nil, err
	case other != nil:
		return nil, bad("inline keyboard expected")
	case c.params["inline_message_id"] != "":
		return nil, bad("MESSAGE_ID_INVALID")
	}
	ch, err := s.access(c, toEdit)
	if err != nil {
		return nil, err
	}
	m := ch.message(c.number("message_id", 0, 0, 1<<31-1))
	switch {
	case m == nil:
		return nil, plain("message to edit not found")
	case m.From.ID != s.me.ID || m.ReplyKeyboard != nil || ch.upgraded != 0:
		return nil, bad("message can't be edited")
	}
	after := *m
	after.Markup = markup
	if err := change(&after); err != nil {
		return nil, err
	}
	if sameContent(*m, after) {
		return nil, notModified()
	}
	if err := s.meter(c, ch, edits); err != nil {
		return nil, err
	}
	after.EditDate = s.unix()
	after.Edits++
	*m = after
	s.note()
	return after, nil
}

// sameContent says that an edit changed nothing a reader would see.
func sameContent(a, b Message) bool {
	return a.Text == b.Text && a.Caption == b.Caption && slices.Equal(a.Entities, b.Entities) &&
		slices.Equal(a.CaptionEntities, b.CaptionEntities) && reflect.DeepEqual(a.Markup, b.Markup)
}

// deleteMessage takes a message away. In private chats the bot may take away what the user wrote, in
// groups it must be an administrator for that.
func deleteMessage(s *Server, c *call) (any, error) {
	if c.params["message_id"] == "" {
		return nil, bad("message identifier is not specified")
	}
	ch, err := s.access(c, toWrite)
	if err != nil {
		return nil, err
	}
	id := c.number("message_id", 0, 0, 1<<31-1)
	m := ch.message(id)
	switch {
	case m == nil:
		return nil, plain("message to delete not found")
	case s.now().Sub(time.Unix(m.Date, 0)) > deletable:
		return nil, bad("message can't be deleted for everyone")
	case ch.Type != Private && ch.bot != administrator && m.From.ID != s.me.ID:
		return nil, bad("message can't be deleted")
	}
	ch.messages = slices.DeleteFunc(ch.messages, func(m *Message) bool { return m.ID == id })
	s.note()
	return true, nil
}
