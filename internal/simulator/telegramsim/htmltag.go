package telegramsim

import (
	"net/url"
	"strconv"
	"strings"
)

func (p *htmlParser) end(types map[string]string) error {
	begin := p.at
	if len(p.open) == 0 {
		return unparsable("Unexpected end tag at byte offset %d", begin)
	}
	p.at += 2
	name := strings.ToLower(p.until(func(b byte) bool { return space(b) || b == '>' }))
	p.skipSpace()
	if p.peek(p.at) != '>' {
		return unparsable("Unclosed end tag at byte offset %d", begin)
	}
	p.at++
	tag := p.open[len(p.open)-1]
	if name != "" && name != tag.name {
		return unparsable(`Unmatched end tag at byte offset %d, expected "</%s>", found "</%s>"`, begin, tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if p.offset == tag.offset {
		return nil
	}
	return p.entity(types, tag)
}

// entity adds what a closed tag stands for.
func (p *htmlParser) entity(types map[string]string, tag openTag) error {
	e := Entity{Type: types[tag.name], Offset: tag.offset, Length: p.offset - tag.offset}
	switch tag.name {
	case "a":
		return p.link(e, tag)
	case "blockquote":
		if tag.value != "" {
			e.Type = "expandable_blockquote"
		}
	case "tg-emoji":
		if id, err := strconv.ParseInt(tag.value, 10, 64); err != nil || id == 0 {
			return unparsable("Invalid custom emoji identifier specified")
		}
		e.EmojiID = tag.value
	case "tg-time":
		if tag.unix <= 0 {
			return nil
		}
		e.Unix, e.Format = tag.unix, tag.value
	case "pre", "code":
		if n := len(p.entities); n > 0 && p.fused(&p.entities[n-1], e, tag) {
			return nil
		}
		if tag.name == "code" {
			e.Language = tag.value // for a <pre> around it
		}
	}
	p.entities = append(p.entities, e)
	return nil
}

// fused makes one entity of <pre> and <code> around the same text when the code names its language.
func (p *htmlParser) fused(last *Entity, e Entity, tag openTag) bool {
	if last.Offset != e.Offset || last.Length != e.Length {
		return false
	}
	switch {
	case tag.name == "pre" && last.Type == "code" && last.Language != "":
		last.Type = "pre"
		return true
	case tag.name == "code" && last.Type == "pre" && tag.value != "":
		last.Language = tag.value
		return true
	}
	return false
}

// link adds a link or a mention. Without an address the text is the address; what is none is dropped.
func (p *htmlParser) link(e Entity, tag openTag) error {
	address := tag.value
	if address == "" {
		address = p.out.String()[tag.begin:]
	}
	if id, ok := strings.CutPrefix(address, "tg://user?id="); ok {
		n, _ := strconv.ParseInt(id, 10, 64)
		if u := p.user[n]; u != nil {
			e.Type, e.User = "text_mention", u
			p.entities = append(p.entities, e)
		}
		return nil
	}
	if checkLink(address) != "" {
		p.lost = append(p.lost, address)
		return nil
	}
	e.URL = address
	p.entities = append(p.entities, e)
	return nil
}

// checkLink says what is wrong with an address, "" if nothing. A host needs a dot, so that localhost is
// none.
func checkLink(address string) string {
	u, err := url.Parse(address)
	if err == nil && u.Scheme == "" {
		u, err = url.Parse("http://" + address)
	}
	switch {
	case err != nil:
		return "Wrong HTTP URL"
	case u.Scheme == "tg" || u.Scheme == "ton" || u.Scheme == "tonsite":
		return ""
	case u.Scheme != "http" && u.Scheme != "https":
		return "Unsupported URL protocol"
	case !strings.Contains(strings.Trim(u.Hostname(), "."), "."):
		return "Wrong HTTP URL"
	}
	return ""
}
