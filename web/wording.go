package web

import (
	"fmt"
	"strings"

	"motcua/bot/engine"
	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/card"
)

// What citizens' pages say, as far as it is not in the templates (web/templates), so that an official can read
// and correct it in one place.
const (
	wordChat    = "Hỏi thủ tục, đánh giá phục vụ"
	wordUnits   = "Chọn xã, phường của Ông/Bà"
	wordNoUnit  = "Chưa có đơn vị nào"
	wordTour    = "Xem thử Một Cửa"
	wordPrivacy = "Quyền riêng tư"

	wordNoCookie      = "Trình duyệt chưa giữ được cuộc trò chuyện này. Xin Ông/Bà cho phép cookie của trang này rồi tải lại trang."
	wordManyOfAddress = "Trong một giờ qua, mạng này đã mở quá nhiều phiếu "
	wordManyOfUnit    = "Trong một giờ qua, đơn vị này đã nhận quá nhiều phiếu "
	wordManyBare      = "mà không quét mã. Xin Ông/Bà quét mã QR trên giấy hẹn hoặc tại quầy để đánh giá, hoặc thử lại sau."
	wordManyPoster    = "qua mã in sẵn. Nếu có mã lượt cán bộ đưa, hoặc màn hình tại quầy, xin Ông/Bà dùng mã ấy; nếu không, xin thử lại sau một giờ."
	wordTooMuchStored = "Hôm nay mạng này đã gửi quá nhiều nội dung nên tin chưa được nhận. Xin Ông/Bà dùng mạng khác, hoặc thử lại vào ngày mai."
)

// wordOpenByHTTPS tells whoever opened a page by an address at which it cannot work.
func wordOpenByHTTPS(public string) string {
	return "Trang này chỉ dùng được ở địa chỉ " + public + ". Xin Ông/Bà mở lại trang bằng địa chỉ đó."
}

// The pages about procedures.
const (
	wordProceduresPart   = "Tra cứu thủ tục"
	wordWhatToDo         = "Ông/Bà cần làm việc gì?"
	wordProcedures       = "Tra cứu thủ tục hành chính"
	wordSearch           = "Kết quả tra cứu"
	wordChanges          = "Thủ tục thay đổi"
	wordChangesAre       = "Những thủ tục hành chính mới, thay đổi hoặc thôi áp dụng, theo ngày công bố."
	wordUnknownProcedure = "Không tìm thấy thủ tục"
	wordNoProcedure      = "Danh mục không có thủ tục với mã này. Có thể mã đã gõ sai hoặc thủ tục đã thôi áp dụng. Xin Ông/Bà tìm theo tên."
	wordNoField          = "Danh mục không có lĩnh vực này. Xin Ông/Bà tìm theo tên thủ tục hoặc chọn lại lĩnh vực."
	wordNoUnitHere       = "Không có xã, phường nào mang mã này. Xin Ông/Bà chọn lại từ danh mục."
	wordNoDay            = "Ngày chưa đúng. Xin Ông/Bà ghi theo dạng năm-tháng-ngày, ví dụ 2026-11-01."
	wordTooManySearches  = "Có quá nhiều lượt tra cứu trong một phút từ mạng này. Xin Ông/Bà chờ một lát rồi thử lại."

	wordCode          = "Mã thủ tục"
	wordField         = "Lĩnh vực"
	wordOfficialField = "Lĩnh vực trong danh mục"
	wordDecision      = "Quyết định công bố"
	wordAudience      = "Đối tượng"
	wordAsOf          = "Dữ liệu"
	wordFrom          = "Áp dụng từ"

	wordScanToAsk  = "Quét mã bằng điện thoại để hỏi thêm về thủ tục này."
	wordScanToRead = "Quét mã bằng điện thoại để xem thủ tục này."
	wordScanOne    = "Quét mã bên cạnh mỗi thủ tục bằng điện thoại để xem giấy tờ, các bước và hỏi thêm."
)

// sectionName is the heading of an aspect on a page, and its mark in addresses, which must not change.
type sectionName struct{ id, heading string }

var wordSectionNames = map[procedure.Aspect]sectionName{
	procedure.Papers: {"giay-to", "Giấy tờ cần có"}, procedure.Time: {"thoi-han", "Thời hạn giải quyết"},
	procedure.Fee: {"le-phi", "Phí, lệ phí"}, procedure.Where: {"noi-nop", "Nơi nộp hồ sơ"},
	procedure.Steps: {"cac-buoc", "Các bước"}, procedure.Outcome: {"ket-qua", "Kết quả"},
	procedure.Form: {"mau-don", "Mẫu đơn, tờ khai"}, procedure.Conditions: {"dieu-kien", "Yêu cầu, điều kiện"},
	procedure.Law: {"can-cu", "Căn cứ pháp lý"},
}

func wordFieldPage(field string) string { return "Thủ tục " + field }

// wordAskAbout says whom to ask about what is not here.
func wordAskAbout(hotline string) string {
	if hotline == "" {
		return card.WordAskCenter
	}
	return fmt.Sprintf(card.WordAskHotline, hotline)
}

func wordTitle(name, code, authority string) string {
	if code != "" {
		name += " (" + code + ")"
	}
	return wordNamed(name, authority)
}

// wordNamed puts the unit behind a title.
func wordNamed(title, authority string) string {
	if authority == "" {
		return title
	}
	return title + " – " + authority
}

// wordDescriptionLength is what search engines show of a description, in runes.
const wordDescriptionLength = 200

func wordAllProcedures(n, fields int, authority string) string {
	return wordNamed(fmt.Sprintf("Tra cứu %d thủ tục hành chính cấp xã trong %d lĩnh vực: giấy tờ, thời hạn, lệ phí, nơi nộp", n, fields), authority)
}

func wordFieldOf(field string, n int, authority string) string {
	return wordNamed(fmt.Sprintf("%d thủ tục lĩnh vực %s: giấy tờ, thời hạn, lệ phí, nơi nộp", n, field), authority)
}

// wordDescription tells in one sentence what the page of a procedure holds.
func wordDescription(name, code, authority, has, asOf string) string {
	s := wordNamed(name, authority) + ": " + has
	var end []string
	if code != "" {
		end = append(end, "mã "+code)
	}
	if asOf != "" {
		end = append(end, "dữ liệu "+asOf)
	}
	if s = vntext.Clip(s, wordDescriptionLength); len(end) > 0 {
		s += " (" + strings.Join(end, ", ") + ")"
	}
	return s
}

func wordChange(k procedure.ChangeKind) string {
	switch k {
	case procedure.Added:
		return "Mới"
	case procedure.Withdrawn:
		return "Thôi áp dụng"
	default:
		return "Thay đổi"
	}
}

func wordFeed(authority string) string { return wordNamed(wordChanges, authority) }

// wordAuthor is who publishes the changes.
func wordAuthor(authority string) string {
	if authority == "" {
		return "Một Cửa"
	}
	return authority
}

// wordTooManyForms says why no response can be begun now, and what to do.
func wordTooManyForms(many engine.TooManyResponses) string {
	who, how := wordManyOfAddress, wordManyBare
	if many.OfUnit {
		who = wordManyOfUnit
	}
	if many.Poster {
		how = wordManyPoster
	}
	return who + how
}
