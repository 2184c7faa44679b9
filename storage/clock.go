package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrClockHeld is returned for what would fix the figures of a month, or look it over, while the clock is not believed: it is done
// once, and by a wrong date it would be done to months that have not ended.
var ErrClockHeld = errors.New("the clock is not believed")

// Bounds within which a clock is believed that nobody has watched since it was believed last: a clock does not go back, and a
// service is not off for longer without its operator knowing.
const (
	clockBack  = time.Hour
	clockAhead = 10 * 24 * time.Hour
)

// ClockRemedy is what an operator does about a clock that is not believed and right all the same.
const ClockRemedy = "motcua clock --trust"

// Moment is what the database's clock shows, and what is known of whether it is right.
type Moment struct {
	Now      time.Time // what it shows
	Believed time.Time // what it showed when it was believed last
	Leapt    bool      // it has jumped since, as a service saw, and was not watched going evenly for long enough
	Words    int       // how often an operator has said that it is right
}

// Moment reads the clock.
func (db *DB) Moment(ctx context.Context) (Moment, error) {
	var m Moment
	err := db.pool.QueryRow(ctx, `SELECT clock_timestamp(), at, leapt, words FROM heartbeat`).Scan(&m.Now, &m.Believed, &m.Leapt, &m.Words)
	return m, err
}

// Astray says by how much the clock is out of the bounds of what it showed last; "" while it is within them.
func (m Moment) Astray() string {
	passed := m.Now.Sub(m.Believed)
	if passed >= -clockBack && passed <= clockAhead {
		return ""
	}
	side := "after"
	if passed < 0 {
		side = "before"
	}
	return fmt.Sprintf("the database's clock shows %s, which is %s %s the last time that was believed; if it is right: %s",
		m.Now.UTC().Format(time.DateTime), passed.Abs().Round(time.Minute), side, ClockRemedy)
}

// Trouble says why the clock is not believed; "" while it is.
func (m Moment) Trouble() string {
	if why := m.Astray(); why != "" || !m.Leapt {
		return why
	}
	return "the database's clock has jumped by more than an hour; it is watched for an hour; if it is right: " + ClockRemedy
}

// Time is the time to go by: what the clock shows, or the last time it was believed. Nothing that bears the latter can come into a
// month that was closed before.
func (m Moment) Time() time.Time {
	if m.Trouble() == "" {
		return m.Now
	}
	return m.Believed
}

// Now is the time by the database's clock, which all replicas share, while it is believed; otherwise the last time it was.
func (db *DB) Now(ctx context.Context) (time.Time, error) {
	m, err := db.Moment(ctx)
	return m.Time(), err
}

// Believe keeps that the clock was believed at a moment, unless an operator has had a word since.
func (db *DB) Believe(ctx context.Context, m Moment) error {
	_, err := db.pool.Exec(ctx, `UPDATE heartbeat SET at = $1, leapt = false WHERE words = $2`, m.Now, m.Words)
	return err
}

// Leapt keeps that the clock has jumped since a moment, so that a service that starts now knows it too.
func (db *DB) Leapt(ctx context.Context, m Moment) error {
	_, err := db.pool.Exec(ctx, `UPDATE heartbeat SET leapt = true WHERE words = $1`, m.Words)
	return err
}

// TrustClock keeps an operator's word that the clock is right.
func (db *DB) TrustClock(ctx context.Context) error {
	_, err := db.pool.Exec(ctx, `UPDATE heartbeat SET at = clock_timestamp(), leapt = false, words = words + 1`)
	return err
}

// HoldClock is told by this process's own clock why nothing may be done by the calendar; "" that it may.
func (db *DB) HoldClock(why string) { db.held.Store(&why) }

// clockHeld is ErrClockHeld while the clock is not believed, by this process or by what the database knows.
func (db *DB) clockHeld(ctx context.Context) error {
	if why := db.held.Load(); why != nil && *why != "" {
		return fmt.Errorf("%w: %s", ErrClockHeld, *why)
	}
	m, err := db.Moment(ctx)
	if err != nil {
		return err
	}
	if why := m.Trouble(); why != "" {
		return fmt.Errorf("%w: %s", ErrClockHeld, why)
	}
	return nil
}

// waitMost is longer than anything is put off: messages and duties are tried again within minutes.
const waitMost = 48 * time.Hour

// DropWaits lets go on what a clock that was ahead has put off to a time that may be months away: messages to recipients, duties, and work
// that one process does at a time.
func (db *DB) DropWaits(ctx context.Context) error {
	b := &pgx.Batch{}
	b.Queue(`UPDATE lane SET holder = NULL, due = now() WHERE due > now() + $1::interval`, waitMost)
	b.Queue(`UPDATE duty SET lease = NULL WHERE done_at IS NULL AND lease > now() + $1::interval`, waitMost)
	b.Queue(`UPDATE lease SET until = now() WHERE until > now() + $1::interval`, waitMost)
	return db.pool.SendBatch(ctx, b).Close()
}
