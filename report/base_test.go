package report_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/prose"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// led is a month whose headline is of the responses with evidence: 180 of 335 with an opinion, 14 skipped it, most of them without evidence.
func led(t testing.TB) report.Input {
	v := survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "web", Point: 1, Slip: "tra-ket-qua", Evidence: org.NoEvidence, Field: "ho-tich"}
	return evidenceInput(t, given(202610, 300), proved(202610, org.Code, 180, 136), proved(202610, org.NoEvidence, 155, 84), v.Response(survey.QStarted, 14),
		v.Headline("q1", survey.Skipped, 14), opened(202610, "web", 500, 0), []survey.Count{survey.Visit{Unit: 1, Month: 202610, Questionnaire: "mau-v1", Channel: "paper"}.Count(survey.QStarted, 0, 33)})
}

// Beside a headline of the responses with evidence every figure of all responses says so, and none says what is not so.
func TestOneBaseForOneFigure(t *testing.T) {
	f := report.Build(led(t))
	if !f.Evidence.Leads || f.MarkAll() != " (mọi phiếu)" || f.MarkVisits() == "" {
		t.Fatalf("%+v", f.Evidence)
	}
	if said := f.Evidence.BasisText(); !strings.Contains(said, "cả khi so với kỳ trước; các số khác tính trên mọi phiếu, trừ chỗ ghi rõ") {
		t.Error(said)
	}
	if said := report.WordBounds(*f.Bounds); !strings.HasPrefix(said, "Mọi phiếu: trong ") {
		t.Error(said)
	}
	if got := report.OfQuestion(f.Overall.Label); got != f.Headline().Label {
		t.Errorf("the question is %q", got)
	}
	plain := report.Build(evidenceInput(t, proved(202610, org.NoEvidence, 155, 84)))
	if plain.MarkAll() != "" || plain.MarkVisits() != "" {
		t.Error("marks where there is one base")
	}
}

// What was handed out is the number of the table of channels; what came back by a channel that does not know it is named.
func TestBoundsNameWhatWasHandedOut(t *testing.T) {
	f := report.Build(led(t))
	if b := f.Bounds; b.Out != 533 || b.Back != 33 || f.ReturnRate.Opened != 500 {
		t.Fatalf("%+v", f.Bounds)
	}
	if said := report.WordBounds(*f.Bounds); !strings.Contains(said, "trong 533 phiếu (phát ra 500, thu về thêm 33 phiếu không rõ số phát ra) có ") {
		t.Error(said)
	}
}

// Who had an opinion that may not be told is not said to have had none.
func TestBoundsOfWithheldOpinions(t *testing.T) {
	in := quarterWithSmallMonth(t, 2)
	in.Counts = append(in.Counts, opened(202608, "web", 200, 0)...)
	f := report.Build(in)
	if f.Bounds.Withheld != 1 || !strings.Contains(report.WordBounds(*f.Bounds), "không có ý kiến hoặc ý kiến không được nêu:") {
		t.Errorf("%+v: %s", f.Bounds, report.WordBounds(*f.Bounds))
	}
}

// Units are compared on all responses; where the report of a unit leads with others, its figures must not look like an error.
func TestComparisonNamesItsBase(t *testing.T) {
	one := report.Build(led(t))
	other := report.Build(input(t, answers(202610, "q1", "", 40, 60)))
	other.Unit.Code, other.Unit.Name = "kim-son", "xã Kim Sơn"
	c := report.Compare(report.Unit{Code: "tinh", Name: "tỉnh"}, october, []report.Figures{one, other})
	want := "Tính trên mọi phiếu; báo cáo riêng của 1 đơn vị nêu tỷ lệ của phiếu có bằng chứng lượt"
	for what, said := range map[string]string{"digest": prose.Plain(c.Digest()), "cautions": fmt.Sprint(c.Cautions)} {
		if !strings.Contains(said, want) {
			t.Errorf("the %s does not name the base:\n%s", what, said)
		}
	}
	if n := len(c.Digest()); n > 8 {
		t.Errorf("%d lines", n)
	}
	c = report.Compare(report.Unit{Code: "tinh", Name: "tỉnh"}, october, []report.Figures{other})
	if strings.Contains(prose.Plain(c.Digest()), "mọi phiếu") {
		t.Error("a base is named where there is only one")
	}
}

// Figures count responses: nobody is asked for a name, so nobody knows how many people they are.
func TestNoPeopleAreCounted(t *testing.T) {
	people, quoted := regexp.MustCompile(`[0-9] người`), regexp.MustCompile(`“[^”]*”`) // what citizens wrote is theirs
	for _, s := range scenes(t) {
		f := report.Build(s.in)
		said := prose.Plain(f.Digest()) + strings.Join(f.Cautions, "\n") + strings.Join(f.Public().Cautions, "\n") + strings.Join(f.Public().Summary(), "\n")
		if found := people.FindString(quoted.ReplaceAllString(said, "")); found != "" {
			t.Errorf("%s counts %q", s.name, found)
		}
	}
}
