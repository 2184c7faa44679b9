package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// found are the odd batches of October with 400 ordinary answers at each of two points.
func found(t *testing.T, b report.Batches, hours string) []report.Batch {
	t.Helper()
	in := input(t)
	in.Points, in.Batches, in.Unit.Settings.Hours = points(), b, hours
	for _, point := range []int16{1, 2} {
		v := survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "web", Point: point, Field: "ho-tich"}
		in.Counts = append(in.Counts, answersOf(v, "q1", 300, 400)...)
	}
	return report.Build(in).Suspicious
}

func lines(batches []report.Batch) string {
	var out []string
	for _, b := range batches {
		at := "-"
		if b.At != nil {
			at = b.At.Format("02 15:04")
		}
		out = append(out, fmt.Sprintf("%s|%s|%d in %d, %d at %s", b.Kind, b.Where, b.N, b.Times, b.Most, at))
	}
	return strings.Join(out, "\n")
}

func arrival(day, hour, minute int, channel string, point int16, n int) report.Arrival {
	return report.Arrival{At: local(2026, time.October, day, hour, minute).UTC(), Channel: channel, Unit: 1, Point: point, N: n}
}

func TestSameMinute(t *testing.T) {
	got := found(t, report.Batches{Arrivals: []report.Arrival{
		arrival(12, 9, 0, "web", 1, 4),                                  // too few
		arrival(12, 9, 1, "web", 1, 3), arrival(12, 9, 1, "zalo", 1, 2), // two channels
		arrival(12, 9, 2, "web", 1, 4), arrival(12, 9, 2, "web", 2, 4), // two points
		arrival(13, 9, 0, "web", 1, 8), arrival(14, 9, 0, "paper", 1, 100), // a pile of paper
		arrival(15, 9, 0, "phone", 1, 100),
	}}, "")
	if want := "same-minute|Quầy 1 – Hộ tịch, chứng thực|13 in 2, 8 at 13 09:00"; lines(got) != want {
		t.Errorf("got\n%s\nwant\n%s", lines(got), want)
	}
}

func TestClosedHours(t *testing.T) {
	five := func(day, hour int) (as []report.Arrival) {
		for i := range 5 {
			as = append(as, arrival(day, hour, 10*i, "web", 2, 1))
		}
		return as
	}
	var all []report.Arrival
	for _, at := range [][2]int{{9, 6}, {9, 7}, {9, 12}, {9, 16}, {9, 17}, {10, 9}, {11, 9}} { // Friday to Sunday
		all = append(all, five(at[0], at[1])...)
	}
	for _, c := range []struct{ hours, want, text string }{
		{"", "20 in 4", "ngoài giờ hành chính thông thường, cộng"},
		{"theo lịch niêm yết", "20 in 4", "ngoài giờ hành chính thông thường, cộng"},
		{"7 giờ – 17 giờ, thứ Hai – thứ Sáu", "20 in 4", "ngoài giờ làm việc (7 giờ – 17 giờ, thứ Hai – thứ Sáu)"},
		{"7h00 - 11h30, 13h30 - 17h00", "10 in 2", "ngoài giờ làm việc (7h00 - 11h30, 13h30 - 17h00)"},
		{"6:00–18:00, thứ 2 đến thứ 7", "5 in 1", "ngoài giờ làm việc (6:00–18:00, thứ 2 đến thứ 7)"},
	} {
		got := found(t, report.Batches{Arrivals: all}, c.hours)
		if len(got) != 1 || !strings.Contains(lines(got), "closed-hours|Quầy 2 – Đất đai|"+c.want+",") || !strings.Contains(got[0].Text, c.text) {
			t.Errorf("%q: got %s %+v", c.hours, lines(got), got)
		}
	}
}

// stream are forms at a point, five minutes apart from eight o'clock on: + has nothing but the best mark.
func stream(point int16, day int, forms string) []report.Arrival {
	var as []report.Arrival
	for i, f := range forms {
		a := arrival(day, 8, 5*i, "paper", point, 1)
		if f == '+' {
			a.Fives = 1
		}
		as = append(as, a)
	}
	return as
}

func TestAllFives(t *testing.T) {
	ordinary := strings.Repeat("-+---", 12)
	long := strings.Repeat("+", 12)
	for _, c := range []struct {
		name     string
		arrivals []report.Arrival
		want     string
	}{
		{"ordinary", stream(1, 1, ordinary), ""},
		{"twelve in a row", stream(1, 1, ordinary+long+"-"), "all-fives|Quầy 1 – Hộ tịch, chứng thực|12 in 1, 12 at 01 13:00"},
		{"nine in a row", stream(1, 1, ordinary+long[:9]), ""},
		{"at two points", append(stream(1, 1, ordinary+long[:6]), stream(2, 1, long[:6])...), ""},
		{"over night", append(stream(2, 1, ordinary+long[:6]), stream(2, 2, long[:6])...), "all-fives|Quầy 2 – Đất đai|12 in 1, 12 at 01 13:00"},
		{"common anyway", stream(1, 1, strings.Repeat("++++-", 20)+long), ""}, // chance makes twelve where four of five are such
		{"where the point is not published", stream(3, 1, ordinary+long), "all-fives||12 in 1, 12 at -"},
	} {
		if got := lines(found(t, report.Batches{Arrivals: c.arrivals}, "")); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

func TestOneDevice(t *testing.T) {
	got := found(t, report.Batches{Repeats: []report.Repeat{{Channel: "web", N: 4}, {Channel: "zalo", N: 6}, {Channel: "zalo", N: 9}, {Channel: "web", N: 5}, {Channel: "phone", N: 80}}}, "")
	want := "one-device|trang web|5 in 1, 5 at -\none-device|Zalo|15 in 2, 9 at -"
	if lines(got) != want {
		t.Errorf("got\n%s\nwant\n%s", lines(got), want)
	}
	if text := "Zalo: 2 thiết bị gửi từ 5 phiếu trở lên trong một tháng, cộng 15 phiếu."; len(got) == 2 && got[1].Text != text {
		t.Errorf("got %q", got[1].Text)
	}
}

// What is odd is counted all the same.
func TestOddFormsAreCounted(t *testing.T) {
	in := input(t, answers(202610, "q1", "", 20, 30))
	plain := report.Build(in)
	in.Batches = report.Batches{Arrivals: []report.Arrival{{At: time.Date(2026, 10, 4, 3, 0, 0, 0, org.Location()), Channel: "web", N: 30, Fives: 30}}}
	f := report.Build(in)
	if len(f.Suspicious) == 0 || f.Overall.N != 30 || *f.Overall.Score != *plain.Overall.Score {
		t.Errorf("%d findings, %+v", len(f.Suspicious), f.Overall)
	}
	if s := text(f); !strings.Contains(s, "dấu hiệu phiếu dồn bất thường") {
		t.Errorf("the digest is silent:\n%s", s)
	}
}
