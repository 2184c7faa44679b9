package storage

import (
	"context"
	"math"
	"time"

	"github.com/jackc/pgx/v5"
)

// LaneLease is how long a process may deliver to a recipient before it must say that it still lives.
// It is also the longest a recipient waits when the process that served him dies.
const LaneLease = 6 * time.Second

// Owed is one message that waits in the outbox.
type Owed struct {
	Conv     string
	Seq      int64
	Body     []byte
	Attempts int // how often it was tried before
}

// lanePage is how many messages of one lane are read at a time.
const lanePage = 64

// ClaimLanes takes lanes in which something is due and nobody (any more) delivers, oldest first. Other
// replicas that ask at the same moment get others.
func (db *DB) ClaimLanes(ctx context.Context, holder string, limit int) ([]string, error) {
	rows, err := db.pool.Query(ctx, `UPDATE lane SET holder = $1, due = now() + $2::interval
		WHERE conv IN (SELECT conv FROM lane WHERE due <= now() ORDER BY due LIMIT $3 FOR UPDATE SKIP LOCKED)
		RETURNING conv`, holder, LaneLease, limit)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Owed reads what waits in lanes, in order, at most a page of each.
func (db *DB) Owed(ctx context.Context, convs []string) ([]Owed, error) {
	rows, err := db.pool.Query(ctx, `SELECT o.conv, o.seq, o.body, o.attempts FROM unnest($1::text[]) AS l (conv)
		CROSS JOIN LATERAL (SELECT * FROM pending WHERE pending.conv = l.conv ORDER BY seq LIMIT $2) o
		ORDER BY o.conv, o.seq`, convs, lanePage)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Owed])
}

// Delivered names a message that has arrived.
type Delivered struct {
	Conv string
	Seq  int64
}

// Settle removes delivered messages. It does not wait for the disk: losing it in a crash of the database
// means that a message is sent once more, which is promised anyway ("at least once").
func (db *DB) Settle(ctx context.Context, done []Delivered) error {
	convs, seqs := make([]string, len(done)), make([]int64, len(done))
	for i, d := range done {
		convs[i], seqs[i] = d.Conv, d.Seq
	}
	b := &pgx.Batch{}
	// A transaction of its own, still in one round trip: only in one does SET LOCAL hold, and without a warning.
	b.Queue(`BEGIN`)
	b.Queue(`SET LOCAL synchronous_commit = off`)
	b.Queue(`DELETE FROM pending o USING unnest($1::text[], $2::bigint[]) AS d (conv, seq) WHERE o.conv = d.conv AND o.seq = d.seq`, convs, seqs)
	b.Queue(`COMMIT`)
	return db.pool.SendBatch(ctx, b).Close()
}

// Renew extends the lease of lanes and says which of them the holder still has.
func (db *DB) Renew(ctx context.Context, holder string, convs []string) ([]string, error) {
	rows, err := db.pool.Query(ctx, `UPDATE lane SET due = now() + $3::interval
		WHERE conv IN (SELECT conv FROM lane WHERE conv = ANY($2) AND holder = $1 ORDER BY conv FOR UPDATE)
		RETURNING conv`, holder, convs, LaneLease)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// Release gives lanes back in which the holder has nothing left to do. It returns those in which
// something is owed all the same; they are due at once.
//
// The lanes are locked in a statement of their own: only the next statement sees what a turn put into
// the outbox while it held the lane's lock, and a wake-up lost here would be a message nobody sends.
func (db *DB) Release(ctx context.Context, holder string, convs []string) (more []string, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `SET LOCAL synchronous_commit = off`); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `SELECT FROM lane WHERE conv = ANY($1) ORDER BY conv FOR UPDATE`, convs); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, `UPDATE lane l SET holder = NULL,
				due = CASE WHEN EXISTS (SELECT FROM pending o WHERE o.conv = l.conv) THEN now() END
			WHERE l.conv = ANY($2) AND l.holder = $1
			RETURNING CASE WHEN l.due IS NOT NULL THEN l.conv END`, holder, convs)
		if err != nil {
			return err
		}
		owing, err := pgx.CollectRows(rows, pgx.RowTo[*string])
		for _, conv := range owing {
			if conv != nil {
				more = append(more, *conv)
			}
		}
		return err
	})
	return more, err
}

// Park gives a lane back until a later time, because its oldest message could not be delivered now.
func (db *DB) Park(ctx context.Context, holder, conv string, seq int64, wait time.Duration) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE lane SET holder = NULL, due = now() + $3::interval WHERE conv = $2 AND holder = $1`, holder, conv, wait); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE pending SET attempts = least(attempts + 1, 30000) WHERE conv = $1 AND seq = $2`, conv, seq)
		return err
	})
}

// Gone drops what is owed to a recipient who cannot be reached until he writes again, and remembers it. He follows
// nothing any more.
func (db *DB) Gone(ctx context.Context, conv string) error {
	return db.tx(ctx, func(tx pgx.Tx) error { return gone(ctx, tx, conv, math.MaxInt64) })
}

// gone drops what is owed to a recipient up to a message.
func gone(ctx context.Context, tx pgx.Tx, conv string, upto int64) error {
	if _, err := tx.Exec(ctx, forgetFollowsSQL, conv); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `DELETE FROM pending WHERE conv = $1 AND seq <= $2`, conv, upto); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE conversation SET gone = true WHERE conv = $1`, conv)
	return err
}

// OutboxDepth says how many messages wait and how long the oldest has waited, in all replicas together.
func (db *DB) OutboxDepth(ctx context.Context) (n int, oldest time.Duration, err error) {
	var seconds float64
	err = db.pool.QueryRow(ctx, `SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM pending`).Scan(&n, &seconds)
	return n, time.Duration(seconds * float64(time.Second)), err
}
