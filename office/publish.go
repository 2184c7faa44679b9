package office

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/org/directory"
	"motcua/report"
	"motcua/storage"
)

// Why a period cannot be published.
var (
	ErrNoForms = errors.New("the period has no forms: there is nothing to publish")
	ErrParent  = errors.New("a unit with units below it compares them; a comparison is not published")
)

// Proposal is what would be published of a period.
type Proposal struct {
	Figures report.Public
	Former  *storage.Published // what was published of it before; nil if nothing was
	Kept    bool               // the figures are those of before, see report.Public.Over
	unit    int32
	draw    func(io.Writer) error
}

// Propose makes what would be published of a period now: ErrOpen, ErrNoForms or ErrParent if nothing can be.
func Propose(ctx context.Context, db *storage.DB, dir *directory.Directory, u *directory.Unit, p calendar.Period, now time.Time) (Proposal, error) {
	if !calendar.WindowOf(u.Settings).Ended(p, now) {
		return Proposal{}, ErrOpen
	}
	if hasBelow(dir, u) {
		return Proposal{}, ErrParent
	}
	in, err := db.ReportInput(ctx, storage.UnitRow{Unit: u.Unit, Points: u.Points}, u.Questionnaire, p, now)
	if err != nil {
		return Proposal{}, err
	}
	f := report.Build(in)
	out := Proposal{Figures: f.Public(), unit: u.ID, draw: f.PublicChart}
	if out.Figures.Empty() {
		return Proposal{}, ErrNoForms
	}
	former, err := db.Publication(ctx, u.ID, p)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		return out, nil
	case err != nil:
		return Proposal{}, err
	}
	out.Former = &former.Published
	if out.Figures, out.Kept = out.Figures.Over(former.Figures); out.Kept {
		out.draw = func(w io.Writer) error {
			chart, err := db.PublicationChart(ctx, u.ID, p)
			if err == nil {
				_, err = w.Write(chart)
			}
			return err
		}
	}
	return out, nil
}

// hasBelow reports whether other units stand below a unit.
func hasBelow(dir *directory.Directory, u *directory.Unit) bool {
	for _, b := range dir.Units() {
		if b.Settings.Parent == u.Code && b.ID != u.ID {
			return true
		}
	}
	return false
}

// Chart draws the chart as PNG; nil where no share is published.
func (p Proposal) Chart() ([]byte, error) {
	if !p.Figures.Enough() {
		return nil, nil
	}
	var b bytes.Buffer
	if err := p.draw(&b); err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	return b.Bytes(), nil
}

// Publication is the proposal as it is stored; way says how a leader agreed to it.
func (p Proposal) Publication(way string) (storage.Publication, error) {
	chart, err := p.Chart()
	return storage.Publication{Published: storage.Published{Unit: p.unit, Period: p.Figures.Period, Way: way}, Figures: p.Figures, Chart: chart}, err
}

// Publish does what a chat of leaders wishes about what is published, answers there, and marks the duty as done.
func (c *Clerk) Publish(ctx context.Context, o turn.Owing, now time.Time) error {
	var wish turn.PublishWish
	u, p, err := c.readWish(o, &wish, func() string { return wish.Period })
	if err != nil {
		return err
	}
	channel, _ := bot.SplitConv(wish.Conv)
	if wish.Do == turn.PublishWithdraw {
		return c.DB.DoneWithdrawing(ctx, o, c.Holder, p, channel, now, func(hidden bool) (turn.Post, error) {
			c.Log.InfoContext(ctx, "publication withdrawn", "unit", u.Code, "period", p.String(), "shown", hidden)
			return answer(wish.Conv, u, prose.P(wordWithdrawn(p.Label(), hidden)))
		})
	}
	proposal, err := Propose(ctx, c.DB, c.Directory(), u, p, now)
	if err != nil {
		return c.refuse(ctx, o, wish, u, p, err, now)
	}
	if wish.Do != turn.PublishDo {
		a, err := answer(wish.Conv, u, preview(u, proposal)...)
		if err != nil {
			return err
		}
		return c.DB.DonePublishing(ctx, o, c.Holder, nil, now, a)
	}
	pub, err := proposal.Publication(channel)
	if err != nil {
		return err
	}
	a, err := answer(wish.Conv, u, c.published(u, proposal)...)
	if err != nil {
		return err
	}
	if err := c.DB.DonePublishing(ctx, o, c.Holder, &pub, now, a); err != nil {
		return err
	}
	c.Log.InfoContext(ctx, "published", "unit", u.Code, "period", p.String(), "way", channel)
	return nil
}

// refuse answers a wish that cannot be fulfilled, for good; other errors are tried again.
func (c *Clerk) refuse(ctx context.Context, o turn.Owing, wish turn.PublishWish, u *directory.Unit, p calendar.Period, why error, now time.Time) error {
	text, known := WhyNot(why, p)
	if !known {
		return why
	}
	a, err := answer(wish.Conv, u, prose.P(text))
	if err != nil {
		return err
	}
	return c.DB.DonePublishing(ctx, o, c.Holder, nil, now, a)
}

// WhyNot says in Vietnamese why a period cannot be published; not ok for errors that do not lie in the period.
func WhyNot(err error, p calendar.Period) (text string, ok bool) {
	switch {
	case errors.Is(err, ErrOpen):
		return feedback.WordPublishTooEarly(p.Label()), true
	case errors.Is(err, ErrNoForms):
		return wordNoForms(p.Label()), true
	case errors.Is(err, ErrParent):
		return wordNoComparison, true
	case errors.Is(err, storage.ErrClockHeld):
		return WordClockHeld, true
	}
	return "", false
}

// preview says in six lines what would be published.
func preview(u *directory.Unit, p Proposal) []prose.Line {
	lines := []prose.Line{prose.H(wordPreview(u.Authority(), p.Figures.Period.Label()))}
	for _, text := range p.Figures.Summary() {
		lines = append(lines, prose.P(text))
	}
	return append(lines, prose.P(wordAsItStands(p)), prose.P(wordAgree(p.Figures.Period.String())))
}

// published says that it is done, and where it can be seen.
func (c *Clerk) published(u *directory.Unit, p Proposal) []prose.Line {
	lines := []prose.Line{prose.P(wordPublished(p.Figures.Period.Label(), p.Former != nil && p.Former.Shown()))}
	if p.Kept {
		lines = append(lines, prose.P(WordKept+wordWorkIsNew))
	}
	path := "/ket-qua/" + p.Figures.Period.String()
	if len(c.Directory().Units()) > 1 {
		path += "?don-vi=" + u.Code
	}
	if c.PublicURL == "" {
		return append(lines, prose.P(wordSeePath(path)))
	}
	return append(lines, prose.A(wordSeePage, c.PublicURL+path))
}

// answer is a message for one conversation.
func answer(conv string, u *directory.Unit, lines ...prose.Line) (turn.Post, error) {
	body, err := json.Marshal(bot.Message{Lines: lines})
	return turn.Post{Conv: conv, Unit: u.ID, Body: body}, err
}
