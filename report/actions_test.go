package report_test

import (
	"reflect"
	"testing"
	"time"

	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/report"
)

func at(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse("2006-01-02 15:04", s)
	if err != nil {
		t.Fatal(err)
	}
	return local(d.Year(), d.Month(), d.Day(), d.Hour(), d.Minute())
}

// taken is an action about a period's report, entered at made and, unless that is "", closed at closed.
func taken(t testing.TB, no int, about, made, closed string) feedback.Action {
	t.Helper()
	a := feedback.Action{
		Unit: 1, No: no, Period: about, Finding: "Nơi chờ thấp nhất", What: "Thêm ghế", Who: "Văn phòng", State: feedback.Open, Made: at(t, made),
		Due: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC),
	}
	if closed != "" {
		a.State, a.Said, a.Closed, a.DoneOn = feedback.Done, "Đã thêm 12 ghế", at(t, closed), feedback.Today(at(t, closed))
	}
	return a
}

// Which reports an action stands in, at the edges of months, quarters and years.
func TestActionsFor(t *testing.T) {
	for name, c := range map[string]struct {
		about, made, closed string
		in, out             []string
	}{
		"about October, still open": {"2026-10", "2026-11-03 09:00", "",
			[]string{"2026-11", "2026-12", "2027-03", "2027-Q1", "2027"}, []string{"2026-10", "2026-09", "2026-Q4", "2026"}},
		"closed in November": {"2026-10", "2026-11-03 09:00", "2026-11-30 23:59",
			[]string{"2026-11"}, []string{"2026-10", "2026-12", "2027-Q1", "2027"}},
		"closed at the first minute of December": {"2026-10", "2026-11-03 09:00", "2026-12-01 00:00",
			[]string{"2026-11", "2026-12"}, []string{"2026-10", "2027-01"}},
		"entered before the month was over": {"2026-09", "2026-10-31 23:59", "",
			[]string{"2026-10", "2026-11", "2026-Q4"}, []string{"2026-09"}},
		"entered late about an old report": {"2026-09", "2026-11-01 00:00", "", // October's report went out without it
			[]string{"2026-11"}, []string{"2026-10", "2026-09"}},
		"about a quarter": {"2026-Q3", "2026-10-05 09:00", "",
			[]string{"2026-10", "2026-11", "2026-Q4"}, []string{"2026-09", "2026-Q3", "2026"}},
		"about a year": {"2026", "2027-01-10 09:00", "2027-02-28 12:00",
			[]string{"2027-01", "2027-02", "2027-Q1", "2027"}, []string{"2027-03", "2026-12", "2026"}},
		"about no report": {"tháng 10", "2026-11-03 09:00", "", nil, []string{"2026-10", "2026-11", "2027"}},
	} {
		t.Run(name, func(t *testing.T) {
			all := []feedback.Action{taken(t, 1, c.about, c.made, c.closed)}
			for _, p := range c.in {
				if len(report.ActionsFor(all, calendar.Window{}, period(t, p), at(t, "2027-06-01 08:00"))) != 1 {
					t.Errorf("not in the report on %s", p)
				}
			}
			for _, p := range c.out {
				if len(report.ActionsFor(all, calendar.Window{}, period(t, p), at(t, "2027-06-01 08:00"))) != 0 {
					t.Errorf("in the report on %s", p)
				}
			}
		})
	}
}

// How an action stands is as of the moment of the report; late is what is open past its day in Vietnam.
func TestActionsStateAndOrder(t *testing.T) {
	late := taken(t, 3, "2026-10", "2026-11-03 09:00", "")
	soon, later := late, late
	soon.No, soon.Due = 2, time.Date(2026, 12, 5, 0, 0, 0, 0, time.UTC)
	later.No, later.Due = 1, time.Date(2026, 12, 20, 0, 0, 0, 0, time.UTC)
	done := taken(t, 4, "2026-10", "2026-11-03 09:00", "2026-11-20 10:00")
	dropped := taken(t, 5, "2026-10", "2026-11-03 09:00", "2026-11-20 10:00")
	dropped.State, dropped.Said, dropped.DoneOn = feedback.Dropped, "Trụ sở sắp chuyển", time.Time{}
	all := []feedback.Action{later, soon, done, dropped, late}
	state := func(now string) (got []string) {
		for _, a := range report.ActionsFor(all, calendar.Window{}, period(t, "2026-11"), at(t, now)) {
			got = append(got, a.State)
		}
		return got
	}
	if got := state("2026-11-30 23:59"); !reflect.DeepEqual(got, []string{"open", "done", "dropped", "open", "open"}) {
		t.Error(got)
	}
	if got := state("2026-12-01 00:00"); !reflect.DeepEqual(got, []string{"late", "done", "dropped", "open", "open"}) {
		t.Error(got)
	}
	got := report.ActionsFor(all, calendar.Window{}, period(t, "2026-11"), at(t, "2026-12-06 08:00"))
	if got[0].ID != 3 || got[1].ID != 2 || got[1].State != report.ActionLate || got[4].ID != 1 {
		t.Errorf("what is late comes first: %+v", got)
	}
	want := report.Action{ID: 4, Finding: "Nơi chờ thấp nhất", What: "Thêm ghế", Who: "Văn phòng", Due: "2026-11-30", State: "done", Done: "2026-11-20", Note: "Đã thêm 12 ghế"}
	if got[2] != want {
		t.Errorf("%+v, want %+v", got[2], want)
	}
	if got[3].Note != "Trụ sở sắp chuyển" || got[3].Done != "" {
		t.Errorf("%+v", got[3])
	}
}
