package report

import (
	"fmt"

	"motcua/internal/vnum"
)

// The findings one can act on. They come without a full stop: a letter puts them into a list, an action before what is to
// be done.

const (
	attention = "Cần để ý"
	// nothingDiffers stands where the report has looked for something to name and found that chance explains it all.
	nothingDiffers = "Chưa thấy nội dung, lĩnh vực nào khác biệt rõ."
	// quoteLength is how many letters of what citizens wrote stand in a finding.
	quoteLength = 120
)

// outsideFinding says what survey.SignalOutside stands for, whatever the questionnaire calls it.
func outsideFinding(k, n int) string {
	return ofForms(k, n) + " nói bị yêu cầu ngoài niêm yết, hoặc bị nhũng nhiễu, gây phiền hà (" + vnum.PercentOf(k, n) + ")"
}

// lateFinding names its base: who still waits for his day is not in it.
func lateFinding(k, n int) string {
	return vnum.Integer(k) + " trong " + vnum.Integer(n) + " phiếu đã đến ngày hẹn nói kết quả trễ hẹn (" + vnum.PercentOf(k, n) + ")"
}

func ofForms(k, n int) string {
	return vnum.Integer(k) + " trong " + vnum.Integer(n) + " phiếu"
}

func fallFinding(r Rating) string {
	return fmt.Sprintf("%s: %s (từ %s còn %s), %s", r.Label, moveText(*r.Change), shareOf(r.Change.Score, r.Change.N), shareOf(r.Score, r.N), certaintyText(*r.Change))
}

func weakQuestionFinding(w Weakest) string {
	return weakFinding("Nội dung", "các nội dung khác", w)
}
func weakFieldFinding(w Weakest) string {
	return weakFinding("Lĩnh vực", "các lĩnh vực khác", w)
}
func weakPointFinding(w Weakest) string { return weakFinding(pointWord, "các điểm khác", w) }

// weakFinding says no more than what was tested: that one is lower than the others together.
func weakFinding(what, others string, w Weakest) string {
	how := "thấp"
	if w.Lowest {
		how = "thấp nhất,"
	}
	return fmt.Sprintf("%s %s rõ rệt so với %s: %s", what, how, others, shareFinding(*w.Found))
}

func shareFinding(r Row) string {
	return fmt.Sprintf("%s (%s hài lòng trong %s ý kiến)", r.Label, shareOf(r.Score, r.N), vnum.Integer(r.N))
}

func lowQuestionFinding(r Row) string { return lowFinding("Nội dung", r) }
func lowFieldFinding(r Row) string    { return lowFinding("Lĩnh vực", r) }
func lowPointFinding(r Row) string    { return lowFinding(pointWord, r) }

func lowFinding(what string, r Row) string {
	return fmt.Sprintf("%s dưới %s rõ rệt: %s", what, vnum.Whole(LowShare), shareFinding(r))
}

func overdueFinding(a Action) string {
	s := "Việc quá hạn: " + shorten(a.What, quoteLength)
	for _, more := range known(dueText(a.Due), a.Who) {
		s += ", " + more
	}
	return s
}

func suggestionFinding(g Group) string {
	return fmt.Sprintf("%s ý kiến góp ý: “%s”", vnum.Integer(g.N), shorten(g.Text, quoteLength))
}

func missFinding(m Miss) string {
	return fmt.Sprintf("Tra cứu chưa trả lời được: “%s” (%s lượt)", shorten(m.Text, quoteLength), vnum.Integer(m.N))
}

func batchFinding(n, forms int) string {
	return fmt.Sprintf("Có %d %s (%s phiếu) đang tính riêng, cần lãnh đạo xem và quyết định", n, oddFinding, vnum.Integer(forms))
}
