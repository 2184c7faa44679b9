package feedback

import (
	"fmt"

	"motcua/org"
)

// What is said about actions, so that an official can read and correct it in one place.
const (
	wordWhat        = "Xin ghi việc cần làm."
	wordWho         = "Xin ghi đơn vị hoặc chức danh chịu trách nhiệm."
	wordNoNames     = "Xin ghi đơn vị hoặc chức danh chịu trách nhiệm, không ghi tên người."
	wordDue         = "Xin ghi hạn hoàn thành."
	wordNoDay       = "Ngày chưa đúng. Xin ghi như 30/11/2026."
	wordDuePast     = "Hạn đã qua. Xin ghi từ hôm nay trở đi."
	wordDueFar      = "Hạn quá xa. Xin ghi hạn trong vòng hai năm."
	wordPeriod      = "Kỳ báo cáo chưa đúng. Xin ghi như 2026-10, 2026-Q3, 2026-H1, 2026-9T hoặc 2026."
	wordSaid        = "Xin ghi một câu: đã làm được gì."
	wordWhy         = "Xin ghi lý do không thực hiện."
	wordDoneAhead   = "Ngày hoàn thành chưa đến. Xin ghi hôm nay hoặc một ngày trước đó."
	wordDoneLongAgo = "Ngày hoàn thành đã quá một năm. Xin xem lại ngày."
	wordIsDone      = "Việc này đã ghi là xong. Muốn ghi lại thì mở lại việc trước."
	wordIsDropped   = "Việc này đã ghi là không thực hiện. Muốn ghi lại thì mở lại việc trước."
	// WordTooMany is said by whoever keeps the actions of a unit.
	WordTooMany = "Đơn vị đang có quá nhiều việc chưa xong. Xin báo xong hoặc bỏ bớt trước khi giao việc mới."

	wordStillOpen = "Việc này đang thực hiện, không cần mở lại."
)

func wordTooLong(limit int) string {
	return fmt.Sprintf("Nội dung dài quá %d ký tự. Xin viết ngắn hơn.", limit)
}

func wordNotOpen(s State) string {
	if s == Dropped {
		return wordIsDropped
	}
	return wordIsDone
}

// WordState says how an action stands: "Đang thực hiện", "Quá hạn", "Đã xong", "Không thực hiện".
func WordState(s State, late bool) string {
	switch {
	case s == Done:
		return "Đã xong"
	case s == Dropped:
		return "Không thực hiện"
	case late:
		return "Quá hạn"
	}
	return "Đang thực hiện"
}

// WordStep says what a step in the history of an action was; first is its making.
func WordStep(s State, first bool) string {
	switch {
	case first:
		return "Giao việc"
	case s == Open:
		return "Mở lại"
	}
	return WordState(s, false)
}

// WordChannel says through what a change came: "phòng", "lệnh", "Telegram".
func WordChannel(c Via) string {
	switch c {
	case Room:
		return "phòng"
	case Command:
		return "lệnh"
	}
	return org.ChannelName(string(c))
}

// WordPublishTooEarly says that a period cannot be published before it has ended.
func WordPublishTooEarly(period string) string {
	return "Kỳ " + period + " chưa kết thúc nên chưa công bố được."
}
