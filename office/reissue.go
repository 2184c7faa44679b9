package office

import (
	"context"
	"errors"
	"time"

	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/storage"
)

// Reissue shows a report again in the chat that asked for it, and marks the duty as done.
func (c *Clerk) Reissue(ctx context.Context, o turn.Owing, now time.Time) error {
	var wish turn.Reissue
	u, p, err := c.readWish(o, &wish, func() string { return wish.Period })
	if err != nil {
		return err
	}
	m, err := c.makeReport(ctx, u, p, now)
	if errors.Is(err, storage.ErrClockHeld) {
		return c.DB.Done(ctx, o.Duty, c.Holder, now, o.Note, nil, func([]int64) ([]turn.Post, error) {
			a, err := answer(wish.Conv, u, prose.P(WordClockHeld))
			return []turn.Post{a}, err
		})
	}
	if err != nil {
		return err
	}
	return c.DB.Done(ctx, o.Duty, c.Holder, now, o.Note, m.files(), func(blobs []int64) ([]turn.Post, error) {
		return m.posts(u, []string{wish.Conv}, blobs, wordAgain, false)
	})
}
