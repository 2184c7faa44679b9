package scheduler

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/report"
	"motcua/storage"
)

// made is a report ready to be sent.
type made struct {
	period  report.Period
	lines   []prose.Line
	chart   []byte
	figures []byte
}

// make reads a period's figures and makes the report.
func (s *Scheduler) make(ctx context.Context, u *bot.UnitInfo, p report.Period, now time.Time) (made, error) {
	in, err := s.db.ReportInput(ctx, storage.UnitRow{Unit: u.Unit, Points: u.Points}, u.Form, p, now)
	if err != nil {
		return made{}, err
	}
	f := report.Build(in)
	var chart bytes.Buffer
	if err := f.Chart(&chart); err != nil {
		return made{}, fmt.Errorf("chart: %w", err)
	}
	figures, err := f.JSON()
	if err != nil {
		return made{}, fmt.Errorf("figures: %w", err)
	}
	return made{period: p, lines: f.Digest(), chart: chart.Bytes(), figures: figures}, nil
}

// files are the bodies of what is attached, in the order posts expects their blobs.
func (m made) files() [][]byte { return [][]byte{m.chart, m.figures} }

// posts writes the messages for the given conversations. The number in the first line tells a reader who
// gets a report twice (a platform may deliver once more after a broken connection) that it is the same.
func (m made) posts(u *bot.UnitInfo, to []string, blobs []int64, mark string) ([]storage.Post, error) {
	lines := append([]prose.Line(nil), m.lines...)
	if len(lines) > 0 {
		lines[0].Text += wordNumber(m.period.String(), mark)
	}
	body, err := json.Marshal(bot.Message{
		Lines: lines,
		Files: []bot.File{
			{Blob: blobs[0], Name: "bieu-do-" + m.period.String() + ".png", Type: "image/png", Photo: true,
				Alt: "Biểu đồ mức độ hài lòng " + m.period.Label() + ", " + u.Name},
			{Blob: blobs[1], Name: "so-lieu-" + m.period.String() + ".json", Type: "application/json"},
		},
	})
	if err != nil {
		return nil, err
	}
	posts := make([]storage.Post, 0, len(to))
	for _, conv := range to {
		posts = append(posts, storage.Post{Conv: conv, Unit: u.ID, Body: body})
	}
	return posts, nil
}
