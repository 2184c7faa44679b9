package telegram

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/internal/vntext"
	"motcua/storage"
)

const (
	turnDeadline = 30 * time.Second       // one try of one update; the engine gives up sooner
	tries        = 3                      // of an update that is refused for a reason of its own
	tryPause     = 100 * time.Millisecond // after the first of them; doubles
)

// DeadLetter is the record of an update that could not be taken in. It holds nothing anybody wrote.
type DeadLetter struct {
	Update int64  // Telegram's update_id
	Kind   string // "message", "callback_query", …; "" if that could not be read
	Error  string // what the last try came to
	Tries  int
	At     time.Time // when the update reached us
}

// arrival is an update that has reached us, on its way to being taken in.
type arrival struct {
	update
	came time.Time
	bad  error // it cannot be decoded
	wait error // it cannot be understood yet and has to come again
}

// receive decodes an update and has its tap answered.
func (c *Channel) receive(raw []byte) (*arrival, error) {
	u, bad, err := decode(raw)
	if err != nil {
		return nil, err
	}
	a := &arrival{came: time.Now(), bad: bad}
	a.update, a.wait = read(u, c.self(), a.came)
	c.answers.add(a.tap)
	return a, nil
}

// settle takes an update in. nil means that it may be confirmed: it is stored, concerns nobody, or has been
// put aside. An error means that it must come again later.
func (c *Channel) settle(ctx context.Context, a *arrival) error {
	if a.wait != nil {
		return a.wait
	}
	err, try := a.bad, 1
	for a.bad == nil {
		if err = c.act(ctx, a); err == nil {
			c.troubles.over(a.id)
			return nil
		}
		if c.passing(a, err) {
			c.metrics.update("later")
			return err
		}
		if try == tries || errors.Is(err, bot.ErrBadEvent) {
			break
		}
		if !sleep(ctx, tryPause<<(try-1)) {
			return ctx.Err()
		}
		try++
	}
	return c.bury(ctx, a, err, try)
}

// act does what an update asks for.
func (c *Channel) act(ctx context.Context, a *arrival) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = refusal{fmt.Errorf("panic: %v", r)}
		}
	}()
	// An update under way is finished when we are told to stop, within its own deadline.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), turnDeadline)
	defer cancel()
	switch {
	case a.to != 0:
		c.progress.moved(ctx, conv(a.from), conv(a.to))
		if c.o.Move != nil {
			if err := c.o.Move(ctx, conv(a.from), conv(a.to)); err != nil {
				return fmt.Errorf("moving a chat: %w", err)
			}
		}
		c.metrics.update("moved")
	case a.event.Kind != "":
		if err := c.o.Turn(ctx, a.event); err != nil {
			return err
		}
		c.troubles.success()
		c.metrics.update("stored")
	default:
		c.metrics.update("ignored")
	}
	if a.more && c.o.Allowed != nil {
		if err := c.o.Allowed(ctx, conv(a.chat)); err != nil {
			return fmt.Errorf("noting what a chat allows: %w", err)
		}
	}
	return nil
}

// refusal marks an error as one of the update itself.
type refusal struct{ error }

// passing reports whether an error passes by itself, so that the update only has to wait.
func (c *Channel) passing(a *arrival, err error) bool {
	var own refusal
	switch {
	case errors.As(err, &own), errors.Is(err, bot.ErrBadEvent):
		return false
	case errors.Is(err, engine.ErrBusy):
		return true
	}
	// An error that is not the database's looks like a database that does not answer. If others get through
	// again and again while this one never does, the fault is its own.
	return storage.Unavailable(err) && !c.troubles.again(a.id)
}

// bury puts an update aside for good. If even that fails, the update must come again.
func (c *Channel) bury(ctx context.Context, a *arrival, cause error, tried int) error {
	// A database may repeat a value it did not like: numbers that name a person are masked.
	text := clip(vntext.Mask(c.api.hide.clean(cause.Error())), maxProblem)
	d := DeadLetter{Update: a.id, Kind: a.kind, Error: text, Tries: tried, At: a.came}
	if c.o.DeadLetter != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), turnDeadline)
		defer cancel()
		if err := c.o.DeadLetter(ctx, d); err != nil {
			return fmt.Errorf("putting an update aside: %w", err)
		}
	}
	c.troubles.over(a.id)
	c.metrics.update("dead")
	c.log.Error("update put aside", "update", d.Update, "kind", d.Kind, "tries", d.Tries, "err", d.Error)
	return nil
}

// conv is the conversation key of a chat.
func conv(chat int64) string { return bot.ConvKey(Name, fmt.Sprint(chat)) }
