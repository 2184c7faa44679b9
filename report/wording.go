package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/vnum"
	"motcua/report/say"
)

// Every Vietnamese sentence of this package stands in this file and in wording_parts.go, so that an official can
// read and correct it. Numbers come in already formatted.

const (
	wordDemoMark      = "DỮ LIỆU MẪU"
	wordDemoBand      = "DỮ LIỆU MẪU – không phải số liệu thật"
	wordUnknown       = "không xác định"
	wordSatisfied     = "Hài lòng và rất hài lòng"
	wordNoField       = "Không ghi lĩnh vực"
	wordNotSplit      = "Không tách riêng, để giữ kín ý kiến"
	wordPointsNotTold = "Không nêu riêng từng điểm tiếp nhận: đặt cạnh bảng theo lĩnh vực thì lộ ý kiến của vài người."
	wordCellsNotTold  = "Phiếu của một lĩnh vực ở một điểm tiếp nhận mà dưới 5 thì gộp vào dòng “Không tách riêng, để giữ kín ý kiến”."
	wordNoPoint       = "Không rõ điểm tiếp nhận"
	wordSomePoint     = "Điểm tiếp nhận " // before its number
	wordNoForms       = "chưa có phiếu nào"
	wordNoForm        = "Chưa có phiếu nào"
	wordByField       = "Theo lĩnh vực"
	wordByChannel     = "Theo hình thức khảo sát"
	wordByPoint       = "Theo điểm tiếp nhận"
	wordBySlip        = "Theo loại giấy hẹn"
	wordPoint         = "Điểm tiếp nhận"
)

func wordTitle(period string) string { return "Mức độ hài lòng " + period }

func wordDigestHead(f Figures) string {
	head := say.Unit(f.Unit.Name, f.Unit.Note) + ": mức độ hài lòng " + f.PeriodLabel
	if f.Demo {
		return wordDemoMark + " – " + head
	}
	return head
}

// wordEmpty is the whole finding of a period without responses.
func wordEmpty(f Figures) string {
	s := sentence(f.PeriodLabel) + " " + wordNoForms
	if f.Forms.Opened > 0 {
		s += fmt.Sprintf(" (đã mở phiếu %s lượt, không tham gia %s)", vnum.Integer(f.Forms.Opened), vnum.Integer(f.Forms.Declined))
	}
	return s + ". Số liệu đến " + wordAsOf(f.Days, f.AsOf) + "."
}

func wordForms(f Figures) string {
	s := fmt.Sprintf("Đến %s: thu về %s phiếu", wordAsOf(f.Days, f.AsOf), vnum.Integer(f.Forms.Returned))
	if by := wordChannels(f); by != "" {
		s += " (" + by + ")"
	}
	s += "; tỷ lệ thu hồi " + wordResponse(f.ReturnRate) + "."
	if f.Apart != nil {
		s += " " + f.Apart.Text
	}
	if f.Restored != nil {
		s += " " + f.Restored.Text
	}
	return s
}

// wordChannels lists the ways the responses came in: "Zalo 210, phiếu giấy 82".
func wordChannels(f Figures) string {
	var parts []string
	for _, c := range f.Channels {
		if c.Returned > 0 {
			parts = append(parts, c.Label+" "+vnum.Integer(c.Returned))
		}
	}
	return strings.Join(parts, ", ")
}

func wordResponse(r ReturnRate) string {
	if r.Rate != nil && r.Left > 0 {
		return fmt.Sprintf("%s (chưa kể %s phiếu không rõ số phát ra)", r.Text, vnum.Integer(r.Left))
	}
	return r.Text
}

// wordOverall is the figure a leader looks for first.
func wordOverall(r Rating) string {
	if r.Score == nil {
		return say.Few(r.N, MinShown)
	}
	return fmt.Sprintf("%s hài lòng: %s trong %s ý kiến của người tự nguyện trả lời; %s.", shareOf(r.Score, r.N),
		vnum.Integer(r.Score.Satisfied), vnum.Integer(r.N), wordInterval(*r.Score))
}

// wordInterval is the interval of a share, in words for people.
func wordInterval(s Score) string { return "mức thật vào khoảng " + interval(s.Low, s.High) }

func wordMisses(f Figures) string {
	if f.MissTotal == 0 {
		return fmt.Sprintf("Tra cứu thủ tục: %s lượt hỏi, không có câu nào chưa trả lời được.", vnum.Integer(f.Lookups))
	}
	s := fmt.Sprintf("Tra cứu thủ tục: %s/%s lượt hỏi chưa trả lời được", vnum.Integer(f.MissTotal), vnum.Integer(f.Lookups))
	if len(f.Misses) > 0 && f.Misses[0].N > 1 {
		top := f.Misses[0]
		s += fmt.Sprintf(", nhiều nhất: “%s” (%s lượt)", shorten(top.Text, 60), vnum.Integer(top.N))
	}
	return s + "."
}

// Cautions that stand beside the figures.

func wordSmall(n int) string {
	return fmt.Sprintf("Ít phiếu (%d ý kiến): chỉ để tham khảo.", n)
}

const wordVoluntary = "Người trả lời là tự nguyện: “mức thật vào khoảng” chỉ kể sai số do số phiếu có hạn, không kể người không trả lời."

// WordBounds says how far those who did not answer could move the figure.
func WordBounds(b Bounds) string {
	left := "không có ý kiến"
	if b.Withheld > 0 {
		left += " hoặc ý kiến không được nêu"
	}
	s := fmt.Sprintf("trong %s phiếu%s có %s phiếu %s: nếu tất cả đều không hài lòng thì tỷ lệ là %s, nếu tất cả đều hài lòng thì là %s.",
		vnum.Integer(b.Out), wordHandedOut(b), vnum.Integer(b.Left), left, vnum.PercentOf(b.Low, b.Out), vnum.PercentOf(b.High, b.Out))
	if b.OfAll {
		return "Mọi phiếu: " + s
	}
	return sentence(s)
}

// wordHandedOut says what the bounds are of, in the numbers of the table of channels.
func wordHandedOut(b Bounds) string {
	var parts []string
	of := " phát ra"
	if b.Back > 0 {
		of = ""
		parts = append(parts, fmt.Sprintf("phát ra %s, thu về thêm %s phiếu không rõ số phát ra", vnum.Integer(b.Out+b.Apart-b.Back), vnum.Integer(b.Back)))
	}
	if b.Apart > 0 {
		parts = append(parts, fmt.Sprintf("không kể %s phiếu tính riêng", vnum.Integer(b.Apart)))
	}
	if len(parts) > 0 {
		of += " (" + strings.Join(parts, "; ") + ")"
	}
	return of
}

// wordHidden accounts for the answers that are in no row.
func wordHidden(what string, t Table) string {
	var parts []string
	if t.HiddenRows > 0 {
		parts = append(parts, fmt.Sprintf("%d mục không công bố riêng", t.HiddenRows))
	}
	if n := t.partial(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d mục không gồm những tháng có quá ít phiếu", n))
	}
	return fmt.Sprintf("%s: %s (cộng lại %s phiếu), để giữ kín ý kiến từng người.", what, strings.Join(parts, ", "), vnum.Integer(t.HiddenN))
}

// Labels of the chart.

func wordChartForms(f Figures) string {
	return vnum.Integer(f.Forms.Returned) + " phiếu thu về · tỷ lệ thu hồi " + wordResponse(f.ReturnRate)
}

// wordChartN is how many answers a figure rests on.
func wordChartN(n int) string { return vnum.Integer(n) + " ý kiến" }

// wordChartSource is the small print: where the figures come from and of when they are.
func wordChartSource(f Figures) string {
	if f.Empty() {
		return wordChartAsOf(f)
	}
	s := "Nguồn: phiếu khảo sát tự nguyện"
	if by := wordChannels(f); by != "" {
		s += " (" + together(by) + ")"
	}
	return s + ". " + wordChartAsOf(f)
}

func wordChartAsOf(f Figures) string {
	return "Số liệu đến " + wordAsOf(f.Days, f.AsOf) + "."
}

// together keeps each part of a list on one line.
func together(list string) string {
	parts := strings.Split(list, ", ")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(p, " ", stuck)
	}
	return strings.Join(parts, ", ")
}

// wordChartCount is the share as a fraction of the responses.
func wordChartCount(r Rating) string {
	return vnum.Integer(r.Score.Satisfied) + " trong " + vnum.Integer(r.N) + " ý kiến"
}

// wordFewShort stands in a bar that may not be drawn.
func wordFewShort(n int) string {
	if n == 0 {
		return "Chưa có câu trả lời"
	}
	return fmt.Sprintf("Dưới %d câu trả lời, không công bố tỷ lệ", MinShown)
}

// wordOpened says what happened in a period without responses.
func wordOpened(f Figures) string {
	if f.Forms.Opened == 0 {
		return "Chưa có lượt mở phiếu nào."
	}
	return fmt.Sprintf("Đã mở phiếu %s lượt, không tham gia %s.", vnum.Integer(f.Forms.Opened), vnum.Integer(f.Forms.Declined))
}

// wordFieldsNote explains the bars of the fields.
func wordFieldsNote(low bool) string {
	s := "Tỷ lệ thấp đứng trước. Vạch đen: mức thật vào khoảng ấy."
	if low {
		s += " Màu vàng: " + wordClearlyLow()
	}
	return s
}

// wordAmberShare explains the colour of a share beside bars in which amber is an answer.
func wordAmberShare() string { return "Tỷ lệ in màu vàng: " + wordClearlyLow() }

func wordClearlyLow() string { return "rõ rệt dưới " + vnum.Whole(LowShare) + "." }

// wordMoreFields accounts for the fields that are not drawn.
func wordMoreFields(undrawn []Row, t Table) string {
	var parts []string
	named := 0
	for _, r := range undrawn {
		if r.Key != "" {
			named++
		}
	}
	switch nameless := len(undrawn) > named; {
	case named > 0 && nameless:
		parts = append(parts, fmt.Sprintf("Còn %d lĩnh vực khác và phần không ghi lĩnh vực trong tệp số liệu.", named))
	case named > 0:
		parts = append(parts, fmt.Sprintf("Còn %d lĩnh vực khác trong tệp số liệu.", named))
	case nameless:
		parts = append(parts, "Phần không ghi lĩnh vực có trong tệp số liệu.")
	}
	if t.HiddenRows > 0 {
		parts = append(parts, fmt.Sprintf("%d lĩnh vực không công bố riêng, để giữ kín ý kiến từng người.", t.HiddenRows))
	}
	if n := t.partial(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d lĩnh vực không gồm những tháng có quá ít phiếu.", n))
	}
	return strings.Join(parts, " ")
}

// lower begins with a small letter.
func lower(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// sentence begins with a capital letter.
func sentence(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// shorten cuts a text at a word, with an ellipsis, so that it has at most limit letters.
func shorten(s string, limit int) string {
	if !tidy(s) {
		s = strings.Join(strings.Fields(s), " ")
	}
	if len(s) <= limit { // as many bytes as runes at least
		return s
	}
	letters := []rune(s)
	if len(letters) <= limit {
		return s
	}
	cut := string(letters[:limit-1])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return cut + "…"
}

// tidy reports whether words are surely parted by single plain spaces. Nearly all texts are so, and to take one apart and
// put it together again costs more than anything else that is done with it.
func tidy(s string) bool {
	space := true
	for i := range len(s) {
		switch b := s[i]; {
		case b == ' ' && space, b < ' ', b == 0xc2, b == 0xe1 && i+1 < len(s) && s[i+1] == 0x9a, b == 0xe2, b == 0xe3: // maybe a space of Unicode
			return false
		}
		space = s[i] == ' '
	}
	return !space
}
