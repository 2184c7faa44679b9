package office

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/org/directory"
	"motcua/report"
	"motcua/report/files"
	"motcua/storage"
)

// Handover is a report as it is handed over.
type Handover struct {
	Digest []prose.Line
	Files  []files.File
}

// Why there is no report on a period.
var (
	ErrOpen     = errors.New("the period has not ended yet")
	ErrNotBegun = errors.New("the period has not begun yet")
)

// HandOver reads a period's figures and makes the report with all its files: of a unit that others stand below, how those
// compare. ErrNotBegun or ErrOpen unless the period has ended.
func HandOver(ctx context.Context, db *storage.DB, dir *directory.Directory, u *directory.Unit, p calendar.Period, now time.Time) (Handover, error) {
	if !Over(dir, u, p, now) && calendar.WindowOf(u.Settings).Begun(p, now) {
		return Handover{}, fmt.Errorf("%s: %w", p, ErrOpen)
	}
	return SoFar(ctx, db, dir, u, p, now)
}

// Over reports whether a period has ended for a unit and for all that stand below it, which may count their months by other days.
func Over(dir *directory.Directory, u *directory.Unit, p calendar.Period, now time.Time) bool {
	over := calendar.WindowOf(u.Settings).Ended(p, now)
	for _, b := range unitsBelow(dir, u) {
		over = over && calendar.WindowOf(b.Settings).Ended(p, now)
	}
	return over
}

// SoFar is HandOver for a period that need not have ended: its report tells of the months that have, and says so. ErrNotBegun if it has
// not begun, storage.ErrNotEnded if none of its months has ended.
func SoFar(ctx context.Context, db *storage.DB, dir *directory.Directory, u *directory.Unit, p calendar.Period, now time.Time) (Handover, error) {
	if !calendar.WindowOf(u.Settings).Begun(p, now) {
		return Handover{}, fmt.Errorf("%s: %w", p, ErrNotBegun)
	}
	c, isParent, err := Comparison(ctx, db, dir, u, p, now)
	if err != nil {
		return Handover{}, err
	}
	if isParent {
		files, err := files.OfUnits(c)
		return Handover{c.Digest(), files}, err
	}
	in, err := db.ReportInput(ctx, storage.UnitRow{Unit: u.Unit, Points: u.Points}, u.Questionnaire, p, now)
	if err != nil {
		return Handover{}, err
	}
	f := report.Build(in)
	files, err := files.Of(f, u.Unit)
	return Handover{f.Digest(), files}, err
}
