package report

import (
	"fmt"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"motcua/org"
)

// A moment is in opening hours as the calendar of Vietnam has it, since 1976.
func TestOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := hours{from: rapid.IntRange(0, 720).Draw(t, "from"), to: rapid.IntRange(720, 1440).Draw(t, "to")}
		for d := range h.days {
			h.days[d] = rapid.Bool().Draw(t, "day")
		}
		minute := rapid.Int64Range(3_200_000, 60_000_000).Draw(t, "minute")
		at := time.Unix(60*minute, 0).In(org.Location())
		of := 60*at.Hour() + at.Minute()
		if want := h.days[at.Weekday()] && h.from <= of && of < h.to; h.open(minute) != want {
			t.Fatalf("%v is open: %v, by %+v", at, !want, h)
		}
	})
}

func TestParseHours(t *testing.T) {
	week := "[false true true true true true false]"
	all := "[true true true true true true true]"
	for _, c := range []struct{ words, want string }{
		{"7:30 – 17:00, thứ hai đến thứ sáu", "450-1020 " + week},
		{"7 giờ 30 – 17 giờ, thứ Hai – thứ Sáu", "450-1020 " + week},
		{norm.NFD.String("7 giờ 30 – 17 giờ, thứ Hai – thứ Sáu"), "450-1020 " + week},
		{"Sáng 7h00-11h30, chiều 13h30-17h00, T2-T6", "420-1020 " + week},
		{"7 giờ 30 đến 16 giờ 30", "450-990 " + all},
		{"07:00-17:00 từ thứ 2 đến thứ 7", "420-1020 [false true true true true true true]"},
		{"8g-12g thứ bảy, chủ nhật", "480-720 [true false false false false false true]"},
		{"", ""}, {"giờ hành chính", ""}, {"7 giờ 30", ""}, {"17:00 – 7:30", ""}, {"7:30 – 25:00", ""}, {"7:75 – 9:00", ""},
		{"7:30–17:00 thứ hai đến thứ sáu, sáng thứ bảy", ""},
		{"7:30–11:30, 13:00–17:00, tối 18:00–20:00", ""},
		{"7:30–17:00 thứ hai", ""}, {"7:30–17:00 thứ hai, thứ hai", ""},
	} {
		got := ""
		if h, ok := parseHours(c.words); ok {
			got = fmt.Sprintf("%d-%d %v", h.from, h.to, h.days)
		}
		if got != c.want {
			t.Errorf("%q: got %s, want %s", c.words, got, c.want)
		}
	}
}
