package calendar_test

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/internal/calendar"
)

func TestPeriod(t *testing.T) {
	for _, c := range []struct {
		text, label, previous string
		first, last           calendar.Month
		start, end            string
	}{
		{"2026-10", "tháng 10/2026", "2026-09", 202610, 202610, "2026-10-01T00:00:00+07:00", "2026-11-01T00:00:00+07:00"},
		{"2026-01", "tháng 1/2026", "2025-12", 202601, 202601, "2026-01-01T00:00:00+07:00", "2026-02-01T00:00:00+07:00"},
		{"2026-Q3", "quý III/2026", "2026-Q2", 202607, 202609, "2026-07-01T00:00:00+07:00", "2026-10-01T00:00:00+07:00"},
		{"2026-Q1", "quý I/2026", "2025-Q4", 202601, 202603, "2026-01-01T00:00:00+07:00", "2026-04-01T00:00:00+07:00"},
		{"2026-Q4", "quý IV/2026", "2026-Q3", 202610, 202612, "2026-10-01T00:00:00+07:00", "2027-01-01T00:00:00+07:00"},
		{"2026-H1", "6 tháng đầu năm 2026", "2025-H2", 202601, 202606, "2026-01-01T00:00:00+07:00", "2026-07-01T00:00:00+07:00"},
		{"2026-H2", "6 tháng cuối năm 2026", "2026-H1", 202607, 202612, "2026-07-01T00:00:00+07:00", "2027-01-01T00:00:00+07:00"},
		{"2026-9T", "9 tháng đầu năm 2026", "2025-9T", 202601, 202609, "2026-01-01T00:00:00+07:00", "2026-10-01T00:00:00+07:00"},
		{"2026", "năm 2026", "2025", 202601, 202612, "2026-01-01T00:00:00+07:00", "2027-01-01T00:00:00+07:00"},
	} {
		p, err := calendar.ParsePeriod(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		got := []string{
			p.String(), p.Label(), p.Previous().String(),
			calendar.Window{}.Start(p).Format("2006-01-02T15:04:05Z07:00"), calendar.Window{}.End(p).Format("2006-01-02T15:04:05Z07:00"),
		}
		for i, want := range []string{c.text, c.label, c.previous, c.start, c.end} {
			if got[i] != want {
				t.Errorf("%s: got %q, want %q", c.text, got[i], want)
			}
		}
		if p.First() != c.first || p.Last() != c.last {
			t.Errorf("%s: months %v to %v, want %v to %v", c.text, p.First(), p.Last(), c.first, c.last)
		}
		if !p.Contains(c.first) || !p.Contains(c.last) || p.Contains(c.first.Add(-1)) || p.Contains(c.last.Add(1)) {
			t.Errorf("%s contains the wrong months", c.text)
		}
	}
}

func TestPeriodRefused(t *testing.T) {
	for _, s := range []string{"", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-Q12", "2026-q3", "2026-H0", "2026-H3", "2026-h1", "2026-9t", "2026-6T", "2026-09T", "26", "02026", "2026-", "2026-1", "-026", "+026", "0000", "2026-10-01", "năm 2026"} {
		if p, err := calendar.ParsePeriod(s); err == nil {
			t.Errorf("%q was read as %v", s, p)
		}
	}
}

func TestPeriodInJSON(t *testing.T) {
	var p calendar.Period
	if err := json.Unmarshal([]byte(`"2026-Q3"`), &p); err != nil {
		t.Fatal(err)
	}
	if b, err := json.Marshal(p); err != nil || string(b) != `"2026-Q3"` {
		t.Errorf("got %s, %v", b, err)
	}
	if err := json.Unmarshal([]byte(`"soon"`), &p); err == nil {
		t.Error("a period that is none was read")
	}
}

// Every kind is one definition: written and read alike, and each month lies in at most one period of it.
func TestKinds(t *testing.T) {
	for _, kind := range calendar.Kinds() {
		for m := calendar.Month(202601); m <= 202612; m = m.Add(1) {
			p := kind(m)
			back, err := calendar.ParsePeriod(p.String())
			if err != nil || back != p {
				t.Errorf("%s was read as %v (%v)", p, back, err)
			}
			if !p.Contains(m) && p.Length() != calendar.NineMonths {
				t.Errorf("%s does not hold %s", p, m)
			}
			if ago := p.YearAgo(); ago.Last().Add(12) != p.Last() || ago.Length() != p.Length() {
				t.Errorf("a year before %s is %s", p, ago)
			}
			if last := calendar.LastEnded(kind, m); last.Last() > m || last.Length() != p.Length() {
				t.Errorf("the last that ended with %s is %s", m, last)
			}
		}
	}
}

func TestParts(t *testing.T) {
	for text, want := range map[string]string{
		"2026-10": "", "2026-Q1": "2026-01 2026-02 2026-03", "2026-H2": "2026-Q3 2026-07 2026-08 2026-09 2026-Q4 2026-10 2026-11 2026-12",
	} {
		p, err := calendar.ParsePeriod(text)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, part := range p.Parts() {
			got = append(got, part.String())
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %s, want %s", text, s, want)
		}
	}
}
