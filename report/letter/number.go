package letter

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// integer writes a count with dots between thousands: "12.345". Counts are never negative.
func integer(n int) string {
	digits := strconv.Itoa(n)
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte('.')
		}
		b.WriteRune(d)
	}
	return b.String()
}

// decimal writes the amount of x with one digit after the comma, a half rounded up: "86,4".
func decimal(x float64) string {
	tenths := int(math.Round(math.Abs(x) * 10))
	return integer(tenths/10) + "," + strconv.Itoa(tenths%10)
}

// bare writes a share as a percentage without its sign. As everywhere in the reports, exactly none and exactly all
// have no decimal, so that 2.999 of 3.000 can be told from all.
func bare(share float64) string {
	switch share {
	case 0:
		return "0"
	case 1:
		return "100"
	}
	return decimal(100 * share)
}

func percent(share float64) string { return bare(share) + "%" }

// capital begins with a capital letter.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// lower begins with a small letter.
func lower(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}
