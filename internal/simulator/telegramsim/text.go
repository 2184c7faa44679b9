package telegramsim

import (
	"strings"
	"unicode"
	"unicode/utf16"
)

// Limits of texts, in UTF-16 code units after the markup has been taken out.
const (
	maxText     = 4096
	maxCaption  = 1024
	maxRawBytes = 1 << 15
)

// text reads a formatted text: the parameter name, in the parse_mode or with the entities given.
func (s *Server) text(c *call, name, entities string) (string, []Entity, error) {
	raw := c.params[name]
	if err := notUTF8(raw); err != nil {
		return "", nil, err
	}
	if len(raw) > maxRawBytes {
		return "", nil, bad("text is too long")
	}
	clean := cleaned(raw)
	var found []Entity
	mode := strings.ToLower(c.params["parse_mode"])
	switch {
	case clean == "" || mode == "" || mode == "none":
		if _, err := c.object(entities, &found); err != nil {
			return "", nil, err
		}
		if err := checkEntities(clean, found); err != nil {
			return "", nil, err
		}
	case mode == "html":
		p := htmlParser{in: clean, user: s.users}
		if err := p.run(); err != nil {
			return "", nil, err
		}
		for _, link := range p.lost {
			s.breachLocked(c.method, "link to "+link+" is no valid address and was dropped")
		}
		clean, found = p.out.String(), p.entities
	case mode == "markdown" || mode == "markdownv2":
		return "", nil, bad("parse_mode %s is not served here", mode)
	default:
		return "", nil, bad("unsupported parse_mode")
	}
	clean, found = trimmed(clean, found)
	return clean, found, nil
}

// messageText reads the text of a message: 1 to 4096.
func (s *Server) messageText(c *call) (string, []Entity, error) {
	if c.params["text"] == "" {
		return "", nil, bad("message text is empty")
	}
	text, entities, err := s.text(c, "text", "entities")
	switch {
	case err != nil:
		return "", nil, err
	case text == "":
		return "", nil, bad("text must be non-empty")
	case units(text) > maxText:
		return "", nil, bad("message is too long")
	}
	return text, entities, nil
}

// caption reads the text under a picture or document: at most 1024, may be missing.
func (s *Server) caption(c *call) (string, []Entity, error) {
	text, entities, err := s.text(c, "caption", "caption_entities")
	if err == nil && units(text) > maxCaption {
		err = bad("message caption is too long")
	}
	return text, entities, err
}

// cleaned takes out what the platform does not keep: carriage returns, control characters (they become
// spaces), line separators and direction marks, and three vertical combining lines.
func cleaned(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r', r >= 0x2028 && r <= 0x202e, r == 0x333, r == 0x33f, r == 0x30a:
			return -1
		case r < ' ':
			return ' '
		}
		return r
	}, s)
}

// trimmed cuts white space at the end, and spaces and line breaks at the beginning as far as the first
// entity, and moves the entities accordingly.
func trimmed(s string, entities []Entity) (string, []Entity) {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	first := units(s)
	for _, e := range entities {
		first = min(first, e.Offset)
	}
	cut := 0 // spaces and line breaks are one byte and one unit each
	for cut < first && (s[cut] == ' ' || s[cut] == '\n') {
		cut++
	}
	s = s[cut:]
	var kept []Entity
	for _, e := range entities {
		e.Offset -= cut
		e.Length = min(e.Length, units(s)-e.Offset)
		if e.Length > 0 {
			kept = append(kept, e)
		}
	}
	return s, kept
}

func checkEntities(text string, entities []Entity) error {
	for _, e := range entities {
		switch {
		case e.Offset < 0 || e.Offset > units(text):
			return bad("receive an entity with incorrect offset %d", e.Offset)
		case e.Length < 0 || e.Offset+e.Length > units(text):
			return bad("receive an entity with incorrect length %d", e.Length)
		case e.Type == "":
			return bad("can't parse MessageEntity: Type is not specified")
		}
	}
	return nil
}

// units is the length of a text in UTF-16 code units.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// commands finds the bot commands in what a user typed, as the clients mark them.
func commands(text string) []Entity {
	var found []Entity
	offset, before := 0, ' '
	for i, r := range text {
		if r == '/' && !word(before) && before != '/' {
			if n := commandLength(text[i:]); n > 0 {
				found = append(found, Entity{Type: "bot_command", Offset: offset, Length: n})
			}
		}
		before = r
		offset += utf16.RuneLen(r)
	}
	return found
}

// commandLength is the length of the command text begins with, including @name, or 0.
func commandLength(text string) int {
	n := 1 + nameLength(text[1:])
	if n == 1 || n > 65 {
		return 0
	}
	if n < len(text) && text[n] == '@' {
		if m := nameLength(text[n+1:]); m >= 3 {
			n += 1 + m
		}
	}
	return n
}

func nameLength(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool {
		return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}))
}

func word(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
