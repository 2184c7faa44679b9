package telegramsim

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// htmlParser turns the platform's HTML into text and entities. Its strictness and its error texts are
// the official server's: any other tag, a tag left open or closed in the wrong order is an error, and
// only four named character references exist.
type htmlParser struct {
	in   string
	user map[int64]*User // whom tg://user links may mention

	at       int // byte position in in
	offset   int // UTF-16 units written
	out      strings.Builder
	open     []openTag
	entities []Entity
	lost     []string // addresses of links that are none
}

// openTag is a start tag that waits for its end.
type openTag struct {
	name, value string
	unix        int64
	offset      int // in UTF-16 units
	begin       int // byte position in out
}

// entityTypes names the entity of each tag; those that need more than a name are settled in entity.
func entityTypes() map[string]string {
	return map[string]string{
		"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
		"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
		"a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji", "tg-time": "date_time",
	}
}

// run parses all of in.
func (p *htmlParser) run() error {
	types := entityTypes()
	for p.at < len(p.in) {
		var err error
		switch p.in[p.at] {
		case '&':
			r, next := reference(p.in, p.at)
			if r == 0 {
				r, next = '&', p.at+1
			}
			p.at = next
			p.write(r)
		case '<':
			if p.peek(p.at+1) == '/' {
				err = p.end(types)
			} else {
				err = p.start(types)
			}
		default:
			r, n := utf8.DecodeRuneInString(p.in[p.at:])
			p.at += n
			p.write(r)
		}
		if err != nil {
			return err
		}
	}
	if n := len(p.open); n > 0 {
		return unparsable("Can't find end tag corresponding to start tag \"%s\"", p.open[n-1].name)
	}
	p.finish()
	return nil
}

// unparsable is an error in the platform's own words.
func unparsable(format string, args ...any) error {
	return bad("Can't parse entities: "+format, args...)
}

// finish orders the entities the way the platform lists them. Only <pre> shows a language.
func (p *htmlParser) finish() {
	for i := range p.entities {
		if p.entities[i].Type == "code" {
			p.entities[i].Language = ""
		}
	}
	slices.SortStableFunc(p.entities, func(a, b Entity) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		return b.Length - a.Length
	})
}

func (p *htmlParser) write(r rune) {
	p.out.WriteRune(r)
	p.offset += max(1, utf16.RuneLen(r))
}

// peek is the byte at i, 0 after the end.
func (p *htmlParser) peek(i int) byte {
	if i < len(p.in) {
		return p.in[i]
	}
	return 0
}

// until moves to the first byte, or the end, for which stop holds and returns what was passed.
func (p *htmlParser) until(stop func(byte) bool) string {
	from := p.at
	for p.at < len(p.in) && !stop(p.in[p.at]) {
		p.at++
	}
	return p.in[from:p.at]
}

func space(b byte) bool { return b == ' ' || b >= '\t' && b <= '\r' }

func (p *htmlParser) skipSpace() { p.until(func(b byte) bool { return !space(b) }) }

func (p *htmlParser) start(types map[string]string) error {
	begin := p.at
	p.at++
	name := strings.ToLower(p.until(func(b byte) bool { return space(b) || b == '>' }))
	if p.peek(p.at) == 0 {
		return unparsable("Unclosed start tag at byte offset %d", begin)
	}
	if types[name] == "" {
		return unparsable("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	}
	tag := openTag{name: name, offset: p.offset, begin: p.out.Len()}
	for p.skipSpace(); p.peek(p.at) != '>'; p.skipSpace() {
		key, value, err := p.attribute(name, begin)
		if err != nil {
			return err
		}
		tag.take(key, value)
	}
	p.at++
	if name == "span" && tag.value != "spoiler" {
		return unparsable("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, tag)
	return nil
}

// take keeps an attribute that means something on this tag; the others are ignored as by the platform.
func (t *openTag) take(key, value string) {
	switch t.name + " " + key {
	case "a href", "tg-emoji emoji-id", "tg-time format":
		t.value = value
	case "code class":
		if language, ok := strings.CutPrefix(value, "language-"); ok {
			t.value = language
		}
	case "span class":
		if kind, ok := strings.CutPrefix(value, "tg-"); ok {
			t.value = kind
		}
	case "blockquote expandable":
		t.value = "1"
	case "tg-time unix":
		t.unix, _ = strconv.ParseInt(value, 10, 64)
	}
}

func (p *htmlParser) attribute(tag string, begin int) (key, value string, err error) {
	key = p.until(func(b byte) bool { return space(b) || strings.IndexByte(`=>/"'`, b) >= 0 })
	if key == "" {
		return "", "", unparsable("Empty attribute name in the tag \"%s\" at byte offset %d", tag, begin)
	}
	p.skipSpace()
	unclosed := unparsable("Unclosed start tag \"%s\" at byte offset %d", tag, begin)
	switch p.peek(p.at) {
	case 0:
		return "", "", unclosed
	case '=':
		p.at++
	default:
		return key, "", nil
	}
	p.skipSpace()
	quote := p.peek(p.at)
	switch quote {
	case 0:
		return "", "", unclosed
	case '"', '\'':
		p.at++
		value = p.quoted(quote)
	default:
		if value, err = p.token(); err != nil {
			return "", "", err
		}
	}
	if p.peek(p.at) == 0 {
		return "", "", unparsable("Unclosed start tag at byte offset %d", begin)
	}
	return key, value, nil
}

// token reads a value without quotes: letters, digits, dots and hyphens.
func (p *htmlParser) token() (string, error) {
	from := p.at
	value := p.until(func(b byte) bool {
		return b != '.' && b != '-' && (b < '0' || b > '9') && (b < 'a' || b > 'z') && (b < 'A' || b > 'Z')
	})
	if b := p.peek(p.at); !space(b) && b != '>' {
		return "", unparsable("Unexpected end of name token at byte offset %d", from)
	}
	return strings.ToLower(value), nil
}

// quoted reads a value up to its closing quote, decoding references.
func (p *htmlParser) quoted(quote byte) string {
	var value strings.Builder
	for p.at < len(p.in) && p.in[p.at] != quote {
		if p.in[p.at] == '&' {
			if r, next := reference(p.in, p.at); r != 0 {
				value.WriteRune(r)
				p.at = next
				continue
			}
		}
		value.WriteByte(p.in[p.at])
		p.at++
	}
	if p.at < len(p.in) {
		p.at++
	}
	return value.String()
}

// reference decodes the character reference at i and says where it ends; 0 if there is none.
func reference(s string, i int) (rune, int) {
	rest := s[i+1:]
	n, r := 0, rune(0)
	if digits, ok := strings.CutPrefix(rest, "#"); ok {
		base, chars, skip := 10, "0123456789", 1
		if hex, ok := strings.CutPrefix(digits, "x"); ok {
			base, chars, skip, digits = 16, "0123456789abcdefABCDEF", 2, hex
		}
		n = len(digits) - len(strings.TrimLeft(digits, chars))
		code, err := strconv.ParseUint(digits[:n], base, 32)
		if err != nil || code == 0 || code >= 0x10ffff || n+skip >= 9 {
			return 0, 0
		}
		r, n = rune(code), n+skip
	} else {
		n = len(rest) - len(strings.TrimLeftFunc(rest, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }))
		r = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}[rest[:n]]
		if r == 0 {
			return 0, 0
		}
	}
	if n < len(rest) && rest[n] == ';' {
		n++
	}
	return r, i + 1 + n
}
