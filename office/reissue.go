package office

import (
	"context"
	"time"

	"motcua/bot/turn"
)

// Reissue shows a report again in the chat that asked for it, and marks the duty as done.
func (c *Clerk) Reissue(ctx context.Context, o turn.Owing, now time.Time) error {
	var wish turn.Reissue
	u, p, err := c.readWish(o, &wish, func() string { return wish.Period })
	if err != nil {
		return err
	}
	m, err := c.makeReport(ctx, u, p, now)
	if err != nil {
		return err
	}
	return c.DB.Done(ctx, o.Duty, c.Holder, now, o.Note, m.files(), func(blobs []int64) ([]turn.Post, error) {
		return m.posts(u, []string{wish.Conv}, blobs, wordAgain, false)
	})
}
