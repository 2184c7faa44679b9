package letter

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report"
	"motcua/report/say"
)

// Sentences about the figures. Those of a list come without their full stop.

const (
	wordNone = "Trong kỳ chưa có phiếu nào để tổng hợp."

	wordSuspiciousIntro = "Lô phiếu khác thường (lô chưa quyết định và lô để riêng không tính vào các số khác của báo cáo):"
)

// wordNoneShown stands where a table would hold nothing but dashes.
func wordNoneShown(f report.Figures) string {
	if f.Empty() {
		return wordNone
	}
	return "Không nêu kết quả vì chỉ có " + say.Withheld(report.MinShown)
}

func wordMeans(f report.Figures) string {
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

// wordTime says on which days the survey was held: those that were served.
func wordTime(d report.Days) string {
	return fmt.Sprintf("Thời gian: từ %s đến %s.", isoText(d.From), isoText(d.To))
}

// isoText writes a day that is kept as 2026-10-31 as letters do.
func isoText(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return dateText(t)
}

func wordAsOf(f report.Figures) string {
	t := f.AsOf.In(org.Location())
	s := fmt.Sprintf("Số liệu chốt lúc %02d giờ %02d phút %s.", t.Hour(), t.Minute(), dateText(t))
	if f.Days.SoFar {
		s += " Kỳ báo cáo chưa kết thúc khi lập dự thảo này."
	}
	return s
}

func wordFlow(f report.Figures) string {
	if f.Empty() {
		if f.Forms.Opened == 0 {
			return wordNone
		}
		s := fmt.Sprintf("Trong kỳ chưa có phiếu nào thu về; đã mở phiếu %s lượt", vnum.Integer(f.Forms.Opened))
		if f.Forms.Declined > 0 {
			s += fmt.Sprintf(", không tham gia %s lượt", vnum.Integer(f.Forms.Declined))
		}
		return s + "."
	}
	s := fmt.Sprintf("Thu về %s phiếu, trong đó %s phiếu hợp lệ", vnum.Integer(f.Forms.Returned), vnum.Integer(f.Forms.Valid))
	if f.LeftOut != nil {
		s += fmt.Sprintf(" (%s phiếu không cộng vào tỷ lệ)", vnum.Integer(f.LeftOut.N))
	}
	if f.Forms.Apart > 0 {
		s += fmt.Sprintf(", %s phiếu tính riêng", vnum.Integer(f.Forms.Apart))
	}
	s += "; tỷ lệ thu hồi: " + f.ReturnRate.Text
	if f.ReturnRate.Rate != nil && f.ReturnRate.Left > 0 {
		s += fmt.Sprintf(" (chưa kể %s phiếu của hình thức không rõ số phát ra)", vnum.Integer(f.ReturnRate.Left))
	}
	return s + "."
}

func wordUnitNote(u report.Unit) string { return fmt.Sprintf("Về %s: %s.", u.Name, u.Note) }

func wordShare(r report.Rating) string {
	return fmt.Sprintf("Tỷ lệ hài lòng (gồm mức “hài lòng” và “rất hài lòng”) là %s, tương ứng %s trong %s phiếu có ý kiến.",
		vnum.PercentOf(r.Score.Satisfied, r.N), vnum.Integer(r.Score.Satisfied), vnum.Integer(r.N))
}

func wordInterval(s report.Score) string {
	return fmt.Sprintf("Do số phiếu có hạn, tỷ lệ này có sai số: mức thật vào khoảng từ %s đến %s.", vnum.Percent(s.Low), vnum.Percent(s.High))
}

func wordMean(s report.Score) string {
	return fmt.Sprintf("Điểm trung bình là %s trên thang 5 điểm.", vnum.Decimal(s.Mean))
}

// wordMissing accounts for the responses that are in no share, as far as that may be told.
// Where the headline is of a part of the responses, it says that these are of all.
func wordMissing(r report.Rating, ofAll bool) string {
	var parts []string
	if r.Missing != nil && *r.Missing > 0 {
		parts = append(parts, vnum.Integer(*r.Missing)+" phiếu bỏ qua câu hỏi này hoặc chọn “Không rõ / Không áp dụng”")
	}
	if r.Unasked != nil && *r.Unasked > 0 {
		parts = append(parts, vnum.Integer(*r.Unasked)+" phiếu chưa trả lời đến câu hỏi này")
	}
	if len(parts) == 0 {
		return ""
	}
	s := "có " + strings.Join(parts, "; ") + "."
	if ofAll {
		return "Trong mọi phiếu, " + s
	}
	return capital(s)
}

func wordBounds(b *report.Bounds) string {
	if b == nil || b.Left == 0 {
		return ""
	}
	return report.WordBounds(*b)
}

func wordSmall(n int) string {
	if n >= report.MinReliable {
		return ""
	}
	return say.Small(report.MinReliable)
}

func wordTally(t report.Tally) string {
	return say.Choices(t.Label, t.N, vnum.Integer(t.N), report.MinShown)
}

// wordRest heads the responses that are in no share of a question.
const wordRest = "Không có ý kiến, không được hỏi hoặc chưa trả lời đến"

// wordDashNote explains the dash.
func wordDashNote() string {
	return "Dấu “–”: không nêu riêng vì " + say.Withheld(report.MinShown)
}

func wordHiddenNote(t report.Table) string {
	if t.HiddenRows == 0 {
		return ""
	}
	return fmt.Sprintf("%s %d mục như vậy cộng lại có %s ý kiến.", wordDashNote(), t.HiddenRows, vnum.Integer(t.HiddenN))
}

// wordFewNote explains the dash where there is one.
func wordFewNote(rows []row) string {
	for _, r := range rows {
		for _, c := range r.cells {
			if c == wordWithheld {
				return wordDashNote()
			}
		}
	}
	return ""
}

// wordQuestionsNote explains what stands in the column of changes.
func wordQuestionsNote(f report.Figures, rows []row) string {
	var starred, plain string
	for _, r := range f.Rated {
		switch {
		case r.Change == nil || r.Change.Points == nil:
		case r.Change.Verdict != report.Unclear:
			starred = "Dấu (*): thay đổi " + say.ByChance + "."
		case !still(*r.Change.Points):
			plain = "Thay đổi không có dấu (*): " + string(report.Unclear) + "."
		}
	}
	return join(starred, plain, wordFewNote(rows))
}

// Changes.

// still reports whether a change is too small to be seen in the figures as they are printed.
func still(points float64) bool { return math.Abs(points) < 0.05 }

func wordMove(points float64) string {
	switch {
	case still(points):
		return "không đổi"
	case points > 0:
		return "tăng " + vnum.Points(points)
	}
	return "giảm " + vnum.Points(points)
}

// wordMoveCell is a change in a table.
func wordMoveCell(c *report.Change) string {
	if c == nil || c.Points == nil {
		return wordWithheld
	}
	s := wordMove(*c.Points)
	if c.Verdict != report.Unclear {
		s += " (*)"
	}
	return s
}

// wordChange compares the headline with an earlier period.
func wordChange(now report.Rating, c *report.Change) string {
	if c == nil {
		return ""
	}
	then := wordPeriod(c.Period)
	switch {
	case c.N == 0:
		return capital(then) + say.NoneAlike
	case c.Score == nil:
		return fmt.Sprintf("%s có dưới %d phiếu nên không so sánh.", capital(then), report.MinShown)
	case still(*c.Points):
		return fmt.Sprintf("So với %s, tỷ lệ hài lòng không đổi (%s).", then, vnum.PercentOf(now.Score.Satisfied, now.N))
	}
	s := fmt.Sprintf("So với %s, tỷ lệ hài lòng %s điểm phần trăm (từ %s thành %s)", then, wordMove(*c.Points), vnum.PercentOf(c.Score.Satisfied, c.N), vnum.PercentOf(now.Score.Satisfied, now.N))
	if c.Verdict == report.Unclear {
		return s + "; " + string(report.Unclear) + "."
	}
	return s + "; mức thay đổi " + say.ByChance + "."
}

// wordMoves names the question that changed most, or says that none can be said to have changed.
func wordMoves(up, down []move) string {
	most := move{}
	for _, m := range append(up, down...) {
		if math.Abs(m.points) > math.Abs(most.points) {
			most = m
		}
	}
	if most.label == "" {
		return "So với kỳ trước, chưa có nội dung nào thay đổi đến mức đủ cơ sở để kết luận là tăng hay giảm."
	}
	return "Nội dung thay đổi nhiều nhất so với kỳ trước: " + wordMoveItem(most) + "."
}

func wordMoveItem(m move) string {
	return fmt.Sprintf("%s (%s điểm phần trăm)", m.label, wordMove(m.points))
}

// movesShown is how many risen or fallen questions are named.
const movesShown = 3

func wordMoveItems(all []move) string {
	var items []string
	for _, m := range all[:min(len(all), movesShown)] {
		items = append(items, wordMoveItem(m))
	}
	return strings.Join(items, "; ")
}

// Facts of part IV.

func wordBest(r report.Row) string {
	return fmt.Sprintf("Nội dung được đánh giá cao hơn rõ rệt so với các nội dung còn lại: %s (%s hài lòng trong %s ý kiến)", r.Label, vnum.PercentOf(r.Score.Satisfied, r.N), vnum.Integer(r.N))
}

func wordUp(all []move) string { return "Tăng so với kỳ trước: " + wordMoveItems(all) }

// Suggestions and look-ups.

func wordWritten(n int) string {
	if n == 0 {
		return "Trong kỳ không có phiếu nào ghi ý kiến góp ý."
	}
	return fmt.Sprintf("Trong kỳ có %s phiếu ghi ý kiến góp ý.", vnum.Integer(n))
}

func wordSuggestionsNote(more int) string {
	if more <= 0 {
		return ""
	}
	return fmt.Sprintf("Còn %s nhóm ý kiến khác.", vnum.Integer(more))
}

func wordGroup(g report.Group) string { return quoted(g.Text, "ý kiến tương tự: ", g.Examples) }

func wordMiss(m report.Miss) string { return quoted(m.Text, "cách hỏi khác: ", m.Wordings) }

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

func wordLookups(f report.Figures, annex string) string {
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

func wordMissesNote(f report.Figures) string {
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

// wordDone opens the report with what became of the last one; nothing if nothing was to be done.
func wordDone(actions []report.Action) string {
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

func wordAction(a report.Action) string {
	if a.Finding == "" {
		return capital(a.What)
	}
	return a.Finding + ": " + a.What
}

func wordState(a report.Action) string {
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

func wordChartAlt(f report.Figures) string {
	s := fmt.Sprintf("Biểu đồ mức độ hài lòng %s, %s.", wordPeriod(f.Period), f.Unit.Name)
	for _, r := range f.Rated {
		if r.Score != nil {
			s += fmt.Sprintf(" %s: %s hài lòng trong %s ý kiến.", r.Label, vnum.PercentOf(r.Score.Satisfied, r.N), vnum.Integer(r.N))
		}
	}
	return s
}

func wordTrendAlt(f report.Figures) string {
	s := fmt.Sprintf("Biểu đồ tỷ lệ hài lòng theo tháng%s, %s.", f.MarkAll(), f.Unit.Name)
	for _, p := range f.Trend {
		if p.Score != nil {
			s += fmt.Sprintf(" Tháng %s: %s.", p.Label, vnum.PercentOf(p.Score.Satisfied, p.N))
		}
	}
	return s
}

// wordPartlyNote explains the mark of a month that was only partly served.
func wordPartlyNote(trend []report.TrendMonth) string {
	if slices.ContainsFunc(trend, func(p report.TrendMonth) bool { return p.Partly }) {
		return report.WordTrendPartly
	}
	return ""
}
