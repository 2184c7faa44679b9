package web

import (
	"errors"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/bot"
	"motcua/bot/webchat"
	"motcua/web/site"
)

const (
	maxText  = 10_000 // runes the conversation takes; the rest of a longer text would be lost unseen
	maxData  = 64     // bytes a button carries, on every channel
	maxLabel = 200    // runes a button says
	maxStart = 256    // bytes of a start payload, ours have 24
)

var errForm = errors.New("form not as our pages send it")

var idPattern = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// eventOf reads what a page sent; key is that of the browser's conversations.
func eventOf(form url.Values, key string, now time.Time) (bot.Event, error) {
	e := bot.Event{Channel: webchat.Name, Chat: key, User: key, At: now, Kind: bot.Kind(form.Get("kind"))}
	id := form.Get("id")
	if !idPattern.MatchString(id) {
		return e, errForm
	}
	if u := form.Get("unit"); u != "" {
		n, err := strconv.ParseInt(u, 10, 32)
		if err != nil {
			return e, errForm
		}
		e.Unit = int32(n)
	}
	switch e.Kind {
	case bot.Text:
		e.Text = clean(form.Get("text"))
		if e.Text == "" || utf8.RuneCountInString(e.Text) > maxText {
			return e, errForm
		}
	case bot.Start:
		e.Text = clean(form.Get("text"))
		if len(e.Text) > maxStart {
			return e, errForm
		}
	case bot.Tap:
		e.Data = clean(form.Get("data"))
		e.Label = labelOf(form, e.Data)
		if e.Data == "" || len(e.Data) > maxData || utf8.RuneCountInString(e.Label) > maxLabel {
			return e, errForm
		}
	default:
		return e, errForm
	}
	e.ID = site.EventID(id, key, e.Data)
	return e, nil
}

// labelOf is what a tapped button said. The script sends it as such; a form without script holds the
// labels of all its buttons, since a browser sends only the value of the one that was pressed.
func labelOf(form url.Values, data string) string {
	if l := form.Get("label"); l != "" {
		return clean(l)
	}
	return clean(form.Get("label:" + data))
}

// clean drops what no keyboard makes and no database takes: control characters other than line breaks
// and tabs, and broken UTF-8.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r != '\n' && r != '\t' && unicode.IsControl(r):
			return -1
		}
		return r
	}, s))
}
