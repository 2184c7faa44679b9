package telegram

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"strconv"
	"sync"
	"time"

	"motcua/bot"
	"motcua/storage/live"
)

// Limits are how often messages go out, over all replicas. Their keys are set by the channel. A Rate of zero
// is no limit.
type Limits struct {
	All   live.Rate // messages and edits, all chats together
	Chat  live.Rate // messages in each chat
	Edits live.Rate // edits in each chat
	Group live.Rate // messages and edits in each group, besides the others
}

// DefaultLimits stay within what Telegram says about itself: about one message a second in a chat, 20 a
// minute in a group, 30 a second in all, with short bursts allowed in a chat. Rate and burst together stay
// below the figure, so that it is kept in any second or minute one may choose to look at, also when the
// network delays some messages more than others. In all, messages go out one by one: it takes 31 of them
// within a second to break the rule, and at 28.8 a second those are 1,042 ms apart, so that 40 ms of
// unsteadiness break nothing and sending to many takes 4 % more time than the rule allows. Nothing is said
// about edits in a chat; twice as many as messages is more than a person taps.
func DefaultLimits() Limits {
	return Limits{
		All:   live.Rate{N: 144, Per: 5 * time.Second, Burst: 1},
		Chat:  live.Rate{N: 1, Per: time.Second, Burst: 3},
		Edits: live.Rate{N: 2, Per: time.Second, Burst: 4},
		Group: live.Rate{N: 15, Per: time.Minute, Burst: 5},
	}
}

const (
	// firstPatience is how long a worker waits for its place before it hands the message back. Other chats
	// may be served meanwhile. It covers all workers of three replicas waiting for the limit they share:
	// handing messages back and forth would cost the database much and make nothing go out sooner.
	firstPatience = 4 * time.Second
	// morePatience is the same once a part of the message is out: the rest should follow soon, and by the
	// same hand.
	morePatience = 15 * time.Second
)

// errLimit is why a delivery is handed back before Telegram was asked.
var errLimit = errors.New("rate limit reached")

// pace waits until one more message, or edit, may go to a chat. If that takes longer than allowed it returns
// a *bot.SendError that says when to try again, and no place is taken. That is half the patience sooner than
// the place will be free: the outbox is looked at only once a second, and a place nobody waits for is lost.
func (c *Channel) pace(ctx context.Context, chat int64, edit bool, allowed time.Duration) error {
	all, own := c.rates(chat, edit)
	var punctual punctuality
	for left := allowed; ; {
		asked := time.Now()
		wait, booked := c.floods.wait(chat), false
		if wait == 0 {
			wait, booked = c.o.Live.Reserve(ctx, left, all, own...)
		}
		if !booked && wait > left {
			return &bot.SendError{Err: errLimit, After: wait - max(0, left/2)}
		}
		switch use, err := punctual.await(ctx, asked, wait); {
		case err != nil:
			return err
		case booked && !use:
			left = allowed // it is not the chat's fault
			continue
		case booked && c.floods.wait(chat) == 0: // somebody may have been told to wait meanwhile
			return nil
		}
		left -= wait
	}
}

// rates are the limits a call comes under.
func (c *Channel) rates(chat int64, edit bool) (all live.Rate, own []live.Rate) {
	key, id := "tg:"+c.o.botID()+":", strconv.FormatInt(chat, 10)
	all = c.limits.All
	all.Key = key + "all"
	own = make([]live.Rate, 1, 2)
	own[0] = c.limits.Chat
	own[0].Key = key + id
	if edit {
		own[0] = c.limits.Edits
		own[0].Key = key + "e:" + id
	}
	if chat < 0 {
		group := c.limits.Group
		group.Key = key + "g:" + id
		own = append(own, group)
	}
	return all, own
}

// floods knows where Telegram has told us to wait. The lane of the message that heard it waits by itself,
// but a forum is several lanes in one chat, and sometimes the whole bot is meant.
type floods struct {
	mu    sync.Mutex
	chats map[int64]time.Time // not before
	all   time.Time
}

// floodsLimit is how many chats are remembered at a time.
const floodsLimit = 1000

// note takes the outcome of a call about a chat. When two chats are told to wait at the same time, the bot
// as a whole is too fast for Telegram: everything waits.
func (f *floods) note(chat int64, err error) {
	var e *apiError
	if !errors.As(err, &e) || e.Code != http.StatusTooManyRequests {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	now := time.Now()
	maps.DeleteFunc(f.chats, func(_ int64, until time.Time) bool { return !until.After(now) })
	if f.chats == nil || len(f.chats) >= floodsLimit {
		f.chats = map[int64]time.Time{}
	}
	until := now.Add(max(e.RetryAfter, time.Second))
	f.chats[chat] = until
	if len(f.chats) > 1 && until.After(f.all) {
		f.all = until
	}
}

// wait is how long nothing must be sent to a chat.
func (f *floods) wait(chat int64) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	return max(0, time.Until(f.chats[chat]), time.Until(f.all))
}
