package main

// What "motcua screen" says.
const (
	wordScreenLink      = "Màn hình số %d của %s (%s). Mở đường dẫn này trên máy đặt tại quầy; ai có đường dẫn đều mở được, nên xin giữ kín:\n  %s\n"
	wordScreenKiosk     = "Màn hình này có nút cho người không có điện thoại. Xin bật chế độ một trang (kiosk) của trình duyệt để che thanh địa chỉ.\n"
	wordScreenAnywhere  = "không theo quầy"
	wordScreenPlain     = "màn hình"
	wordScreenIsKiosk   = "kiosk"
	wordScreenInUse     = "đang dùng"
	wordScreenRevokedOn = "đã thu hồi ngày %s"
	wordScreenRevoked   = "Đã thu hồi màn hình số %d. Đường dẫn và mã đang hiện trên đó không còn dùng được.\n"
	wordScreenNoNumber  = "%q không phải số của màn hình. Xin xem: motcua screen list"
	wordNoScreen        = "Không có màn hình số %s đang dùng ở đơn vị %s. Xin xem: motcua screen list"
)
