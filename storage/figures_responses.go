package storage

import (
	"bytes"
	"encoding/binary"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/internal/calendar"
	"motcua/report"
)

// suggestionsRead bounds how many suggestions are compared with one another, the newest first.
const suggestionsRead = 5000

// queueArrivals counts the responses begun in each minute, and of them those with nothing but the best mark. They come as one
// value, each response as its moment, point, mark and channel: a thousand rows cost more than what is in them.
func queueArrivals(b *pgx.Batch, d descent, in *report.Input) {
	for _, s := range d.spans(in.Period) {
		b.Queue(`SELECT string_agg(timestamptz_send(started_at) || int2send(point) || boolsend(fives) || textsend(channel), '\x00')
			FROM (SELECT started_at, point, fives, channel FROM response WHERE unit = $1 AND month BETWEEN $2 AND $3
				ORDER BY month, started_at) o`, s.args()...).
			QueryRow(func(row pgx.Row) error {
				var forms []byte
				if err := row.Scan(&forms); err != nil {
					return err
				}
				in.Batches.Arrivals = appendArrivals(in.Batches.Arrivals, forms, s.unit)
				return nil
			})
	}
}

// epoch is 2000, from where the database counts the microseconds of its moments.
const epoch = 946684800

// appendArrivals takes the responses of a unit in the order in which they were begun.
func appendArrivals(all []report.Arrival, forms []byte, unit int32) []report.Arrival {
	all = slices.Grow(all, len(forms)/20)
	minute, channels := len(all), words{} // where in all the last minute begins
	for len(forms) > 11 {
		seconds := int64(binary.BigEndian.Uint64(forms))/1e6 + epoch
		channel, rest, _ := bytes.Cut(forms[11:], []byte{0})
		a := report.Arrival{At: time.Unix(seconds-seconds%60, 0), Channel: channels.of(channel), Unit: unit, Point: int16(binary.BigEndian.Uint16(forms[8:]))}
		fives := forms[10] == 1
		forms = rest
		if minute < len(all) && !all[minute].At.Equal(a.At) {
			minute = len(all)
		}
		i := minute
		for i < len(all) && (all[i].Channel != a.Channel || all[i].Point != a.Point) {
			i++
		}
		if i == len(all) {
			all = append(all, a)
		}
		all[i].N++
		if fives {
			all[i].Fives++
		}
	}
	return all
}

// queueRepeats counts the responses of respondents who sent in many within a month. The key they were told apart by stays in
// the database.
func queueRepeats(b *pgx.Batch, d descent, in *report.Input) {
	for _, s := range d.spans(in.Period) {
		b.Queue(`SELECT s.channel, s.n
			FROM (SELECT DISTINCT month, respondent FROM response WHERE unit = $1 AND month BETWEEN $2 AND $3 AND often OFFSET 0) o
			CROSS JOIN LATERAL (SELECT channel, (count(*) FILTER (WHERE month = o.month))::int AS n FROM response WHERE unit = $1 AND respondent = o.respondent
				GROUP BY channel OFFSET 0) s WHERE s.n >= $4`, s.args(report.MinBatch)...).
			Query(func(rows pgx.Rows) error {
				repeats, err := pgx.CollectRows(rows, pgx.RowToStructByPos[report.Repeat])
				in.Batches.Repeats = append(in.Batches.Repeats, repeats...)
				return err
			})
	}
}

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

// words are those met before: the same few come again and again.
type words map[string]string

func (w words) of(v []byte) string {
	if s, known := w[string(v)]; known {
		return s
	}
	s := string(v)
	w[s] = s
	return s
}
