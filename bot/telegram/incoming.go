package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
)

// incoming is an update as Telegram sends it, as far as it concerns us. The library has types for all of it;
// these are fewer and so cost less than half the CPU (see BenchmarkReceive), and a change somewhere in the
// parts we do not look at cannot make an update unreadable.
type incoming struct {
	ID      int64       `json:"update_id"`
	Message *message    `json:"message"`
	Edited  *message    `json:"edited_message"`
	Post    *message    `json:"channel_post"`
	Tap     *query      `json:"callback_query"`
	Member  *membership `json:"my_chat_member"`
}

// message is a message of any kind.
type message struct {
	ID          int     `json:"message_id"`
	Date        int64   `json:"date"`      // 0 = too old to be shown to us
	EditDate    int64   `json:"edit_date"` // 0 = nobody has edited it
	Chat        chat    `json:"chat"`
	From        *person `json:"from"`
	SenderChat  has     `json:"sender_chat"` // an administrator who writes as the group
	Thread      int     `json:"message_thread_id"`
	InTopic     bool    `json:"is_topic_message"`
	Text        string  `json:"text"`
	Forwarded   has     `json:"forward_origin"`
	FromChannel bool    `json:"is_automatic_forward"`
	Album       string  `json:"media_group_id"`
	MigrateTo   int64   `json:"migrate_to_chat_id"`
	MigrateFrom int64   `json:"migrate_from_chat_id"`
	Location    has     `json:"location"`
	Keyboard    *keys   `json:"reply_markup"`
	content             // what else a person can send
}

// content are the things a person can send other than text. What is not listed is a service message: a
// title was changed, something was pinned.
type content struct {
	Caption   has `json:"caption"`
	Photo     has `json:"photo"`
	Sticker   has `json:"sticker"`
	Voice     has `json:"voice"`
	Video     has `json:"video"`
	VideoNote has `json:"video_note"`
	Audio     has `json:"audio"`
	Document  has `json:"document"`
	Animation has `json:"animation"`
	LivePhoto has `json:"live_photo"`
	Poll      has `json:"poll"`
	Contact   has `json:"contact"`
	Venue     has `json:"venue"`
	Dice      has `json:"dice"`
	Game      has `json:"game"`
	Story     has `json:"story"`
	PaidMedia has `json:"paid_media"`
	Checklist has `json:"checklist"`
	Rich      has `json:"rich_message"`
	Giveaway  has `json:"giveaway"`
	Invoice   has `json:"invoice"`
	AppData   has `json:"web_app_data"`
}

// any reports whether there is one of them.
func (c content) any() bool { return c != content{} }

// has notes that a field is there, whatever it holds.
type has bool

// UnmarshalJSON looks at nothing but whether there is a value.
func (h *has) UnmarshalJSON(b []byte) error {
	*h = string(b) != "null"
	return nil
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

// group reports whether several people are in a chat.
func (c chat) group() bool { return c.Type == "group" || c.Type == "supergroup" }

// channel is the type of a chat in which only administrators write.
const channel = "channel"

// shared reports whether a chat is nobody's own.
func (c chat) shared() bool { return c.group() || c.Type == channel }

type person struct {
	ID    int64 `json:"id"`
	IsBot bool  `json:"is_bot"`
}

// keys is a keyboard under a message.
type keys struct {
	Rows [][]struct {
		Text string `json:"text"`
		Data string `json:"callback_data"`
	} `json:"inline_keyboard"`
}

// query is a tap on a button.
type query struct {
	ID      string   `json:"id"`
	From    person   `json:"from"`
	Message *message `json:"message"`
	Data    string   `json:"data"`
}

// membership is a change in whether we are in a chat.
type membership struct {
	Chat chat   `json:"chat"`
	From person `json:"from"`
	Old  member `json:"old_chat_member"`
	New  member `json:"new_chat_member"`
}

type member struct {
	Status string `json:"status"`
	Inside bool   `json:"is_member"` // for the status "restricted" only
	may
}

// may are the rights a delivery can lack; for the status "restricted" only. An administrator and a member whose group restricts
// nobody have all of them; what a group restricts for everybody is not told here.
type may struct {
	Texts  bool `json:"can_send_messages"`
	Photos bool `json:"can_send_photos"`
	Files  bool `json:"can_send_documents"`
	Post   bool `json:"can_post_messages"` // an administrator of a channel
}

// present reports whether messages reach us.
func (m member) present() bool {
	switch m.Status {
	case "left", "kicked", "":
		return false
	case "restricted":
		return m.Inside
	}
	return true
}

// rights are what we may do, as far as it is told.
func (m member) rights() may {
	switch {
	case !m.present():
		return may{}
	case m.Status == "restricted":
		return m.may
	}
	return may{Texts: true, Photos: true, Files: true, Post: m.Post}
}

// allows reports whether there is something we may do and could not before. Who becomes an administrator may write in closed topics
// too.
func (m member) allows(before member) bool {
	now, then := m.rights(), before.rights()
	return now.Texts && !then.Texts || now.Photos && !then.Photos || now.Files && !then.Files || now.Post && !then.Post ||
		m.Status == "administrator" && before.Status != m.Status
}

// errNoID is returned for what is no update at all.
var errNoID = errors.New("not an update")

// decode reads one update by itself, so that one that cannot be read spoils no other; bad says why it could
// not. Only what has no update_id is an error: without it nothing can be confirmed or put aside.
func decode(raw []byte) (u *incoming, bad, err error) {
	u = &incoming{}
	if bad = json.Unmarshal(raw, u); bad == nil && u.ID != 0 {
		return u, nil, nil
	}
	var only struct {
		ID int64 `json:"update_id"`
	}
	if json.Unmarshal(raw, &only) != nil || only.ID == 0 {
		return nil, nil, errNoID
	}
	return &incoming{ID: only.ID}, fmt.Errorf("update unreadable: %s", jsonProblem(bad)), nil
}
