package office

// wordNumber is the number of a report, as it stands behind its title; mark says that it was asked for
// again.
func wordNumber(period, mark string) string {
	return " (bản tin số " + period + mark + ")"
}

// wordAgain marks a report that somebody asked to see again.
const wordAgain = ", xem lại"

// What whoever publishes is told, in a chat, on the leaders' pages and at the command line.
const (
	WordKept              = "Chỉ vài phiếu đổi so với lần công bố trước nên số liệu giữ như cũ, để giữ kín ý kiến từng người"
	WordNeverShown        = "Lời góp ý nguyên văn và câu hỏi tra cứu không bao giờ đăng."
	WordNothingToWithdraw = "hiện không công bố nên không có gì để rút lại."
	WordClockHeld         = "Máy chủ chưa chắc hôm nay là ngày nào nên chưa chốt số liệu tháng. Xin nhờ người quản trị xem lại đồng hồ; phiếu của người dân vẫn được nhận đủ."
	wordWorkIsNew         = "; phần việc xã đã làm là mới."
)

// What is said about the page for everybody.
const (
	wordSeePage      = "Xem trang kết quả"
	wordNoComparison = "Đơn vị này chỉ có báo cáo so sánh các đơn vị trực thuộc. Bản so sánh chưa công bố được ở đây; mỗi đơn vị công bố kết quả của mình."
)

func wordPreview(authority, period string) string {
	return "Xem trước: " + authority + ", kết quả khảo sát " + period
}

// wordAsItStands says what citizens see so far, and what they never see.
func wordAsItStands(p Proposal) string {
	const never = " " + WordNeverShown
	switch {
	case p.Former == nil:
		return "Chưa công bố, người dân chưa thấy." + never
	case !p.Former.Shown():
		return "Đã rút lại, người dân không còn thấy." + never
	case p.Kept:
		return "Người dân đang xem bản công bố trước. " + WordKept + wordWorkIsNew
	}
	return "Người dân đang xem bản công bố trước; đồng ý thì bản này thay vào." + never
}

func wordAgree(period string) string {
	return "Gõ /congbo " + period + " đồng ý để công bố. Công bố rồi vẫn rút lại được: /thuhoi " + period + "."
}

func wordPublished(period string, again bool) string {
	if again {
		return "Đã cập nhật kết quả khảo sát " + period + " trên trang công khai."
	}
	return "Đã công bố kết quả khảo sát " + period + "."
}

func wordSeePath(path string) string { return "Xem tại trang " + path + " của hệ thống." }

func wordWithdrawn(period string, hidden bool) string {
	if hidden {
		return "Đã rút lại kết quả khảo sát " + period + ": người dân không xem được nữa."
	}
	return "Kết quả khảo sát " + period + " " + WordNothingToWithdraw
}

func wordNoForms(period string) string {
	return "Kỳ " + period + " chưa có phiếu nào nên không có gì để công bố."
}
