package intake

import (
	"strings"
	"time"

	"motcua/procedure"
)

// dateLayouts are the ways people write dates, each with that of a procedure.Date.
var dateLayouts = []struct{ read, write string }{
	{"2006-01-02", "2006-01-02"}, {"2006-01", "2006-01"}, {"2006", "2006"},
	{"2/1/2006", "2006-01-02"}, {"2-1-2006", "2006-01-02"}, {"2.1.2006", "2006-01-02"}, {"1/2006", "2006-01"},
	{"2006-01-02T15:04:05Z07:00", "2006-01-02"}, {"2006-01-02 15:04:05", "2006-01-02"},
}

// readDate reads a date written in the Vietnamese or the international way; "" is no date.
func readDate(s string) (procedure.Date, bool) {
	s = strings.TrimPrefix(strings.TrimSpace(strings.ToLower(s)), "ngày ")
	s = strings.ToUpper(s)
	if s == "" {
		return "", true
	}
	for _, l := range dateLayouts {
		if t, err := time.Parse(l.read, s); err == nil && t.Year() >= 1945 && t.Year() < 2200 {
			return procedure.Date(t.Format(l.write)), true
		}
	}
	return "", false
}

// dayOfMillis is the day in Vietnam of a moment in milliseconds since 1970, as the portal's JSON gives them; "" for
// none.
func dayOfMillis(ms int64) procedure.Date {
	const inVietnam = 7 * 60 * 60
	t := time.UnixMilli(ms).In(time.FixedZone("+07", inVietnam))
	if ms <= 0 || t.Year() >= 2200 {
		return ""
	}
	return procedure.Date(t.Format(time.DateOnly))
}
