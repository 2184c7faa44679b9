package report_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/report"
)

// A report that is printed again says when its figures were closed, and not when it was printed: what came in between is not in it.
func TestFiguresSayWhenTheyWereClosed(t *testing.T) {
	in := input(t, answers(202610, "q1", "", 40, 50), begun(50, "web"))
	in.Now = local(2026, 11, 30, 16, 11)
	in.Issued = []report.Issued{{Unit: 1, Month: 202610, At: local(2026, 11, 1, 8, 2).Add(13 * time.Second)}}
	f := report.Build(in)
	if want := local(2026, 11, 1, 8, 2).Add(13 * time.Second); !f.AsOf.Equal(want) || !f.Public().AsOf.Equal(want) || !f.GeneratedAt.Equal(in.Now) {
		t.Errorf("as of %s, published as of %s, made at %s", f.AsOf, f.Public().AsOf, f.GeneratedAt)
	}
	if said := prose.Plain(f.Digest()) + strings.Join(f.Public().Summary(), " "); strings.Contains(said, "16:11") || !strings.Contains(said, "Đến 08:02 ngày 01/11/2026: thu về 50 phiếu") {
		t.Error(said)
	}
	in.Issued = nil
	if f = report.Build(in); !f.AsOf.Equal(in.Now) {
		t.Errorf("nothing was kept, and they are as of %s", f.AsOf)
	}
	in.Issued = []report.Issued{{Unit: 1, Month: 202610, At: in.Now.Add(time.Hour)}} // a clock that is wrong
	if f = report.Build(in); !f.AsOf.Equal(in.Now) {
		t.Errorf("figures of the future: %s", f.AsOf)
	}
}

// Those of several months are as of the last that was closed, those of units side by side as of the last unit's.
func TestFiguresOfSeveralMonthsAreAsOfTheLast(t *testing.T) {
	in := input(t, answers(202607, "q1", "", 40, 50), answers(202609, "q1", "", 40, 50))
	in.Period, in.Now = calendar.QuarterOf(202607), local(2026, 11, 30, 16, 11)
	in.Issued = []report.Issued{{Unit: 1, Month: 202609, At: local(2026, 10, 1, 8, 5)}, {Unit: 1, Month: 202607, At: local(2026, 8, 1, 8, 2)}}
	f := report.Build(in)
	c := report.Compare(report.Unit{Code: "tinh", Name: "tỉnh"}, in.Period, []report.Figures{f})
	if want := local(2026, 10, 1, 8, 5); !f.AsOf.Equal(want) || !c.AsOf.Equal(want) {
		t.Errorf("as of %s, %s", f.AsOf, c.AsOf)
	}
}

// Fewer than five answers in all name no row of any table: with one or two, the only field or counter is theirs.
func TestFewNameNoRow(t *testing.T) {
	in := input(t, answersOf(survey202610(), "q1", 3, 4), begun(4, "zalo"))
	in.Points = points()
	f := report.Build(in)
	for what, table := range map[string]report.Table{"fields": f.ByField, "channels": f.ByChannel, "points": f.ByPoint, "slips": f.BySlip} {
		if len(table.Rows) != 0 || table.HiddenRows != 0 || table.HiddenN != 0 {
			t.Errorf("%s: %+v", what, table)
		}
	}
	body, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, named := range []string{"Chứng thực", "Quầy 1", "Giấy hẹn trả"} {
		if strings.Contains(string(body), named) {
			t.Errorf("figures.json names %q", named)
		}
	}
	in = input(t, answersOf(survey202610(), "q1", 3, 5))
	if f = report.Build(in); len(f.ByField.Rows) != 1 {
		t.Errorf("of five: %+v", f.ByField)
	}
}

// The picture says of responses that are counted apart what the digest says.
func TestChartSaysWhatIsCountedApart(t *testing.T) {
	in := input(t, answers(202610, "q1", "", 180, 228), cameBack(0, 228))
	plain := report.Build(in)
	in.Issued, in.Apart = oddly(flaggedBatch(1, 72, report.Flagged)), append(apartOf(1, 202610, 72, 0), cameBack(1, 72)...)
	f := report.Build(in)
	f.Forms, f.Channels, f.ReturnRate = plain.Forms, plain.Channels, plain.ReturnRate // what the picture says of them anyway
	if f.Apart == nil {
		t.Fatal("nothing is counted apart")
	}
	var with, without bytes.Buffer
	if err := f.Chart(&with); err != nil {
		t.Fatal(err)
	}
	f.Apart = nil
	if err := f.Chart(&without); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(with.Bytes(), without.Bytes()) {
		t.Error("the picture says nothing of it")
	}
}
