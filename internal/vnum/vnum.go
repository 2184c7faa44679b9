// Package vnum writes numbers the Vietnamese way: dots between thousands, a comma before the decimals.
package vnum

import (
	"math"
	"strconv"
	"strings"
)

// Integer writes a count with dots between thousands: "12.345".
func Integer(n int) string {
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

// Decimal writes x with one digit after the comma, a half rounded away from zero: "86,4".
func Decimal(x float64) string {
	tenths := int(math.Round(math.Abs(x) * 10))
	sign := ""
	if x < 0 && tenths > 0 {
		sign = "-"
	}
	return sign + Integer(tenths/10) + "," + strconv.Itoa(tenths%10)
}

// Bare writes a share as a percentage without its sign: "86,4". Exactly none and exactly all are
// written without a decimal, so that 2.999 of 3.000 ("100,0") can be told from 3.000 of 3.000 ("100").
func Bare(share float64) string {
	switch share {
	case 0:
		return "0"
	case 1:
		return "100"
	}
	return Decimal(100 * share)
}

// Percent writes a share as a percentage: "86,4%".
func Percent(share float64) string { return Bare(share) + "%" }
