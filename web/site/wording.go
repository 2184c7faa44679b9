package site

import "fmt"

// What pages of all rooms say, as far as it is not in the templates (web/site/templates), so that an official can read and
// correct it in one place.
const (
	wordTrouble        = "Chưa thực hiện được"
	wordNowhere        = "Không có trang này. Có thể địa chỉ đã gõ thiếu hoặc đường dẫn đã được thay."
	wordOtherSite      = "Yêu cầu đến từ một trang khác nên không được nhận. Xin Ông/Bà mở lại trang trò chuyện."
	WordTooFast        = "Có quá nhiều tin gửi trong một phút. Xin Ông/Bà chờ một lát rồi gửi lại."
	wordTooManyPages   = "Mạng này đang mở quá nhiều trang trong một phút. Xin Ông/Bà chờ một lát rồi tải lại."
	wordTooManyStreams = "Có quá nhiều trang đang mở cùng lúc. Trang này vẫn dùng được, câu trả lời chỉ đến chậm hơn vài giây."
	wordTooLong        = "Nội dung dài quá mức nhận được. Xin Ông/Bà viết ngắn hơn hoặc chia làm nhiều lần."
	WordGarbled        = "Tin gửi không đọc được. Xin Ông/Bà tải lại trang rồi gửi lại."
	wordAway           = "Hệ thống đang bận trong giây lát. Xin Ông/Bà tải lại trang sau ít giây."
	wordBroken         = "Hệ thống gặp lỗi; lỗi đã được ghi lại để xử lý. Xin Ông/Bà thử lại sau."
	wordNotTaken       = "Hệ thống đang bận trong giây lát, tin chưa được ghi. Xin Ông/Bà gửi lại sau ít giây."
	wordNotKept        = "Hệ thống gặp lỗi, tin chưa được ghi; lỗi đã được ghi lại để xử lý. Xin Ông/Bà gửi lại sau."
)

// Layouts of dates, as package time writes them.
const (
	wordDay    = "Ngày 02/01/2006"
	wordSentAt = "Gửi lúc 15:04 ngày 02/01/2006"
)

// In the head of a conversation.
const (
	wordSent   = "Đã gửi xong"
	wordStepOf = "Câu %d trong %d"
)

func wordStep(at, of int, where string) string {
	s := fmt.Sprintf(wordStepOf, at, of)
	if where != "" {
		s += " · " + where
	}
	return s
}

// Over the fields of administration, where a counter is known.
const wordOtherFields = "Lĩnh vực khác"

func wordUsualAt(counter string) string { return "Thường làm ở " + counter }

// words are what the script of a page says; it finds them in the page.
type words struct {
	Me       string `json:"me"`
	Sending  string `json:"sending"`
	Again    string `json:"again"`
	Refused  string `json:"refused"`
	Offline  string `json:"offline"`
	Online   string `json:"online"`
	Starting string `json:"starting"`
	Working  string `json:"working"`
	Step     string `json:"step"`
	Sent     string `json:"sent"`
	Last     string `json:"last"`
	Copied   string `json:"copied"`
	Edit     string `json:"edit"`
	Passed   string `json:"passed"`
	Review   string `json:"review"`
}

// WordScriptWords are what the script of a page with a conversation says.
func WordScriptWords() words {
	return words{
		Me:       "Ông/Bà:",
		Sending:  "Đang gửi…",
		Again:    "Đang gửi lại…",
		Refused:  "Chưa gửi được.",
		Offline:  "Mất kết nối, đang thử lại…",
		Online:   "Đã kết nối lại.",
		Starting: "Đang mở phiếu…",
		Working:  "Đang làm báo cáo…",
		Step:     wordStepOf,
		Sent:     wordSent,
		Last:     "Đang gửi phiếu…",
		Copied:   "Đã chép mã",
		Edit:     "Sửa",
		Passed:   "Bỏ qua",
		Review:   "Xem lại các câu đã trả lời",
	}
}
