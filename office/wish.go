package office

import (
	"encoding/json"
	"fmt"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/org/directory"
	"motcua/storage"
)

// readWish reads what leaders wished for in their chat: the note of what is owed goes into wish, and period picks out of it
// which period is meant. ErrNotFound if the unit has gone since.
func (c *Clerk) readWish(o turn.Owing, wish any, period func() string) (*directory.Unit, calendar.Period, error) {
	if err := json.Unmarshal([]byte(o.Note), wish); err != nil {
		return nil, calendar.Period{}, fmt.Errorf("note: %w", err)
	}
	u, ok := c.Directory().Unit(o.Unit)
	if !ok {
		return nil, calendar.Period{}, storage.ErrNotFound
	}
	p, err := calendar.ParsePeriod(period())
	return u, p, err
}
