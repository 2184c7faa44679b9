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
	tenths := nearest(micro(math.Abs(x)), million/10)
	sign := ""
	if x < 0 && tenths > 0 {
		sign = "-"
	}
	return sign + decimal(tenths)
}
