package scheduler

// wordNumber is the number of a report, as it stands behind its title; mark says that it was asked for
// again.
func wordNumber(period, mark string) string {
	return " (bản tin số " + period + mark + ")"
}

// wordAgain marks a report that somebody asked to see again.
const wordAgain = ", xem lại"

// What the pictures show, for those who do not see them; period and unit stand behind it.
const (
	wordChart = "Biểu đồ mức độ hài lòng "
	wordTrend = "Biểu đồ mức độ hài lòng theo tháng, đến hết "
)
