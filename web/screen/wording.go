package screen

import (
	"fmt"
	"strings"
	"time"

	"motcua/bot/talk"

	"motcua/bot/platform"
)

// What screens and kiosks say, as far as it is not in the templates (web/screen/templates), so that an official can read and
// correct it in one place.
const wordScreen = "Màn hình tại quầy"

// words are what the script of a screen says; it finds them in the page.
type words struct {
	Lost      string `json:"lost"`
	LostHow   string `json:"lostHow"`
	Ended     string `json:"ended"`
	EndedHow  string `json:"endedHow"`
	Waiting   string `json:"waiting"`
	WaitHow   string `json:"waitHow"`
	Fresh     string `json:"fresh"`
	NoQR      string `json:"noQR"`
	NoQRHow   string `json:"noQRHow"`
	Beginning string `json:"beginning"`
	Sending   string `json:"sending"`
	Home      string `json:"home"`
	Soon      string `json:"soon"`
}

var scriptWords = words{
	Lost:      "Đang nối lại",
	LostHow:   "Xin Ông/Bà chờ một lát. Có mạng lại thì mã tự hiện.",
	Ended:     "Màn hình này đã ngừng dùng",
	EndedHow:  "Xin cán bộ phụ trách mở đường dẫn mới trên máy này.",
	Waiting:   "Xin Ông/Bà chờ mã mới",
	WaitHow:   "Mã mới sẽ hiện trong một phút.",
	Fresh:     "Mỗi lượt một mã mới",
	NoQR:      "Chưa có mã để quét",
	NoQRHow:   "Xin Ông/Bà hỏi cán bộ tại quầy.",
	Beginning: "Đang mở phiếu…",
	Sending:   "Đang nối lại. Câu vừa bấm sẽ được gửi tiếp.",
	Home:      "Về đầu sau {n} giây",
	Soon:      "Còn {n} giây. Chạm màn hình để ở\u00a0lại.",
}

// Why a kiosk takes no response for a while.
const (
	wordKioskTaken  = "Máy này đang có người dùng."
	wordKioskMany   = "Máy này vừa nhận nhiều phiếu liền nhau."
	wordKioskClosed = "Máy này chưa mở được phiếu."
)

func sayBusy(taken bool) string {
	if taken {
		return wordKioskTaken
	}
	return wordKioskMany
}

// sayHere is how a unit calls itself to its citizens.
func sayHere(name string) string {
	for _, kind := range []string{"xã", "phường", "đặc khu"} {
		if strings.HasPrefix(strings.ToLower(name), kind+" ") {
			return kind
		}
	}
	return "đơn vị"
}

// sayLength says how long a questionnaire takes.
func sayLength(questions int) string {
	return fmt.Sprintf("%d\u00a0câu, khoảng %d\u00a0phút", questions, talk.MinutesFor(questions))
}

// sayWays says on what a code can be opened, "" where that is the web alone.
func sayWays(ways []platform.Way) string {
	if len(ways) == 0 {
		return ""
	}
	names := make([]string, len(ways))
	for i, w := range ways {
		names[i] = w.Name
	}
	return "Trả lời trên trang web hoặc " + strings.Join(names, ", ")
}

// sayReach warns the operator of an address telephones cannot open; "" when all is well. set tells whether there is a public one.
func sayReach(base string, r Reach, set bool) string {
	switch {
	case r == Nowhere && set:
		return "Điện thoại không mở được " + base + ". Xin người quản trị sửa MOTCUA_PUBLIC_URL thành địa chỉ người dân vào được."
	case r == Nowhere:
		return "Máy chủ chưa có địa chỉ điện thoại mở được. Xin người quản trị đặt MOTCUA_PUBLIC_URL."
	case r == Near:
		return "Chỉ điện thoại cùng mạng này mở được " + base + ". Xin người quản trị đặt MOTCUA_PUBLIC_URL là địa chỉ công khai."
	case !set:
		return "Mã dẫn tới " + base + ", theo địa chỉ của máy này. Xin người quản trị đặt MOTCUA_PUBLIC_URL."
	}
	return ""
}

// sayWait says when a kiosk can be used again.
func sayWait(d time.Duration) string {
	switch {
	case d <= time.Minute:
		return "sau khoảng một phút"
	case d > time.Hour: // the day's are used up
		return "vào ngày mai"
	}
	return fmt.Sprintf("sau khoảng %d\u00a0phút", int((d+time.Minute-1)/time.Minute))
}
