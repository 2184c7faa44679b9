package report

import (
	"fmt"
	"time"

	"motcua/report/say"
)

// wordSoFar says how far the figures of a period that has not ended go.
func wordSoFar(to time.Time) string {
	return fmt.Sprintf("Kỳ chưa kết thúc: số liệu mới đến ngày %s, chỉ gồm các tháng đã hết; chưa so sánh với kỳ khác.", dayText(to))
}

// wordAsOf says of when figures are: of the moment they were closed or, where they do not go so far, of their last day.
func wordAsOf(d Days, at time.Time) string {
	if d.SoFar {
		return "hết ngày " + say.Day(d.To)
	}
	return moment(at)
}

// wordDays says that the days are not those of the calendar's months.
func wordDays(d Days) string {
	return fmt.Sprintf("Đơn vị tính kỳ báo cáo theo mốc riêng: từ ngày %s đến hết ngày %s.", say.Day(d.From), say.Day(d.To))
}

func wordPartlyAlone(since time.Time) string {
	return fmt.Sprintf("Đơn vị có phiếu từ ngày %s nên không so sánh với kỳ khác.", dayText(since))
}

// wordBeforePartly says that the period to compare with was not served from its beginning.
func wordBeforePartly(before string, since time.Time) string {
	return fmt.Sprintf("Không so sánh với %s, vì kỳ ấy chỉ có phiếu từ ngày %s.", before, dayText(since))
}

// wordRecutAlone says that a change of the days made the period shorter or longer.
func wordRecutAlone(period string, days int) string {
	return fmt.Sprintf("Đơn vị đổi mốc tháng báo cáo nên %s có %d ngày: không so sánh với kỳ khác.", period, days)
}

// wordBeforeRecut says so of the period to compare with.
func wordBeforeRecut(before string, days int) string {
	return fmt.Sprintf("Không so sánh với %s, vì đơn vị đổi mốc tháng báo cáo nên kỳ ấy có %d ngày.", before, days)
}

func dayText(t time.Time) string { return t.Format("02/01/2006") }

// WordTrendPartly explains the mark of a month that was only partly served.
const WordTrendPartly = "Dấu *: tháng chỉ có phiếu từ giữa tháng."

// wordOtherDays says that units do not count their months alike.
const wordOtherDays = "Các đơn vị tính kỳ báo cáo theo những ngày khác nhau, nên so sánh chỉ gần đúng."
