package site

import (
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/report"
)

// Published results lead with the forms that have evidence of a visit where the report does, say so, and give all forms beside them.
func TestResultsOfVisits(t *testing.T) {
	t.Parallel()
	score := func(k, n int) *report.Score {
		return &report.Score{Satisfied: k, Share: float64(k) / float64(n), Low: 0.6, High: 0.9}
	}
	p := report.Public{
		Period: calendar.MonthPeriod(202610), Forms: report.PublicFlow{Returned: 100},
		Overall:  &report.PublicRating{Label: "Chung (mọi phiếu)", N: 100, Score: score(90, 100), Distribution: []report.Choice{{Value: 4, Label: "Hài lòng", N: 90, Share: 0.9}, {Value: 2, Label: "Không hài lòng", N: 10, Share: 0.1}}},
		Evidence: &report.PublicEvidence{Text: "40 phiếu có bằng chứng lượt (mã lượt 40), 60 phiếu không có (không có mã 60)."},
	}
	p.Fields = []report.PublicRow{{Label: "Hộ tịch", N: 60, Score: *score(50, 60)}, {Label: "Đất đai", N: 40, Score: *score(40, 40)}}
	whole := ResultsViewOf(p, "", "")
	if whole.Headline.Share != "90,0%" || !strings.Contains(strings.Join(whole.How, " "), p.Evidence.Text) {
		t.Errorf("%+v\n%v", whole.Headline, whole.How)
	}
	p.Evidence.Visits = &report.PublicRow{Label: "Có bằng chứng lượt", N: 40, Score: *score(30, 40)}
	led := ResultsViewOf(p, "", "")
	if led.Headline.Share != "75,0%" || !strings.HasPrefix(led.Headline.Says, "30 trong 40 phiếu có trả lời câu “Chung” (trả lời là tự nguyện).") || !strings.Contains(led.Headline.Says, wordVisitsOnly) ||
		!strings.Contains(led.Headline.Choices, "90 trong 100") {
		t.Errorf("%+v", led.Headline)
	}
	if whole.Tables[0].Heading != "Theo lĩnh vực" || led.Tables[0].Heading != "Theo lĩnh vực (mọi phiếu)" {
		t.Errorf("the tables are %q, %q", whole.Tables[0].Heading, led.Tables[0].Heading)
	}
}
