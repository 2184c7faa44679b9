package telegram

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/go-telegram/bot/models"
)

// decorate sets what people see before they write: commands, descriptions and the button beside the text field. Each is set only
// where it differs, since Telegram allows few changes, and its absence keeps nobody from anything.
func (c *Channel) decorate(ctx context.Context) {
	for _, item := range c.decorations() {
		failing := backoff{first: 5 * time.Second, last: 10 * time.Minute}
		for ctx.Err() == nil {
			err := item.set(ctx)
			var e *apiError
			if err == nil {
				break
			}
			if errors.As(err, &e) && (e.Code == http.StatusBadRequest || unknownMethod(err)) {
				c.log.Warn("telegram refuses a text about the bot", "what", item.what, "err", err)
				break
			}
			failing.wait(ctx, err)
		}
	}
}

// decoration is one of the things set.
type decoration struct {
	what string
	set  func(context.Context) error
}

func (c *Channel) decorations() []decoration {
	return []decoration{
		{"commands for citizens", func(ctx context.Context) error {
			return c.setCommands(ctx, wordCommands(), "all_private_chats")
		}},
		{"commands for groups", func(ctx context.Context) error {
			return c.setCommands(ctx, wordGroupCommands(), "all_group_chats")
		}},
		{"description", func(ctx context.Context) error {
			return c.setText(ctx, "getMyDescription", "setMyDescription", about{Description: wordDescription})
		}},
		{"short description", func(ctx context.Context) error {
			return c.setText(ctx, "getMyShortDescription", "setMyShortDescription", about{Short: wordShortDescription})
		}},
		{"menu button", c.setMenuButton},
	}
}

// menu are the commands people in some kind of chat are shown.
type menu struct {
	Commands []models.BotCommand `json:"commands,omitempty"`
	Scope    menuScope           `json:"scope"`
}

type menuScope struct {
	Type string `json:"type"`
}

func (c *Channel) setCommands(ctx context.Context, want []models.BotCommand, scope string) error {
	var have []models.BotCommand
	err := c.api.call(ctx, c.api.send, "getMyCommands", menu{Scope: menuScope{scope}}, &have)
	if err == nil && slices.EqualFunc(have, want, sameCommand) {
		return nil
	}
	return c.api.call(ctx, c.api.send, "setMyCommands", menu{want, menuScope{scope}}, nil)
}

func sameCommand(a, b models.BotCommand) bool {
	return a.Command == b.Command && a.Description == b.Description
}

// about is one of the texts about the bot.
type about struct {
	Description string `json:"description,omitempty"`
	Short       string `json:"short_description,omitempty"`
}

func (c *Channel) setText(ctx context.Context, get, set string, want about) error {
	var have about
	if err := c.api.call(ctx, c.api.send, get, nothing{}, &have); err == nil && have == want {
		return nil
	}
	return c.api.call(ctx, c.api.send, set, want, nil)
}

// menuButton is what stands beside the text field of every chat of one's own with us.
type menuButton struct {
	Type string     `json:"type"`
	Text string     `json:"text,omitempty"`
	App  *webAppURL `json:"web_app,omitempty"`
}

type webAppURL struct {
	URL string `json:"url"`
}

func (m menuButton) same(o menuButton) bool {
	return m.Type == o.Type && m.Text == o.Text && (m.App == nil) == (o.App == nil) && (m.App == nil || m.App.URL == o.App.URL)
}

// setMenuButton offers the web chat where Telegram can open it, by https only. Without it the button shows the commands.
func (c *Channel) setMenuButton(ctx context.Context) error {
	want := menuButton{Type: "commands"}
	if u, err := url.Parse(c.o.PageURL); err == nil && u.Scheme == "https" {
		want = menuButton{Type: "web_app", Text: wordOpenPage, App: &webAppURL{c.o.PageURL}}
	}
	var have menuButton
	if err := c.api.call(ctx, c.api.send, "getChatMenuButton", nothing{}, &have); err != nil {
		return err
	}
	if have.Type == "default" {
		have.Type = "commands" // what Telegram shows as long as nothing was set
	}
	if want.same(have) {
		return nil
	}
	return c.api.call(ctx, c.api.send, "setChatMenuButton", struct {
		Button menuButton `json:"menu_button"`
	}{want}, nil)
}
