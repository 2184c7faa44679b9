package scheduler

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/report"
	"motcua/storage"
)

// made is a report ready to be sent.
type made struct {
	period report.Period
	lines  []prose.Line
	parts  []part
}

// part is a file that goes with a report; File.Blob is not known yet.
type part struct {
	bot.File
	body []byte
}

// make reads a period's figures and makes the report: of a unit that others stand below, how those compare.
func (s *Scheduler) make(ctx context.Context, u *bot.UnitInfo, p report.Period, now time.Time) (made, error) {
	m := made{period: p}
	c, ok, err := Comparison(ctx, s.db, s.dir(), u, p, now)
	if err != nil {
		return m, err
	}
	if ok {
		m.lines = c.Digest()
		err := m.numbers(c.JSON())
		return m, err
	}
	in, err := s.db.ReportInput(ctx, storage.UnitRow{Unit: u.Unit, Points: u.Points}, u.Form, p, now)
	if err != nil {
		return m, err
	}
	f := report.Build(in)
	m.lines = f.Digest()
	if err := m.draw("bieu-do-", wordChart+p.Label()+", "+u.Name, f.Chart); err != nil {
		return m, fmt.Errorf("chart: %w", err)
	}
	if f.HasTrend() {
		if err := m.draw("xu-huong-", wordTrend+p.Label()+", "+u.Name, f.TrendChart); err != nil {
			return m, fmt.Errorf("trend: %w", err)
		}
	}
	err = m.numbers(f.JSON())
	return m, err
}

// Comparison compares the units below a unit over a period; not ok if there are none.
func Comparison(ctx context.Context, db *storage.DB, dir *bot.Directory, u *bot.UnitInfo, p report.Period, now time.Time) (c report.Comparison, ok bool, err error) {
	var below []storage.UnitRow
	for _, b := range dir.Units() {
		if b.Settings.Parent == u.Code && b.ID != u.ID {
			below = append(below, storage.UnitRow{Unit: b.Unit, Points: b.Points, FormID: b.Form.ID})
		}
	}
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

// draw adds a picture.
func (m *made) draw(name, alt string, chart func(io.Writer) error) error {
	var b bytes.Buffer
	if err := chart(&b); err != nil {
		return err
	}
	m.parts = append(m.parts, part{bot.File{Name: name + m.period.String() + ".png", Type: "image/png", Photo: true, Alt: alt}, b.Bytes()})
	return nil
}

// numbers adds the file of figures, unless it could not be made.
func (m *made) numbers(body []byte, err error) error {
	if err != nil {
		return fmt.Errorf("figures: %w", err)
	}
	m.parts = append(m.parts, part{bot.File{Name: "so-lieu-" + m.period.String() + ".json", Type: "application/json"}, body})
	return nil
}

// files are the bodies of what is attached, in the order posts expects their blobs.
func (m made) files() [][]byte {
	bodies := make([][]byte, len(m.parts))
	for i, p := range m.parts {
		bodies[i] = p.body
	}
	return bodies
}

// posts writes the messages for the given conversations. The number in the first line tells a reader who
// gets a report twice (a platform may deliver once more after a broken connection) that it is the same.
func (m made) posts(u *bot.UnitInfo, to []string, blobs []int64, mark string) ([]storage.Post, error) {
	lines := append([]prose.Line(nil), m.lines...)
	if len(lines) > 0 {
		lines[0].Text += wordNumber(m.period.String(), mark)
	}
	msg := bot.Message{Lines: lines}
	for i, p := range m.parts {
		p.Blob = blobs[i]
		msg.Files = append(msg.Files, p.File)
	}
	body, err := json.Marshal(msg)
	if err != nil {
		return nil, err
	}
	posts := make([]storage.Post, 0, len(to))
	for _, conv := range to {
		posts = append(posts, storage.Post{Conv: conv, Unit: u.ID, Body: body})
	}
	return posts, nil
}
