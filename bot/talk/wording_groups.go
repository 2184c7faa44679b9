package talk

// What is said in groups and channels of leaders besides what commands answer.
const (
	// wordGroupPrivate is the label of a link to a chat of one's own, and the whole answer to who calls us by our name.
	wordGroupPrivate = "Xin mời Ông/Bà nhắn riêng cho tôi"
	// wordGroupAllows answers a right that came back.
	wordGroupAllows = "Nhóm này đã cho tôi gửi thêm. Gõ /baocao để nhận lại báo cáo tháng."
)
