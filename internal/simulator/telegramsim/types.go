package telegramsim

import "encoding/json"

// User is somebody on the platform, in the shape the Bot API shows him.
type User struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

// Chat types.
const (
	Private    = "private"
	Group      = "group"
	Supergroup = "supergroup"
	Channel    = "channel"
)

// Chat is a conversation. The id of a private chat is the id of its user.
type Chat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	IsForum   bool   `json:"is_forum,omitempty"`
}

// Message is a message as the Bot API shows it, and a little more for whoever looks at the transcript.
// Dates are Unix seconds.
type Message struct {
	ID              int             `json:"message_id"`
	ThreadID        int             `json:"message_thread_id,omitempty"`
	IsTopicMessage  bool            `json:"is_topic_message,omitempty"`
	From            *User           `json:"from,omitempty"`
	SenderChat      *Chat           `json:"sender_chat,omitempty"` // a post in a channel
	Album           string          `json:"media_group_id,omitempty"`
	Chat            Chat            `json:"chat"`
	Date            int64           `json:"date"`
	EditDate        int64           `json:"edit_date,omitempty"`
	ForwardOrigin   *ForwardOrigin  `json:"forward_origin,omitempty"`
	ReplyTo         *Message        `json:"reply_to_message,omitempty"`
	Protected       bool            `json:"has_protected_content,omitempty"`
	Text            string          `json:"text,omitempty"`
	Entities        []Entity        `json:"entities,omitempty"`
	Photo           []File          `json:"photo,omitempty"`
	Document        *File           `json:"document,omitempty"`
	Voice           *File           `json:"voice,omitempty"`
	Sticker         *File           `json:"sticker,omitempty"`
	Poll            *Poll           `json:"poll,omitempty"`
	Contact         *Contact        `json:"contact,omitempty"`
	Location        *Location       `json:"location,omitempty"`
	Caption         string          `json:"caption,omitempty"`
	CaptionEntities []Entity        `json:"caption_entities,omitempty"`
	Markup          *Markup         `json:"reply_markup,omitempty"`
	NewMembers      []User          `json:"new_chat_members,omitempty"`
	LeftMember      *User           `json:"left_chat_member,omitempty"`
	MigrateTo       int64           `json:"migrate_to_chat_id,omitempty"`
	MigrateFrom     int64           `json:"migrate_from_chat_id,omitempty"`
	TopicCreated    *Topic          `json:"forum_topic_created,omitempty"`
	ReplyKeyboard   json.RawMessage `json:"-"` // a keyboard under the input field, as the bot gave it
	Silent          bool            `json:"-"` // sent without a notification sound
	Edits           int             `json:"-"` // how often the bot changed it
}

// Buttons lists the buttons of the inline keyboard row after row.
func (m Message) Buttons() []Button {
	if m.Markup == nil {
		return nil
	}
	var all []Button
	for _, row := range m.Markup.Rows {
		all = append(all, row...)
	}
	return all
}

// FromBot says that the bot wrote the message.
func (m Message) FromBot() bool { return m.From != nil && m.From.IsBot }

// service says that the message tells of something that happened to the chat.
func (m Message) service() bool {
	return m.NewMembers != nil || m.LeftMember != nil || m.MigrateTo != 0 || m.MigrateFrom != 0 || m.TopicCreated != nil
}

// Entity is a formatted part of a text. Offset and Length count UTF-16 code units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	User     *User  `json:"user,omitempty"`
	Language string `json:"language,omitempty"`
	EmojiID  string `json:"custom_emoji_id,omitempty"`
	Unix     int64  `json:"unix_time,omitempty"`
	Format   string `json:"date_time_format,omitempty"`
}

// Markup is an inline keyboard.
type Markup struct {
	Rows [][]Button `json:"inline_keyboard"`
}

// Button is a button of an inline keyboard: a label and exactly one action.
type Button struct {
	Text        string          `json:"text"`
	Icon        string          `json:"icon_custom_emoji_id,omitempty"`
	Style       string          `json:"style,omitempty"`
	URL         string          `json:"url,omitempty"`
	Data        string          `json:"callback_data,omitempty"`
	WebApp      json.RawMessage `json:"web_app,omitempty"`
	Login       json.RawMessage `json:"login_url,omitempty"`
	Inline      *string         `json:"switch_inline_query,omitempty"`
	InlineHere  *string         `json:"switch_inline_query_current_chat,omitempty"`
	InlineOther json.RawMessage `json:"switch_inline_query_chosen_chat,omitempty"`
	Copy        *CopyText       `json:"copy_text,omitempty"`
	Game        json.RawMessage `json:"callback_game,omitempty"`
	Pay         bool            `json:"pay,omitempty"`
	Disabled    json.RawMessage `json:"disabled,omitempty"`
}

// CopyText is what a copy button puts on the clipboard.
type CopyText struct {
	Text string `json:"text"`
}

// File is a photo size, document, voice message or sticker. Server.FileData gives its bytes.
type File struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Name     string `json:"file_name,omitempty"`
	MIME     string `json:"mime_type,omitempty"`
	Size     int    `json:"file_size,omitempty"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Duration int    `json:"duration,omitempty"`
	Emoji    string `json:"emoji,omitempty"`
	Type     string `json:"type,omitempty"`
}

// ForwardOrigin says who wrote a forwarded message first.
type ForwardOrigin struct {
	Type   string `json:"type"`
	Date   int64  `json:"date"`
	Sender User   `json:"sender_user"`
}

// Poll is a poll somebody sent.
type Poll struct {
	ID        string       `json:"id"`
	Question  string       `json:"question"`
	Options   []PollOption `json:"options"`
	Anonymous bool         `json:"is_anonymous"`
	Type      string       `json:"type"`
}

// PollOption is one answer of a Poll.
type PollOption struct {
	Text   string `json:"text"`
	Voters int    `json:"voter_count"`
}

// Contact is a shared phone number. UserID is whose it is, which need not be the sender.
type Contact struct {
	Phone     string `json:"phone_number"`
	FirstName string `json:"first_name"`
	UserID    int64  `json:"user_id,omitempty"`
}

// Location is a shared position in degrees.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// Topic is the name of a topic in a forum.
type Topic struct {
	Name  string `json:"name"`
	Color int    `json:"icon_color"`
}
