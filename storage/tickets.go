package storage

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"slices"

	"github.com/jackc/pgx/v5"

	"motcua/bot/turn"
	"motcua/org"
)

// Ticket reads the ticket with a hash (turn.TicketHash); ErrNotFound if there is none. Past its time it is expired whether it was
// used or not: whoever has copied a code does not learn that from it.
func (db *DB) Ticket(ctx context.Context, hash []byte) (turn.Ticket, error) {
	var t turn.Ticket
	err := db.pool.QueryRow(ctx, `SELECT unit, point, slip, kind,
			CASE WHEN state <> 'revoked' AND expires_at <= now() THEN 'expired' ELSE state END FROM ticket WHERE hash = $1`, hash).
		Scan(&t.Unit, &t.Point, &t.Slip, &t.Kind, &t.State)
	if errors.Is(err, pgx.ErrNoRows) {
		return t, ErrNotFound
	}
	return t, err
}

// insertTickets makes tickets of one place: hashes, unit, point, slip, kind, sheet, life.
const insertTickets = `INSERT INTO ticket (hash, unit, point, slip, kind, sheet, expires_at)
	SELECT hash, $2, $3, $4, $5, $6, now() + $7::interval FROM unnest($1::bytea[]) AS h (hash)`

func newVisitCode() string {
	return org.NewVisitCode(func(b []byte) { _, _ = rand.Read(b) }) // never fails
}

// queueRedeem uses the turns' tickets up, or stops the batch: a ticket that is not open any more was used by somebody else, was
// revoked or has expired since the turn was decided.
func queueRedeem(b *pgx.Batch, turns []*Turn) {
	var hashes [][]byte
	for _, t := range turns {
		if t.Redeem != nil {
			hashes = append(hashes, t.Redeem)
		}
	}
	if len(hashes) == 0 {
		return
	}
	slices.SortFunc(hashes, bytes.Compare)
	// Two turns with one ticket are fewer rows than hashes, and so stop the batch as well; then each is tried alone. Rows are
	// locked in the order of their hashes, lest two replicas wait for each other.
	b.Queue(`WITH open AS (SELECT hash FROM ticket WHERE hash = ANY($1) AND state = 'open' AND expires_at > now() ORDER BY hash FOR UPDATE),
		used AS (UPDATE ticket SET state = 'used' WHERE hash IN (SELECT hash FROM open) RETURNING 1)
		SELECT 1 / (CASE WHEN count(*) = $2 THEN 1 ELSE 0 END) FROM used`, hashes, len(hashes))
}
