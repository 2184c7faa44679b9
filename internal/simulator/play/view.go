package play

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"motcua/internal/simulator/telegramsim"
	"motcua/org"
)

// view is everything the template shows.
type view struct {
	Chat     int64
	Title    string
	Who      string // who sits at this telephone
	IsGroup  bool
	Open     bool // something has been said
	Blocked  bool
	Typing   bool
	Messages []bubble
	Note     string // the bot's answer to the newest tap
	Alert    bool
	Tabs     []tab
	Menu     []telegramsim.Command // with the bot's name where a group needs it
	Inside   bool
	Code     string
	Bot      string
	Places   []Place
	Slips    []Place
	Settings []setting
	Dial     string
	Calls    []call
	Pending  int
	Broken   []string
	More     bool // more people can be added
}

// tab is a telephone that can be taken.
type tab struct {
	Chat              int64
	Label, Icon, Last string
	Chosen            bool
}

// bubble is a message as it is shown.
type bubble struct {
	ID      int
	Mine    bool
	From    string
	Service string // set: only this line is shown
	Text    []segment
	Photo   bool
	File    string // name of a document
	Size    string
	Sticker string
	Rows    [][]button
	At      string
	Edited  bool
}

// button is an inline button.
type button struct {
	Label, Data, URL, Copy string
	Waiting                bool
}

// segment is a run of text with one formatting. The template escapes text and checks addresses.
type segment struct {
	Text, URL, Class string
}

// call is a line of what the bot asked the platform for.
type call struct {
	Method, At, Result string
	Bad                bool
}

// shownCalls is how many calls the page lists; shownMessages how many messages of a chat.
const (
	shownCalls    = 8
	shownMessages = 200
)

// look gathers what a chat's page shows.
func (p *Page) look(sc scene) view {
	t := p.Server.Chat(sc.chat)
	v := view{
		Chat: sc.chat, Title: p.Server.Bot().FirstName, Who: sc.user.FirstName, IsGroup: sc.isGroup, Open: len(t.Messages) > 0, Blocked: t.Blocked,
		Typing: t.Typing, Bot: "@" + p.Server.Bot().Username, Places: p.Places, Slips: p.Slips, Settings: settings(),
		Pending: p.Server.Pending(), Broken: p.Server.Violations(), Calls: lastCalls(p.Server.Calls()),
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	v.Inside, v.Code, v.Dial, v.More = p.inside, p.code, p.dialNow(), len(p.people) < maxPeople
	if sc.isGroup {
		v.Title = p.group.Title
	}
	newest := p.taps[sc.chat]
	answer, answered := p.Server.AnswerTo(newest.id)
	if answered && time.Since(answer.At) < noteFor {
		v.Note, v.Alert = answer.Text, answer.Alert
	}
	if newest.id == "" || answered {
		newest = tap{}
	}
	for _, m := range t.Messages[max(0, len(t.Messages)-shownMessages):] {
		v.Messages = append(v.Messages, show(m, sc.user.ID, newest))
	}
	v.Menu = p.menu(sc)
	v.Tabs = p.tabs(sc.chat)
	return v
}

// noteFor is how long the answer to a tap stays on the screen.
const noteFor = 6 * time.Second

// menu is the bot's menu for a chat, as the bot has set it.
func (p *Page) menu(sc scene) []telegramsim.Command {
	if !sc.isGroup {
		return orDefault(p.Server.Commands, "all_private_chats")
	}
	list := slices.Clone(orDefault(p.Server.Commands, "all_group_chats"))
	for i := range list {
		list[i].Command += "@" + p.Server.Bot().Username
	}
	return list
}

// orDefault reads a menu the way an app in Vietnamese does: its own language and scope first.
func orDefault(read func(scope, language string) []telegramsim.Command, scope string) []telegramsim.Command {
	for _, at := range [][2]string{{scope, "vi"}, {scope, ""}, {"", "vi"}, {"", ""}} {
		if list := read(at[0], at[1]); len(list) > 0 {
			return list
		}
	}
	return nil
}

// tabs lists the telephones. The caller holds mu.
func (p *Page) tabs(chosen int64) []tab {
	var all []tab
	for _, u := range p.people {
		all = append(all, tab{Chat: u.ID, Label: u.FirstName, Icon: initial(u.FirstName), Last: p.preview(u.ID), Chosen: u.ID == chosen})
	}
	return append(all, tab{Chat: p.group.ID, Label: p.group.Title, Icon: wordGroupIcon, Last: p.preview(p.group.ID), Chosen: p.group.ID == chosen})
}

// initial is the first letter of the last word of a name, as apps show people without a picture.
func initial(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return "?"
	}
	return strings.ToUpper(string([]rune(words[len(words)-1])[:1]))
}

// preview is the beginning of the last thing said in a chat.
func (p *Page) preview(chat int64) string {
	t := p.Server.Chat(chat)
	if len(t.Messages) == 0 {
		return ""
	}
	m := t.Messages[len(t.Messages)-1]
	return clip(strings.Join(strings.Fields(cmp.Or(m.Text, m.Caption, "…")), " "), 60)
}

// show makes a bubble of a message as viewer sees it; waiting is the tap that is not answered yet.
func show(m telegramsim.Message, viewer int64, waiting tap) bubble {
	b := bubble{ID: m.ID, At: time.Unix(m.Date, 0).In(org.Location()).Format("15:04"), Edited: m.EditDate != 0 || m.Edits > 0, Service: service(m)}
	if m.From != nil {
		b.Mine, b.From = m.From.ID == viewer, m.From.FirstName
	}
	b.Text, b.Photo = segments(m.Text, m.Entities), len(m.Photo) > 0
	if m.Text == "" {
		b.Text = segments(m.Caption, m.CaptionEntities)
	}
	switch {
	case m.Document != nil:
		b.File, b.Size = m.Document.Name, size(m.Document.Size)
	case m.Sticker != nil:
		b.Sticker = m.Sticker.Emoji
	}
	if word := otherKind(m); word != "" {
		b.Text = []segment{{Text: word}}
	}
	if m.Markup != nil {
		for _, row := range m.Markup.Rows {
			b.Rows = append(b.Rows, buttons(row, m.ID, waiting))
		}
	}
	return b
}

// otherKind names what this page does not draw.
func otherKind(m telegramsim.Message) string {
	switch {
	case m.Voice != nil:
		return wordVoice
	case m.Poll != nil:
		return wordPoll
	case m.Location != nil:
		return wordPlace
	case m.Contact != nil:
		return wordContact
	}
	return ""
}

func buttons(row []telegramsim.Button, message int, waiting tap) []button {
	var out []button
	for _, k := range row {
		b := button{Label: k.Text, Data: k.Data, URL: k.URL, Waiting: k.Data != "" && waiting.message == message && waiting.data == k.Data}
		if k.Copy != nil {
			b.Copy = k.Copy.Text
		}
		out = append(out, b)
	}
	return out
}

// service is the line a service message stands for, "" for any other.
func service(m telegramsim.Message) string {
	from := ""
	if m.From != nil {
		from = m.From.FirstName
	}
	switch {
	case len(m.NewMembers) > 0:
		return fmt.Sprintf(wordJoined, from, m.NewMembers[0].FirstName)
	case m.LeftMember != nil:
		return fmt.Sprintf(wordLeft, from, m.LeftMember.FirstName)
	case m.MigrateTo != 0 || m.MigrateFrom != 0:
		return wordUpgraded
	}
	return ""
}

// size is a file size for people.
func size(bytes int) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d kB", (bytes+1023)>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
}

// segments cuts a text where its formatting changes. Offsets count UTF-16 units.
func segments(text string, entities []telegramsim.Entity) []segment {
	if text == "" {
		return nil
	}
	u := utf16.Encode([]rune(text))
	cuts := []int{0, len(u)}
	for _, e := range entities {
		cuts = append(cuts, min(max(e.Offset, 0), len(u)), min(max(e.Offset+e.Length, 0), len(u)))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []segment
	for i := range len(cuts) - 1 {
		from, to := cuts[i], cuts[i+1]
		s := segment{Text: string(utf16.Decode(u[from:to]))}
		for _, e := range entities {
			if e.Offset <= from && to <= e.Offset+e.Length {
				s.format(e)
			}
		}
		s.Class = strings.TrimSpace(s.Class)
		out = append(out, s)
	}
	return out
}

// format adds the look of an entity.
func (s *segment) format(e telegramsim.Entity) {
	switch e.Type {
	case "bold", "italic", "underline", "strikethrough", "code", "pre", "blockquote", "expandable_blockquote", "spoiler", "bot_command":
		s.Class += " e-" + e.Type
	case "text_link":
		s.URL = e.URL
	case "url":
		s.URL = s.Text
	}
}

// lastCalls lists the newest calls, newest first, without the waiting for messages.
func lastCalls(all []telegramsim.Call) []call {
	var out []call
	for _, c := range slices.Backward(all) {
		if c.Method == "getUpdates" {
			continue
		}
		line := call{Method: c.Method, At: c.At.In(org.Location()).Format("15:04:05"), Result: fmt.Sprint(c.Status), Bad: c.Status != 200 || c.Fault}
		if c.Status == 0 || c.Status == 200 && c.Fault {
			line.Result = "✂"
		}
		if out = append(out, line); len(out) == shownCalls {
			break
		}
	}
	return out
}
