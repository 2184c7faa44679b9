package procedure

import "strings"

// The Vietnamese wording of buttons. Officials may correct it here.

// aspectLabels are the texts of the aspects' buttons, at most 14 runes.
var aspectLabels = [...]string{
	Overview: "Tổng quan", Papers: "Giấy tờ", Time: "Thời hạn", Fee: "Lệ phí", Where: "Nơi nộp",
	Steps: "Các bước", Outcome: "Kết quả", Law: "Căn cứ", Form: "Mẫu đơn", Conditions: "Điều kiện",
}

// abbreviations are those every citizen who has been at a counter knows. Only names too long for a button use
// them.
var abbreviations = strings.NewReplacer(
	"Ủy ban nhân dân", "UBND",
	"Giấy chứng nhận", "GCN", "giấy chứng nhận", "GCN",
	"quyền sử dụng đất", "QSDĐ",
	"bảo hiểm xã hội", "BHXH", "bảo hiểm y tế", "BHYT",
	"hợp tác xã", "HTX",
	"có yếu tố nước ngoài", "(nước ngoài)",
	"trung học cơ sở", "THCS",
	"cơ sở dữ liệu", "CSDL", "Cơ sở dữ liệu", "CSDL",
	"đăng ký", "ĐK", "Đăng ký", "ĐK",
)
