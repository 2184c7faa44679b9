package report

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// integer writes a count the Vietnamese way, with dots between thousands: "12.345".
func integer(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(d)
	}
	return sign + b.String()
}

// decimal writes x with one digit after the comma, a half rounded away from zero: "86,4".
func decimal(x float64) string {
	tenths := int(math.Round(math.Abs(x) * 10))
	sign := ""
	if x < 0 && tenths > 0 {
		sign = "-"
	}
	return sign + integer(tenths/10) + "," + strconv.Itoa(tenths%10)
}

// bare writes a share as a percentage without its sign: "86,4". Exactly none and exactly all are
// written without a decimal, so that 2.999 of 3.000 ("100,0") can be told from 3.000 of 3.000 ("100").
func bare(share float64) string {
	switch share {
	case 0:
		return "0"
	case 1:
		return "100"
	}
	return decimal(100 * share)
}

// percent writes a share as a percentage: "86,4%".
func percent(share float64) string { return bare(share) + "%" }

// whole writes a share as a percentage without decimals, for the bars of the chart: "52%".
func whole(share float64) string { return strconv.Itoa(int(math.Round(100*share))) + "%" }

// interval writes the bounds of a share: "82,7–89,4%".
func interval(lo, hi float64) string { return bare(lo) + "–" + percent(hi) }

// moment writes a time as it stands in Vietnamese letters: "08:00 ngày 01/11/2026".
func moment(t time.Time) string { return t.Format("15:04 ngày 02/01/2006") }
