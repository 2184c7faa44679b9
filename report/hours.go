package report

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"motcua/internal/vntext"
)

// hours is when a unit is open, from the first opening to the last closing of a day: nobody wonders at a response filled in
// at noon.
type hours struct {
	from, to int // minutes of the day
	days     [7]bool
	words    string // as the unit says it; "" if these are only what offices usually keep
}

// usualHours are taken where the unit's own are not known. They are an assumption, and are called so.
func usualHours() hours {
	h := hours{from: 7 * 60, to: 17 * 60}
	for d := time.Monday; d <= time.Friday; d++ {
		h.days[d] = true
	}
	return h
}

// vietnam is how far Vietnam's clock is ahead of UTC, in minutes; it has not been changed since 1975.
const vietnam = 7 * 60

// open reports whether somebody may have been at the desk at a moment, given in minutes since 1970, which began on a
// Thursday. There are as many moments as responses, so no calendar is asked.
func (h hours) open(minute int64) bool {
	const day = 24 * 60
	of := (minute + vietnam) % day
	days := (minute + vietnam - of) / day
	return h.days[((days+int64(time.Thursday))%7+7)%7] && h.from <= int(of) && int(of) < h.to
}

var (
	clockTime = regexp.MustCompile(`\b(\d{1,2})\s*(?:gi[oờ]|h|g|:)\s*(\d{2})?`)
	weekday   = regexp.MustCompile(`\bthu (hai|ba|tu|nam|sau|bay|[2-7])\b|\bchu nhat\b|\bcn\b|\bt([2-7])\b`)
)

// parseHours reads hours as people write them: "7 giờ 30 – 17 giờ, thứ Hai – thứ Sáu". What it is not sure of it does
// not read: more than a morning and an afternoon, or days that are neither none nor one stretch. Without days, all are
// taken as open.
func parseHours(words string) (hours, bool) {
	h := hours{words: strings.Join(strings.Fields(words), " ")}
	var times []int
	for _, m := range clockTime.FindAllStringSubmatch(strings.ToLower(composed(words)), -1) {
		hour, _ := strconv.Atoi(m[1])
		minute, _ := strconv.Atoi(m[2]) // "" is the full hour
		at := hour*60 + minute
		if at > 24*60 || minute > 59 || len(times) > 0 && at <= times[len(times)-1] {
			return hours{}, false
		}
		times = append(times, at)
	}
	if len(times) != 2 && len(times) != 4 {
		return hours{}, false
	}
	h.from, h.to = times[0], times[len(times)-1]
	return h, h.stretch(weekday.FindAllStringSubmatch(vntext.Fold(words), -1))
}

// stretch opens the days from the first named to the last.
func (h *hours) stretch(named [][]string) bool {
	switch len(named) {
	case 0:
		h.days = [7]bool{true, true, true, true, true, true, true}
		return true
	case 2:
		first, last := dayOf(named[0]), dayOf(named[1])
		for d := first; ; d = (d + 1) % 7 {
			h.days[d] = true
			if d == last {
				return first != last
			}
		}
	}
	return false
}

func dayOf(m []string) time.Weekday {
	switch m[1] + m[2] {
	case "hai", "2":
		return time.Monday
	case "ba", "3":
		return time.Tuesday
	case "tu", "4":
		return time.Wednesday
	case "nam", "5":
		return time.Thursday
	case "sau", "6":
		return time.Friday
	case "bay", "7":
		return time.Saturday
	}
	return time.Sunday
}
