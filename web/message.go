package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/storage"
)

// setting says where a conversation is shown, which decides how its messages look.
type setting struct {
	files string // address files are served under, with its final slash
	unit  int32  // whose page it is; taps carry it
	talk  bool   // something can be said here: buttons are shown
	dated bool   // each message says when it came
}

// entry is a message of a conversation as the template shows it: what the citizen said, then the answer.
// Page and stream use the same template, so that a reload changes nothing.
type entry struct {
	Seq     int64
	Newest  bool   // of a page: where a reload without JavaScript scrolls to
	Day     string // of a page: set where a new day begins
	Said    bool   // the citizen's line is known
	Saying  string // it
	Event   string // the id its page gave it
	Sent    string // when it came, if the setting wants that
	Blocks  []block
	Files   []shownFile
	Once    bool
	FormID  string // event id of a tap made without JavaScript
	Unit    int32
	Answers []bot.Button
	Pairs   bool // answers are short enough for two columns
	Nav     []bot.Button

	at time.Time
}

// block is a paragraph of a message, or a run of list items.
type block struct {
	Kind  prose.Kind
	Text  string
	URL   string
	Items []string
}

// shownFile is an attachment on a page.
type shownFile struct {
	bot.File
	URL           string
	Width, Height int // of a picture; 0 = unknown
}

// pairLabel is the longest label in runes that still fits into half of a narrow telephone.
const pairLabel = 12

// entryOf prepares a message.
func (s *Site) entryOf(ctx context.Context, m bot.Message, in setting) entry {
	e := entry{Blocks: blocksOf(m.Lines), Once: m.Once, Unit: in.unit}
	if m.Echo != nil && m.Echo.Text != "" {
		e.Said, e.Saying, e.Event = true, m.Echo.Text, clientID(m.Echo.Event)
	}
	for _, f := range m.Files {
		e.Files = append(e.Files, s.fileOf(ctx, f, in.files))
	}
	if in.talk && len(m.Buttons) > 0 {
		e.FormID = newID()
		e.Answers, e.Nav = splitButtons(m.Buttons)
		e.Pairs = shortLabels(e.Answers)
	}
	return e
}

func splitButtons(all []bot.Button) (answers, nav []bot.Button) {
	for _, b := range all {
		if b.Nav {
			nav = append(nav, b)
		} else {
			answers = append(answers, b)
		}
	}
	return answers, nav
}

func shortLabels(buttons []bot.Button) bool {
	for _, b := range buttons {
		if utf8.RuneCountInString(b.Label) > pairLabel {
			return false
		}
	}
	return len(buttons) > 1
}

// blocksOf gathers consecutive items into lists.
func blocksOf(lines []prose.Line) []block {
	var out []block
	for _, l := range lines {
		if l.Kind != prose.Item {
			out = append(out, block{Kind: l.Kind, Text: l.Text, URL: l.URL})
			continue
		}
		if n := len(out); n == 0 || out[n-1].Kind != prose.Item {
			out = append(out, block{Kind: prose.Item})
		}
		last := &out[len(out)-1]
		last.Items = append(last.Items, l.Text)
	}
	return out
}

func (s *Site) fileOf(ctx context.Context, f bot.File, base string) shownFile {
	out := shownFile{File: f, URL: fmt.Sprint(base, f.Blob)}
	if f.Photo {
		size := s.sizes.of(ctx, s.DB, f.Blob)
		out.Width, out.Height = size.X, size.Y
	}
	return out
}

// shown prepares logged messages. One that cannot be read is left out rather than spoiling the page.
func (s *Site) shown(ctx context.Context, log []storage.WebEntry, in setting) []entry {
	out := make([]entry, 0, len(log))
	for _, l := range log {
		var m bot.Message
		if err := json.Unmarshal(l.Body, &m); err != nil {
			s.Log.ErrorContext(ctx, "logged message not readable", "seq", l.Seq, "err", err)
			continue
		}
		e := s.entryOf(ctx, m, in)
		e.Seq, e.at = l.Seq, l.At
		if in.dated {
			e.Sent = l.At.In(org.Location()).Format(wordSentAt)
		}
		out = append(out, e)
	}
	return out
}

// history prepares the messages of a whole page: buttons that belonged to a moment that has passed are
// left out, and days are told apart.
func (s *Site) history(ctx context.Context, log []storage.WebEntry, in setting, now time.Time) []entry {
	all := s.shown(ctx, log, in)
	day := dayOf(now)
	newest := len(all) - 1
	for i := range all {
		e := &all[i]
		if e.Once && i < len(all)-1 {
			e.Answers, e.Nav = nil, nil
		}
		if e.Said {
			newest = i
		}
		if d := dayOf(e.at); d != day && !in.dated {
			e.Day, day = d, d
		}
	}
	if newest >= 0 {
		all[newest].Newest = true
	}
	return all
}

func dayOf(t time.Time) string { return t.In(org.Location()).Format(wordDay) }

// fragment renders one message for the stream and the polling answer.
func (s *Site) fragment(e entry) (string, error) {
	var b bytes.Buffer
	if err := s.message.Execute(&b, e); err != nil {
		return "", fmt.Errorf("message %d: %w", e.Seq, err)
	}
	return strings.TrimSpace(b.String()), nil
}
