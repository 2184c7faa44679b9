package leaders

import (
	"fmt"
	"time"

	"motcua/office"
	"motcua/org"
	"motcua/storage"
)

// What leaders' pages say, as far as it is not in the templates (web/leaders/templates), so that an official can read and
// correct it in one place.
const wordRoom = "Báo cáo cho lãnh đạo"

// The actions leaders take up; why something is not taken is said by package feedback.
const (
	wordTodo          = "Việc cần làm sau báo cáo"
	wordActionChanged = "Việc này vừa được cập nhật ở nơi khác. Ở đây là tình trạng mới nhất; xin xem lại rồi gửi lại nếu cần."
)

// wordTodoCounts leads from a room to its actions.
func wordTodoCounts(open, late int) string {
	s := fmt.Sprintf("%s: %d việc đang mở", wordTodo, open)
	if late > 0 {
		s += fmt.Sprintf(", %d quá hạn", late)
	}
	return s
}

// wordDid says what a form did to an action; "" for what no form does.
func wordDid(did string, no int) string {
	switch did {
	case "giao":
		return fmt.Sprintf("Đã giao việc số %d.", no)
	case "xong":
		return fmt.Sprintf("Đã ghi xong việc số %d.", no)
	case "bo":
		return fmt.Sprintf("Đã ghi không thực hiện việc số %d.", no)
	case "mo":
		return fmt.Sprintf("Đã mở lại việc số %d.", no)
	}
	return ""
}

// wordStep is one line of an action's history.
func wordStep(at time.Time, what, by, said string) string {
	s := at.Format("15:04 ngày 02/01/2006") + ": " + what + " (qua " + by + ")"
	if said != "" {
		s += " – " + said
	}
	return s
}

// What leaders publish.
const (
	wordPublishing      = "Công bố kết quả"
	wordPublished       = "Đã công bố. Người dân xem được từ bây giờ."
	wordPublishedKept   = "Đã cập nhật. " + office.WordKept + "."
	wordWithdrawn       = "Đã rút lại. Trang công khai không còn kỳ này."
	wordNothingShown    = "Kỳ này " + office.WordNothingToWithdraw
	wordPublishTooOften = "Có quá nhiều yêu cầu trong một phút. Xin chờ một lát rồi bấm lại."
	wordNoPeriods       = "Chưa có tháng nào đã kết thúc mà có phiếu, nên chưa có gì để công bố."
)

// wordStanding tells a leader how a period stands.
func wordStanding(p *storage.Published) string {
	switch {
	case p == nil:
		return "Chưa công bố"
	case !p.Shown():
		return "Đã rút lại lúc " + wordClock(*p.Withdrawn) + wordWay(p.Way)
	case p.Again():
		return "Đang công bố, cập nhật lúc " + wordClock(p.Updated) + wordWay(p.Way)
	}
	return "Đang công bố từ " + wordClock(p.At) + wordWay(p.Way)
}

func wordClock(t time.Time) string { return t.In(org.Location()).Format("15:04 ngày 02/01/2006") }

func wordWay(way string) string {
	switch way {
	case storage.WayRoom:
		way = "phòng lãnh đạo"
	case storage.WayCommand:
		way = "lệnh trên máy chủ"
	default:
		way = org.ChannelName(way)
	}
	return " (qua " + way + ")"
}

// wordPreview stands above a preview.
func wordPreview(p *storage.Published, kept bool) string {
	s := "Bản xem trước: người dân sẽ thấy đúng như dưới đây. "
	switch {
	case p == nil:
		s += "Hiện chưa công bố."
	case !p.Shown():
		s += "Hiện đã rút lại."
	default:
		s += "Hiện đang công bố bản trước; bấm Cập nhật thì bản này thay vào."
	}
	if kept {
		s += " " + office.WordKept + "; phần việc đã làm là mới."
	}
	return s
}

const wordCheckWords = office.WordNeverShown + " Phần “Dân góp ý – xã đã làm” do đơn vị viết: xin đọc lại, đừng để tên người."
