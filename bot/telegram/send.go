package telegram

import (
	"context"

	"github.com/go-telegram/bot/models"
)

// outgoing are the parameters of the calls a delivery makes (https://core.telegram.org/bots/api#sendmessage and what follows it).
type outgoing struct {
	Chat        int64                        `json:"chat_id"`
	Thread      int                          `json:"message_thread_id,omitempty"`
	Message     int                          `json:"message_id,omitempty"`
	Text        string                       `json:"text,omitempty"`
	Photo       string                       `json:"photo,omitempty"`
	Document    string                       `json:"document,omitempty"`
	Media       []media                      `json:"media,omitempty"`
	Caption     string                       `json:"caption,omitempty"`
	ParseMode   models.ParseMode             `json:"parse_mode,omitempty"`
	LinkPreview *models.LinkPreviewOptions   `json:"link_preview_options,omitempty"`
	Markup      *models.InlineKeyboardMarkup `json:"reply_markup,omitempty"`
	Silent      bool                         `json:"disable_notification,omitempty"`
}

// media is a document of an album.
type media struct {
	Type      string           `json:"type"`
	Media     string           `json:"media"`
	Caption   string           `json:"caption,omitempty"`
	ParseMode models.ParseMode `json:"parse_mode,omitempty"`
}

// receipt is of a message as sent what is of use here.
type receipt struct {
	ID int `json:"message_id"`
}

// noPreview keeps a linked page from taking more room than the message.
func noPreview() *models.LinkPreviewOptions {
	yes := true
	return &models.LinkPreviewOptions{IsDisabled: &yes}
}

func textOf(to target, s step) outgoing {
	return outgoing{
		Chat: to.chat, Thread: to.thread, Text: s.html, ParseMode: models.ParseModeHTML, LinkPreview: noPreview(), Markup: s.keyboard,
	}
}

// sendText returns the number of the message where it is wanted, 0 otherwise: reading it costs more than sending.
func (r *run) sendText(ctx context.Context, to target, s step) (id int, err error) {
	if !r.d.Message.Pin {
		return 0, r.api.call(ctx, r.api.send, "sendMessage", textOf(to, s), nil)
	}
	var m receipt
	err = r.api.call(ctx, r.api.send, "sendMessage", textOf(to, s), &m)
	return m.ID, err
}

func (c *Channel) editText(ctx context.Context, to target, s step) error {
	p := textOf(to, s)
	p.Thread, p.Message = 0, s.edit
	return c.api.call(ctx, c.api.send, "editMessageText", p, nil)
}

// captioned are the parameters of a file with what stands under it.
func captioned(to target, s step) outgoing {
	p := outgoing{Chat: to.chat, Thread: to.thread, Caption: s.html, Markup: s.keyboard}
	if s.html != "" {
		p.ParseMode = models.ParseModeHTML
	}
	return p
}

func (c *Channel) sendPhoto(ctx context.Context, to target, s step, a attachment) (id int, err error) {
	p := captioned(to, s)
	p.Photo = attach(a.field)
	var m receipt
	err = c.api.upload(ctx, "sendPhoto", p, []attachment{a}, &m)
	return m.ID, err
}

func (c *Channel) sendDocument(ctx context.Context, to target, s step, a attachment) (id int, err error) {
	p := captioned(to, s)
	p.Document = attach(a.field)
	var m receipt
	err = c.api.upload(ctx, "sendDocument", p, []attachment{a}, &m)
	return m.ID, err
}

// sendAlbum sends documents as one message with several files.
func (c *Channel) sendAlbum(ctx context.Context, to target, all []loaded) error {
	p := outgoing{Chat: to.chat, Thread: to.thread}
	files := make([]attachment, len(all))
	for i, f := range all {
		files[i] = attachment{fieldOf(i), f.Name, f.body}
		m := media{Type: "document", Media: attach(files[i].field), Caption: altOf(f.File)}
		if m.Caption != "" {
			m.ParseMode = models.ParseModeHTML
		}
		p.Media = append(p.Media, m)
	}
	return c.api.upload(ctx, "sendMediaGroup", p, files, nil)
}
