package storage

import (
	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
)

// suggestionsRead bounds how many suggestions are compared with one another, the newest first.
const suggestionsRead = 5000

// queueSuggestions reads what was written. It was masked before it was stored.
func queueSuggestions(b *pgx.Batch, d descent, p calendar.Period, texts *[]string) {
	for _, s := range d.spans(p) {
		b.Queue(`SELECT said FROM response WHERE unit = $1 AND month BETWEEN $2 AND $3 AND said IS NOT NULL
			ORDER BY month DESC, started_at DESC LIMIT $4`, s.args(suggestionsRead)...).
			Query(func(rows pgx.Rows) error {
				var said []string
				_, err := pgx.ForEachRow(rows, []any{&said}, func() error {
					*texts = append(*texts, said...)
					return nil
				})
				return err
			})
	}
}
