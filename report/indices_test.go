package report_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/internal/prose"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// What index 7 counts against the agency and what it counts for it are of the same responses: those of citizens with a result. Who has
// none yet and complains is told of, and loses nobody a point that he could not have given.
func TestIndexSevenHasOneBase(t *testing.T) {
	form, err := survey.Bundled("tt01-2018-v3")
	if err != nil {
		t.Fatal(err)
	}
	slips := map[string][]string{}
	for _, q := range form.Questions {
		slips[q.ID] = q.Slips
		if q.Index == 7 && !slices.Equal(q.Slips, []string{"tra-ket-qua", "khong-ro"}) {
			t.Errorf("%s is asked of %v", q.ID, q.Slips)
		}
	}
	if all := append(slices.Clone(slips["c7"]), slips["c7n"]...); len(all) != len(org.Slips())+1 {
		t.Errorf("complaints are asked about with %v", all)
	}
	in := input(t)
	in.Questionnaire = form
	v := survey.Visit{Unit: 1, Month: 202610, Questionnaire: form.ID, Channel: "web"}
	in.Counts = append(v.Headline("q1", 5, 100), v.Count("c7", 2, 10), v.Count("c7", 1, 40), v.Count("c7h", 2, 10), v.Count("c7h", 1, 20),
		v.Count("c7n", 2, 10), v.Count("c7n", 1, 40))
	f := report.Build(in)
	if x := f.Indices.Indices[6]; x.N != 40 || x.Points.String() != "1,3" { // 20 at 2, 10 at 1, 10 at 0
		t.Errorf("index 7 is %s of %d", x.Points, x.N)
	}
	found := report.Findings(f)
	if len(found) != 1 || found[0].Text != "20 trong 100 phiếu nói có phản ánh, kiến nghị về hành vi, thái độ nhũng nhiễu, gây phiền hà (20,0%)" {
		t.Errorf("%+v", found)
	}
}

// Whoever reads the class of the nine indices reads in the same sentence what it is worth: in a chat nothing else stands beside it.
func TestClassIsToldWithItsCaveat(t *testing.T) {
	told := 0
	for _, s := range scenes(t) {
		f := report.Build(s.in)
		for _, line := range strings.Split(prose.Plain(f.Digest()), "\n") {
			if !strings.Contains(line, "xếp loại ") || strings.Contains(line, "chưa xếp loại") {
				continue
			}
			if told++; !strings.Contains(line, "khung cũ") || !strings.Contains(line, "cần đối chiếu văn bản") {
				t.Errorf("%s: %s", s.name, line)
			}
		}
	}
	if told == 0 {
		t.Error("no scene has a class")
	}
}
