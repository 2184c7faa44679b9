package workbook_test

import (
	"testing"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/report/workbook"
)

// BenchmarkMake writes the workbook of a month of 926 forms, and of a year of 11,000.
func BenchmarkMake(b *testing.B) {
	month := scenes(b)[0]
	year := month
	year.in.Period, year.visits, year.in.Now = period("2026"), nil, month.in.Now.AddDate(0, 3, 0)
	for m := calendar.Month(202601); m <= 202612; m++ {
		year.visits = append(year.visits, visits(m, 920, 1, channels...)...)
	}
	year.in.Counts = counts(year.visits...)
	for name, s := range map[string]scene{"month": month, "year": year} {
		f := report.Build(s.in)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				file, err := workbook.Make(f)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(file)), "file-bytes")
			}
		})
	}
}
