package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/bot/turn"
	"motcua/org"
	"motcua/report/odd"
)

// queueNet notes from which address a response was begun, until the day is over.
func queueNet(b *pgx.Batch, s *turn.OpenedResponse) {
	if s.Net != "" {
		b.Queue(`INSERT INTO net (response, unit, day, net) VALUES ($1, $2, $3, $4)`, s.ID, s.Unit, s.Started.In(org.Location()).Format(time.DateOnly), s.Net)
	}
}

// crowdSQL forgets the addresses of the days before one, and keeps of them which responses came from one that sent many.
const crowdSQL = `WITH old AS (DELETE FROM net WHERE day < $1::date RETURNING response, unit, day, net),
	many AS (SELECT response FROM (SELECT response, count(*) OVER (PARTITION BY unit, day, net) AS n FROM old) o WHERE n >= $2)
	UPDATE response SET crowd = true WHERE id IN (SELECT response FROM many)`

// ForgetAddresses forgets from which addresses the responses of former days came. It keeps only whether a response's address sent in
// odd.CrowdSize or more that day.
func (db *DB) ForgetAddresses(ctx context.Context, now time.Time) error {
	_, err := db.pool.Exec(ctx, crowdSQL, now.In(org.Location()).Format(time.DateOnly), odd.CrowdSize)
	return err
}
