package main

// What a call or a setting that is wrong is answered with, and what may go wrong with a right one. $1 and $2 are the parts
// of an error of package flag.
const (
	wordSeeHelp = "Xem: motcua help%s\n"
	wordBecause = "%s Chi tiết: %v"

	wordNoCommand     = "Không có lệnh %q."
	wordVerbMissing   = "Sau motcua %s xin ghi một trong các từ: %s."
	wordNoVerb        = "Lệnh motcua %s không có phần %q; có: %s."
	wordNotUnderstood = "Lệnh này không nhận từ %q."
	wordTooManyWords  = "Thừa từ %q."
	wordTooFewWords   = "Lệnh còn thiếu: xin ghi đủ tên tệp hoặc mã."

	wordNoFlag             = "Không có tùy chọn --$1."
	wordFlagNeedsValue     = "Tùy chọn --$1 cần một giá trị đi sau."
	wordFlagNoNumber       = "Tùy chọn --$2 cần một số nguyên, không phải $1."
	wordFlagNumberTooLarge = "Tùy chọn --$2: số $1 quá lớn."
	wordFlagValue          = "Tùy chọn --$2 $1 chưa đúng: $3"
	wordFlagNoBool         = "Tùy chọn --$2 chỉ có hoặc không (true, false), không phải $1."
	wordFlagSyntax         = "Không đọc được tùy chọn $1."
	wordFlagOther          = "Tùy chọn chưa đúng: %s."

	wordAddrForm       = "MOTCUA_ADDR %q chưa đúng dạng máy:cổng, ví dụ 127.0.0.1:8080."
	wordDebugAddrForm  = "MOTCUA_DEBUG_ADDR %q không được: chỉ nhận địa chỉ của chính máy này, ví dụ 127.0.0.1:6060."
	wordPublicURLForm  = "MOTCUA_PUBLIC_URL %q chưa phải địa chỉ trang web, ví dụ https://motcua.xa.vn."
	wordProxiesForm    = "MOTCUA_TRUSTED_PROXIES %q chưa đúng: xin ghi địa chỉ hoặc dải địa chỉ, cách nhau bằng dấu phẩy, ví dụ 127.0.0.1, 10.0.0.0/8. Không nhận dải gồm mọi địa chỉ."
	wordLogLevelForm   = "MOTCUA_LOG_LEVEL %q không có; xin chọn debug, info, warn hoặc error."
	wordSecretTwice    = "%[1]s và %[1]s_FILE cùng được đặt; xin giữ một."
	wordSecretFile     = "%s_FILE: không đọc được tệp. Chi tiết: %v."
	wordPlayNeedsDemo  = "--play chỉ đi cùng --demo."
	wordPlayNoToken    = "--play có Telegram giả lập riêng; xin bỏ TELEGRAM_TOKEN."
	wordPlayNoAddr     = "Không mở được địa chỉ cho trang chơi thử."
	wordCodeForm       = "Xin ghi --code gồm chữ thường không dấu, số và gạch nối (a-z, 0-9, -)."
	wordUnitNeedsName  = "Đơn vị mới cần có --name."
	wordDigestHourForm = "--digest-hour %d chưa đúng: giờ gửi từ 1 đến 23."
	wordRetentionForm  = "--retention-months %d chưa đúng: ít nhất 1 tháng."
	wordAtLeastOne     = "-n %d chưa đúng: ít nhất 1."
	wordPeriodForm     = "--period %q chưa đúng; kỳ ghi như 2026-10, 2026-Q3 hoặc 2026."
	wordPeriodFuture   = "--period %s: kỳ này chưa bắt đầu."
	wordListAlone      = "--list không đi cùng tùy chọn khác."
	wordDayForm        = "%s %q chưa phải ngày dạng 2026-11-23."
	wordAliasesPublish = "--aliases chỉ đi cùng --publish."
	wordCodeCount      = "Xin ghi cấp bao nhiêu mã: -n từ 1 đến %d."
	wordCodeDays       = "--days chưa đúng: mã lượt dùng được từ 1 đến %d ngày."
	wordDaysForm       = "--days chưa đúng: ít nhất 1 ngày."
	wordRevokeForm     = "Xin ghi các mã cần hủy, hoặc --sheet kèm số của tờ mã."
	wordCodeMisread    = "Mã %q chưa đúng. Xin xem lại từng chữ, từng số."
	wordKeysOrAll      = "Xin ghi mã của bản nháp, hoặc --all."
	wordReasonNeeded   = "Xin ghi lý do: --reason."
	wordExportWhat     = "Không xuất được %q; có: procedures, drafts, fees, overrides, words, aliases."
)

// What goes wrong with a right call.
const (
	wordKindMixed        = "Cơ sở dữ liệu này chứa loại khác: đơn vị mẫu và đơn vị thật không bao giờ chung cơ sở dữ liệu. Xin đặt DATABASE_URL riêng cho mỗi loại."
	wordAddrTaken        = "Không phục vụ được tại %s. Xin chọn địa chỉ khác bằng MOTCUA_ADDR."
	wordDebugAddrTaken   = "Không mở được địa chỉ gỡ lỗi %s. Xin chọn địa chỉ khác bằng MOTCUA_DEBUG_ADDR."
	wordDebugNotLoopback = "MOTCUA_DEBUG_ADDR chỉ nhận địa chỉ của chính máy này, ví dụ 127.0.0.1:6060."
	wordSettingWrong     = "Giá trị của %s chưa đúng."
	wordNoDatabase       = "Không mở được cơ sở dữ liệu."
	wordDatabaseRefuses  = "Cơ sở dữ liệu từ chối việc này."
	wordBrokenRelease    = "Danh mục đã công bố không dùng được."
	wordNoNetwork        = "Không kết nối được qua mạng."
	wordNotFound         = "Không tìm thấy."
	wordNoFile           = "Không có tệp hoặc thư mục %s."
	wordFileForbidden    = "Không có quyền dùng %s."
	wordFileRefused      = "Không đọc hoặc ghi được %s."
	wordStopped          = "Đã dừng giữa chừng theo yêu cầu."
	wordTooLate          = "Quá thời gian chờ."
	wordFailed           = "Không làm được việc này."

	wordNoUnitYet   = "Chưa có đơn vị nào. Xin thêm đơn vị: motcua unit add --code MÃ --name TÊN."
	wordUnitNeeded  = "Có nhiều đơn vị, xin ghi --unit; có: %s."
	wordNoUnit      = "Không có đơn vị %q; có: %s."
	wordDemoServed  = "Thư mục dữ liệu này vừa phục vụ bản mẫu. Xin chạy bản thật trước (motcua serve), hoặc đặt MOTCUA_DATA sang thư mục khác."
	wordNoPoint     = "Không có quầy %q; có: %s."
	wordPointForm   = "Quầy cần --code gồm chữ thường không dấu, số và gạch nối (a-z, 0-9, -), và cần --name."
	wordNoSlip      = "Không có loại giấy hẹn %q; có: tiep-nhan, bo-sung, tu-choi, tra-ket-qua."
	wordNoSuchCode  = "Đơn vị không cấp mã %s, hoặc mã đã hết hạn từ lâu."
	wordNoCodeSheet = "Đơn vị không có tờ mã số %d."
	wordQRFailed    = "Không vẽ được mã QR."

	wordPeriodOpen     = "Kỳ này chưa kết thúc nên chưa công bố được."
	wordPeriodRunning  = "Kỳ này chưa có tháng nào kết thúc nên chưa có báo cáo."
	wordPeriodEmpty    = "Kỳ này không có phiếu nào nên không có gì để công bố."
	wordPeriodParent   = "Đơn vị cấp trên chỉ so sánh các đơn vị; bảng so sánh không công bố."
	wordNothingShown   = "Kỳ %s chưa công bố gì."
	wordNoAction       = "Đơn vị không có việc số %d. Xem: motcua action list."
	wordTooManyActions = "Đơn vị đang có quá nhiều việc; xin kết thúc bớt trước."
	wordActionChanged  = "Việc này vừa có người sửa; xin xem lại rồi làm lại."

	wordNoForm        = "Không có mẫu phiếu %q. Xem: motcua form list."
	wordFormTooLarge  = "%s lớn hơn %d byte: không phải mẫu phiếu."
	wordFormWrong     = "%s chưa phải mẫu phiếu đúng."
	wordFormBundled   = "%s: mẫu phiếu %s có sẵn trong chương trình với câu chữ khác. Xin đặt id riêng."
	wordFormPublished = "Mẫu phiếu %s đã phát hành với câu chữ khác. Xin đặt id mới cho bản sửa."

	wordNineNoIndices = "Đơn vị %[1]s hỏi theo phiếu %[2]s, phiếu này không có chín chỉ số. Muốn có: motcua unit add --code %[1]s --form tt01-2018-v2."
	wordNineForm      = "%q không có dạng 5=2 hoặc 1=120/300/9."
	wordNineNumber    = "%q không phải số của một chỉ số."
	wordNineTwice     = "chỉ số %d ghi hai lần."
	wordNineCount     = "%q của chỉ số %d không phải số từ 0 đến %d."
	wordNineNone      = "Phiếu %[2]s không có chỉ số %[1]d."
	wordNineCitizen   = "Chỉ số %d lấy từ câu trả lời của người dân, không tự nhập."
	wordNineAgency    = "Chỉ số %[1]d là điểm chung: xin ghi điểm từ 0 đến %[2]d, ví dụ --set %[1]d=2."
	wordNineTooMany   = "Chỉ số %d có từ 0 đến %d điểm, không phải %d."
	wordNineDossiers  = "Chỉ số %[1]d tính theo hồ sơ: xin ghi số hồ sơ được 2, 1 và 0 điểm, ví dụ --set %[1]d=120/300/9."
	wordNineEmpty     = "Chỉ số %[1]d cần ít nhất một hồ sơ; muốn bỏ số đã nhập, dùng --clear %[1]d."

	wordInputLine = "Không đọc được dòng %d."
)

// What was made before the first release.
const (
	wordDatabaseOfBefore = "Cơ sở dữ liệu ghi ở DATABASE_URL là của bản dùng thử, trước bản phát hành đầu tiên: chương trình này không đọc được và để nguyên như cũ. " +
		"Muốn chạy tiếp: đặt DATABASE_URL là một cơ sở dữ liệu trống khác, khai báo lại đơn vị và in lại mã QR. Cần số liệu cũ thì chạy chương trình cũ."
	wordDataOfBefore = "Cơ sở dữ liệu trong thư mục dữ liệu %s là của bản dùng thử, trước bản phát hành đầu tiên: chương trình này không đọc được và để nguyên như cũ. " +
		"Muốn chạy tiếp: đặt MOTCUA_DATA là một thư mục trống khác, khai báo lại đơn vị và in lại mã QR. Cần số liệu cũ thì chạy chương trình cũ."
)
