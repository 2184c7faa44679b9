package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report/odd"
	"motcua/report/say"
	"motcua/survey"
)

// Sentences on the parts of a report: changes, actions, suggestions, odd responses, other questionnaires, the nine indices,
// the trend, the comparison of units.

// wordChanges says how the headline moved, for the digest.
func wordChanges(f Figures) string {
	before, yearAgo := f.HeadlineChanges()
	s := f.changeText(before)
	if yearAgo != nil && yearAgo.Points != nil {
		s += " " + wordChange(yearAgo)
	}
	if len(f.Silent) > 0 && before != nil && before.Points != nil {
		s += " Kỳ này không có " + strings.Join(f.Silent, ", ") + "."
	}
	return s
}

// changeText says how the headline moved since the period before.
func (f *Figures) changeText(c *Change) string {
	if c == nil && f.Evidence.leads() && f.Change != nil {
		return VisitsNotCompared(f.Change.Label)
	}
	if c == nil {
		return f.Uncompared()
	}
	return wordChange(c)
}

// Uncompared says why the figures are compared with nothing.
func (f *Figures) Uncompared() string { return cmp.Or(f.NotCompared, say.NoBefore) }

// wordChange says how a question moved.
func wordChange(c *Change) string {
	switch {
	case c == nil:
		return say.NoBefore
	case c.N == 0:
		return sentence(c.Label) + say.NoneAlike
	case c.Score == nil:
		return fmt.Sprintf("%s có dưới %d phiếu, không so sánh.", sentence(c.Label), MinShown)
	case c.Points == nil:
		return fmt.Sprintf("Kỳ này có dưới %d phiếu, không so sánh với %s.", MinShown, c.Label)
	}
	s := sentence(wordMove(*c))
	if certainty := wordCertainty(*c); certainty != "" {
		s += ": " + certainty
	}
	return s + "."
}

// wordMove says what happened, without judging it.
func wordMove(c Change) string {
	amount := vnum.Points(*c.Points)
	switch {
	case c.still():
		return "không đổi so với " + c.Label
	case *c.Points > 0:
		return "tăng " + amount + " điểm phần trăm so với " + c.Label
	}
	return "giảm " + amount + " điểm phần trăm so với " + c.Label
}

// wordCertainty says whether the change can be told from chance; nothing where nothing moved.
func wordCertainty(c Change) string {
	switch {
	case c.still():
		return ""
	case c.Verdict == Up:
		return "mức tăng rõ rệt, khó là do ngẫu nhiên"
	case c.Verdict == Down:
		return "mức giảm rõ rệt, khó là do ngẫu nhiên"
	}
	return string(Unclear)
}

// wordActions says how what was to be done stands, and names what is overdue first, else what is still to do.
func wordActions(actions []Action) string {
	done, dropped := 0, 0
	var open *Action
	for i, a := range actions {
		switch {
		case a.State == ActionDone:
			done++
		case a.State == ActionDropped:
			dropped++
		case open == nil || open.State != ActionLate && a.State == ActionLate:
			open = &actions[i]
		}
	}
	s := fmt.Sprintf("Việc đã nêu kỳ trước: xong %d/%d", done, len(actions))
	if dropped > 0 {
		s += fmt.Sprintf(", thôi làm %d", dropped)
	}
	if open == nil {
		return s + "."
	}
	state := "đang làm"
	if open.State == ActionLate {
		state = "quá hạn"
	}
	s += "; " + state + ": " + shorten(open.What, 70)
	if more := known(open.Who, wordDue(open.Due)); len(more) > 0 {
		s += " (" + strings.Join(more, ", ") + ")"
	}
	return s + "."
}

func wordDue(due string) string {
	day, err := time.Parse(time.DateOnly, due)
	if err != nil {
		return ""
	}
	return "hạn " + day.Format("02/01/2006")
}

// known leaves out what is not.
func known(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

func wordSuggestions(groups []Group) string {
	n := 0
	for _, g := range groups {
		n += g.N
	}
	top := groups[0]
	switch {
	case n == 1:
		return "Góp ý: 1 ý kiến."
	case top.N == 1:
		return fmt.Sprintf("Góp ý: %s ý kiến, mỗi người một việc.", vnum.Integer(n))
	}
	return fmt.Sprintf("Góp ý: %s ý kiến, nhiều nhất: “%s” (%s ý kiến).", vnum.Integer(n), shorten(top.Text, 60), vnum.Integer(top.N))
}

// wordWholeUnit stands for the place where a batch is of no single point.
const wordWholeUnit = "Cả đơn vị"

// wordBatch is one finding with its numbers.
func wordBatch(b Batch) string {
	where := b.Where
	if where == "" {
		where = "Một điểm tiếp nhận (không nêu nơi, để giữ kín ý kiến từng người)"
	}
	s := fmt.Sprintf("%s: %s phiếu, %s", where, vnum.Integer(b.N), KindText(b.Kind, b.Mark))
	if b.At != nil {
		s += fmt.Sprintf("; đợt lớn nhất %s phiếu, ngày %s", vnum.Integer(b.Most), b.At.Format("02/01/2006"))
	}
	return s + ". " + StateText(b.State) + "."
}

// KindText says in a few words what is odd.
func KindText(k BatchKind, m odd.Mark) string {
	switch k {
	case Machine:
		return "qua màn hình hoặc ki-ốt tại quầy, nhiều hơn hẳn thường lệ"
	case Surge:
		if m == odd.Mixed {
			return "dồn vào một giờ nhiều hơn một quầy phục vụ được"
		}
		return "dồn vào một lúc, " + wordMark(m)
	case AllFives, AllOnes:
		return "một loạt liên tiếp " + wordMark(m)
	case Even:
		return "cách nhau đều đặn bất thường, " + wordMark(m)
	case SameMinute:
		return "nhiều phiếu trong cùng một phút"
	case ClosedHours:
		if m == odd.Mixed {
			return "dồn vào ban đêm"
		}
		return "ngoài giờ làm việc, " + wordMark(m)
	case OneAddress:
		return "từ địa chỉ mạng gửi nhiều phiếu trong ngày, " + wordMark(m)
	case OneDevice:
		return "từ thiết bị gửi nhiều phiếu"
	}
	return string(k)
}

func wordMark(m odd.Mark) string {
	if m == odd.Ones {
		return "toàn mức thấp nhất"
	}
	return "toàn mức cao nhất"
}

// StateText says how a batch stands.
func StateText(s BatchState) string {
	switch s {
	case Flagged:
		return "Đang tính riêng, chờ quyết định"
	case SetAside:
		return "Để riêng"
	case Restored:
		return "Tính vào số liệu"
	}
	return string(s)
}

func wordSilent(channel string) string {
	return sentence(channel) + " kỳ trước có phiếu, kỳ này không có: hai kỳ không cùng người trả lời."
}

func wordOtherQuestionnaire(lead Questionnaire, o OtherQuestionnaire) string {
	s := fmt.Sprintf("Kỳ này dùng hơn một mẫu phiếu: số liệu theo mẫu %s; mẫu %s thu về %s phiếu, không cộng chung", lead.ID, o.ID, vnum.Integer(o.Returned))
	if o.Score != nil {
		s += fmt.Sprintf(" (hài lòng %s trong %s ý kiến)", shareOf(o.Score, o.N), vnum.Integer(o.N))
	}
	return s + "."
}

// The nine indices.

const (
	wordNotYet        = "chưa có"
	wordIndicesSource = "Điểm chín chỉ số tính theo khung cũ (Thông tư 01/2018/TT-VPCP); ngưỡng xếp loại cần đối chiếu văn bản trước khi dùng."
)

func wordTooFewForms() string { return fmt.Sprintf("dưới %d phiếu", MinShown) }

func wordIndices(n IndexTable) string {
	if n.Total != nil {
		return fmt.Sprintf("Chín chỉ số (khung cũ): %s/18 điểm, xếp loại %s; ngưỡng xếp loại cần đối chiếu văn bản.", n.Total, n.Class)
	}
	if n.Known == 0 {
		return "Chín chỉ số: chưa có điểm của chỉ số nào."
	}
	return fmt.Sprintf("Chín chỉ số: mới có %d/9 chỉ số (%s/%d điểm), chưa xếp loại được.", n.Known, n.Sum, survey.MaxPoints*n.Known)
}

// The trend.

const wordTrendTitle = "Mức độ hài lòng theo tháng"

func wordTrendSpan(f Figures) string {
	span := "Từ tháng " + f.Trend[0].Label + " đến tháng " + f.Trend[len(f.Trend)-1].Label
	if f.Days.SoFar {
		return span + " (" + f.Days.Note() + ")"
	}
	return span
}

const (
	wordTrendMonth = "Tháng"
	wordTrendForms = "Phiếu"
	wordTrendNote  = "Tỷ lệ hài lòng và rất hài lòng, %; nền nhạt: mức thật vào khoảng ấy."
	wordTrendGap   = "Gạch ngang: không có phiếu, hoặc không công bố."
)

func wordAxis(bottom int) string {
	if bottom == 0 {
		return ""
	}
	return "Trục đứng bắt đầu từ " + vnum.WholeOf(bottom, 100) + "."
}

func wordTrendSource(f Figures) string {
	return "Nguồn: phiếu khảo sát tự nguyện. " + wordChartAsOf(f)
}

func wordTrendHollow() string {
	return fmt.Sprintf("Chấm rỗng: dưới %d phiếu, chỉ để tham khảo.", MinReliable)
}

// The comparison of units.

const (
	wordHigherUnits    = "Cao hơn rõ rệt so với các đơn vị còn lại cộng lại: "
	wordLowerUnits     = "Thấp hơn rõ rệt so với các đơn vị còn lại cộng lại: "
	wordNoUnitDiffers  = "Chưa thấy đơn vị nào khác biệt rõ so với các đơn vị khác."
	wordOtherFormWhy   = "mẫu phiếu khác"
	wordOverlapCaution = "Đơn vị không được nêu là khác biệt rõ rệt thì thứ hạng hơn kém có thể chỉ do ngẫu nhiên."
	wordSidesNamed     = 3 // units named on each side
)

func wordUnranked() string {
	return fmt.Sprintf("dưới %d phiếu, không xếp hạng", MinReliable)
}

func wordCompareHead(c Comparison) string {
	head := org.AuthorityPrefix + c.Unit.Name + ": so sánh mức độ hài lòng của các đơn vị, " + c.PeriodLabel
	if c.Demo {
		return wordDemoMark + " – " + head
	}
	return head
}

func wordCompareForms(c Comparison) string {
	var without []string
	for _, s := range c.Units {
		if s.Returned == 0 {
			without = append(without, s.Name)
		}
	}
	s := fmt.Sprintf("Đến %s: %s/%s đơn vị có phiếu", wordAsOf(c.Days, c.AsOf), vnum.Integer(len(c.Units)-len(without)), vnum.Integer(len(c.Units)))
	if n := len(without); 0 < n && n <= wordSidesNamed {
		s += " (chưa có: " + strings.Join(without, ", ") + ")"
	}
	return s + fmt.Sprintf(", thu về %s phiếu.", vnum.Integer(c.Returned))
}

// wordComparePredecessor says whose answers are among those of a merged unit.
func wordComparePredecessor(s Standing) string {
	return sentence(s.Name) + ": " + lower(say.Predecessors(s.Predecessor))
}

func wordCompareShare(c Comparison) string {
	return fmt.Sprintf("%s hài lòng: %s trong %s ý kiến của người tự nguyện trả lời; %s. Trung bình các đơn vị: %s.", shareOf(c.Score, c.N),
		vnum.Integer(c.Score.Satisfied), vnum.Integer(c.N), wordInterval(*c.Score), vnum.Percent(*c.Mean))
}

// wordCompareBase names the base, where the units' own reports have another.
func wordCompareBase(c Comparison) string {
	if c.Visits == 0 {
		return ""
	}
	return fmt.Sprintf("Tính trên mọi phiếu; báo cáo riêng của %d đơn vị nêu tỷ lệ của phiếu có bằng chứng lượt.", c.Visits)
}

// wordCompareSides names the units that differ from the others, or says that none does.
func wordCompareSides(c Comparison) []string {
	low := c.beside(Lower)
	slices.Reverse(low)
	var lines []string
	for _, x := range []struct {
		what  string
		units []Standing
	}{{wordHigherUnits, c.beside(Higher)}, {wordLowerUnits, low}} {
		if len(x.units) > 0 {
			lines = append(lines, x.what+wordNamedUnits(x.units)+".")
		}
	}
	if len(lines) == 0 && len(c.Ranked()) > 1 {
		return []string{wordNoUnitDiffers}
	}
	return lines
}

func wordNamedUnits(units []Standing) string {
	var named []string
	for _, s := range units[:min(wordSidesNamed, len(units))] {
		named = append(named, fmt.Sprintf("%s %s (%s ý kiến)", s.Name, shareOf(s.Score, s.N), vnum.Integer(s.N)))
	}
	s := strings.Join(named, "; ")
	if more := len(units) - len(named); more > 0 {
		s += fmt.Sprintf("; và %d đơn vị khác", more)
	}
	return s
}

// wordCompareMoves counts the units whose change can be told from chance.
func wordCompareMoves(c Comparison) string {
	up, down, compared := 0, 0, 0
	label := ""
	for _, s := range c.Units {
		if s.Change == nil {
			continue
		}
		label = s.Change.Label
		switch s.Change.Verdict {
		case Up:
			up++
		case Down:
			down++
		case "": // too few responses, now or then
			continue
		}
		compared++
	}
	switch {
	case label == "":
		return ""
	case compared == 0:
		return fmt.Sprintf("Chưa đơn vị nào đủ phiếu để so với %s.", label)
	case up+down == 0:
		return fmt.Sprintf("So với %s: chưa đơn vị nào tăng hay giảm rõ rệt.", label)
	}
	return fmt.Sprintf("So với %s: %d đơn vị tăng rõ rệt, %d giảm rõ rệt.", label, up, down)
}

func wordCompareUnranked(c Comparison) string {
	n := 0
	for _, s := range c.Units {
		if s.Rank == 0 && s.Returned > 0 {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d đơn vị không xếp hạng, vì dưới %d phiếu hoặc dùng mẫu khác.", n, MinReliable)
}
