package main

import (
	"fmt"

	"motcua/office"
)

// say fills a sentence.
func say(sentence string, args ...any) string { return fmt.Sprintf(sentence, args...) }

// Flags that several commands have, and that mean the same in each.
const (
	wordSlipFlag  = "`LOẠI` giấy hẹn: tiep-nhan, bo-sung, tu-choi, tra-ket-qua; không ghi thì không theo loại nào"
	wordPointFlag = "`QUẦY`: số, mã hoặc tên; không ghi thì mã không theo quầy"
)

// commands is the table of commands: it makes dispatch, "motcua help" and -h. What people read of a command stands here
// and below; what can go wrong in wording_errors.go.
func commands() []command {
	return []command{
		{name: "serve", usage: "[--demo [--play]]", does: "phục vụ người dân (không ghi lệnh nào cũng là lệnh này)", run: (*program).serve, flags: map[string]string{
			"demo": "phục vụ đơn vị mẫu với số liệu mẫu, trong cơ sở dữ liệu riêng",
			"play": "cùng --demo: thêm Telegram giả lập và trang chơi thử, không cần mã của bot",
		}},
		{name: "unit add", usage: "--code MÃ --name TÊN [...]", does: "thêm đơn vị, hoặc sửa những gì được ghi", run: (*program).addUnit, flags: unitMeanings()},
		{name: "unit list", does: "liệt kê đơn vị", run: (*program).listUnits},
		{name: "unit show", usage: "[--unit MÃ]", does: "xem những gì đã ghi của một đơn vị", run: (*program).showUnit},
		{name: "point add", usage: "[--unit MÃ] --code MÃ --name TÊN", does: "thêm hoặc đổi tên điểm tiếp nhận", run: (*program).addPoint, flags: map[string]string{
			"code": "`MÃ` của điểm tiếp nhận, ví dụ quay-1",
			"name": "`TÊN` người dân biết, ví dụ “Quầy 1 – Hộ tịch”",
		}},
		{name: "point list", usage: "[--unit MÃ]", does: "liệt kê điểm tiếp nhận", run: (*program).listPoints},
		{name: "point remove", usage: "[--unit MÃ] --point QUẦY", does: "bỏ một điểm tiếp nhận; phiếu và báo cáo đã có vẫn giữ", run: (*program).removePoint, flags: map[string]string{
			"point": wordPointFlag,
		}},
		{name: "link", usage: "[--unit MÃ]", does: "cấp mã dùng một lần để nhóm lãnh đạo gõ /lienket MÃ", run: (*program).link},
		{name: "room", usage: "[--unit MÃ]", does: "cấp đường dẫn mới vào trang báo cáo của lãnh đạo", run: (*program).room},
		{name: "qr", usage: "[--unit MÃ] [--point QUẦY] [--slip LOẠI] [--png TỆP]", does: "in mã khởi đầu và đường dẫn cho mã QR (JSON)", run: (*program).qr, flags: map[string]string{
			"point": wordPointFlag,
			"slip":  wordSlipFlag,
			"png":   "vẽ mã QR vào `TỆP` này",
		}},
		{name: "screen add", usage: "[--unit MÃ] [--point QUẦY] [--slip LOẠI] [--kiosk]", does: "cấp đường dẫn cho màn hình hoặc máy tự điền (kiosk) tại quầy", run: (*program).addScreen, usual: true, flags: map[string]string{
			"point": "`QUẦY`: số, mã hoặc tên; không ghi thì màn hình không theo quầy",
			"slip":  wordSlipFlag,
			"kiosk": "thêm nút cho người không có điện thoại điền phiếu ngay trên máy",
		}},
		{name: "screen list", usage: "[--unit MÃ]", does: "liệt kê màn hình tại quầy", run: (*program).listScreens},
		{name: "screen revoke", usage: "SỐ... [--unit MÃ]", does: "thu hồi màn hình tại quầy", run: (*program).revokeScreen, words: words{min: 1, max: many}},
		{name: "code give", usage: "[--unit MÃ] [--point QUẦY] --slip LOẠI -n SỐ [--sheet TỆP.html]", does: "cấp mã lượt dùng một lần để đưa cho người dân ở quầy", run: (*program).giveCodes, usual: true, flags: map[string]string{
			"point": wordPointFlag,
			"slip":  wordSlipFlag,
			"n":     "cấp bao nhiêu mã",
			"days":  "mã dùng được trong bao nhiêu ngày",
			"sheet": "ghi tờ mã để in (HTML, khổ A4) vào `TỆP` này",
			"json":  "in ra dạng JSON",
		}},
		{name: "code list", usage: "[--unit MÃ] [--days SỐ] [--json]", does: "số mã lượt đã cấp, đã dùng của từng ngày đã qua", run: (*program).listCodes, flags: map[string]string{
			"days": "bao nhiêu ngày gần nhất",
			"json": "in ra dạng JSON",
		}},
		{name: "code revoke", usage: "[--unit MÃ] MÃ_LƯỢT... | --sheet SỐ", does: "hủy mã lượt chưa dùng: từng mã, hoặc cả tờ bị mất", run: (*program).revokeCodes, words: words{max: many}, flags: map[string]string{
			"sheet": "`SỐ` của tờ mã",
		}},
		{name: "lookup", usage: "[--json] [-n SỐ] [CÂU HỎI...]", does: "tra cứu thủ tục; không có câu hỏi thì đọc từng dòng", run: (*program).lookup, words: words{max: many, flagsLast: true}, flags: map[string]string{
			"json": "in mỗi câu hỏi một dòng JSON",
			"n":    "nhiều nhất bao nhiêu thủ tục",
		}},
		{name: "misses", usage: "[--unit MÃ] [--period KỲ]", does: "câu hỏi tra cứu chưa trả lời được, gộp theo ý", run: (*program).misses, flags: map[string]string{
			"period": "`KỲ`: 2026-10, 2026-Q3, 2026-H1, 2026-9T hoặc 2026; không ghi là tháng này",
			"n":      "nhiều nhất bao nhiêu nhóm",
		}},
		{name: "import procedures", usage: "TỆP... [--publish]", does: "nhập thủ tục: Word, Excel, JSON của Cổng, YAML, CSV; thành bản nháp hoặc công bố", run: (*program).importProcedures, words: words{min: 1, max: many}, flags: map[string]string{
			"publish":     "công bố các bản ghi đã đủ; các bản khác vẫn là nháp",
			"aliases":     "cùng --publish: để mã cũ mà bản ghi mới có vẻ thay thế dẫn tới nó",
			"fill":        "mục nào tệp không có thì giữ từ bản đang dùng",
			"skip-broken": "vẫn nhập các bản ghi đọc được khi tệp có bản ghi hỏng",
			"source":      "`NGUỒN` của bản ghi, ví dụ “QĐ 163/QĐ-BTP”; không ghi là tên tệp",
			"effective":   "`NGÀY` đầu tiên áp dụng, dạng 2026-11-23",
			"review":      "`NGÀY` cần xem lại, dạng 2026-11-23",
		}},
		{name: "import fees", usage: "TỆP", does: "nhập bảng phí của tỉnh", run: (*program).importFees, words: words{min: 1, max: 1}, flags: map[string]string{
			"whole": "tệp là toàn bộ bảng phí của các tỉnh trong đó: dòng nào không có thì bỏ",
		}},
		{name: "import overrides", usage: "TỆP [--unit MÃ]", does: "nhập quy định riêng của đơn vị", run: (*program).importOverrides, words: words{min: 1, max: 1}, flags: map[string]string{
			"whole": "tệp là toàn bộ quy định riêng của đơn vị: dòng nào không có thì bỏ",
		}},
		{name: "import words", usage: "TỆP", does: "nhập cách nói của địa phương", run: (*program).importWords, words: words{min: 1, max: 1}},
		{name: "import aliases", usage: "TỆP", does: "nhập mã cũ dẫn tới mã mới", run: (*program).importAliases, words: words{min: 1, max: 1}, flags: map[string]string{
			"incomplete": "cả khi bản ghi mới thiếu mục mà bản ghi cũ có",
		}},
		{name: "catalogue list", does: "liệt kê danh mục đang dùng", run: (*program).listCatalogue, usual: true},
		{name: "catalogue drafts", does: "liệt kê bản nháp, còn thiếu gì, khác gì", run: (*program).listDrafts},
		{name: "catalogue due", usage: "[--days SỐ]", does: "liệt kê thủ tục đến hạn xem lại", run: (*program).listDue, flags: map[string]string{
			"days": "cả những thủ tục đến hạn trong bao nhiêu ngày tới",
		}},
		{name: "catalogue publish", usage: "MÃ... | --all", does: "công bố bản nháp", run: (*program).publishDrafts, words: words{max: many}, flags: map[string]string{
			"all":        "mọi bản nháp đã đủ",
			"incomplete": "cả bản còn thiếu mục; tóm tắt nói rõ thiếu gì",
		}},
		{name: "catalogue withdraw", usage: "MÃ --reason LÝ_DO", does: "rút thủ tục khỏi danh mục", run: (*program).withdrawProcedure, words: words{min: 1, max: 1}, flags: map[string]string{
			"reason": "`LÝ_DO`, người dân đọc được",
		}},
		{name: "catalogue history", usage: "MÃ", does: "xem các bản của một thủ tục", run: (*program).showHistory, words: words{min: 1, max: 1}},
		{name: "catalogue unalias", usage: "MÃ_CŨ...", does: "bỏ đường dẫn từ mã cũ", run: (*program).removeAliases, words: words{min: 1, max: many}},
		{name: "catalogue export", usage: "[procedures|drafts|fees|overrides|words|aliases]", does: "xuất ra dạng mà lệnh import đọc lại được", run: (*program).exportCatalogue, words: words{max: 1}},
		{name: "digest", usage: "[--unit MÃ] --period KỲ [--so-far] [--out THƯ_MỤC]", does: "ghi báo cáo tháng, quý, 6 tháng, 9 tháng hoặc năm: tóm tắt, biểu đồ, số liệu, bản Excel, dự thảo Word", run: (*program).digest, flags: map[string]string{
			"so-far": "kỳ chưa kết thúc: lấy số liệu mới đến hết tháng vừa qua, ghi rõ “mới đến ngày …” trong mọi tệp",
			"out":    "`THƯ_MỤC` ghi tệp vào; chưa có thì tạo",
		}},
		{name: "action add", usage: "--what VIỆC --who AI --due NGÀY", does: "giao việc cần làm sau báo cáo", run: (*program).addAction, flags: map[string]string{
			"what":    "`VIỆC` cần làm",
			"who":     "đơn vị hoặc chức danh làm việc này, không ghi tên người",
			"due":     "`NGÀY` cuối cùng: 30/11/2026 hoặc 2026-11-30",
			"finding": "vấn đề nêu trong báo cáo mà việc này giải quyết",
			"period":  "`KỲ` báo cáo liên quan: 2026-10, 2026-Q3, 2026-H1, 2026-9T hoặc 2026; không ghi là tháng trước",
		}},
		{name: "action list", usage: "[--all]", does: "liệt kê việc đang thực hiện", run: (*program).listActions, flags: map[string]string{
			"all": "cả việc đã xong và việc không thực hiện",
		}},
		{name: "action done", usage: "--no SỐ --said CÂU [--day NGÀY]", does: "báo việc đã xong", run: (*program).finishAction, flags: map[string]string{
			"said": "đã làm gì, viết một câu",
			"day":  "`NGÀY` xong; không ghi là hôm nay",
		}},
		{name: "action drop", usage: "--no SỐ --why LÝ_DO", does: "ghi việc không thực hiện", run: (*program).dropAction, flags: map[string]string{"why": "`LÝ_DO` không thực hiện"}},
		{name: "action reopen", usage: "--no SỐ", does: "mở lại việc", run: (*program).reopenAction},
		{name: "batch list", usage: "[--period KỲ] [--log]", does: "liệt kê lô phiếu khác thường, tình trạng và cả hai con số", run: (*program).listBatches, flags: map[string]string{
			"period": "`KỲ`: 2026-10, 2026-Q3, 2026-H1, 2026-9T hoặc 2026; không ghi là tất cả",
			"log":    "kèm sổ quyết định của từng lô",
		}},
		{name: "batch set-aside", usage: "--period THÁNG --no SỐ --reason LÝ_DO", does: "để riêng một lô: không tính vào số liệu", run: (*program).setBatchAside, flags: batchDecision()},
		{name: "batch restore", usage: "--period THÁNG --no SỐ --reason LÝ_DO", does: "tính một lô vào số liệu", run: (*program).restoreBatch, flags: batchDecision()},
		{name: "publish", usage: "[--unit MÃ] --period KỲ [--withdraw] | --list", does: "công bố kết quả một kỳ ở /ket-qua, hoặc gỡ xuống", run: (*program).publish, flags: map[string]string{
			"withdraw": "gỡ kết quả đã công bố của kỳ",
			"list":     "liệt kê các kỳ đã công bố",
		}},
		{name: "form list", does: "liệt kê mẫu phiếu", run: (*program).listQuestionnaires},
		{name: "form add", usage: "TỆP [--dry-run]", does: "kiểm tra và phát hành mẫu phiếu riêng", run: (*program).addQuestionnaire, words: words{min: 1, max: 1}, flags: map[string]string{
			"dry-run": "chỉ kiểm tra tệp",
		}},
		{name: "form show", usage: "MÃ", does: "in mẫu phiếu", run: (*program).showQuestionnaire, words: words{min: 1, max: 1}},
		{name: "indices", usage: "[--unit MÃ] --period KỲ [--set SỐ=ĐIỂM] [--clear SỐ]", does: "tự nhập chín chỉ số của Thông tư 01/2018/TT-VPCP, in tổng điểm và xếp loại", run: (*program).indices, flags: map[string]string{
			"show":  "chỉ xem; lệnh có --set, --clear cũng in ra",
			"set":   "`SỐ=ĐIỂM` với chỉ số chung (5=2); với chỉ số theo hồ sơ, số hồ sơ được 2, 1 và 0 điểm (1=120/300/9); ghi được nhiều lần",
			"clear": "`SỐ` của chỉ số cần bỏ điểm đã nhập; ghi được nhiều lần",
		}},
		{name: "clean", usage: "[--until NGÀY]", does: "xem việc dọn dữ liệu quá hạn đến đâu, hoặc dọn tiếp", run: (*program).clean, flags: map[string]string{
			"until": "dọn đến hết `NGÀY` này, dạng 2026-11-29, không quá hôm nay",
		}},
		{name: "migrate", does: "đưa cơ sở dữ liệu lên phiên bản này", run: (*program).migrate},
		{name: "doctor", does: "kiểm tra mọi thứ và chỉ cách khắc phục", run: (*program).doctor},
		{name: "version", does: "in phiên bản", run: (*program).version},
		{name: "help", usage: "[LỆNH]", does: "in phần này, hoặc hướng dẫn của một lệnh", run: (*program).help, words: words{max: 2}, bare: true},
	}
}

// sharedFlags are the meanings of flags that many commands have.
var sharedFlags = map[string]string{
	"unit":    "`MÃ` đơn vị; chỉ có một đơn vị thì không cần ghi",
	"demo":    "làm việc với bản mẫu",
	"period":  "`KỲ`: 2026-10 (tháng), 2026-Q3 (quý), 2026-H1 (6 tháng), 2026-9T (9 tháng) hoặc 2026 (năm)",
	"dry-run": "chỉ cho xem sẽ đổi gì, không ghi",
	"by":      "`AI` làm việc này, để ghi vào lịch sử",
	"no":      "`SỐ` của việc, xem: motcua action list",
}

// unitMeanings are the meanings of the flags of "unit add".
func unitMeanings() map[string]string {
	return map[string]string{
		"code":             "`MÃ` của đơn vị, ví dụ mã hành chính 26659",
		"name":             "`TÊN`, ví dụ “xã Long Điền”",
		"form":             "`MÃ` mẫu phiếu mà đơn vị hỏi, ví dụ tt01-2018-v3; xem: motcua form list",
		"office":           "bộ phận phụ trách khảo sát",
		"center":           "tên Trung tâm Phục vụ hành chính công",
		"address":          "địa chỉ của Trung tâm",
		"province":         "tỉnh, thành phố mà Hội đồng nhân dân quy định mức phí",
		"hotline":          "số điện thoại cho người dân",
		"hours":            "giờ làm việc, ghi bằng lời",
		"portal-url":       "trang nộp hồ sơ trực tuyến; để trống là Cổng Dịch vụ công quốc gia",
		"online":           "lời hướng dẫn nộp trực tuyến",
		"post":             "lời hướng dẫn nộp và nhận kết quả qua bưu chính",
		"proxy":            "lời hướng dẫn nhờ người khác nộp thay",
		"payment":          "lời hướng dẫn nộp phí, lệ phí",
		"reception":        "lịch và nơi Chủ tịch tiếp công dân",
		"complaint":        "nơi nhận đơn khiếu nại, tố cáo",
		"digest-hour":      "giờ gửi báo cáo, vào ngày ngay sau khi tháng báo cáo kết thúc",
		"report-day":       "ngày đầu của tháng báo cáo: 1 là tháng dương lịch; 15 là từ ngày 15 tháng trước đến ngày 14; đổi thì tính từ tháng báo cáo sau",
		"retention-months": "giữ từng phiếu bao nhiêu tháng",
		"superior":         "cơ quan cấp trên ghi ở đầu báo cáo: “Ủy ban nhân dân thành phố Hồ Chí Minh”",
		"issuer":           "cơ quan ban hành báo cáo; để trống là UBND của đơn vị",
		"symbol":           "ký hiệu sau số báo cáo: “BC-UBND”",
		"place":            "địa danh trước ngày báo cáo; để trống là lấy từ tên đơn vị",
		"basis":            "căn cứ của báo cáo, viết cả câu; ghi được nhiều lần",
		"to":               "nơi kính gửi; ghi được nhiều lần",
		"cc":               "nơi nhận; ghi được nhiều lần",
		"sign-on":          "thay mặt ai ký: “TM. ỦY BAN NHÂN DÂN”",
		"sign-for":         "ký thay ai: “KT. CHỦ TỊCH”; để trống khi người đứng đầu ký",
		"sign-as":          "chức vụ người ký: “PHÓ CHỦ TỊCH”",
		"signer":           "họ tên người ký, không ghi học hàm",
		"parent":           "`MÃ` đơn vị cấp trên, nơi so sánh các đơn vị",
		"predecessor":      "`MÃ` đơn vị đã sáp nhập vào đơn vị này; ghi được nhiều lần",
		"merged-from":      "`THÁNG` đầu tiên sau sáp nhập: “2026-07”",
	}
}

// Help.
const (
	wordHelpHead = `Một Cửa: khảo sát hài lòng, tra cứu thủ tục, báo cáo tháng cho UBND cấp xã.

Dùng: motcua LỆNH [tùy chọn]. Hướng dẫn của một lệnh: motcua help LỆNH, hoặc motcua LỆNH -h.

`
	wordHelpFoot = `
Đơn vị mẫu và đơn vị thật không bao giờ chung cơ sở dữ liệu. Các lệnh làm việc với bản cài đặt được phục vụ gần nhất từ
thư mục dữ liệu; thêm --demo để chỉ rõ bản mẫu.

Biến môi trường:
  MOTCUA_ADDR         địa chỉ phục vụ (mặc định 127.0.0.1:8080; cổng 0: tự chọn và in ra)
  MOTCUA_DATA         thư mục dữ liệu (mặc định ./data)
  MOTCUA_PUBLIC_URL   địa chỉ người dân dùng, ví dụ https://motcua.xa.vn
  MOTCUA_TRUSTED_PROXIES  máy đứng trước được phép nói thay địa chỉ của người dân, ví dụ 127.0.0.1 (mặc định: không máy nào)
  MOTCUA_LOG_LEVEL    mức ghi nhật ký: debug, info (mặc định), warn, error
  MOTCUA_DEBUG_ADDR   địa chỉ đo hiệu năng (pprof), chỉ trên máy này, ví dụ 127.0.0.1:6060 (mặc định: tắt)
  MOTCUA_PG_BINDIR    thư mục có postgres và initdb, cho PostgreSQL riêng (mặc định: tự tìm)
  DATABASE_URL        PostgreSQL có sẵn (mặc định: PostgreSQL riêng trong thư mục dữ liệu)
  REDIS_URL           Redis có sẵn (mặc định: trong tiến trình)
`
	wordHelpSetting  = "  %-19s %s\n"
	wordHelpFromFile = "  %s:\n                      đọc giá trị từ tệp\n"
	wordHelpMore     = "\nCác tùy chọn của từng lệnh: motcua help LỆNH, ví dụ motcua help %s\n"
	wordFlags        = "\nTùy chọn:\n"
	wordValue        = "GIÁ_TRỊ"
	wordNumber       = "SỐ"
	wordUsually      = " (mặc định: %s)"
)

// What "motcua serve" and "motcua migrate" say.
const (
	wordServing         = "Một Cửa %s đang phục vụ tại %s\n"
	wordServingHere     = "  Trên máy này: http://%s\n"
	wordServingDemo     = "  Đơn vị mẫu, số liệu mẫu. Xem thử: %[1]s/mau\n  Trò chuyện: %[1]s/   Trang báo cáo của lãnh đạo: %[1]s/lanh-dao\n"
	wordServingNoUnit   = "  Chưa có đơn vị nào. Bước tiếp theo: motcua unit add --code MÃ --name \"xã …\"\n"
	wordServingDatabase = "  Cơ sở dữ liệu: theo DATABASE_URL\n"
	wordServingPrivate  = "  Cơ sở dữ liệu: PostgreSQL %s riêng, trong %s\n"
	wordServingJoined   = "  Cơ sở dữ liệu: PostgreSQL %s của tiến trình đang chạy, trong %s\n"
	wordServingPlatform = "  %s: %s\n"
	wordServingPlay     = "  Chơi thử Telegram: http://%s/choi\n"
	wordServingDebug    = "  Đo hiệu năng: http://%s/debug/pprof/\n"
	wordServingStop     = "  Dừng: Ctrl-C\n"
	wordMigrated        = "Cơ sở dữ liệu đã ở phiên bản của chương trình này.\n"
	wordNoSlipPlace     = "Mã dán ở quầy, không theo phiếu"
)

// Units, points, rooms.
const (
	wordUsualOffice    = "Văn phòng HĐND và UBND xã"
	wordUnitAdded      = "Đã thêm đơn vị %s (%s).\nHỏi theo phiếu %s.\n"
	wordUnitChanged    = "Đã cập nhật đơn vị %s (%s).\n"
	wordUnitCounts     = "Đổi mốc tháng báo cáo từ %s: kỳ ấy từ %s đến %s. Tháng đang chạy và những tháng đã qua giữ nguyên.\n"
	wordUnitAsksNow    = "Từ nay hỏi theo phiếu %s thay cho %s. Dịch vụ đang chạy tự nhận trong vài giây; ai đang trả lời dở thì trả lời tiếp phiếu cũ.\n"
	wordUnitLine       = "%s\t%s\t%d điểm tiếp nhận\tphiếu %s\n"
	wordUnitShown      = "%s (%s)\nđịa chỉ %s, phiếu %s, %d điểm tiếp nhận, %d nơi nhận báo cáo\n"
	wordUnitUnset      = "Chưa ghi: %s\n"
	wordPointRemoved   = "Đã bỏ điểm tiếp nhận %s (%s). Mã QR còn treo ở đó vẫn mở được phiếu của đơn vị, nhưng không tính cho quầy nào.\n"
	wordPointHasScreen = "%s đang có màn hình số %d. Xin thu hồi màn hình trước: motcua screen revoke %d"
	wordPointAdded     = "Điểm tiếp nhận %d: %s (%s).\n"
	wordLinkCode       = "Mã liên kết của %s, dùng một lần trong 24 giờ. Trong nhóm lãnh đạo, gõ:\n  /lienket %s\n"
	wordRoomLink       = "Trang báo cáo của lãnh đạo (ai có đường dẫn này đều xem được; đường dẫn cũ hết hiệu lực):\n  %s/phong/%s\n"
	wordQRNoLink       = "%[1]s chưa cho biết tên bot nên không có đường dẫn %[1]s."
)

// Visit codes.
const (
	wordCodesGiven    = "Tờ mã số %d của %s: %d mã, %s, dùng được đến hết ngày %s.\n"
	wordCodesHandOut  = "Mỗi mã đưa cho một lượt, dùng một lần. Xin không ghi tên người nhận bên cạnh mã.\n"
	wordCodesSheet    = "Đã ghi tờ mã để in vào %s.\n"
	wordCodesNowhere  = "không theo quầy"
	wordCodesHead     = "Ngày\tĐiểm tiếp nhận\tPhát ra\tĐã dùng\n"
	wordCodesNone     = "%s chưa có mã lượt nào trong những ngày đã qua.\n"
	wordCodesFinished = "Ngày hôm nay chưa qua nên chưa đếm.\n"
	wordCodesFew      = "dưới %d"
	wordCodeRevoked   = "Mã %s từ nay không dùng được.\n"
	wordSheetRevoked  = "Các mã chưa dùng của tờ số %d từ nay không dùng được.\n"

	wordSheetTitle = "Tờ mã lượt số %d – %s"
	wordSheetHow   = "Mời Ông/Bà đánh giá: quét mã QR này, hoặc mở %s rồi gõ mã:"
	wordSheetOnce  = "Dùng một lần, đến hết ngày %s. Không hỏi tên."
	wordSheetPrint = "Để in: chọn In trong trình duyệt, khổ A4, rồi cắt theo đường kẻ."
)

// Looking things up.
const (
	wordLookupSeveral = "Có mấy thủ tục gần với câu hỏi:\n"
	wordLookupNone    = "Chưa có thông tin về câu hỏi này. Gần nhất:\n"
	wordLookupBundled = "Chưa đọc được danh mục của bản cài đặt nên dùng danh mục có sẵn."
	wordMisses        = "%s, %s: %d lượt hỏi chưa trả lời được.\n"
	wordMissesOthers  = "(cũng hỏi: %s)"
)

// Actions and publications.
const (
	wordActionGiven   = "Đã giao việc số %d: %s (%s, hạn %s).\n"
	wordActionCount   = "%s: %d việc đang thực hiện, %d quá hạn.\n"
	wordActionState   = "Việc số %d: %s.\n"
	wordPublished     = "Đã công bố kết quả khảo sát %s của %s.\n"
	wordPublishedKept = "  " + office.WordKept + ".\n"
	wordPublishedPage = "  Trang: %s\n"
	wordPublishedNone = "%s chưa công bố kỳ nào.\n"
	wordPublishedHead = "Kỳ\tTrạng thái\tCông bố lần đầu\tLần gần nhất\tQua\n"
	wordUnpublished   = "Đã gỡ kết quả khảo sát %s của %s.\n"
	wordShown         = "đang công bố"
	wordNotShown      = "đã gỡ"
)

// Questionnaires and the nine indices.
const (
	wordQuestions      = " câu hỏi"
	wordIndices        = " chỉ số"
	wordAskedBy        = "đang dùng: "
	wordAskedByNone    = "chưa đơn vị nào dùng"
	wordFormNoOverall  = "Lưu ý: phiếu không có overall (câu hỏi chung), báo cáo sẽ không có tỷ lệ hài lòng.\n"
	wordFormFine       = "Phiếu %s hợp lệ: %s, %s. Chưa phát hành.\n"
	wordFormAdded      = "Đã phát hành phiếu %[1]s: %[2]s, %[3]s. Từ nay không sửa được; muốn đổi câu hỏi, dùng id mới.\nCho đơn vị dùng phiếu này: motcua unit add --code MÃ --form %[1]s\n"
	wordNineHead       = "%s, %s, phiếu %s\n"
	wordNineUnused     = "Báo cáo kỳ này theo phiếu %s, không có chín chỉ số; điểm tự nhập được giữ lại nhưng chưa dùng.\n"
	wordNineAnswers    = "%s phiếu"
	wordNineByAgency   = "tự nhập, điểm chung"
	wordNineByDossiers = "tự nhập, %s hồ sơ"
	wordNineByDossier  = "tự nhập, theo hồ sơ"
)
