package main

// What is said of addresses nobody outside can open.
const (
	wordReach       = "Lưu ý: điện thoại của người dân có thể không mở được %s. Xin đặt MOTCUA_PUBLIC_URL là địa chỉ công khai.\n"
	wordReachPaper  = "Chưa ghi tờ mã: mã in ra dẫn tới %s, điện thoại không mở được. Xin đặt MOTCUA_PUBLIC_URL là địa chỉ công khai rồi chạy lại lệnh."
	wordReachRemedy = "đặt MOTCUA_PUBLIC_URL là địa chỉ người dân vào được từ điện thoại, rồi chạy lại dịch vụ"

	wordScreensFine    = "màn hình tại quầy: %d đang dùng, mã dẫn tới %s"
	wordScreensNear    = "màn hình tại quầy: %d đang dùng, nhưng chỉ điện thoại cùng mạng mới mở được %s; xin đặt MOTCUA_PUBLIC_URL là địa chỉ công khai"
	wordScreensNoURL   = "màn hình tại quầy: %d đang dùng mà chưa có địa chỉ công khai để điện thoại mở"
	wordScreensNowhere = "màn hình tại quầy: %d đang dùng mà điện thoại không mở được %s"

	wordCodesFine       = "mã lượt đã phát: %d còn hạn, dẫn tới %s"
	wordCodesNear       = "mã lượt đã phát: %d còn hạn, nhưng chỉ điện thoại cùng mạng mới mở được %s; xin đặt MOTCUA_PUBLIC_URL là địa chỉ công khai"
	wordCodesNoURL      = "mã lượt đã phát: %d còn hạn mà chưa có địa chỉ công khai để điện thoại mở"
	wordCodesNowhereURL = "mã lượt đã phát: %d còn hạn mà điện thoại không mở được %s"
)
