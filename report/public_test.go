package report_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/report"
)

// publicKeys are all names that may stand in what is published. A new one needs somebody who says that citizens may see it.
var publicKeys = strings.Fields(`unit code name note demo period form as_of forms channels label opened returned response overall n score k share lo hi mean
	distribution value changes rated other fields cautions actions finding what due state done
	apart batches open with with_n text days from to`)

// keys are the names of all fields in a JSON value.
func keys(v any) map[string]bool {
	all := map[string]bool{}
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			all[k] = true
			maps.Copy(all, keys(inner))
		}
	case []any:
		for _, inner := range v {
			maps.Copy(all, keys(inner))
		}
	}
	return all
}

// everything is a month in which everything a Figures can hold is there, with words that must not get out.
func everything(t *testing.T) report.Figures {
	t.Helper()
	for _, s := range scenes(t) {
		if s.name != "whole" {
			continue
		}
		s.in.Suggestions = []report.Group{{Text: "LỜI CỦA DÂN", N: 7, Examples: []string{"LỜI CỦA DÂN nữa"}}}
		s.in.Misses, s.in.MissTotal, s.in.Lookups = []report.Miss{{Text: "CÂU CHƯA TRẢ LỜI", N: 7, Wordings: []string{"CÂU CHƯA TRẢ LỜI khác"}}}, 7, 9
		s.in.Points = points()
		s.in.Actions = append(undertaken(), report.Action{
			ID: 987654, Finding: "Góp ý", What: "Gọi lại số 0912 345 678", Who: "NGƯỜI PHỤ TRÁCH", Due: "2026-10-01", State: report.ActionDropped, Note: "Không liên lạc được",
		})
		f := report.Build(s.in)
		if len(f.Suspicious) == 0 || len(f.BySlip.Rows) == 0 || f.Change == nil || f.YearAgo == nil {
			t.Fatal("the scene has become too small for this test")
		}
		return f
	}
	t.Fatal("no scene with everything")
	return report.Figures{}
}

// What is stored to be published has the fields that were decided on and no others, and no words of citizens.
func TestPublicHoldsNothingElse(t *testing.T) {
	f := everything(t)
	body, err := json.Marshal(f.Public())
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	got := slices.Sorted(maps.Keys(keys(v)))
	want := slices.Clone(publicKeys)
	slices.Sort(want)
	for _, k := range got {
		if !slices.Contains(want, k) {
			t.Errorf("%q is published and was not decided on", k)
		}
	}
	for _, k := range want {
		if k != "note" && k != "done" && !slices.Contains(got, k) {
			t.Errorf("%q is not published, or the scene has none", k)
		}
	}
	for _, never := range []string{"LỜI CỦA DÂN", "CÂU CHƯA", "Quầy", "NGƯỜI PHỤ TRÁCH", "987654", "0912", "345 678", "bất thường", "Góp ý\",\"n\"", f.Questionnaire.Hash, "tiep-nhan"} {
		if bytes.Contains(body, []byte(never)) {
			t.Errorf("%q is published", never)
		}
	}
	var back report.Public
	if err := json.Unmarshal(body, &back); err != nil || !back.AsOf.Equal(f.GeneratedAt) {
		t.Fatal(err, back.AsOf)
	}
	back.AsOf = f.GeneratedAt
	if !reflect.DeepEqual(back, f.Public()) {
		t.Errorf("read back: %+v", back)
	}
}

// The chart that is published is made of nothing else either.
func TestChartIsPublic(t *testing.T) {
	f := everything(t)
	bare := f
	bare.Suspicious, bare.Suggestions, bare.Misses, bare.MissTotal, bare.Lookups, bare.Actions = nil, nil, nil, 0, 0, nil
	bare.ByChannel, bare.ByPoint, bare.BySlip, bare.Indices, bare.OtherQuestionnaires, bare.Trend, bare.YearAgo = report.Table{}, report.Table{}, report.Table{}, nil, nil, nil, nil
	var a, b bytes.Buffer
	if err := f.PublicChart(&a); err != nil {
		t.Fatal(err)
	}
	if err := bare.PublicChart(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Errorf("the chart shows something that is not published (%v)", err)
	}
}

// What a report found becomes actions, word for word; of these, too, only what is published goes out.
func TestActionsTellNothingElse(t *testing.T) {
	f := everything(t)
	f.Suggestions = []report.Group{{Text: "LỜI CỦA DÂN “trong ngoặc", N: 7}}
	f.ByPoint.Rows = []report.Row{{Key: "1", Label: "Quầy 1", N: 40, Low: true, Score: &report.Score{Satisfied: 4, Share: 0.1, Low: 0.04, High: 0.2, Mean: 2}}}
	f.WeakestPoint.Found, f.WeakestField.Found = &f.ByPoint.Rows[0], &f.ByField.Rows[0]
	f.ByPoint.Rows = append(f.ByPoint.Rows, f.ByPoint.Rows[0])
	f.ByPoint.Rows[1].Key = "2"
	f.Actions = []report.Action{{State: report.ActionLate, What: "Việc CŨ"}}
	found := map[report.FindingKind]bool{}
	late := f
	f.Actions = nil
	for i, x := range report.Findings(late) {
		found[x.Kind] = true
		f.Actions = append(f.Actions, report.Action{ID: int64(i), Finding: x.Text, What: "Việc " + string(x.Kind), State: report.ActionOpen})
	}
	// Actions were taken up about suggestions while these were findings.
	f.Actions = append(f.Actions, report.Action{ID: 99, Finding: "7 ý kiến góp ý: “LỜI CỦA DÂN “trong ngoặc”", What: "Việc suggestion", State: report.ActionOpen})
	for _, kind := range []report.FindingKind{report.FindingMiss, report.FindingBatch, report.FindingLow, report.FindingOutside, report.FindingPoint, report.FindingOverdue} {
		if !found[kind] {
			t.Fatalf("no finding of kind %s any more", kind)
		}
	}
	body, err := json.Marshal(f.Public().Actions)
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"LỜI CỦA DÂN", "ngoặc", "CÂU CHƯA", "Quầy 1", "Việc batch", "Việc CŨ"} {
		if bytes.Contains(body, []byte(never)) {
			t.Errorf("%q is published: %s", never, body)
		}
	}
	for _, told := range []string{"7 ý kiến góp ý\"", "nói có người yêu cầu thêm giấy tờ hoặc khoản chi ngoài niêm yết", "thấp hơn rõ rệt so với phần còn lại: ", "Việc miss", "Việc low"} {
		if !bytes.Contains(body, []byte(told)) {
			t.Errorf("%q is not published: %s", told, body)
		}
	}
}

func TestPublicOfAnOrdinaryMonth(t *testing.T) {
	p := everything(t).Public()
	if !p.Enough() || p.Empty() || len(p.Changes) != 2 || len(p.Rated) != 3 || len(p.Other) != 3 || len(p.Fields) == 0 {
		t.Errorf("%+v", p)
	}
	var states []string
	for _, a := range p.Actions {
		states = append(states, a.State)
	}
	if want := []string{"done", "open", "late", "dropped"}; !slices.Equal(states, want) {
		t.Errorf("actions stand as %v, want %v", states, want)
	}
	if a := p.Actions[3]; !strings.Contains(a.What, "[đã che]") {
		t.Errorf("not masked: %+v", a)
	}
	if s := strings.Join(p.Cautions, " "); !strings.Contains(s, "tự nguyện") || strings.Contains(s, "bất thường") || strings.Contains(s, "Theo điểm tiếp nhận") {
		t.Errorf("cautions: %s", s)
	}
	if s := p.Summary(); len(s) != 3 || !strings.Contains(s[0], "% hài lòng: ") || !strings.Contains(s[2], "4 việc dân góp ý – xã đã làm (xong 1)") {
		t.Errorf("summary: %q", s)
	}
}

// With fewer than five opinions on the headline nothing is published but how many forms there were.
func TestPublicOfFew(t *testing.T) {
	for n := range 7 {
		in := report.Input{Unit: longDien(), Questionnaire: mau(t), Period: october, Now: local(2026, 11, 1, 8, 0)}
		if n > 0 {
			in.Counts = cells(202610, people(n, 7, usual, "web"))
		}
		p := report.Build(in).Public()
		if p.Empty() != (n == 0) || p.Enough() != (n >= report.MinShown) || p.Forms.Returned != n {
			t.Errorf("n = %d: empty %t, enough %t, %d forms", n, p.Empty(), p.Enough(), p.Forms.Returned)
		}
		if !p.Enough() && len(p.Rated)+len(p.Other)+len(p.Fields)+len(p.Changes)+len(p.Overall.Distribution) > 0 {
			t.Errorf("n = %d: opinions are published: %+v", n, p)
		}
	}
}

// Figures that are published anew do not tell what the few said who came or went in between.
func TestPublishedAnew(t *testing.T) {
	visits := people(60, 11, usual, "web", "zalo")
	public := func(visits []visit, actions ...report.Action) report.Public {
		in := report.Input{Unit: longDien(), Questionnaire: mau(t), Period: october, Now: local(2026, 11, 1, 8, 0), Counts: cells(202610, visits), Actions: actions}
		return report.Build(in).Public()
	}
	former := public(visits)
	for _, c := range []struct {
		name   string
		visits []visit
		kept   bool
	}{
		{"nothing changed", visits, false},
		{"one erased", visits[1:], true},
		{"four erased", visits[4:], true},
		{"nine erased", visits[9:], false},
		{"one keyed in late", append(visits[:60:60], visits[0]), true},
		{"thirty keyed in late", append(visits[:60:60], visits[:30]...), false},
		{"nearly all erased", visits[:3], false},
	} {
		now, kept := public(c.visits, undertaken()...).Over(former)
		if kept != c.kept {
			t.Errorf("%s: kept %t", c.name, kept)
		}
		if len(now.Actions) != 3 {
			t.Errorf("%s: %d actions", c.name, len(now.Actions))
		}
		if now.Actions = former.Actions; kept && !reflect.DeepEqual(now, former) {
			t.Errorf("%s: the figures have changed: %+v", c.name, now)
		}
	}
	// What was too little to be shown tells nothing.
	if now, kept := public(visits[:6]).Over(public(visits[:3])); kept || !now.Enough() {
		t.Error("a period stays hidden for ever")
	}
}

func TestClosed(t *testing.T) {
	names := func(months []calendar.Month, now time.Time) string {
		var out []string
		for _, p := range report.Closed(months, calendar.Window{}.LastMonth(now)) {
			if !(calendar.Window{}).Ended(p, now) {
				t.Errorf("%s has not ended at %s", p, now)
			}
			out = append(out, p.String())
		}
		return strings.Join(out, " ")
	}
	var all []calendar.Month
	for m := calendar.Month(202401); m <= 202612; m = m.Add(1) {
		all = append(all, m)
	}
	for _, c := range []struct {
		name   string
		months []calendar.Month
		now    time.Time
		want   string
	}{
		{"no forms", nil, local(2026, 11, 20, 9, 0), ""},
		{"the month under way", []calendar.Month{202611}, local(2026, 11, 30, 23, 59), ""},
		{"a minute later", []calendar.Month{202611}, local(2026, 12, 1, 0, 0), "2026-11"},
		{"the last minute of the year", []calendar.Month{202612}, local(2026, 12, 31, 23, 59), ""},
		{"the new year", []calendar.Month{202612}, local(2027, 1, 1, 0, 0), "2026-12 2026-Q4 2026-H2 2026"},
		{"in between", []calendar.Month{202609, 202610}, local(2026, 11, 20, 9, 0), "2026-10 2026-09 2026-Q3 2026-9T"},
		{"long ago", []calendar.Month{202401}, local(2026, 11, 20, 9, 0), "2024"},
		{"years", all, local(2026, 11, 20, 9, 0), "2026-10 2026-09 2026-08 2026-07 2026-06 2026-05 2026-04 2026-03 2026-02 2026-01 2025-12 2025-11 2026-Q3 2026-Q2 2026-Q1 2025-Q4 2026-H1 2025-H2 2026-9T 2025 2024"},
	} {
		if got := names(c.months, c.now); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
