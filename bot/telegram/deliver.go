package telegram

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/bot"
	"motcua/storage"
)

// target is where a delivery goes.
type target struct {
	chat   int64
	thread int // topic, 0 without
}

// Deliver sends a message, or puts it in the place of another one. It returns nil when all of it has arrived, and otherwise what
// is known about when to try again, or of what could not be shown there: see bot.SendError.
//
// A message of several parts that fails in the middle goes on with the part that failed, also where the group has moved to a new
// address meanwhile. After a crash, and when the answer to a call was lost, a part may arrive twice.
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
	r := &run{Channel: c, d: d, to: target{chat, thread}, steps: steps, allowed: firstPatience}
	if len(steps) > 1 || chat < 0 { // one call to a person has no past worth a question
		r.mark, r.noted = c.progress.read(ctx, d)
	}
	if r.mark.Over {
		r.forget(ctx)
		return nil
	}
	if r.mark.Made > 0 {
		r.allowed = morePatience
	}
	return r.deliver(ctx)
}

// run is one delivery under way.
type run struct {
	*Channel
	d       bot.Delivery
	to      target
	steps   []step
	mark    mark
	moved   string        // the conversation the chat goes on as, "" as long as it has not moved
	allowed time.Duration // how long to wait for a place
	last    error         // the latest refusal that was lived with
	noted   bool          // something of it is remembered
}

// deliver makes the calls that are left.
func (r *run) deliver(ctx context.Context) error {
	for r.mark.Made < len(r.steps) {
		err := r.insist(ctx, r.one)
		if hopeless(err) && len(r.steps) > 1 {
			// What Telegram does not take must not keep back what belongs to it.
			r.log.Error("part of a message cannot be delivered, left out", "err", err)
			r.last = err
			if r.mark.Lost++; r.mark.Lost < len(r.steps) {
				err = nil
			}
		}
		if err != nil {
			return r.failed(ctx, err)
		}
		r.mark.Made++
		r.note(ctx)
	}
	for _, last := range []func(context.Context) error{r.sayWhatIsLeft, r.pin} {
		if err := r.insist(ctx, last); err != nil {
			return r.failed(ctx, err)
		}
	}
	return r.end(ctx)
}

// one makes the next call.
func (r *run) one(ctx context.Context) error { return r.step(ctx, r.mark.Made) }

// insist makes a call at the chat's new address if it has moved, and in the group itself if it cannot be made in its topic.
func (r *run) insist(ctx context.Context, call func(context.Context) error) error {
	for {
		err := call(ctx)
		r.floods.note(r.to.chat, err)
		var e *apiError
		switch {
		case errors.As(err, &e) && e.MigrateTo != 0 && e.MigrateTo != r.to.chat:
			r.to = target{chat: e.MigrateTo}
			r.moved = conv(e.MigrateTo)
			continue
		case r.to.thread != 0 && refusalOf(err) == ofTopic:
			r.refused(bot.RightTopic, err)
			r.to.thread = 0
			continue
		}
		return err
	}
}

// failed is the outcome of a delivery that stops here.
func (r *run) failed(ctx context.Context, err error) error {
	err = verdict(err)
	var problem *bot.SendError
	if errors.As(err, &problem) && (problem.Never || problem.Gone) {
		r.forget(ctx)
		problem.Refused = append(problem.Refused, r.mark.Refused...)
	} else if r.moved != "" {
		r.note(ctx) // whoever takes the move in goes on from here
	}
	return err
}

// end is the outcome of a delivery that came to its end.
func (r *run) end(ctx context.Context) error {
	r.forget(ctx)
	left := r.mark.left(r.d.Message)
	if r.moved != "" {
		// Whoever took the move in meanwhile has put the message into the outbox of the new address.
		r.progress.note(ctx, r.at(r.moved), mark{Made: len(r.steps), Over: true})
		return &bot.SendError{Err: errMoved, Moved: r.moved, Done: true, Refused: r.mark.Refused, Left: left}
	}
	if len(r.mark.Refused) == 0 && left == nil {
		return nil
	}
	if r.last == nil {
		r.last = errRefusedBefore
	}
	return &bot.SendError{Err: r.last, Refused: r.mark.Refused, Left: left}
}

var (
	errMoved         = errors.New("the group goes on under another address")
	errRefusedBefore = errors.New("parts were refused at an earlier try")
)

// note remembers how far the delivery has come. A single call needs no memory.
func (r *run) note(ctx context.Context) {
	r.allowed = morePatience
	if len(r.steps) == 1 && r.mark.quiet() && !r.d.Message.Pin {
		return
	}
	r.noted = true
	r.progress.note(ctx, r.d, r.mark)
	if r.moved != "" {
		r.progress.note(ctx, r.at(r.moved), r.mark)
	}
}

// forget drops what is remembered of the delivery.
func (r *run) forget(ctx context.Context) {
	if r.noted {
		r.progress.forget(ctx, r.d)
	}
}

// at is the delivery as it stands in the outbox of another conversation.
func (r *run) at(conv string) bot.Delivery {
	d := r.d
	d.Conv = conv
	return d
}

// refused notes a right the chat does not give.
func (r *run) refused(right bot.Right, err error) {
	r.last = err
	if r.mark.lacks(right) {
		return
	}
	r.log.Warn("telegram chat does not take everything", "right", right, "err", err)
	problem := ""
	var e *apiError
	if errors.As(err, &e) {
		problem = clip(e.Description, maxProblem)
	}
	r.mark.Refused = append(r.mark.Refused, bot.Refusal{Right: right, Problem: problem})
}

// step makes the i-th call of the plan, or what takes its place.
func (r *run) step(ctx context.Context, i int) error {
	s := r.steps[i]
	switch {
	case len(s.files) > 0:
		return r.files(ctx, s)
	case s.edit != 0 && r.moved == "":
		if done, err := r.edit(ctx, s); done || err != nil {
			return err
		}
		r.allowed = morePatience
	}
	return r.text(ctx, s)
}

// text sends a text.
func (r *run) text(ctx context.Context, s step) error {
	if err := r.pace(ctx, r.to.chat, false, r.allowed); err != nil {
		return err
	}
	id, err := r.sendText(ctx, r.to, s)
	if refusalOf(err) == ofKind {
		r.refused(bot.RightTexts, err)
		r.mark.NoText = true
		return nil
	}
	r.toPin(id)
	return err
}

// edit puts a text in the place of a message; done is false where that cannot be done and a new message is needed.
func (r *run) edit(ctx context.Context, s step) (done bool, err error) {
	if err := r.pace(ctx, r.to.chat, true, r.allowed); err != nil {
		return false, err
	}
	err = r.editText(ctx, r.to, s)
	var e *apiError
	switch {
	case err == nil, unchanged(err): // it was replaced before
		return true, nil
	case errors.As(err, &e) && e.MigrateTo == 0 && final(e) && refusalOf(err) != ofChat:
		return false, nil // whatever the reason: the citizen waits for the next question
	}
	return false, err
}

// final reports that a call will be refused however often it is made.
func final(e *apiError) bool {
	switch e.Code {
	case 400, 403, 413:
		return true
	}
	return false
}

// body reads a file.
func (c *Channel) body(ctx context.Context, f bot.File) ([]byte, error) {
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

// hopeless reports that a call can never work, wherever it is made.
func hopeless(err error) bool {
	var problem *bot.SendError
	return errors.As(verdict(err), &problem) && problem.Never
}
