package service

// What the button of the demo's leadership room answers: the month; the moment where it was sent before.
const (
	wordDigestSent     = "Báo cáo tháng %s đã gửi lúc %s; mỗi tháng chỉ gửi một lần."
	wordDigestUnderWay = "Báo cáo tháng %s đang được gửi; xin xem lại sau một phút."
	wordDigestNow      = "Đã gửi báo cáo tháng %s vào phòng này."
)
