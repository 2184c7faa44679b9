package storage

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/bot/turn"
	"motcua/org"
)

// Pace bounds how often something may happen: once in Every on average, and Burst times in a row after a pause.
type Pace struct {
	Every time.Duration
	Burst int
}

// ahead is how far the bookings may be ahead of the clock.
func (p Pace) ahead() time.Duration { return time.Duration(p.Burst-1) * p.Every }

// ScreenRules say how a screen's QR codes come and go.
type ScreenRules struct {
	Show time.Duration // how long a QR stays on the screen that nobody opens
	Life time.Duration // how long its ticket can be opened; what it has more than Show is for whoever has just scanned it
	Pace Pace          // of new ones
}

// ScreenCode is what a screen shows now.
type ScreenCode struct {
	Serial int64         // goes up with each new code; 0 while there is none
	Code   string        // of the ticket (org.NewVisitCode); "" while there is none
	Left   time.Duration // how long it may stay on the screen; without a code, after how long there may be one
}

// ScreenLook tells whether a screen still shows what it should.
type ScreenLook struct {
	Serial int64
	Good   bool // its code can still be opened and may stay
}

// LookAtScreen reads how a screen stands; ErrNotFound once its link was revoked.
func (db *DB) LookAtScreen(ctx context.Context, id int32, r ScreenRules) (l ScreenLook, err error) {
	err = db.pool.QueryRow(ctx, `SELECT s.serial,
			coalesce(t.state = 'open' AND t.expires_at > now() AND s.shown_at + $2::interval > now(), false)
		FROM screen s LEFT JOIN ticket t ON t.hash = s.ticket_hash WHERE s.id = $1 AND s.revoked_at IS NULL`, id, r.Show).
		Scan(&l.Serial, &l.Good)
	if errors.Is(err, pgx.ErrNoRows) {
		return l, ErrNotFound
	}
	return l, err
}

// screenRow is a screen as it is locked to be given another code or visitor.
type screenRow struct {
	place   turn.Ticket
	serial  int64
	code    string
	hash    []byte
	former  []byte
	open    bool          // its code can be opened
	left    time.Duration // how long that may stay
	behind  time.Duration // until another may be made; not positive when it may be now
	visitor string
	from    string        // the page he stands before
	quiet   time.Duration // how long he has touched nothing
}

func lockScreen(ctx context.Context, tx pgx.Tx, id int32, show time.Duration, p Pace) (s screenRow, err error) {
	var open *bool
	err = tx.QueryRow(ctx, `SELECT unit, point, slip, serial, ticket, ticket_hash, former, visitor, visited_from, coalesce(now() - visited_at, '0'),
			(SELECT state = 'open' AND expires_at > now() FROM ticket WHERE hash = ticket_hash),
			coalesce(shown_at + $2::interval - now(), '0'), coalesce(booked - now() - $3::interval, '0')
		FROM screen WHERE id = $1 AND revoked_at IS NULL FOR UPDATE`, id, show, p.ahead()).
		Scan(&s.place.Unit, &s.place.Point, &s.place.Slip, &s.serial, &s.code, &s.hash, &s.former, &s.visitor, &s.from, &s.quiet, &open, &s.left, &s.behind)
	if errors.Is(err, pgx.ErrNoRows) {
		return s, ErrNotFound
	}
	s.open = open != nil && *open
	return s, err
}

// ScreenCode gives the code a screen is to show, a new one where that it shows was opened or has stood there long enough. At most
// two codes of a screen can be opened at a time: the one shown, and the one it has just replaced. ErrNotFound once the link was
// revoked.
func (db *DB) ScreenCode(ctx context.Context, id int32, r ScreenRules) (c ScreenCode, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		s, err := lockScreen(ctx, tx, id, r.Show, r.Pace)
		switch {
		case err != nil:
			return err
		case s.open && s.left > 0:
			c = ScreenCode{s.serial, s.code, s.left}
			return nil
		case s.behind > 0:
			c = ScreenCode{Left: s.behind}
			return nil
		}
		former := s.former
		if s.open { // it was not opened: whoever has just scanned it may still, and whoever scanned the one before may not
			if err := revokeTickets(ctx, tx, s.former); err != nil {
				return err
			}
			former = s.hash
		}
		code, hash, err := issueScreenTicket(ctx, tx, s.place, r.Life)
		if err != nil {
			return err
		}
		c = ScreenCode{s.serial + 1, code, r.Show}
		_, err = tx.Exec(ctx, `UPDATE screen SET serial = serial + 1, ticket = $2, ticket_hash = $3, former = $4, shown_at = now(),
			booked = greatest(booked, now()) + $5::interval WHERE id = $1`, id, code, hash, former, r.Pace.Every)
		return err
	})
	return c, err
}

func issueScreenTicket(ctx context.Context, tx pgx.Tx, place turn.Ticket, life time.Duration) (code string, hash []byte, err error) {
	code = newVisitCode()
	hash = turn.TicketHash(code)
	_, err = tx.Exec(ctx, insertTickets, [][]byte{hash}, place.Unit, place.Point, place.Slip, string(org.Screen), 0, life)
	return code, hash, err
}
