package report

import (
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/report/say"
)

// Days says which days figures are of.
type Days struct {
	// From is the first day, 2026-09-15: that of the period or, where it was only partly served, that of the unit's first response.
	From string `json:"from"`
	// To is the last day: that of the period or, where it has not ended, that of its last month that has.
	To string `json:"to"`
	// Window says that the period does not begin and end with the calendar's months.
	Window bool `json:"window,omitempty"`
	// Partly says that the unit's first response came in the middle of the period.
	Partly bool `json:"partly,omitempty"`
	// SoFar says that the period has not ended: To is as far as the figures go.
	SoFar bool `json:"so_far,omitempty"`
}

// settling is how many days into a period the first response may come without the period being only partly served: weekends and
// holidays are no service, and a small commune has days without a response.
const settling = 3

// window is how the unit counts its months.
func (in *Input) window() calendar.Window { return calendar.WindowOf(in.Unit.Settings) }

func (in *Input) ended(p calendar.Period) bool { return in.window().Ended(p, in.Now) }

// partly reports whether the unit's first response came in the middle of a period.
func (in *Input) partly(p calendar.Period) bool {
	w := in.window()
	return in.Since.Before(w.End(p)) && in.Since.After(w.Start(p).AddDate(0, 0, settling))
}

// days says which days the report is of.
func (in *Input) days() Days {
	w := in.window()
	from, to := w.Start(in.Period), w.LastDay(in.Period)
	d := Days{Partly: in.partly(in.Period), SoFar: !in.ended(in.Period), Window: !w.OfCalendar(in.Period)}
	if d.Partly {
		from = in.Since
	}
	if d.SoFar {
		to = in.upTo()
	}
	d.From, d.To = from.Format(time.DateOnly), to.Format(time.DateOnly)
	return d
}

// upTo is the last day of the last month of the period that has ended; of a period that has not begun, the day before it.
func (in *Input) upTo() time.Time {
	w := in.window()
	return w.LastDay(calendar.MonthPeriod(min(in.Period.Last(), w.LastMonth(in.Now))))
}

// Slug marks the names of files that do not go to the end of their period: "-den-2026-10-31".
func (d Days) Slug() string {
	if d.SoFar {
		return "-den-" + d.To
	}
	return ""
}

// Note says in a few words what is special about the days; "" where they are those that everybody expects.
func (d Days) Note() string {
	from, to := say.Day(d.From), say.Day(d.To)
	var parts []string
	switch {
	case d.Partly:
		parts = append(parts, "có phiếu từ ngày "+from)
	case d.Window:
		parts = append(parts, "từ "+from)
	}
	switch {
	case d.SoFar:
		parts = append(parts, "mới đến ngày "+to)
	case d.Window:
		parts = append(parts, "đến "+to)
	}
	note := strings.Join(parts, ", ")
	if d.Window && !d.SoFar && !d.Partly {
		note = strings.Join(parts, " ")
	}
	return note
}

// Label is the name of a period with what is special about its days: "quý IV/2026 (mới đến ngày 31/10/2026)".
func (d Days) Label(period string) string {
	if note := d.Note(); note != "" {
		return period + " (" + note + ")"
	}
	return period
}

// notCompared says why the figures are compared with no earlier period; "" where they are, or where there is none.
func (in *Input) notCompared() string {
	w := in.window()
	switch before := in.Period.Previous(); {
	case !in.ended(in.Period):
		return wordSoFar(in.upTo())
	case in.partly(in.Period):
		return wordPartlyAlone(in.Since)
	case w.Recut(in.Period):
		return wordRecutAlone(in.Period.Label(), w.Days(in.Period))
	case in.partly(before):
		return wordBeforePartly(before.Label(), in.Since)
	case in.Previous != nil && w.Recut(before):
		return wordBeforeRecut(before.Label(), w.Days(before))
	}
	return ""
}

// comparable reports whether the period can be compared with an earlier one: both were served from their beginning and have the days
// that the unit's periods have, and this one has ended.
func (in *Input) comparable(before calendar.Period) bool {
	return in.ended(in.Period) && in.whole(in.Period) && in.whole(before)
}

// whole reports whether a period was served from its beginning and has about as many days as others of its kind.
func (in *Input) whole(p calendar.Period) bool { return !in.partly(p) && !in.window().Recut(p) }
