package report

import (
	"time"

	"motcua/internal/vnum"
)

// interval writes the bounds of a share: "82,7–89,4%".
func interval(lo, hi float64) string { return vnum.Bare(lo) + "–" + vnum.Percent(hi) }

// moment writes a time as it stands in Vietnamese letters: "08:00 ngày 01/11/2026".
func moment(t time.Time) string { return t.Format("15:04 ngày 02/01/2006") }
