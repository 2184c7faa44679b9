package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/testkit"
	"motcua/report"
)

// A commune asks its own questions under its own ids: the digest has the gravest finding as it has for the bundled ones, since
// the questionnaire says which answer means it.
func TestOwnFormKeepsTheGravestFinding(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	own := filepath.Join(t.TempDir(), "phieu.yaml")
	check(t, os.WriteFile(own, []byte(strings.Replace(ownForm, "id: xa-v1", "id: xa-v2", 1)+`  - id: phien
    text: Có ai gây phiền hà không?
    short: Phiền hà
    options:
      - {value: 1, label: Có người, signal: outside}
      - {value: 2, label: Không ai}
`), 0o600))
	e.must(t, "form", "add", own)
	e.must(t, "unit", "add", "--code", "long-dien", "--form", "xa-v2")
	s := e.serve(t)
	for i := range report.MinShown {
		v, answer := s.visitor(), "không ai"
		if i == 0 {
			answer = "có người"
		}
		v.sayings("moi", "/danhgia", "đồng ý", "hài lòng", answer)
		v.says("Mã phiếu")
	}
	dir := t.TempDir()
	// What citizens said just now is of last month: a running one is told nowhere.
	last := calendar.MonthPeriod(calendar.Window{}.LastMonth(time.Now()))
	check(t, testkit.Exec(t.Context(), e["DATABASE_URL"], fmt.Sprintf(`UPDATE response SET month = %d`, last.First()), fmt.Sprintf(`UPDATE figure SET month = %d`, last.First())))
	month := last.String()
	f := readDigest(t, dir, e.must(t, "digest", "--period", month, "--out", dir))
	found := report.Findings(f)
	if len(found) == 0 || found[0].Kind != report.FindingOutside || found[0].Text != "1 trong 5 phiếu trả lời “Có người” cho câu “Có ai gây phiền hà không?” (20,0%)" {
		t.Errorf("the digest has the findings %+v", found)
	}
}
