package telegramsim

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// Limits of keyboards.
const (
	maxButtons = 100
	maxRow     = 8
	maxData    = 64  // bytes, not letters
	maxCopy    = 256 // letters
)

// markup reads reply_markup: an inline keyboard, or any other kind as it came. Both are nil when there
// is none, which for an edit means that the keyboard goes.
func (s *Server) markup(c *call) (*Markup, json.RawMessage, error) {
	raw := c.params["reply_markup"]
	if raw == "" {
		return nil, nil, nil
	}
	var fields struct {
		Inline   *json.RawMessage    `json:"inline_keyboard"`
		Keyboard [][]json.RawMessage `json:"keyboard"`
		Remove   bool                `json:"remove_keyboard"`
		Force    bool                `json:"force_reply"`
	}
	if json.Unmarshal([]byte(raw), &fields) != nil {
		return nil, nil, bad("can't parse reply keyboard markup JSON object")
	}
	switch {
	case fields.Inline != nil:
		m, err := inline(*fields.Inline)
		return m, nil, err
	case fields.Keyboard != nil:
		return nil, json.RawMessage(raw), checkKeyboard(fields.Keyboard)
	case fields.Remove || fields.Force:
		return nil, json.RawMessage(raw), nil
	}
	return nil, nil, bad("reply_markup is no keyboard of any kind")
}

// inline reads the rows of an inline keyboard; rows without buttons are dropped as by the platform.
func inline(raw json.RawMessage) (*Markup, error) {
	var rows [][]json.RawMessage
	if json.Unmarshal(raw, &rows) != nil {
		return nil, bad("Field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays")
	}
	m, total := &Markup{}, 0
	for _, row := range rows {
		var buttons []Button
		for _, raw := range row {
			b, err := button(raw)
			if err != nil {
				return nil, err
			}
			buttons = append(buttons, b)
		}
		total += len(buttons)
		if len(buttons) > maxRow || total > maxButtons {
			return nil, bad("reply markup is too long")
		}
		if buttons != nil {
			m.Rows = append(m.Rows, buttons)
		}
	}
	if total == 0 {
		return nil, nil
	}
	return m, nil
}

// button reads one button of an inline keyboard and holds it to its rules.
func button(raw json.RawMessage) (Button, error) {
	var b Button
	if json.Unmarshal(raw, &b) != nil {
		return b, bad("Can't parse inline keyboard button: InlineKeyboardButton must be an Object")
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil || fields["text"] == nil {
		return b, bad("Can't parse inline keyboard button: Can't find field \"text\"")
	}
	if err := notUTF8(b.Text, b.Data); err != nil {
		return b, err
	}
	actions := 0
	for k, v := range fields {
		switch {
		case slices.Contains([]string{"text", "style", "icon_custom_emoji_id"}, k):
		case !slices.Contains(buttonActions(), k):
			return b, bad("Can't parse inline keyboard button: unknown field \"%s\"", k)
		case string(v) != `""` && string(v) != "false" && string(v) != "null":
			actions++
		}
	}
	b.Text = strings.TrimSpace(cleaned(b.Text))
	switch {
	case actions == 0:
		return b, bad("Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case actions > 1: // the platform takes the first it knows; which one is nobody's wish
		return b, bad("Can't parse inline keyboard button: exactly one action is allowed")
	case b.Text == "":
		return b, bad("inline keyboard button text must be non-empty")
	case len(b.Data) > maxData:
		return b, bad("BUTTON_DATA_INVALID")
	case !slices.Contains([]string{"", "default", "primary", "danger", "success"}, strings.ToLower(b.Style)):
		return b, bad("Can't parse inline keyboard button: invalid button style specified")
	case b.Copy != nil && (b.Copy.Text == "" || len([]rune(b.Copy.Text)) > maxCopy):
		return b, bad("BUTTON_COPY_TEXT_INVALID")
	}
	return b, checkTarget(b)
}

// buttonActions are the fields of which a button has exactly one.
func buttonActions() []string {
	return []string{"url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
		"switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled"}
}

var userLink = regexp.MustCompile(`^tg://user\?id=[0-9]+$`)

// checkTarget holds addresses in buttons to the platform's rules.
func checkTarget(b Button) error {
	if b.URL != "" && !userLink.MatchString(b.URL) {
		if wrong := checkLink(b.URL); wrong != "" {
			return bad("inline keyboard button URL '%s' is invalid: %s", b.URL, wrong)
		}
	}
	for kind, raw := range map[string]json.RawMessage{"Web App": b.WebApp, "login": b.Login} {
		var target struct {
			URL string `json:"url"`
		}
		if raw == nil {
			continue
		}
		if json.Unmarshal(raw, &target) != nil {
			return bad("Can't parse inline keyboard button: %s must be an Object", kind)
		}
		if !strings.HasPrefix(target.URL, "https://") || checkLink(target.URL) != "" {
			return bad("inline keyboard button %s URL '%s' is invalid: Only HTTPS links are allowed", kind, target.URL)
		}
	}
	return nil
}

// checkKeyboard holds a keyboard under the input field to its shape.
func checkKeyboard(rows [][]json.RawMessage) error {
	total := 0
	for _, row := range rows {
		for _, raw := range row {
			var b struct {
				Text string `json:"text"`
			}
			if raw[0] == '"' {
				if json.Unmarshal(raw, &b.Text) != nil {
					return bad("Can't parse keyboard button: KeyboardButton must be a String or an Object")
				}
			} else if json.Unmarshal(raw, &b) != nil {
				return bad("Can't parse keyboard button: KeyboardButton must be a String or an Object")
			}
			if strings.TrimSpace(b.Text) == "" {
				return bad("keyboard button text must be non-empty")
			}
		}
		total += len(row)
		if len(row) > 12 || total > 3*maxButtons {
			return bad("reply markup is too long")
		}
	}
	if total == 0 {
		return bad("keyboard has no buttons")
	}
	return nil
}
