package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/bot"
	"motcua/bot/turn"
)

// Refused is a right that a chat to which a unit's reports go does not give us.
type Refused struct {
	Conv    string
	Unit    string // its code
	Lacks   bot.Right
	Problem string // in the platform's words
	Since   time.Time
}

// Receiver is what a chat is to a unit's reports.
type Receiver struct {
	Unit   int32              // whose reports go there; 0 = none
	Others []string           // where else the same may be read, and can be sent
	Lacks  map[bot.Right]bool // what it is known to refuse
}

// Receiver reads what a chat is to a unit's reports. Where those of several units go to one chat, it is not told whose a message
// is: only who is shown those of all of them may be shown it.
func (db *DB) Receiver(ctx context.Context, conv string) (Receiver, error) {
	r := Receiver{Lacks: map[bot.Right]bool{}}
	var lacks []string
	err := db.pool.QueryRow(ctx, `WITH mine AS (SELECT unit, created_at FROM destination WHERE conv = $1)
		SELECT coalesce((SELECT unit FROM mine ORDER BY created_at LIMIT 1), 0),
			ARRAY(SELECT d.conv FROM destination d JOIN mine USING (unit)
				WHERE d.conv <> $1 AND NOT EXISTS (SELECT FROM refusal f WHERE f.conv = d.conv AND f.lacks = $2)
				GROUP BY d.conv HAVING count(*) = (SELECT count(*) FROM mine) ORDER BY min(d.created_at), d.conv),
			ARRAY(SELECT lacks FROM refusal WHERE conv = $1)`, conv, bot.RightChat).Scan(&r.Unit, &r.Others, &lacks)
	for _, l := range lacks {
		r.Lacks[bot.Right(l)] = true
	}
	return r, err
}

// Refuse notes what a unit's destination does not let us do, and puts into the outbox what others are shown or told instead.
func (db *DB) Refuse(ctx context.Context, conv string, unit int32, lacks []bot.Refusal, instead []turn.Post) error {
	return db.tx(ctx, func(tx pgx.Tx) error { return noteRefusals(ctx, tx, conv, unit, lacks, instead) })
}

// RefuseAll is Refuse for a destination that cannot be reached at all: what is owed there up to a message is dropped.
func (db *DB) RefuseAll(ctx context.Context, conv string, unit int32, upto int64, lacks []bot.Refusal, instead []turn.Post) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		if err := gone(ctx, tx, conv, upto); err != nil {
			return err
		}
		return noteRefusals(ctx, tx, conv, unit, lacks, instead)
	})
}

// noteRefusals does what Refuse does within a transaction.
func noteRefusals(ctx context.Context, tx pgx.Tx, conv string, unit int32, lacks []bot.Refusal, instead []turn.Post) error {
	for _, l := range lacks {
		if _, err := tx.Exec(ctx, `INSERT INTO refusal (conv, lacks, unit, problem) VALUES ($1, $2, $3, $4)
			ON CONFLICT (conv, lacks) DO UPDATE SET problem = excluded.problem`, conv, l.Right, unit, l.Problem); err != nil {
			return err
		}
	}
	for _, p := range instead {
		if err := post(ctx, tx, p); err != nil {
			return err
		}
	}
	return nil
}

// forgetRefusalsSQL forgets what a chat, and the topics of it, have refused.
const forgetRefusalsSQL = `DELETE FROM refusal WHERE conv = $1 OR starts_with(conv, $1 || '/')`

// Allowed notes that a chat, and the topics of it, may let us do what they did not: the next message will show.
func (db *DB) Allowed(ctx context.Context, conv string) error {
	_, err := db.pool.Exec(ctx, forgetRefusalsSQL, conv)
	return err
}

// Regained notes that a chat has let us do something again.
func (db *DB) Regained(ctx context.Context, conv string, rights []bot.Right) error {
	_, err := db.pool.Exec(ctx, `DELETE FROM refusal WHERE conv = $1 AND lacks = ANY($2)`, conv, rights)
	return err
}

// Refusals lists what destinations refuse, the oldest first.
func (db *DB) Refusals(ctx context.Context) ([]Refused, error) {
	rows, err := db.pool.Query(ctx, `SELECT f.conv, u.code, f.lacks, f.problem, f.since FROM refusal f JOIN unit u ON u.id = f.unit
		WHERE EXISTS (SELECT FROM destination d WHERE d.conv = f.conv) ORDER BY f.since, f.conv, f.lacks`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Refused])
}
