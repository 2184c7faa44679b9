package outbox

import (
	"slices"
	"time"

	"motcua/bot"
	"motcua/bot/talk"
)

// lane is one recipient this process delivers to: what is still to be sent, in order. All fields are
// guarded by the sender's mutex.
type lane struct {
	conv     string
	until    time.Time // the lease ends; before that nobody else delivers here
	queue    []bot.Delivery
	unsaved  map[int64]bool // delivered, but still in the outbox table; outlives the lane, see Sender.unsaved
	reserved int            // turns being stored that will bring messages
	reread   bool           // the outbox holds messages this lane has not seen
	working  bool           // a worker delivers at this moment
	freeing  bool           // being given back: not to be used any more
	idle     time.Time      // when the last message was delivered
	hot      *Remembered    // the conversation as this process left it; nil once somebody else was at it
}

// Remembered is a conversation's state together with its version.
type Remembered struct {
	Version int64
	State   talk.State
}

// add puts messages into the queue in order; those known already are left out.
func (l *lane) add(ds ...bot.Delivery) {
	for _, d := range ds {
		i, known := slices.BinarySearchFunc(l.queue, d.Seq, func(a bot.Delivery, seq int64) int {
			return int(a.Seq - seq)
		})
		if !known && !l.unsaved[d.Seq] {
			l.queue = slices.Insert(l.queue, i, d)
		}
	}
}

// quiet reports whether there is nothing left to do in the lane.
func (l *lane) quiet() bool {
	return len(l.queue) == 0 && len(l.unsaved) == 0 && l.reserved == 0 && !l.working && !l.reread
}
