package main

// What "motcua doctor" says: what is right, what deserves a look, what is wrong and what to do about it.
const (
	// wordRefusal: unit, platform, what cannot be sent, since when, the platform's words.
	wordRefusal       = "đơn vị %s: nhóm nhận báo cáo trên %s chưa cho gửi %s, từ %s. Chi tiết: %s"
	wordRefusalRemedy = "vào phần quản trị nhóm, cho bot quyền gửi tin, ảnh, tệp (hoặc mở lại chủ đề); rồi gõ /baocao trong nhóm"

	wordDoctorOK     = "đạt   "
	wordDoctorNote   = "lưu ý "
	wordDoctorFail   = "HỎNG  %s\n      cách sửa: %s\n"
	wordDoctorFailed = "Có %d mục chưa đạt."
	wordSeeCause     = "xem phần chi tiết ở trên"

	wordDataFine       = "thư mục dữ liệu %s"
	wordDataRemedy     = "đặt MOTCUA_DATA sang thư mục mà tài khoản này ghi được"
	wordDataFullRemedy = "dọn bớt ổ đĩa, hoặc sửa chủ của thư mục dữ liệu"

	wordPublicURLUnset = "chưa đặt MOTCUA_PUBLIC_URL: đường dẫn và mã QR ghi http://%s, người dân không vào được"
	wordPublicURLPlain = "MOTCUA_PUBLIC_URL không phải https: điện thoại sẽ cảnh báo, cookie đi không được che"
	wordPublicURLFine  = "địa chỉ người dân dùng %s"

	wordRedisInside     = "Redis: trong tiến trình (chạy nhiều bản thì cần REDIS_URL)"
	wordRedisAddr       = "REDIS_URL chưa đúng. Chi tiết: %v"
	wordRedisAddrRemedy = "sửa lại, ví dụ redis://:mật-khẩu@máy:6379/0"
	wordRedisAway       = "Redis không trả lời"
	wordRedisAwayRemedy = "khởi động Redis hoặc sửa REDIS_URL; dịch vụ vẫn chạy, nhưng các bản chạy song song không dùng chung giới hạn"
	wordRedisFine       = "Redis trả lời"

	wordPlatformUnset = "%s: không dùng (chưa đặt %s)"

	wordBundledFine         = "danh mục có sẵn: %d thủ tục, dữ liệu %s, lập chỉ mục %d ms"
	wordBundledBroken       = "danh mục có sẵn bị hỏng. Chi tiết: %v"
	wordBundledBrokenRemedy = "tệp chương trình bị hỏng; xin cài lại"

	wordServiceFine           = "có dịch vụ ở %s và đã sẵn sàng"
	wordServiceNotAsked       = "chưa hỏi được dịch vụ ở %s: %v"
	wordServiceAway           = "không có dịch vụ nào ở %s (không sao nếu chưa chạy)"
	wordServiceNotReady       = "dịch vụ ở %s báo chưa sẵn sàng (%d)"
	wordServiceNotReadyRemedy = "xem nhật ký của dịch vụ và các mục về cơ sở dữ liệu bên dưới"

	wordDatabaseRemedy  = "xem phần chi tiết; khi không có DATABASE_URL, máy cần PostgreSQL từ bản 14 (Debian: apt-get install postgresql)"
	wordDatabasePrivate = "PostgreSQL %s riêng, trong %s"
	wordDatabaseGiven   = "PostgreSQL theo DATABASE_URL"
	wordSchemaNew       = "cấu trúc dữ liệu đúng phiên bản; cơ sở dữ liệu này chưa phục vụ lần nào"
	wordSchemaDemo      = "cấu trúc dữ liệu đúng phiên bản; đây là bản mẫu"
	wordSchemaReal      = "cấu trúc dữ liệu đúng phiên bản; đây là bản thật"

	wordUnitsNone        = "chưa có đơn vị nào: motcua unit add --code MÃ --name TÊN"
	wordUnitFine         = "đơn vị %s: %d điểm tiếp nhận, số liệu khớp khi đếm lại từng phiếu"
	wordUnitFailed       = "đơn vị %s: %s"
	wordUnitNoPoint      = "đơn vị %[1]s chưa có điểm tiếp nhận: motcua point add --unit %[1]s --code MÃ --name TÊN"
	wordUnitNoRoom       = "đơn vị %s: báo cáo chưa có nơi gửi đến"
	wordUnitNoRoomRemedy = "motcua room --unit %s"
	wordUnitDrift        = "đơn vị %s: %d số liệu khác khi đếm lại từng phiếu"
	wordUnitDriftRemedy  = "xin báo cho nhóm phát triển; các phiếu vẫn còn nguyên"

	wordDead             = "%d tin không nhận được sau nhiều lần thử; mới nhất:"
	wordDeadLine         = "  %s %s %s: %s (%s)"
	wordOutboxFine       = "tin chờ gửi: %d"
	wordOutboxLate       = "%d tin chờ gửi, tin cũ nhất chờ %s"
	wordOutboxLateRemedy = "xem dịch vụ có đang chạy không; nhật ký của dịch vụ ghi kênh nào chưa gửi được"

	wordCatalogueFine    = "danh mục đã công bố: bản phát hành %d lúc %s (%s), %d thủ tục"
	wordCatalogueBundled = "danh mục đã công bố: chưa có, đang dùng danh mục có sẵn"
	wordCatalogueRemedy  = "dịch vụ vẫn dùng danh mục trước đó; xin sửa lại thay đổi cuối, xem: motcua catalogue history MÃ"
	wordCatalogueDrafts  = "%d bản nháp đang chờ: motcua catalogue drafts"
	wordReviewsDue       = "%d thủ tục quá hạn xem lại: %s; xem: motcua catalogue due"
	wordRulesFees        = "phí của tỉnh"
	wordRulesOverrides   = "quy định riêng của đơn vị"
	wordRulesOver        = "%s: %d dòng đã hết hạn mà chưa có dòng nối tiếp: %s; xem: %s"
	wordRulesSoon        = "%s: %d dòng hết hạn trong %d ngày tới mà chưa có dòng nối tiếp: %s; xem: %s"
	wordAndMore          = "%s và %d dòng khác"
)

// What doctor says of limits, the clock and the clean-up.
const (
	wordDescriptors    = "tài khoản này mở được %d tệp và kết nối: %d kết nối, %d trang mở cùng lúc, trong đó mỗi địa chỉ %d trang"
	wordDescriptorsFew = "; xin nâng giới hạn: LimitNOFILE=65536 trong tệp dịch vụ, hoặc ulimit -Hn"
	wordProxiesFine    = "MOTCUA_TRUSTED_PROXIES: %v"
	wordProxiesUnset   = "chưa đặt MOTCUA_TRUSTED_PROXIES: nếu có máy chủ web trên máy này đứng trước thì mọi người dân bị tính là một địa chỉ; xin đặt là 127.0.0.1"
	wordClockFine      = "đồng hồ máy này lệch đồng hồ cơ sở dữ liệu %s"
	wordClockWrong     = "đồng hồ chưa tin được, nên không xóa và không gửi gì theo lịch. Chi tiết: %s"
	wordClockServed    = "dịch vụ ở %s không xóa và không gửi gì theo lịch. Chi tiết: %s"
	wordClockRemedy    = "chỉnh lại đồng hồ: timedatectl set-ntp true, hoặc apt-get install chrony; rồi xem: motcua clean"
	wordSharedData     = "dữ liệu chung"
	wordCleanBehind    = "%s: việc dọn dữ liệu quá hạn chậm %d ngày (đã dọn đến hết %s); dọn tiếp: motcua clean --until %s"
)

// What "motcua clean" says.
const (
	wordCleanedService = "Dữ liệu chung: đã dọn đến hết ngày %s.\n"
	wordCleanedUnit    = "%s: đã dọn đến hết ngày %s; %d phiếu quá hạn lưu đang chờ xóa.\n"
	wordCleanDeleted   = "%s: đã xóa %d phiếu quá hạn lưu; số liệu tổng hợp giữ nguyên.\n"
	wordCleanDone      = "Đã dọn đến hết ngày %s.\n"
	wordCleanDay       = "--until %q không phải là ngày dạng 2026-11-29."
	wordCleanAhead     = "Theo đồng hồ của cơ sở dữ liệu, hôm nay là ngày %s; không dọn trước ngày."
)
