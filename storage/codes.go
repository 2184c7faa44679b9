package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
)

// MostCodes is how many visit codes one sheet may have: what one print run takes, and few enough that a slip of the finger does not
// spoil a month's denominator unseen.
const MostCodes = 1000

// CodeOrder says which visit codes are to be given out.
type CodeOrder struct {
	Unit  int32
	Point int16 // 0 = none
	Slip  org.Slip
	N     int           // 1 to MostCodes
	Life  time.Duration // for how long they are good
}

// CodeSheet is a sheet of visit codes that was given out. Neither how many of them were used nor how many were revoked stands
// there: of a sheet that was just revoked the one would follow from the other.
type CodeSheet struct {
	No      int
	Point   int16
	Slip    string // org.Slip code
	Day     time.Time
	Given   int
	Expires time.Time
}

// DayOfCodes is how many visit codes a unit gave out at a reception point on a day that is over, and how many responses were begun with
// codes of it that day.
type DayOfCodes struct {
	Day   time.Time
	Point int16
	Given int
	Used  int
}

// IssueCodes makes a sheet of visit codes and counts them among those given out this month. The codes are returned once and kept
// nowhere; they come in the order in which they were drawn.
func (db *DB) IssueCodes(ctx context.Context, o CodeOrder) (sheet CodeSheet, codes []string, err error) {
	if o.N < 1 || o.N > MostCodes {
		return sheet, nil, fmt.Errorf("%d codes on a sheet", o.N)
	}
	hashes := make([][]byte, o.N)
	codes = make([]string, o.N)
	for i := range codes {
		codes[i] = newVisitCode()
		hashes[i] = turn.TicketHash(codes[i])
	}
	sheet = CodeSheet{Point: o.Point, Slip: o.Slip.Code(), Given: o.N}
	err = db.tx(ctx, func(tx pgx.Tx) error {
		u := org.Unit{ID: o.Unit}
		var questionnaire string
		// The unit's row is locked, so that sheets made at once have different numbers.
		if err := tx.QueryRow(ctx, `SELECT questionnaire, settings FROM unit WHERE id = $1 FOR UPDATE`, o.Unit).Scan(&questionnaire, &u.Settings); err != nil {
			return err
		}
		err := tx.QueryRow(ctx, `INSERT INTO code_sheet (unit, no, point, slip, day, given, expires_at)
			SELECT $1, coalesce(max(no), 0) + 1, $2, $3, current_date, $4, now() + $5::interval FROM code_sheet WHERE unit = $1
			RETURNING no, day, expires_at`, o.Unit, o.Point, sheet.Slip, o.N, o.Life).Scan(&sheet.No, &sheet.Day, &sheet.Expires)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, insertTickets, hashes, o.Unit, o.Point, sheet.Slip, string(org.Code), sheet.No, o.Life); err != nil {
			return err
		}
		return countGiven(ctx, tx, u, questionnaire, sheet, o.N)
	})
	return sheet, codes, err
}

// countGiven adds to the codes given out in the month of a sheet.
func countGiven(ctx context.Context, tx pgx.Tx, u org.Unit, questionnaire string, sheet CodeSheet, n int) error {
	v := survey.Visit{Unit: u.ID, Month: calendar.WindowOf(u.Settings).MonthOf(sheet.Day), Questionnaire: questionnaire, Point: sheet.Point}
	b := &pgx.Batch{}
	queueCounts(b, []*Turn{{Effects: turn.Effects{Counts: []survey.Count{v.Given(n)}}}})
	return tx.SendBatch(ctx, b).Close()
}

// RevokeCode takes back one visit code of a unit: from then on it opens nothing. It does not say whether somebody had used it
// before. ErrNotFound if the unit has given no such code.
func (db *DB) RevokeCode(ctx context.Context, unit int32, code string) error {
	return db.revoke(ctx, unit, `SELECT sheet FROM ticket WHERE unit = $1 AND kind = 'code' AND hash = $2 FOR UPDATE`, turn.TicketHash(code), `hash = $2`)
}

// RevokeSheet takes back all codes of a sheet that are still open: it was lost, say. It does not say how many those were, which
// would tell how many have been used. ErrNotFound if the unit has no such sheet.
func (db *DB) RevokeSheet(ctx context.Context, unit int32, no int) error {
	return db.revoke(ctx, unit, `SELECT no FROM code_sheet WHERE unit = $1 AND no = $2 FOR UPDATE`, no, `sheet = $2`)
}

// revoke finds a sheet of a unit, revokes those of its tickets that a condition names, and notes how many of them were open. Used
// ones are revoked too, so that a revoked code does not tell whether it had been used.
func (db *DB) revoke(ctx context.Context, unit int32, find string, what any, which string) error {
	return db.tx(ctx, func(tx pgx.Tx) error {
		var no int
		err := tx.QueryRow(ctx, find, unit, what).Scan(&no)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrNotFound
		}
		if err != nil {
			return err
		}
		var open int
		err = tx.QueryRow(ctx, `WITH was AS (SELECT hash, state FROM ticket WHERE unit = $1 AND kind = 'code' AND `+which+`
				AND state <> 'revoked' AND expires_at > now() FOR UPDATE),
			revoked AS (UPDATE ticket t SET state = 'revoked' FROM was WHERE t.hash = was.hash RETURNING was.state)
			SELECT count(*) FILTER (WHERE state = 'open') FROM revoked`, unit, what).Scan(&open)
		if err != nil {
			return err
		}
		return takeBack(ctx, tx, unit, no, open)
	})
}

// takeBack notes how many codes of a sheet were revoked, which count as given out no more.
func takeBack(ctx context.Context, tx pgx.Tx, unit int32, no, n int) error {
	if n == 0 {
		return nil
	}
	var sheet CodeSheet
	u := org.Unit{ID: unit}
	var questionnaire string
	err := tx.QueryRow(ctx, `UPDATE code_sheet s SET revoked = revoked + $3 FROM unit u WHERE s.unit = $1 AND s.no = $2 AND u.id = s.unit
		RETURNING s.point, s.day, u.questionnaire, u.settings`, unit, no, n).Scan(&sheet.Point, &sheet.Day, &questionnaire, &u.Settings)
	if err != nil {
		return err
	}
	return countGiven(ctx, tx, u, questionnaire, sheet, -n)
}

// DaysOfCodes are the days since a day that are over, the newest first: the present one would tell who counts along when a code was
// used. Days and points without codes are left out.
func (db *DB) DaysOfCodes(ctx context.Context, unit int32, since time.Time) ([]DayOfCodes, error) {
	rows, err := db.pool.Query(ctx, `SELECT day, point, sum(given)::int, sum(used)::int FROM (
			SELECT day, point, given, 0 AS used FROM code_sheet WHERE unit = $1 AND day >= $2 AND day < current_date
			UNION ALL SELECT day, point, 0, 1 FROM response WHERE unit = $1 AND evidence = 'code' AND day >= $2 AND day < current_date) d
		GROUP BY day, point ORDER BY day DESC, point`, unit, since)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[DayOfCodes])
}

// CodesInUse counts the visit codes of all units that were given out and can still be used.
func (db *DB) CodesInUse(ctx context.Context) (n int, err error) {
	err = db.pool.QueryRow(ctx, `SELECT count(*) FROM ticket WHERE kind = 'code' AND state <> 'revoked' AND expires_at > now()`).Scan(&n)
	return n, err
}
