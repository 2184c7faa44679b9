package office

import (
	"context"
	"encoding/json"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/org/directory"
	"motcua/report"
	"motcua/report/files"
	"motcua/storage"
)

// mailing is a report ready to be sent.
type mailing struct {
	period calendar.Period
	lines  []prose.Line
	parts  []part
}

// part is a file that goes with a report; File.Blob is not known yet.
type part struct {
	bot.File
	body []byte
}

// makeReport reads a period's figures and makes the report: of a unit that others stand below, how those compare.
func (c *Clerk) makeReport(ctx context.Context, u *directory.Unit, p calendar.Period, now time.Time) (mailing, error) {
	h, err := HandOver(ctx, c.DB, c.Directory(), u, p, now)
	if err != nil {
		return mailing{}, err
	}
	m := mailing{period: p, lines: h.Digest}
	for _, f := range h.Files {
		if f.Kind == files.Numbers { // for machines: whoever wants it takes it from the command line
			continue
		}
		m.parts = append(m.parts, part{bot.File{Name: f.Name, Type: f.Type, Photo: f.Picture(), Alt: f.Alt}, f.Body})
	}
	return m, nil
}

// unitsBelow are the units whose parent is u. One that was merged into another is part of that one: its months would count
// twice if it stood beside it.
func unitsBelow(dir *directory.Directory, u *directory.Unit) (below []storage.UnitRow) {
	merged := map[string]bool{}
	for _, b := range dir.Units() {
		for _, code := range b.Settings.Predecessors {
			merged[code] = true
		}
	}
	for _, b := range dir.Units() {
		if b.Settings.Parent == u.Code && b.ID != u.ID && !merged[b.Code] {
			below = append(below, storage.UnitRow{Unit: b.Unit, Points: b.Points, QuestionnaireID: b.Questionnaire.ID})
		}
	}
	return below
}

// Comparison compares the units below a unit over a period; not ok if there are none.
func Comparison(ctx context.Context, db *storage.DB, dir *directory.Directory, u *directory.Unit, p calendar.Period, now time.Time) (c report.Comparison, ok bool, err error) {
	below := unitsBelow(dir, u)
	if len(below) == 0 {
		return c, false, nil
	}
	ins, err := db.CompareInputs(ctx, below, p, now)
	if err != nil {
		return c, false, err
	}
	units := make([]report.Figures, len(ins))
	for i, in := range ins {
		units[i] = report.Build(in)
	}
	return report.Compare(report.Unit{Code: u.Code, Name: u.Name, Note: u.Settings.Note}, p, units), true, nil
}

// files are the bodies of what is attached, in the order posts expects their blobs.
func (m mailing) files() [][]byte {
	bodies := make([][]byte, len(m.parts))
	for i, p := range m.parts {
		bodies[i] = p.body
	}
	return bodies
}

// posts writes the messages for the given conversations; those to all destinations of a unit are pinned there. The number in the first line tells a reader who
// gets a report twice (a platform may deliver once more after a broken connection) that it is the same.
func (m mailing) posts(u *directory.Unit, to []string, blobs []int64, mark string, all bool) ([]turn.Post, error) {
	lines := append([]prose.Line(nil), m.lines...)
	if len(lines) > 0 {
		lines[0].Text += wordNumber(m.period.String(), mark)
	}
	msg := bot.Message{Lines: lines, Shared: all, Pin: all}
	for i, p := range m.parts {
		p.Blob = blobs[i]
		msg.Files = append(msg.Files, p.File)
	}
	body, err := json.Marshal(msg)
	if err != nil {
		return nil, err
	}
	posts := make([]turn.Post, 0, len(to))
	for _, conv := range to {
		posts = append(posts, turn.Post{Conv: conv, Unit: u.ID, Body: body})
	}
	return posts, nil
}
