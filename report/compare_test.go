package report_test

import (
	"fmt"
	"strings"
	"testing"

	"motcua/internal/prose"
	"motcua/internal/testkit/golden"
	"motcua/org"
	"motcua/report"
	"motcua/survey"

	"pgregory.net/rapid"
)

// commune is a unit with k satisfied of n this month and half as many the month before.
func commune(t testing.TB, name string, k, n int) report.Figures {
	in := input(t, answers(202610, "q1", "", k, n))
	in.Unit = org.Unit{ID: 1, Code: "x" + name, Name: "xã " + name}
	in.Previous = answers(202609, "q1", "", k/2, n/2)
	in.Counts = append(in.Counts, begun(n, "web")...)
	return report.Build(in)
}

// begun are n forms begun in October, of twice as many opened.
func begun(n int, channel string) []survey.Count {
	at := survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: channel}
	return append(opened(202610, channel, 2*n, 0), at.Count(survey.QStarted, 0, n))
}

func province() report.Unit { return report.Unit{Code: "hcm", Name: "TP. Hồ Chí Minh"} }

func TestCompare(t *testing.T) {
	other := input(t, nineCounts(202610, 50))
	other.Unit, other.Questionnaire = org.Unit{Code: "khac", Name: "xã Khác Mẫu"}, tt01(t)
	units := []report.Figures{
		commune(t, "B", 90, 100), commune(t, "A", 45, 50), commune(t, "C", 10, 30), commune(t, "D", 29, 29), commune(t, "E", 4, 4),
		commune(t, "F", 0, 0), report.Build(other), commune(t, "G", 200, 400),
	}
	c := report.Compare(province(), october, units)
	var got []string
	for _, s := range c.Units {
		got = append(got, fmt.Sprintf("%d %s %d %s", s.Rank, s.Name, s.N, s.Why))
	}
	want := []string{
		"1 xã A 50 ", "1 xã B 100 ", "3 xã G 400 ", "4 xã C 30 ",
		"0 xã D 29 dưới 30 phiếu, không xếp hạng", "0 xã E 4 dưới 5 phiếu", "0 xã F 0 chưa có phiếu nào", "0 xã Khác Mẫu 0 mẫu phiếu khác",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if c.Form.ID != "mau-v1" || c.N != 609 || c.Score.Satisfied != 374 { // without E and the other form
		t.Errorf("%d of %d answers of %s", c.Score.Satisfied, c.N, c.Form.ID)
	}
	if mean := (0.9 + 0.9 + 0.5 + 1.0/3 + 1) / 5; !near(*c.Mean, mean) {
		t.Errorf("mean of the units %v, want %v", *c.Mean, mean)
	}
	golden.Check(t, "compare.txt", []byte(prose.Plain(c.Digest())+"\n"))
	numbers, err := c.JSON()
	if err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "compare.json", numbers)
}

func TestCompareNothing(t *testing.T) {
	c := report.Compare(province(), october, []report.Figures{commune(t, "A", 0, 0), commune(t, "B", 3, 4)})
	if c.Score != nil || c.Mean != nil || len(c.Ranked()) != 0 || len(c.Digest()) != 2 {
		t.Errorf("%+v\n%s", c, prose.Plain(c.Digest()))
	}
	if _, err := c.JSON(); err != nil {
		t.Error(err)
	}
	if c := report.Compare(province(), october, nil); len(c.Units) != 0 {
		t.Errorf("%+v", c)
	}
}

// Nobody with few answers has a place, better shares never stand behind worse ones, and the totals are those of the parts.
func TestComparePromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(0, 60), 0, 8).Draw(t, "sizes")
		var units []report.Figures
		k, n := 0, 0
		for i, size := range sizes {
			satisfied := rapid.IntRange(0, size).Draw(t, "satisfied")
			in := report.Input{Unit: org.Unit{Code: fmt.Sprint(i), Name: fmt.Sprint("xã ", i)}, Questionnaire: mauOnce(), Period: october,
				Counts: append(answers(202610, "q1", "", satisfied, size), begun(size, "web")...), Now: local(2026, 11, 1, 8, 0)}
			units = append(units, report.Build(in))
			if size >= report.MinShown {
				k, n = k+satisfied, n+size
			}
		}
		c := report.Compare(province(), october, units)
		if len(c.Units) != len(units) || len(c.Digest()) > 8 || c.N != n || (c.Score != nil) != (n > 0) || c.Score != nil && c.Score.Satisfied != k {
			t.Fatalf("%d units, %d lines, %d answers, %+v", len(c.Units), len(c.Digest()), c.N, c.Score)
		}
		for i, s := range c.Units {
			if (s.Rank > 0) != (s.N >= report.MinReliable) || s.N < report.MinShown && s.Score != nil {
				t.Fatalf("%d answers have rank %d and score %v", s.N, s.Rank, s.Score)
			}
			if i > 0 && s.Rank > 0 && (c.Units[i-1].Score.Share < s.Score.Share || c.Units[i-1].Rank > s.Rank) {
				t.Fatalf("%+v stands behind %+v", s, c.Units[i-1])
			}
		}
	})
}
