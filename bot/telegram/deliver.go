package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"motcua/bot"
	"motcua/storage"
)

// target is where a delivery goes.
type target struct {
	chat   int64
	thread int // topic, 0 without
}

// noPreview keeps a linked page from taking more room than the message.
func noPreview() *models.LinkPreviewOptions {
	yes := true
	return &models.LinkPreviewOptions{IsDisabled: &yes}
}

// Deliver sends a message, or puts it in the place of another one. It returns nil when all of it has arrived,
// and otherwise what is known about when to try again: see bot.SendError.
//
// A message of several parts that fails in the middle goes on with the part that failed. After a crash, and
// when the answer to a call was lost, a part may arrive twice.
func (c *Channel) Deliver(ctx context.Context, d bot.Delivery) error {
	_, address := bot.SplitConv(d.Conv)
	chat, thread, ok := parseAddress(address)
	if !ok {
		return &bot.SendError{Err: errors.New("not an address of this channel"), Never: true}
	}
	steps := plan(d.Message)
	if len(steps) == 0 {
		return &bot.SendError{Err: errors.New("message is empty"), Never: true}
	}
	to := target{chat, thread}
	if len(steps) == 1 {
		return verdict(c.step(ctx, to, steps[0], firstPatience))
	}
	return c.deliverParts(ctx, d, to, steps)
}

// deliverParts makes the calls of a message that needs several.
func (c *Channel) deliverParts(ctx context.Context, d bot.Delivery, to target, steps []step) error {
	made := min(c.progress.read(ctx, d), len(steps))
	for made < len(steps) {
		allowed := firstPatience
		if made > 0 {
			allowed = morePatience
		}
		err := verdict(c.step(ctx, to, steps[made], allowed))
		var problem *bot.SendError
		if errors.As(err, &problem) && problem.Never && made+1 < len(steps) {
			// A file Telegram does not take must not keep back the text that belongs to it.
			c.log.Error("part of a message cannot be delivered, left out", "err", err)
			err = nil
		}
		if err != nil {
			if problem != nil && (problem.Never || problem.Gone || problem.Moved != "") {
				c.progress.forget(ctx, d)
			}
			return err
		}
		if made++; made < len(steps) {
			c.progress.note(ctx, d, made)
		}
	}
	c.progress.forget(ctx, d)
	return nil
}

// step makes one call when its time has come.
func (c *Channel) step(ctx context.Context, to target, s step, allowed time.Duration) (err error) {
	defer func() { c.floods.note(to.chat, err) }()
	if s.file != nil {
		err := c.fileStep(ctx, to, s, allowed)
		if !hopeless(err) || s.html == "" {
			return err
		}
		// A file that is gone, or that Telegram does not take, must not keep back the words that came with it.
		c.log.Error("file cannot be delivered, its text goes out without it", "err", err)
		allowed = morePatience
	}
	if s.edit != 0 {
		if done, err := c.edit(ctx, to, s, allowed); done || err != nil {
			return err
		}
		allowed = morePatience
	}
	if err := c.pace(ctx, to.chat, false, allowed); err != nil {
		return err
	}
	return c.sendText(ctx, to, s)
}

// edit puts a text in the place of a message; done is false where that cannot be done and a new message is
// needed.
func (c *Channel) edit(ctx context.Context, to target, s step, allowed time.Duration) (done bool, err error) {
	if err := c.pace(ctx, to.chat, true, allowed); err != nil {
		return false, err
	}
	switch err := c.editText(ctx, to, s); {
	case unchanged(err):
		return true, nil // it was replaced before
	case refused(err, notEditable...):
		return false, nil
	default:
		return err == nil, err
	}
}

// fileStep sends a file.
func (c *Channel) fileStep(ctx context.Context, to target, s step, allowed time.Duration) error {
	body, err := c.body(ctx, s.file)
	if err != nil {
		return err
	}
	if err := c.pace(ctx, to.chat, false, allowed); err != nil {
		return err
	}
	return c.sendFile(ctx, to, s, body)
}

// hopeless reports that a call can never work.
func hopeless(err error) bool {
	var problem *bot.SendError
	return errors.As(verdict(err), &problem) && problem.Never
}

func (c *Channel) sendText(ctx context.Context, to target, s step) error {
	p := &tg.SendMessageParams{
		ChatID: to.chat, MessageThreadID: to.thread, Text: s.html, ParseMode: models.ParseModeHTML, LinkPreviewOptions: noPreview(),
	}
	if s.keyboard != nil { // a nil pointer in an interface would be sent as null
		p.ReplyMarkup = s.keyboard
	}
	return c.api.call(ctx, c.api.send, "sendMessage", p, nil)
}

func (c *Channel) editText(ctx context.Context, to target, s step) error {
	p := &tg.EditMessageTextParams{
		ChatID: to.chat, MessageID: s.edit, Text: s.html, ParseMode: models.ParseModeHTML, LinkPreviewOptions: noPreview(),
	}
	if s.keyboard != nil {
		p.ReplyMarkup = s.keyboard
	}
	return c.api.call(ctx, c.api.send, "editMessageText", p, nil)
}

// body reads a file.
func (c *Channel) body(ctx context.Context, f *bot.File) ([]byte, error) {
	if c.o.Blob == nil {
		return nil, &bot.SendError{Err: errors.New("files are not served here"), Never: true}
	}
	body, err := c.o.Blob(ctx, f.Blob)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return nil, &bot.SendError{Err: fmt.Errorf("file %d: %w", f.Blob, err), Never: true}
	case err != nil:
		return nil, fmt.Errorf("file %d: %w", f.Blob, err)
	}
	return body, nil
}

// What Telegram takes as a picture, by its documentation. Anything else goes out as a file, which everybody
// can open too.
const maxPhoto = 10 << 20

// sendFile uploads a file, as a picture where it is one.
func (c *Channel) sendFile(ctx context.Context, to target, s step, body []byte) error {
	if s.file.Photo && len(body) <= maxPhoto {
		err := c.sendPhoto(ctx, to, s, body)
		if !refused(err, "photo", "image") {
			return err
		}
		c.log.Warn("telegram does not take a picture, sending it as a file", "err", err)
		if err := c.pace(ctx, to.chat, false, morePatience); err != nil {
			return err
		}
	}
	return c.sendDocument(ctx, to, s, body)
}

func (c *Channel) sendPhoto(ctx context.Context, to target, s step, body []byte) error {
	p := &tg.SendPhotoParams{
		ChatID: to.chat, MessageThreadID: to.thread, Caption: s.html, ParseMode: models.ParseModeHTML,
		Photo: &models.InputFileUpload{Filename: s.file.Name, Data: bytes.NewReader(body)},
	}
	if s.keyboard != nil {
		p.ReplyMarkup = s.keyboard
	}
	return c.api.library("sendPhoto", func(b *tg.Bot) error {
		_, err := b.SendPhoto(ctx, p)
		return err
	})
}

func (c *Channel) sendDocument(ctx context.Context, to target, s step, body []byte) error {
	p := &tg.SendDocumentParams{
		ChatID: to.chat, MessageThreadID: to.thread, Caption: s.html, ParseMode: models.ParseModeHTML,
		Document: &models.InputFileUpload{Filename: s.file.Name, Data: bytes.NewReader(body)},
	}
	if s.keyboard != nil {
		p.ReplyMarkup = s.keyboard
	}
	return c.api.library("sendDocument", func(b *tg.Bot) error {
		_, err := b.SendDocument(ctx, p)
		return err
	})
}
