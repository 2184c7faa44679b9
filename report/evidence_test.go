package report_test

import (
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// proved are forms of a month by class of evidence, of which so many are satisfied, at reception point 1.
func proved(month calendar.Month, class org.Evidence, n, satisfied int) []survey.Count {
	v := survey.Visit{Unit: 1, Month: month, Questionnaire: "mau-v1", Channel: "web", Point: 1, Slip: "tra-ket-qua", Evidence: class, Field: "ho-tich"}
	all := append(v.Response(survey.QStarted, n), v.Response(survey.QFinished, n)...)
	all = append(all, v.Headline("q1", 4, satisfied)...)
	return survey.Add(append(all, v.Headline("q1", 2, n-satisfied)...)...)
}

// given are visit codes given out at reception point 1.
func given(month calendar.Month, n int) []survey.Count {
	return []survey.Count{survey.Visit{Unit: 1, Month: month, Questionnaire: "mau-v1", Point: 1}.Given(n)}
}

func joined(parts ...[]survey.Count) []survey.Count {
	var all []survey.Count
	for _, p := range parts {
		all = append(all, p...)
	}
	return survey.Add(all...)
}

func evidenceInput(t testing.TB, parts ...[]survey.Count) report.Input {
	return report.Input{Unit: longDien(), Points: points(), Questionnaire: mau(t), Period: october, Counts: joined(parts...), Now: local(2026, 11, 1, 8, 0)}
}

// The headline is of forms with evidence of a visit where the unit has means and 30 of them have an opinion; else of all.
func TestHeadlineOfVisits(t *testing.T) {
	for _, c := range []struct {
		name  string
		parts [][]survey.Count
		n, k  int // of the headline
		leads bool
		shown bool // visits and the rest are told apart
	}{
		{"codes and none", [][]survey.Count{given(202610, 90), proved(202610, org.Code, 40, 30), proved(202610, org.NoEvidence, 60, 59)}, 40, 30, true, true},
		{"codes and a screen", [][]survey.Count{given(202610, 90), proved(202610, org.Code, 20, 15), proved(202610, org.Screen, 10, 6), proved(202610, org.Poster, 8, 8)}, 30, 21, true, true},
		{"a screen alone", [][]survey.Count{proved(202610, org.Screen, 35, 20), proved(202610, org.NoEvidence, 10, 10)}, 35, 20, true, true},
		{"too few of them", [][]survey.Count{given(202610, 90), proved(202610, org.Code, 29, 20), proved(202610, org.NoEvidence, 60, 59)}, 89, 79, false, true},
		{"posters are no evidence of a visit", [][]survey.Count{proved(202610, org.Poster, 70, 60), proved(202610, org.NoEvidence, 20, 10)}, 90, 70, false, false},
		{"few beside them: nothing is told of either", [][]survey.Count{given(202610, 90), proved(202610, org.Code, 60, 50), proved(202610, org.NoEvidence, 4, 0)}, 64, 50, false, false},
		{"few of them: nothing is told of either", [][]survey.Count{given(202610, 90), proved(202610, org.Code, 4, 0), proved(202610, org.NoEvidence, 60, 50)}, 64, 50, false, false},
		{"all of them", [][]survey.Count{given(202610, 90), proved(202610, org.Code, 60, 50)}, 60, 50, true, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := report.Build(evidenceInput(t, c.parts...))
			h := f.Headline()
			if h.N != c.n || h.Score.Satisfied != c.k || f.Evidence.Leads != c.leads || (f.Evidence.Visits != nil && f.Evidence.Rest != nil) != c.shown {
				t.Errorf("the headline is %d of %d; %+v", h.Score.Satisfied, h.N, f.Evidence)
			}
			said := prose.Plain(f.Digest())
			if strings.Contains(said, "Tỷ lệ chung tính trên phiếu có bằng chứng lượt") != c.leads {
				t.Error(said)
			}
			if got := f.Public(); (got.Evidence.Visits != nil) != c.leads {
				t.Errorf("published is %+v", got.Evidence)
			}
		})
	}
}

// Whether the two differ is one claim of the report's family; small differences are not claimed.
func TestEvidenceDiffers(t *testing.T) {
	for _, c := range []struct {
		name    string
		rest, k int
		differs bool
	}{{"far apart", 60, 20, true}, {"as far as chance goes", 60, 52, false}, {"too few to say", 9, 0, false}} {
		f := report.Build(evidenceInput(t, given(202610, 90), proved(202610, org.Code, 60, 55), proved(202610, org.NoEvidence, c.rest, c.k)))
		if f.Evidence.Differs != c.differs || strings.Contains(f.Evidence.GapText(), "rõ rệt") != c.differs {
			t.Errorf("%s: %s", c.name, f.Evidence.GapText())
		}
	}
}

// A headline of visits is compared with one of visits, or not at all.
func TestHeadlineOfVisitsIsComparedWithItsLike(t *testing.T) {
	now := [][]survey.Count{given(202610, 90), proved(202610, org.Code, 60, 55), proved(202610, org.NoEvidence, 20, 10)}
	in := evidenceInput(t, now...)
	in.Previous = joined(proved(202609, org.Code, 50, 25), proved(202609, org.NoEvidence, 20, 20))
	f := report.Build(in)
	before, yearAgo := f.HeadlineChanges()
	if before == nil || before.N != 50 || before.Score.Satisfied != 25 || before.Verdict != report.Up || yearAgo != nil {
		t.Errorf("%+v, %+v", before, yearAgo)
	}
	in.Previous = joined(proved(202609, org.Code, 20, 10), proved(202609, org.NoEvidence, 50, 20))
	f = report.Build(in)
	if before, _ = f.HeadlineChanges(); before != nil {
		t.Errorf("compared with %+v", before)
	}
	if said := prose.Plain(f.Digest()); !strings.Contains(said, "háng 9/2026 không có tỷ lệ chung tính trên phiếu có bằng chứng lượt để so sánh") {
		t.Error(said)
	}
}

// Numbers of forms by class and of visit codes by reception point are told always.
func TestEvidenceCounts(t *testing.T) {
	f := report.Build(evidenceInput(t, given(202610, 120), given(202610, -20), proved(202610, org.Code, 3, 3), proved(202610, org.Screen, 2, 1), proved(202610, org.Poster, 40, 30), proved(202610, org.NoEvidence, 7, 7)))
	e := f.Evidence
	want := "5 phiếu có bằng chứng lượt (mã lượt 3, màn hình tại quầy 2), 47 phiếu không có (mã QR in sẵn 40, không có mã 7). Mã lượt: phát ra 100, đã dùng 3. Chưa đủ 30 ý kiến có bằng chứng lượt nên tỷ lệ chung tính trên mọi phiếu."
	if got := e.Text(); !strings.HasPrefix(got, want) {
		t.Error(got)
	}
	if len(e.Codes) != 1 || e.Codes[0] != (report.CodeFlow{Point: "1", Label: "Quầy 1 – Hộ tịch, chứng thực", Given: 100, Used: 3}) {
		t.Errorf("%+v", e.Codes)
	}
	if f = report.Build(evidenceInput(t, proved(202610, org.NoEvidence, 7, 7))); strings.Contains(prose.Plain(f.Digest()), "bằng chứng") {
		t.Error("a unit without any means is told of it in each digest")
	}
	if f = report.Build(report.Input{Unit: longDien(), Questionnaire: mau(t), Period: october}); f.Evidence != nil {
		t.Errorf("without anything counted it is %+v", f.Evidence)
	}
}
