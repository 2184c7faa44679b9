package storage

import (
	"context"
	"errors"
	"fmt"

	"motcua/bot/turn"
)

// Known reads what must be known about a conversation before its next event is decided.
func (db *DB) Known(ctx context.Context, conv string, n turn.Needs) (k turn.Known, err error) {
	if n.Receipt != "" {
		r, err := db.RecordByReceipt(ctx, n.Receipt)
		switch {
		case err == nil:
			k.Record = &r
		case !errors.Is(err, ErrNotFound):
			return k, fmt.Errorf("record: %w", err)
		}
	}
	if n.Ticket != nil {
		t, err := db.Ticket(ctx, n.Ticket)
		switch {
		case err == nil:
			k.Ticket = &t
		case !errors.Is(err, ErrNotFound):
			return k, fmt.Errorf("ticket: %w", err)
		}
	}
	if n.Leaders {
		if k.Leaders, err = db.Leaders(ctx, conv, n.Link, n.Topics); err != nil {
			return k, fmt.Errorf("leaders: %w", err)
		}
	}
	if n.Actions && k.Leaders.Unit != 0 {
		if k.Actions, err = db.Actions(ctx, k.Leaders.Unit); err != nil {
			return k, fmt.Errorf("actions: %w", err)
		}
	}
	if n.Follows {
		if k.Follows, err = db.Follows(ctx, conv); err != nil {
			return k, fmt.Errorf("follows: %w", err)
		}
	}
	return k, nil
}
