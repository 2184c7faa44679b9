package leaders

import (
	"strings"
	"testing"
	"time"

	"motcua/office"
	"motcua/org"
	"motcua/report"
	"motcua/report/odd"
	"motcua/storage"
)

// What the page says of a batch: both figures or why not, what may be decided, and who decided when.
func TestViewOfBatch(t *testing.T) {
	at := time.Date(2026, 10, 12, 9, 0, 0, 0, org.Location())
	b := office.BatchView{
		Batch: storage.Batch{Month: 202610, No: 2, N: 60, State: report.SetAside, Step: 2, Found: odd.Batch{Kind: odd.Surge, Mark: odd.Ones, Most: 60, First: at}, Log: []storage.Decision{
			{State: report.Flagged, By: storage.WaySystem, At: at.AddDate(0, 1, 0)}, {State: report.SetAside, Reason: "thử máy", By: storage.WayRoom, At: at.AddDate(0, 1, 1)},
		}},
		BatchFigures: report.BatchFigures{Without: &report.Score{Satisfied: 80}, With: &report.Score{Satisfied: 80}, WithoutN: 90, WithN: 150},
		Where:        "Quầy 3", Issued: true,
	}
	v := viewOfBatch(b, "/lo-phieu")
	if v.Without != "88,9%" || v.With != "53,3%" || v.NoFigures != "" || v.Aside || !v.Back || v.Post != "/lo-phieu/2026-10/2" || v.Mark != "lo-2026-10-2" {
		t.Errorf("view %+v", v)
	}
	if len(v.Log) != 2 || !strings.Contains(v.Log[0], "Để riêng (qua phòng lãnh đạo) – thử máy") || !strings.HasSuffix(v.Log[1], "hệ thống phát hiện, tính riêng.") {
		t.Errorf("log %q", v.Log)
	}
	b.BatchFigures = report.BatchFigures{}
	if v := viewOfBatch(b, ""); v.NoFigures != wordBatchNotShown || v.With != "" {
		t.Errorf("without figures %+v", v)
	}
	b.Issued = false
	if v := viewOfBatch(b, ""); v.NoFigures != wordBatchNotIssued {
		t.Errorf("before the report %+v", v)
	}
	b.State, b.Merged = report.Restored, true
	if v := viewOfBatch(b, ""); v.Aside || v.Back {
		t.Errorf("a batch that is part of what was issued may be decided on: %+v", v)
	}
	b.Issued = true
	if v := viewOfBatch(b, ""); v.NoFigures != wordBatchInAll {
		t.Errorf("a batch that is part of what was issued: %q", v.NoFigures)
	}
}
