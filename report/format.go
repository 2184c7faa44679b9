package report

import (
	"math"
	"strconv"
	"time"

	"motcua/internal/vnum"
)

// whole writes a share as a percentage without decimals, for the bars of the chart: "52%".
func whole(share float64) string { return strconv.Itoa(int(math.Round(100*share))) + "%" }

// interval writes the bounds of a share: "82,7–89,4%".
func interval(lo, hi float64) string { return vnum.Bare(lo) + "–" + vnum.Percent(hi) }

// moment writes a time as it stands in Vietnamese letters: "08:00 ngày 01/11/2026".
func moment(t time.Time) string { return t.Format("15:04 ngày 02/01/2006") }
