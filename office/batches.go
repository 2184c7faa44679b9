package office

import (
	"context"
	"errors"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/vntext"
	"motcua/org/directory"
	"motcua/report"
	"motcua/storage"
)

// Why a decision on an odd batch is not taken.
var (
	ErrNoReason = errors.New("a decision needs a reason")
	ErrSame     = errors.New("the batch stands so already")
)

// maxReason is the length of a reason in letters; the rest is cut off.
const maxReason = 500

// BatchView is an odd batch as leaders see it.
type BatchView struct {
	storage.Batch
	report.BatchFigures        // empty until a report has said something of the month
	Where               string // reception point, or the whole unit
	Issued              bool   // a report has said something of the month
}

// Batches gives a unit's odd batches, the newest month first. Months that have ended are looked over first.
func Batches(ctx context.Context, db *storage.DB, u *directory.Unit, now time.Time) ([]BatchView, error) {
	row := storage.UnitRow{Unit: u.Unit, Points: u.Points}
	if err := db.LookOver(ctx, row, now); err != nil {
		return nil, err
	}
	all, err := db.Batches(ctx, u.ID)
	if err != nil {
		return nil, err
	}
	inputs := map[calendar.Month]*report.Input{}
	views := make([]BatchView, len(all))
	for i, b := range all {
		in, known := inputs[b.Month]
		if !known {
			if in, err = issuedInput(ctx, db, row, u, b.Month, now); err != nil {
				return nil, err
			}
			inputs[b.Month] = in
		}
		views[i] = BatchView{Batch: b, Where: report.BatchOf(report.Input{Points: u.Points}, b.No, b.N, b.Found, false).Where, Issued: in != nil}
		if in != nil {
			views[i].BatchFigures = report.WithBatch(*in, b.ID)
		}
	}
	return views, nil
}

// issuedInput is what the month's report is made of; nil where no report has said anything of it: to look at it would.
func issuedInput(ctx context.Context, db *storage.DB, row storage.UnitRow, u *directory.Unit, m calendar.Month, now time.Time) (*report.Input, error) {
	issued, err := db.IsIssued(ctx, u.ID, m)
	if err != nil || !issued {
		return nil, err
	}
	in, err := db.ReportInput(ctx, row, u.Questionnaire, calendar.MonthPeriod(m), now)
	return &in, err
}

// DecideBatch decides on a batch as it was looked at: ErrNoReason, ErrSame, storage.ErrDecided or storage.ErrMerged if it is not
// taken. What looks like a number of a person in the reason is masked.
func DecideBatch(ctx context.Context, db *storage.DB, b storage.Batch, to report.BatchState, reason, way string, now time.Time) error {
	reason = strings.Join(strings.Fields(vntext.Mask(reason)), " ")
	if reason == "" {
		return ErrNoReason
	}
	if letters := []rune(reason); len(letters) > maxReason {
		reason = string(letters[:maxReason])
	}
	if b.State == to {
		return ErrSame
	}
	return db.Decide(ctx, b, storage.Decision{State: to, Reason: reason, By: way, At: now})
}
