package telegramsim

import (
	"encoding/json"
	"strconv"
	"strings"
)

// How many files an album has.
const minAlbum, maxAlbum = 2, 10

// sendMediaGroup sends several files as one message: to the API they are messages with a common media_group_id.
func sendMediaGroup(s *Server, c *call) (any, error) {
	var items []struct {
		Type, Media, Caption string
		ParseMode            string          `json:"parse_mode"`
		Entities             json.RawMessage `json:"caption_entities"`
	}
	if ok, err := c.object("media", &items); err != nil || !ok {
		return nil, bad("can't parse media JSON object")
	}
	if len(items) < minAlbum || len(items) > maxAlbum {
		return nil, bad("wrong number of messages to send")
	}
	ch, err := s.access(c, toWrite)
	if err != nil {
		return nil, err
	}
	thread, err := ch.thread(c)
	if err != nil {
		return nil, err
	}
	album := make([]*Message, len(items))
	for i, item := range items {
		if item.Type != items[0].Type {
			return nil, bad("MEDIA_GROUPED_INVALID")
		}
		one := &call{ctx: c.ctx, method: c.method, files: c.files, params: map[string]string{item.Type: item.Media}}
		one.params["caption"], one.params["parse_mode"] = item.Caption, item.ParseMode
		m, err := s.albumItem(one, item.Type)
		if err != nil {
			return nil, err
		}
		m.ThreadID = thread
		if r := ch.forbids(m); r != nil {
			return nil, groupFailed(i+1, r)
		}
		album[i] = m
	}
	id := strconv.FormatInt(13_000_000_000_000_000+int64(s.ids.file), 10)
	var sent []Message
	for _, m := range album {
		m.Album = id
		out, err := s.sendOut(c, m)
		if err != nil {
			return nil, err
		}
		sent = append(sent, out.(Message))
	}
	return sent, nil
}

// albumItem reads one file of an album.
func (s *Server) albumItem(c *call, kind string) (*Message, error) {
	if kind != "photo" && kind != "document" {
		return nil, bad("type \"%s\" is not served here in an album", kind)
	}
	if !strings.HasPrefix(c.params[kind], "attach://") && s.files[c.params[kind]] == nil {
		return nil, bad("wrong file identifier/HTTP URL specified")
	}
	caption, entities, err := s.caption(c)
	if err != nil {
		return nil, err
	}
	f, err := s.input(c, kind)
	if err != nil {
		return nil, err
	}
	m := &Message{Caption: caption, CaptionEntities: entities}
	if kind == "photo" {
		m.Photo = []File{f.File}
	} else {
		m.Document = &f.File
	}
	return m, nil
}

// pinChatMessage pins a message, which needs a right of its own in groups.
func pinChatMessage(s *Server, c *call) (any, error) {
	ch, err := s.access(c, toWrite)
	if err != nil {
		return nil, err
	}
	id := c.number("message_id", 0, 0, 1<<31-1)
	switch {
	case ch.message(id) == nil:
		return nil, plain("message to pin not found")
	case !ch.rights().Pin:
		return nil, plain("not enough rights to manage pinned messages in the chat")
	}
	ch.pinned = append(ch.pinned, id)
	s.note()
	return true, nil
}

// menuButton is the button beside the text field.
type menuButton struct {
	Type string `json:"type"`
	Text string `json:"text,omitempty"`
	App  *struct {
		URL string `json:"url"`
	} `json:"web_app,omitempty"`
}

func setChatMenuButton(s *Server, c *call) (any, error) {
	b := menuButton{Type: "default"}
	if _, err := c.object("menu_button", &b); err != nil {
		return nil, err
	}
	switch {
	case b.Type != "default" && b.Type != "commands" && b.Type != "web_app":
		return nil, bad("can't parse menu button: MenuButton has unsupported type")
	case b.Type == "web_app" && (b.App == nil || b.Text == ""):
		return nil, bad("can't parse menu button: Can't find field \"text\"")
	case b.Type == "web_app" && (!strings.HasPrefix(b.App.URL, "https://") || checkLink(b.App.URL) != ""):
		return nil, bad("menu button Web App URL '%s' is invalid: Only HTTPS links are allowed", b.App.URL)
	}
	if b.Type != "web_app" {
		b = menuButton{Type: b.Type}
	}
	s.profile.menu = &b
	s.note()
	return true, nil
}

func getChatMenuButton(s *Server, _ *call) (any, error) {
	if s.profile.menu == nil {
		return menuButton{Type: "default"}, nil
	}
	return *s.profile.menu, nil
}

// MenuButton is the label and the address of the button beside the text field; both are empty where it shows the commands.
func (s *Server) MenuButton() (label, url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.profile.menu; b != nil && b.App != nil {
		return b.Text, b.App.URL
	}
	return "", ""
}
