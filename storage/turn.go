package storage

import (
	"context"
	"errors"
	"slices"
	"time"

	"motcua/bot/turn"

	"github.com/jackc/pgx/v5"
)

// Turn is everything one event leads to. It is stored whole or not at all.
type Turn struct {
	Channel, Event string     // the seen-mark
	Conv           string     // conversation key
	Unit           int32      // 0 = none yet
	Version        int64      // of the conversation when it was loaded; 0 = it did not exist
	State          []byte     // the conversation's state afterwards, JSON
	WakeAt         *time.Time // when the conversation wants to be woken, nil = never

	turn.Effects
	Out [][]byte // messages, JSON, in order; at most MaxOut

	Take bool // the caller does not hold the conversation's lane and would like to
}

var (
	// ErrClash: somebody else changed the conversation since it was loaded. Load it and decide again.
	ErrClash = errors.New("conversation has changed meanwhile")
	// ErrSeen: this event was taken in before. There is nothing to do.
	ErrSeen = errors.New("event was taken in before")
	// ErrAnswered: this respondent has a response for this slip window already.
	ErrAnswered = errors.New("a form for this slip window exists")
	// ErrFormGone: the response the turn goes on with is not stored any more, or was closed, though the conversation is as it was
	// loaded. Decide again without it.
	ErrFormGone = errors.New("the open form is gone")
)

// Commit stores the turns of different conversations in one transaction: one flush to disk serves them
// all. It is all or nothing; on an error the caller tries them one by one, so that a bad turn cannot
// spoil its neighbours. With a single turn the error says what was wrong (ErrClash, ErrSeen, ErrAnswered, ErrFormGone).
//
// The result says for each turn that asked to take its lane whether it got it: then nothing older waits
// in the lane and the caller delivers the turn's messages, under the lease of LaneLease.
func (db *DB) Commit(ctx context.Context, holder string, turns []*Turn) (taken []bool, err error) {
	taken = make([]bool, len(turns))
	b := &pgx.Batch{}
	queueTurns(b, turns, holder, taken)
	// No explicit BEGIN: everything up to the batch's one sync is one transaction, in one round trip.
	if err := db.pool.SendBatch(ctx, b).Close(); err != nil {
		return nil, db.explain(ctx, turns, err)
	}
	return taken, nil
}

// divisionByZero is how a guard in the batch stops it: SQL has no plainer way to fail.
const divisionByZero = "22012"

// oneResponse is the name of the key that keeps a respondent from giving two responses for one visit.
const oneResponse = "response_once"

// explain turns the failure of a lone turn into one of the errors above.
func (db *DB) explain(ctx context.Context, turns []*Turn, err error) error {
	if len(turns) != 1 {
		return err
	}
	switch code(err) {
	case "23505":
		if constraint(err) == oneResponse {
			return ErrAnswered
		}
		return ErrClash // an id or a receipt code was drawn that is taken: the next decision draws another
	case "40P01", "40001": // deadlock, serialization: nothing wrong with the turn itself
		return ErrClash
	case divisionByZero:
		seen, err := db.Seen(ctx, turns[0].Channel, turns[0].Event)
		if err != nil {
			return err
		}
		if seen {
			return ErrSeen
		}
		return db.clash(ctx, turns[0])
	}
	return err
}

// clash tells a conversation that has moved on from a response that is gone under it.
func (db *DB) clash(ctx context.Context, t *Turn) error {
	responses := t.forms()
	var gone bool
	err := db.pool.QueryRow(ctx, `SELECT EXISTS (SELECT FROM conversation WHERE conv = $1 AND version = $2)
		AND (SELECT count(*) FROM response WHERE id = ANY($3) AND status = 'open') < $4`, t.Conv, t.Version, responses, len(responses)).Scan(&gone)
	switch {
	case err != nil:
		return err
	case gone:
		return ErrFormGone
	}
	return ErrClash
}

// responses are the responses, begun earlier or by this turn, that it adds to, changes or closes.
func (t *Turn) forms() []int64 {
	var ids []int64
	for _, a := range slices.Concat(t.Answers, t.Drop) {
		ids = append(ids, a.Response)
	}
	for _, c := range t.Close {
		ids = append(ids, c.ID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Seen reports whether an event was taken in before.
func (db *DB) Seen(ctx context.Context, channel, event string) (bool, error) {
	var seen bool
	err := db.pool.QueryRow(ctx, `SELECT EXISTS (SELECT FROM seen WHERE channel = $1 AND event = $2)`, channel, event).Scan(&seen)
	return seen, err
}

// Conversation is a conversation's state as stored.
type Conversation struct {
	Version int64
	State   []byte
	Gone    bool // nothing reaches the chat until its owner does something
}

// Load reads conversations by key. Those that do not exist are missing from the map.
func (db *DB) Load(ctx context.Context, convs []string) (map[string]Conversation, error) {
	rows, err := db.pool.Query(ctx, `SELECT conv, version, state, gone FROM conversation WHERE conv = ANY($1)`, convs)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Conversation, len(convs))
	var (
		conv    string
		version int64
		state   []byte
		gone    bool
	)
	_, err = pgx.ForEachRow(rows, []any{&conv, &version, &state, &gone}, func() error {
		out[conv] = Conversation{version, append([]byte(nil), state...), gone}
		return nil
	})
	return out, err
}

// Waking gives conversations whose wake time has come, oldest first, and their versions.
func (db *DB) Waking(ctx context.Context, now time.Time, limit int) (map[string]int64, error) {
	rows, err := db.pool.Query(ctx, `SELECT conv, version FROM conversation WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2`, now, limit)
	if err != nil {
		return nil, err
	}
	out := map[string]int64{}
	var conv string
	var version int64
	_, err = pgx.ForEachRow(rows, []any{&conv, &version}, func() error {
		out[conv] = version
		return nil
	})
	return out, err
}
