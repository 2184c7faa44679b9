package files

import "motcua/report"

// What the pictures show, for those who do not see them.

func wordChart(f report.Figures) string {
	return "Biểu đồ mức độ hài lòng " + f.PeriodLabel + ", " + f.Unit.Name
}

func wordTrend(f report.Figures) string {
	return "Biểu đồ mức độ hài lòng theo tháng, đến hết " + f.PeriodLabel + ", " + f.Unit.Name
}
