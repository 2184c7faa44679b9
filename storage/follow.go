package storage

import (
	"context"
	"time"

	"motcua/bot/turn"

	"github.com/jackc/pgx/v5"
)

// followSQL notes a follower as of the newest release. Asking again extends the time; what he has not been told of
// yet stays owed.
const followSQL = `INSERT INTO follow (conv, key, release, until) VALUES ($1, $2, (SELECT coalesce(max(id), 0) FROM release), $3)
	ON CONFLICT (conv, key) DO UPDATE SET until = excluded.until`

// forgetFollowsSQL ends all following of a chat.
const forgetFollowsSQL = `DELETE FROM follow WHERE conv = $1`

// queueFollows writes what turns change about following. A chat nothing reaches any more follows nothing.
func queueFollows(b *pgx.Batch, turns []*Turn) {
	for _, t := range turns {
		if t.Gone || t.Forget {
			b.Queue(forgetFollowsSQL, t.Conv)
		}
		if len(t.Unfollow) > 0 {
			b.Queue(`DELETE FROM follow WHERE conv = $1 AND key = ANY ($2)`, t.Conv, t.Unfollow)
		}
		if t.Follow != nil {
			b.Queue(followSQL, t.Conv, t.Follow.Key, t.Follow.Until)
		}
	}
}

// Follows are the procedures a chat follows, by key.
func (db *DB) Follows(ctx context.Context, conv string) ([]turn.Follow, error) {
	rows, err := db.pool.Query(ctx, `SELECT key, until FROM follow WHERE conv = $1 ORDER BY key`, conv)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[turn.Follow])
}

// Behind is the oldest release a follower has heard of, among those who have not heard of the given one yet; false when all
// have.
func (db *DB) Behind(ctx context.Context, release int64) (oldest int64, some bool, err error) {
	var found *int64
	err = db.pool.QueryRow(ctx, `SELECT min(release) FROM follow WHERE release < $1`, release).Scan(&found)
	if found != nil {
		oldest = *found
	}
	return oldest, found != nil, err
}

// Follower is a chat that waits for news of a procedure.
type Follower struct {
	Conv    string
	Unit    int32 // 0 = not known
	Release int64 // the newest release it has heard of
}

// Notice is news of one procedure.
type Notice struct {
	Key   string
	Upto  int64  // the newest release the news is of
	Heir  string // key the procedure goes on under, if it is another one now
	Ended bool   // there is nothing left to follow
}

// Tell writes a notice to followers who have not heard of it, at most limit of them, and says to how many. Each
// message goes into the outbox in the same transaction that notes that its reader has heard of it: whatever breaks in
// between, nobody gets it twice and nobody is left out. Replicas that do the same at the same time get others.
// write makes the message; nil tells a follower nothing, e.g. because he asked after the change.
func (db *DB) Tell(ctx context.Context, n Notice, limit int, write func(Follower) ([]byte, error)) (told int, err error) {
	err = db.tx(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, `SELECT f.conv, coalesce((SELECT c.unit FROM conversation c WHERE c.conv = f.conv), 0), f.release
			FROM follow f WHERE f.key = $1 AND f.release < $2 ORDER BY f.conv LIMIT $3 FOR UPDATE SKIP LOCKED`, n.Key, n.Upto, limit)
		if err != nil {
			return err
		}
		followers, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Follower])
		if err != nil {
			return err
		}
		convs := make([]string, len(followers))
		for i, f := range followers {
			convs[i] = f.Conv
			body, err := write(f)
			if err != nil {
				return err
			}
			if body == nil {
				continue
			}
			if err := post(ctx, tx, turn.Post{Conv: f.Conv, Unit: f.Unit, Body: body}); err != nil {
				return err
			}
		}
		told = len(followers)
		return heard(ctx, tx, n, convs)
	})
	return told, err
}

// heard notes that followers have been told, and lets them follow what the procedure has become.
func heard(ctx context.Context, tx pgx.Tx, n Notice, convs []string) error {
	if n.Heir == "" && !n.Ended {
		_, err := tx.Exec(ctx, `UPDATE follow SET release = $2 WHERE key = $1 AND conv = ANY($3)`, n.Key, n.Upto, convs)
		return err
	}
	_, err := tx.Exec(ctx, `WITH old AS (DELETE FROM follow WHERE key = $1 AND conv = ANY($3) RETURNING conv, until)
		INSERT INTO follow (conv, key, release, until) SELECT conv, $4, $2, until FROM old WHERE $4 <> ''
		ON CONFLICT (conv, key) DO UPDATE SET until = greatest(follow.until, excluded.until)`, n.Key, n.Upto, convs, n.Heir)
	return err
}

// moveFollows lets what a chat follows go with it to its new address.
func moveFollows(ctx context.Context, tx pgx.Tx, from, to string) error {
	_, err := tx.Exec(ctx, `WITH old AS (DELETE FROM follow WHERE conv = $1 RETURNING key, release, until)
		INSERT INTO follow (conv, key, release, until) SELECT $2, key, release, until FROM old ON CONFLICT DO NOTHING`, from, to)
	return err
}

// CatchUp notes that the followers of all other procedures than the changed ones have nothing to hear of up to a release.
func (db *DB) CatchUp(ctx context.Context, changed []string, upto int64) error {
	_, err := db.pool.Exec(ctx, `UPDATE follow SET release = $2 WHERE release < $2 AND key <> ALL ($1::text[])`, changed, upto)
	return err
}

// EndFollows ends the following whose time is over and says how much that was.
func (db *DB) EndFollows(ctx context.Context, today time.Time) (int64, error) {
	tag, err := db.pool.Exec(ctx, `DELETE FROM follow WHERE until < $1`, today)
	return tag.RowsAffected(), err
}
