package site

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

// Setting says where a conversation is shown, which decides how its messages look.
type Setting struct {
	Files string // address files are served under, with its final slash
	Unit  int32  // whose page it is; taps carry it
	Talk  bool   // something can be said here: buttons are shown
	Dated bool   // each message says when it came
}

// Entry is a message of a conversation as the template shows it: what the citizen said, then the answer.
// Page and stream use the same template, so that a reload changes nothing.
type Entry struct {
	Seq     int64
	Newest  bool   // of a page: where a reload without JavaScript scrolls to
	Day     string // of a page: set where a new day begins
	Said    bool   // the citizen's line is known
	Saying  string // it
	Event   string // the id its page gave it
	Sent    string // when it came, if the setting wants that
	Blocks  []Block
	Files   []shownFile
	Once    bool
	FormID  string // event id of a tap made without JavaScript
	Unit    int32
	Answers []bot.Button
	Pairs   bool // answers are short enough for two columns
	Nav     []bot.Button
	Ways    bool     // the answers are the ways on from the beginning, drawn as such
	Quiet   bool     // what was said is seen elsewhere on the page: it is not shown once more
	Ask     *askView // the message is a step of a survey

	at time.Time
}

// Block is a paragraph of a message, or a run of list items.
type Block struct {
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

// EntryOf prepares a message.
func (s *Site) EntryOf(ctx context.Context, m bot.Message, in Setting) Entry {
	e := Entry{Blocks: BlocksOf(m.Lines), Once: m.Once, Unit: in.Unit}
	if m.Echo != nil && m.Echo.Text != "" {
		e.Said, e.Saying, e.Event = true, m.Echo.Text, clientID(m.Echo.Event)
	}
	for _, f := range m.Files {
		e.Files = append(e.Files, s.fileOf(ctx, f, in.Files))
	}
	if in.Talk && len(m.Buttons) > 0 {
		e.FormID = NewID()
		e.Answers, e.Nav = splitButtons(m.Buttons)
		e.Pairs = shortLabels(e.Answers)
		e.Ways = len(e.Answers) > 0 && e.Answers[0].Icon != ""
	}
	e.Ask = s.askOf(m, in)
	e.Quiet = e.Ask != nil && e.Ask.Step != bot.AskConsent && len(e.Ask.Above) == 0
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

// BlocksOf gathers consecutive items into lists.
func BlocksOf(lines []prose.Line) []Block {
	var out []Block
	for _, l := range lines {
		if l.Kind != prose.Item {
			out = append(out, Block{Kind: l.Kind, Text: l.Text, URL: l.URL})
			continue
		}
		if n := len(out); n == 0 || out[n-1].Kind != prose.Item {
			out = append(out, Block{Kind: prose.Item})
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
func (s *Site) shown(ctx context.Context, log []storage.WebEntry, in Setting) []Entry {
	out := make([]Entry, 0, len(log))
	for _, l := range log {
		var m bot.Message
		if err := json.Unmarshal(l.Body, &m); err != nil {
			s.Log.ErrorContext(ctx, "logged message not readable", "seq", l.Seq, "err", err)
			continue
		}
		e := s.EntryOf(ctx, m, in)
		e.Seq, e.at = l.Seq, l.At
		if in.Dated {
			e.Sent = l.At.In(org.Location()).Format(wordSentAt)
		}
		out = append(out, e)
	}
	return out
}

// history prepares the messages of a whole page: buttons that belonged to a moment that has passed are
// left out, and days are told apart.
func (s *Site) history(ctx context.Context, log []storage.WebEntry, in Setting, now time.Time) []Entry {
	all := present(s.shown(ctx, log, in))
	day := DayOf(now)
	newest := len(all) - 1
	for i := range all {
		e := &all[i]
		if e.Once && i < len(all)-1 {
			e.Answers, e.Nav = nil, nil
		}
		if e.Said {
			newest = i
		}
		if d := DayOf(e.at); d != day && !in.Dated {
			e.Day, day = d, d
		}
	}
	if newest >= 0 {
		all[newest].Newest = true
	}
	if last := len(all) - 1; last >= 0 && all[last].Ask != nil && all[last].Ask.Step == bot.AskQuestion {
		all[last].Ask.Local = s.localQuestions(s.Directory(), all[last].Ask.of, in)
	}
	return all
}

// present leaves out the steps of surveys that have been passed. What was answered stands in the newest step, and after the last in
// the form that the receipt opens.
func present(all []Entry) []Entry {
	last := len(all) - 1
	var out []Entry
	for i, e := range all {
		if i < last && e.Ask != nil && e.Ask.Step != bot.AskReceipt && len(e.Ask.Above) == 0 {
			continue
		}
		out = append(out, e)
	}
	return out
}

// DayOf says on which day something was.
func DayOf(t time.Time) string { return t.In(org.Location()).Format(wordDay) }

// fragment renders one message for the stream and the polling answer.
func (s *Site) fragment(e Entry) (string, error) {
	var b bytes.Buffer
	if err := s.message.Execute(&b, e); err != nil {
		return "", fmt.Errorf("message %d: %w", e.Seq, err)
	}
	return strings.TrimSpace(b.String()), nil
}
