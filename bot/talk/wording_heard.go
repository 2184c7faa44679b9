package talk

import "motcua/internal/heed"

// What is said to who is in danger, is cheated, complains, or is only polite. A number to call is the first word; nothing of what
// was written is repeated, and no procedure is offered.
const (
	wordEchoPrivate = "(lời này không được lưu)"

	wordYouAreWelcome = "Cảm ơn Ông/Bà. Cần gì thêm, Ông/Bà cứ gõ."
	wordPraised       = "Cảm ơn lời khen của Ông/Bà. Muốn khen cán bộ, mời Ông/Bà bấm “Đánh giá lần làm thủ tục”."
	wordFarewell      = "Xin chào Ông/Bà, chúc Ông/Bà mạnh khỏe."
	wordNodded        = "Vâng ạ. Cần việc gì, Ông/Bà cứ gõ hoặc bấm nút ở dưới."
	wordNoPerson      = "Tôi là phần mềm trả lời tự động nên không nối máy cho cán bộ được."
	wordSorryToHear   = "Rất tiếc là Ông/Bà chưa vui. Xin Ông/Bà cho biết việc gì, hoặc bấm “Đánh giá lần làm thủ tục”."
	wordOnlySigns     = "Tôi chưa hiểu ý Ông/Bà. Xin Ông/Bà gõ việc cần hỏi, hoặc bấm nút ở dưới."
)

// smalltalkWords answer a courtesy.
func smalltalkWords(kind heed.Kind, authority string) string {
	switch kind {
	case heed.Thanks:
		return wordYouAreWelcome
	case heed.WhoAreYou:
		return wordWhoIAm(authority)
	case heed.Person:
		return wordNoPerson
	case heed.Praise:
		return wordPraised
	case heed.Greeting, heed.Farewell:
		return wordFarewell
	default:
		return wordNodded
	}
}

func wordWhoIAm(authority string) string {
	return "Tôi là trợ lý tự động của " + authority + ", không phải người thật. Tôi giúp tra cứu thủ tục và nhận đánh giá."
}

func wordHotlineOf(authority, hotline string) string {
	return "Điện thoại " + authority + ": " + hotline + "."
}

// alarm is whom to call and one thing to do.
type alarmText struct{ call, do string }

func alarmWords(kind heed.Kind) alarmText {
	switch kind {
	case heed.SelfHarm:
		return alarmText{"115: cấp cứu. 113: công an. 111: trẻ em.", "Ông/Bà không phải chịu một mình: xin gọi ngay một người thân đến ở bên."}
	case heed.Fire:
		return alarmText{"114: báo cháy, cứu nạn. 115: cấp cứu.", "Xin ra khỏi nơi ấy ngay, báo hàng xóm, đừng quay lại lấy đồ."}
	case heed.Rescue:
		return alarmText{"114: cứu nạn. 115: cấp cứu.", "Xin gọi ngay, nói rõ chỗ xảy ra; đừng tự xuống cứu khi chưa chắc an toàn."}
	case heed.Child:
		return alarmText{"111: bảo vệ trẻ em. 113: công an.", "Xin gọi ngay, và ở chỗ có người lớn tin cậy ở cùng."}
	case heed.Violence:
		return alarmText{"113: công an. 111: khi có trẻ em.", "Xin Ông/Bà đến ngay chỗ có người, đừng ở lại một mình."}
	case heed.Fraud:
		return alarmText{"113: công an.", "Xin đừng chuyển tiền, bấm đường dẫn, cài ứng dụng, đọc mã; lỡ rồi thì gọi ngay ngân hàng."}
	case heed.Medical:
		return alarmText{"115: cấp cứu.", "Xin gọi ngay, nói rõ chỗ đang ở, và ở bên người bệnh đến khi xe tới."}
	default:
		return alarmText{"113: công an.", "Xin tránh ra chỗ an toàn rồi gọi ngay, nói rõ việc và địa điểm."}
	}
}
