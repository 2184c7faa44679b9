package office

import (
	"context"
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

// HandOver reads a period's figures and makes the report with all its files: of a unit that others stand below, how those
// compare.
func HandOver(ctx context.Context, db *storage.DB, dir *directory.Directory, u *directory.Unit, p calendar.Period, now time.Time) (Handover, error) {
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
