package calendar_test

import (
	"encoding/json"
	"testing"

	"motcua/internal/calendar"
	"motcua/org"
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
		{"2026", "năm 2026", "2025", 202601, 202612, "2026-01-01T00:00:00+07:00", "2027-01-01T00:00:00+07:00"},
	} {
		p, err := calendar.ParsePeriod(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		got := []string{
			p.String(), p.Label(), p.Previous().String(),
			p.Start(org.Location()).Format("2006-01-02T15:04:05Z07:00"), p.End(org.Location()).Format("2006-01-02T15:04:05Z07:00"),
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
	for _, s := range []string{"", "2026-13", "2026-00", "2026-Q0", "2026-Q5", "2026-Q12", "2026-q3", "26", "02026", "2026-", "2026-1", "-026", "+026", "0000", "2026-10-01", "năm 2026"} {
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
