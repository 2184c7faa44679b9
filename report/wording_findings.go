package report

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/vnum"
	"motcua/survey"
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

// wordChosenFinding counts the responses whose answer has a signal, and retells that answer: a charge that was not asked about nobody
// has made.
func wordChosenFinding(t Tally, signal survey.Signal) string {
	return wordAnswered(t, signal, "phiếu")
}

// wordLateFinding names its base, where the question has one: who still waits for his day is not in it.
func wordLateFinding(t Tally, signal survey.Signal) string {
	base := "phiếu"
	if len(t.Apart) > 0 {
		base += " đã đến ngày hẹn"
	}
	return wordAnswered(t, signal, base)
}

func wordAnswered(t Tally, signal survey.Signal, base string) string {
	k, n := answered(t, signal)
	return fmt.Sprintf("%s trong %s %s %s (%s)", vnum.Integer(k), vnum.Integer(n), base, wordRetold(t, signal), vnum.PercentOf(k, n))
}

// wordRetold retells the answers with a signal in the words of the questionnaire; where one of them has none, it quotes them.
func wordRetold(t Tally, signal survey.Signal) string {
	var said, chosen []string
	for _, c := range t.Distribution {
		if c.Signal == signal {
			said, chosen = append(said, c.Says), append(chosen, "“"+c.Label+"”")
		}
	}
	if slices.Contains(said, "") {
		return "trả lời " + strings.Join(chosen, " hoặc ") + " cho câu “" + t.Asked + "”"
	}
	return "nói " + strings.Join(slices.Compact(said), " hoặc ")
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
