package report_test

import (
	"fmt"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/org"
	"motcua/report"
	"motcua/survey"
)

// The counts of a month become figures, and the figures the digest a leadership group reads.
func ExampleBuild() {
	questionnaire, err := survey.Bundled("mau-v1")
	if err != nil {
		fmt.Println(err)
		return
	}
	at := survey.Visit{Unit: 1, Month: 202610, Questionnaire: questionnaire.ID, Channel: "web", Slip: "tra-ket-qua"}
	counts := []survey.Count{at.Count(survey.QOpened, 0, 60), at.Count(survey.QStarted, 0, 50), at.Count(survey.QFinished, 0, 50)}
	for choice, n := range map[int]int{5: 30, 4: 12, 3: 5, 2: 3} {
		counts = append(counts, at.Headline(questionnaire.Overall, choice, n)...)
	}
	f := report.Build(report.Input{
		Unit: org.Unit{ID: 1, Code: "mau", Name: "xã Mẫu"}, Questionnaire: questionnaire, Period: calendar.MonthPeriod(202610),
		Counts: counts, Now: time.Date(2026, 11, 1, 8, 0, 0, 0, org.Location()),
	})
	fmt.Println(f.Overall.Score.Satisfied, "of", f.Overall.N)
	fmt.Println(prose.Plain(f.Digest()[:2]))
	// Output:
	// 42 of 50
	// UBND xã Mẫu: mức độ hài lòng tháng 10/2026
	// 84,0% hài lòng: 42 trong 50 ý kiến của người tự nguyện trả lời; mức thật vào khoảng 71,5–91,7%.
}
