package report

import (
	"fmt"

	"motcua/internal/vnum"
)

// The findings one can act on. They come without a full stop: a letter puts them into a list, an action before what is to
// be done.

const (
	wordAttention = "Cần để ý"
	// wordNothingDiffers stands where the report has looked for something to name and found that chance explains it all.
	wordNothingDiffers = "Chưa thấy nội dung, lĩnh vực nào khác biệt rõ."
	// quoteLength is how many letters of what citizens wrote stand in a finding.
	quoteLength = 120
)

// wordOutsideFinding says what survey.SignalOutside stands for, whatever the questionnaire calls it.
func wordOutsideFinding(k, n int) string {
	return wordOfForms(k, n) + " nói bị yêu cầu ngoài niêm yết, hoặc bị nhũng nhiễu, gây phiền hà (" + vnum.PercentOf(k, n) + ")"
}

// wordLateFinding names its base: who still waits for his day is not in it.
func wordLateFinding(k, n int) string {
	return vnum.Integer(k) + " trong " + vnum.Integer(n) + " phiếu đã đến ngày hẹn nói kết quả trễ hẹn (" + vnum.PercentOf(k, n) + ")"
}

func wordOfForms(k, n int) string {
	return vnum.Integer(k) + " trong " + vnum.Integer(n) + " phiếu"
}

func wordFallFinding(r Rating) string {
	return fmt.Sprintf("%s: %s (từ %s còn %s), %s", r.Label, wordMove(*r.Change), shareOf(r.Change.Score, r.Change.N), shareOf(r.Score, r.N), wordCertainty(*r.Change))
}

func wordWeakQuestionFinding(r Row) string { return wordWeakFinding("Nội dung", r) }
func wordWeakFieldFinding(r Row) string    { return wordWeakFinding("Lĩnh vực", r) }
func wordWeakPointFinding(r Row) string    { return wordWeakFinding(wordPoint, r) }

// wordWeakFinding says no more than what was tested: that one is lower than the others together. Which of two low ones is the
// lowest nothing has tested.
func wordWeakFinding(what string, r Row) string {
	return fmt.Sprintf("%s thấp hơn rõ rệt so với phần còn lại: %s", what, wordShareFinding(r))
}

func wordShareFinding(r Row) string {
	return fmt.Sprintf("%s (%s hài lòng trong %s ý kiến)", r.Label, shareOf(r.Score, r.N), vnum.Integer(r.N))
}

func wordLowQuestionFinding(r Row) string { return wordLowFinding("Nội dung", r) }
func wordLowFieldFinding(r Row) string    { return wordLowFinding("Lĩnh vực", r) }
func wordLowPointFinding(r Row) string    { return wordLowFinding(wordPoint, r) }

func wordLowFinding(what string, r Row) string {
	return fmt.Sprintf("%s dưới %s rõ rệt: %s", what, vnum.Whole(LowShare), wordShareFinding(r))
}

func wordOverdueFinding(a Action) string {
	s := "Việc quá hạn: " + shorten(a.What, quoteLength)
	for _, more := range known(wordDue(a.Due), a.Who) {
		s += ", " + more
	}
	return s
}

func wordMissFinding(m Miss) string {
	return fmt.Sprintf("Tra cứu chưa trả lời được: “%s” (%s lượt)", shorten(m.Text, quoteLength), vnum.Integer(m.N))
}

func wordBatchFinding(n, forms int) string {
	return fmt.Sprintf("Có %d %s (%s phiếu) đang tính riêng, cần lãnh đạo xem và quyết định", n, wordOddFinding, vnum.Integer(forms))
}
