package letter

import (
	"fmt"
	"math"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report"
)

// Sentences about the figures. Those of a list come without their full stop.

const (
	noOverall = "Mẫu phiếu này không có câu hỏi về mức độ hài lòng chung."
	noneText  = "Trong kỳ chưa có phiếu nào để tổng hợp."

	flowNote = "Phiếu thu về gồm cả phiếu chưa trả lời hết. Phiếu hợp lệ là phiếu có ý kiến dùng để tính tỷ lệ hài lòng. " +
		"“Không xác định”: không biết số phiếu phát ra nên không tính tỷ lệ thu hồi."
	suspiciousIntro = "Lô phiếu khác thường (lô chưa quyết định và lô để riêng không tính vào các số khác của báo cáo):"
)

// noneShownText stands where a table would hold nothing but dashes.
func noneShownText(f report.Figures) string {
	if f.Empty() {
		return noneText
	}
	return fmt.Sprintf("Không nêu kết quả vì chỉ có dưới %d ý kiến hoặc vì có thể suy ra ý kiến của ít người.", report.MinShown)
}

func meansText(f report.Figures) string {
	var names []string
	for _, c := range f.Channels {
		if c.Returned > 0 || c.Opened > 0 {
			names = append(names, c.Label)
		}
	}
	if len(names) == 0 {
		return "Hình thức: phiếu khảo sát, người dân tự nguyện trả lời."
	}
	return "Hình thức: phiếu khảo sát, người dân tự nguyện trả lời, qua: " + strings.Join(names, ", ") + "."
}

func formText(f report.Form) string { return fmt.Sprintf("Mẫu phiếu: %s (mã %s).", f.Title, f.ID) }

func timeText(p calendar.Period) string {
	loc := org.Location()
	return fmt.Sprintf("Thời gian: từ %s đến %s.", dateText(p.Start(loc)), dateText(p.End(loc).AddDate(0, 0, -1)))
}

func asOfText(f report.Figures) string {
	t := f.GeneratedAt
	s := fmt.Sprintf("Số liệu tổng hợp lúc %02d giờ %02d phút %s.", t.Hour(), t.Minute(), dateText(t))
	if t.Before(f.Period.End(org.Location())) {
		s += " Kỳ báo cáo chưa kết thúc khi lập dự thảo này, số liệu còn thay đổi."
	}
	return s
}

func flowText(f report.Figures) string {
	if f.Empty() {
		if f.Forms.Opened == 0 {
			return noneText
		}
		s := fmt.Sprintf("Trong kỳ chưa có phiếu nào thu về; đã mở phiếu %s lượt", vnum.Integer(f.Forms.Opened))
		if f.Forms.Declined > 0 {
			s += fmt.Sprintf(", từ chối %s lượt", vnum.Integer(f.Forms.Declined))
		}
		return s + "."
	}
	s := fmt.Sprintf("Thu về %s phiếu, trong đó %s phiếu hợp lệ; tỷ lệ thu hồi: %s", vnum.Integer(f.Forms.Returned), vnum.Integer(f.Forms.Valid), f.Response.Text)
	if f.Response.Rate != nil && f.Response.Left > 0 {
		s += fmt.Sprintf(" (chưa kể %s phiếu của hình thức không rõ số phát ra)", vnum.Integer(f.Response.Left))
	}
	return s + "."
}

func unitNoteText(u report.Unit) string { return fmt.Sprintf("Về %s: %s.", u.Name, u.Note) }

func fewText(n int) string {
	if n == 0 {
		return "Trong kỳ chưa có phiếu nào trả lời câu hỏi về mức độ hài lòng chung."
	}
	return fmt.Sprintf("Có %d phiếu trả lời câu hỏi về mức độ hài lòng chung. Do dưới %d phiếu nên không nêu tỷ lệ, để giữ kín ý kiến từng người.", n, report.MinShown)
}

func shareText(r report.Rating) string {
	return fmt.Sprintf("Tỷ lệ hài lòng (gồm mức “hài lòng” và “rất hài lòng”) là %s, tương ứng %s trong %s phiếu có ý kiến.",
		vnum.PercentOf(r.Score.Satisfied, r.N), vnum.Integer(r.Score.Satisfied), vnum.Integer(r.N))
}

func intervalText(s report.Score) string {
	return fmt.Sprintf("Do số phiếu có hạn, tỷ lệ này có sai số: mức thật vào khoảng từ %s đến %s.", vnum.Percent(s.Low), vnum.Percent(s.High))
}

func meanText(s report.Score) string {
	return fmt.Sprintf("Điểm trung bình là %s trên thang 5 điểm.", vnum.Decimal(s.Mean))
}

// missingText accounts for the forms that are in no share.
func missingText(r report.Rating) string {
	var parts []string
	if r.Missing > 0 {
		parts = append(parts, vnum.Integer(r.Missing)+" phiếu bỏ qua câu hỏi này hoặc chọn “Không rõ / Không áp dụng”")
	}
	if r.Unasked > 0 {
		parts = append(parts, vnum.Integer(r.Unasked)+" phiếu chưa trả lời đến câu hỏi này")
	}
	if len(parts) == 0 {
		return ""
	}
	return "Có " + strings.Join(parts, "; ") + "."
}

func boundsText(b *report.Bounds) string {
	if b == nil || b.Left == 0 {
		return ""
	}
	return report.BoundsText(*b)
}

func smallText(n int) string {
	if n >= report.MinReliable {
		return ""
	}
	return fmt.Sprintf("Số phiếu ít (dưới %d phiếu), kết quả chỉ để tham khảo.", report.MinReliable)
}

func tallyText(t report.Tally) string {
	switch {
	case t.N == 0:
		return t.Label + " (chưa có ý kiến)"
	case t.N < report.MinShown:
		return fmt.Sprintf("%s (dưới %d ý kiến, không nêu chi tiết)", t.Label, report.MinShown)
	}
	return fmt.Sprintf("%s (%s ý kiến)", t.Label, vnum.Integer(t.N))
}

// restText heads the forms that are in no share of a question.
const restText = "Không có ý kiến, không được hỏi hoặc chưa trả lời đến"

func apartText(label string) string { return label + " (không tính vào tỷ lệ)" }

// dashNote explains the dash.
func dashNote() string {
	return fmt.Sprintf("Dấu “–”: không nêu riêng vì dưới %d ý kiến hoặc vì có thể suy ra ý kiến của ít người.", report.MinShown)
}

func hiddenNote(t report.Table) string {
	if t.HiddenRows == 0 {
		return ""
	}
	return fmt.Sprintf("%s %d mục như vậy cộng lại có %s ý kiến.", dashNote(), t.HiddenRows, vnum.Integer(t.HiddenN))
}

// fewNote explains the dash where there is one.
func fewNote(rows []row) string {
	for _, r := range rows {
		for _, c := range r.cells {
			if c == withheld {
				return dashNote()
			}
		}
	}
	return ""
}

// questionsNote explains what stands in the column of changes.
func questionsNote(f report.Figures, rows []row) string {
	var starred, plain string
	for _, r := range f.Rated {
		switch {
		case r.Change == nil || r.Change.Points == nil:
		case r.Change.Verdict != report.Unclear:
			starred = "Dấu (*): thay đổi rõ rệt, khó là do ngẫu nhiên."
		case !still(*r.Change.Points):
			plain = "Thay đổi không có dấu (*): " + string(report.Unclear) + "."
		}
	}
	return join(starred, plain, fewNote(rows))
}

// Changes.

const noBefore = "Chưa có kỳ trước để so sánh."

// still reports whether a change is too small to be seen in the figures as they are printed.
func still(points float64) bool { return math.Abs(points) < 0.05 }

func moveText(points float64) string {
	switch {
	case still(points):
		return "không đổi"
	case points > 0:
		return "tăng " + vnum.Points(points)
	}
	return "giảm " + vnum.Points(points)
}

// moveCell is a change in a table.
func moveCell(c *report.Change) string {
	if c == nil || c.Points == nil {
		return withheld
	}
	s := moveText(*c.Points)
	if c.Verdict != report.Unclear {
		s += " (*)"
	}
	return s
}

// changeText compares the headline with an earlier period.
func changeText(now report.Rating, c *report.Change) string {
	if c == nil {
		return noBefore
	}
	then := periodText(c.Period)
	switch {
	case c.N == 0:
		return capital(then) + " không có phiếu cùng mẫu để so sánh."
	case c.Score == nil:
		return fmt.Sprintf("%s có dưới %d phiếu nên không so sánh.", capital(then), report.MinShown)
	case still(*c.Points):
		return fmt.Sprintf("So với %s, tỷ lệ hài lòng không đổi (%s).", then, vnum.PercentOf(now.Score.Satisfied, now.N))
	}
	s := fmt.Sprintf("So với %s, tỷ lệ hài lòng %s điểm phần trăm (từ %s thành %s)", then, moveText(*c.Points), vnum.PercentOf(c.Score.Satisfied, c.N), vnum.PercentOf(now.Score.Satisfied, now.N))
	if c.Verdict == report.Unclear {
		return s + "; " + string(report.Unclear) + "."
	}
	return s + "; mức thay đổi rõ rệt, khó là do ngẫu nhiên."
}

// movesText names the question that changed most, or says that none can be said to have changed.
func movesText(up, down []move) string {
	most := move{}
	for _, m := range append(up, down...) {
		if math.Abs(m.points) > math.Abs(most.points) {
			most = m
		}
	}
	if most.label == "" {
		return "So với kỳ trước, chưa có nội dung nào thay đổi đến mức đủ cơ sở để kết luận là tăng hay giảm."
	}
	return "Nội dung thay đổi nhiều nhất so với kỳ trước: " + moveItem(most) + "."
}

func moveItem(m move) string {
	return fmt.Sprintf("%s (%s điểm phần trăm)", m.label, moveText(m.points))
}

// movesShown is how many risen or fallen questions are named.
const movesShown = 3

func moveItems(all []move) string {
	var items []string
	for _, m := range all[:min(len(all), movesShown)] {
		items = append(items, moveItem(m))
	}
	return strings.Join(items, "; ")
}

// Facts of part IV.

func bestText(r report.Row) string {
	return fmt.Sprintf("Nội dung được đánh giá cao, rõ rệt so với các nội dung khác: %s (%s hài lòng trong %s ý kiến)", r.Label, vnum.PercentOf(r.Score.Satisfied, r.N), vnum.Integer(r.N))
}

func upText(all []move) string { return "Tăng so với kỳ trước: " + moveItems(all) }

// Suggestions and look-ups.

func writtenText(n int) string {
	if n == 0 {
		return "Trong kỳ không có phiếu nào ghi ý kiến góp ý."
	}
	return fmt.Sprintf("Trong kỳ có %s phiếu ghi ý kiến góp ý.", vnum.Integer(n))
}

func suggestionsNote(more int) string {
	if more <= 0 {
		return ""
	}
	return fmt.Sprintf("Còn %s nhóm ý kiến khác.", vnum.Integer(more))
}

func groupText(g report.Group) string { return quoted(g.Text, "ý kiến tương tự: ", g.Examples) }

func missText(m report.Miss) string { return quoted(m.Text, "cách hỏi khác: ", m.Wordings) }

// quoted is what people wrote, in their words.
func quoted(text, before string, more []string) string {
	s := quote(text)
	if len(more) == 0 {
		return s
	}
	var others []string
	for _, m := range more {
		others = append(others, quote(m))
	}
	return s + "; " + before + strings.Join(others, ", ")
}

// quote puts what people wrote on one line.
func quote(s string) string { return "“" + strings.Join(strings.Fields(s), " ") + "”" }

func lookupsText(f report.Figures, annex string) string {
	s := fmt.Sprintf("Trong kỳ có %s lượt tra cứu thủ tục hành chính", vnum.Integer(f.Lookups))
	if f.MissTotal == 0 {
		return s + ", không có lượt nào chưa trả lời được."
	}
	s += fmt.Sprintf(", trong đó %s lượt chưa trả lời được", vnum.Integer(f.MissTotal))
	if annex != "" {
		s += " (danh mục tại " + annex + ")"
	}
	return s + "."
}

func missesNote(f report.Figures) string {
	listed := 0
	for _, m := range f.Misses {
		listed += m.N
	}
	if listed >= f.MissTotal {
		return ""
	}
	return fmt.Sprintf("Bảng nêu các câu được hỏi nhiều nhất; tổng số lượt chưa trả lời được là %s.", vnum.Integer(f.MissTotal))
}

// Actions.

// doneText opens the report with what became of the last one; nothing if nothing was to be done.
func doneText(actions []report.Action) string {
	if len(actions) == 0 {
		return ""
	}
	s := fmt.Sprintf("Về các giải pháp nêu tại báo cáo kỳ trước: đã hoàn thành %d trên %d việc", countState(actions, report.ActionDone), len(actions))
	for _, rest := range []struct{ state, text string }{
		{report.ActionOpen, "đang thực hiện"}, {report.ActionLate, "quá hạn"}, {report.ActionDropped, "không thực hiện"},
	} {
		if n := countState(actions, rest.state); n > 0 {
			s += fmt.Sprintf("; %s %d việc", rest.text, n)
		}
	}
	return s + " (chi tiết tại mục V)."
}

func actionText(a report.Action) string {
	if a.Finding == "" {
		return capital(a.What)
	}
	return a.Finding + ": " + a.What
}

func stateText(a report.Action) string {
	state, ok := map[string]string{
		report.ActionDone: "Hoàn thành", report.ActionOpen: "Đang thực hiện",
		report.ActionLate: "Quá hạn", report.ActionDropped: "Không thực hiện",
	}[a.State]
	if !ok {
		state = a.State
	}
	if a.Done != "" {
		state += " (" + dayText(a.Done) + ")"
	}
	if a.Note != "" {
		state += "; " + a.Note
	}
	return state
}

// dayText writes a day of the form 2026-11-30 as 30/11/2026, and anything else as it is.
func dayText(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("02/01/2006")
}

// What the pictures say, for who cannot see them.

func chartAlt(f report.Figures) string {
	s := fmt.Sprintf("Biểu đồ mức độ hài lòng %s, %s.", periodText(f.Period), f.Unit.Name)
	for _, r := range f.Rated {
		if r.Score != nil {
			s += fmt.Sprintf(" %s: %s hài lòng trong %s ý kiến.", r.Label, vnum.PercentOf(r.Score.Satisfied, r.N), vnum.Integer(r.N))
		}
	}
	return s
}

func trendAlt(f report.Figures) string {
	s := fmt.Sprintf("Biểu đồ tỷ lệ hài lòng theo tháng, %s.", f.Unit.Name)
	for _, p := range f.Trend {
		if p.Score != nil {
			s += fmt.Sprintf(" Tháng %s: %s.", p.Label, vnum.PercentOf(p.Score.Satisfied, p.N))
		}
	}
	return s
}
