package scheduler

// wordNumber is the number of a report, as it stands behind its title; mark says that it was asked for
// again.
func wordNumber(period, mark string) string {
	return " (bản tin số " + period + mark + ")"
}

// wordAgain marks a report that somebody asked to see again.
const wordAgain = ", xem lại"
