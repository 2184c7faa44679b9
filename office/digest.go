package office

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/org/directory"
)

// ErrNoDestination is returned while a unit has no room its digest could go to. The digest stays owed.
var ErrNoDestination = errors.New("the unit has no destination for its digest; open a room with: motcua room --unit CODE")

// Digest makes a digest and, in one transaction, marks it as done and puts it into the outbox.
func (c *Clerk) Digest(ctx context.Context, d turn.Duty, u *directory.Unit, p calendar.Period, now time.Time) error {
	to, err := c.DB.Destinations(ctx, u.ID)
	if err != nil {
		return err
	}
	if len(to) == 0 {
		return ErrNoDestination
	}
	made, err := c.makeReport(ctx, u, p, now)
	if err != nil {
		return err
	}
	note := fmt.Sprintf("%d destinations", len(to))
	return c.DB.Done(ctx, d, c.Holder, now, note, made.files(), func(blobs []int64) ([]turn.Post, error) {
		return made.posts(u, to, blobs, "", true)
	})
}
