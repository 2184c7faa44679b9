package telegram

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"motcua/bot"
)

// sayWhatIsLeft tells the readers of a chat what of a message it does not take, once, where a text can be sent.
func (r *run) sayWhatIsLeft(ctx context.Context) error {
	if len(r.mark.Left) == 0 || r.mark.NoText || r.mark.Told {
		return nil
	}
	var names []string
	for _, f := range r.d.Message.Files {
		if slices.Contains(r.mark.Left, f.Blob) {
			names = append(names, f.Name)
		}
	}
	word := wordLeftOut
	if r.mark.lacks(bot.RightFiles) {
		word = wordLeftOutByRight
	}
	err := r.pace(ctx, r.to.chat, false, r.allowed)
	if err == nil {
		_, err = r.sendText(ctx, r.to, step{html: escape(fmt.Sprintf(word, strings.Join(names, ", ")))})
	}
	switch {
	case refusalOf(err) == ofKind:
		r.refused(bot.RightTexts, err)
	case err != nil && !hopeless(err):
		return err
	}
	r.mark.Told = true
	r.note(ctx)
	return nil
}

// toPin remembers the first message of a delivery that is to be pinned.
func (r *run) toPin(id int) {
	if r.d.Message.Pin && r.mark.Pin == 0 {
		r.mark.Pin = id
	}
}

// pin keeps the message in sight of its group or channel. It is a courtesy: where it is not allowed, or the call is lost, nothing
// is missing.
func (r *run) pin(ctx context.Context) error {
	if !r.d.Message.Pin || r.mark.Pin == 0 || r.to.chat > 0 {
		return nil
	}
	if err := r.pace(ctx, r.to.chat, true, r.allowed); err != nil {
		r.log.Debug("message not pinned", "err", err)
		return nil
	}
	p := outgoing{Chat: r.to.chat, Message: r.mark.Pin, Silent: true}
	if err := r.api.call(ctx, r.api.send, "pinChatMessage", p, nil); err != nil {
		r.floods.note(r.to.chat, err)
		r.log.Debug("message not pinned", "err", err)
	}
	return nil
}
