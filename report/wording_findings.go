package report

import (
	"fmt"

	"motcua/internal/vnum"
)

// The findings one can act on. They come without a full stop: a letter puts them into a list, an action before what is to
// be done.

// quoteLength is how many letters of what citizens wrote stand in a finding.
const quoteLength = 120

func chosenFinding(question string, c Choice, n int) string {
	return fmt.Sprintf("%s: %s trong %s phiếu trả lời “%s” (%s)", question, vnum.Integer(c.N), vnum.Integer(n), c.Label, vnum.Percent(ratio(c.N, n)))
}

func fallFinding(r Rating) string {
	return fmt.Sprintf("%s: %s (từ %s còn %s), khác biệt có ý nghĩa thống kê", r.Label, moveText(*r.Change), vnum.Percent(r.Change.Score.Share), vnum.Percent(r.Score.Share))
}

func weakQuestionFinding(r Row) string {
	return "Nội dung được đánh giá thấp nhất: " + shareFinding(r)
}

func weakFieldFinding(r Row) string {
	return "Lĩnh vực có tỷ lệ hài lòng thấp nhất: " + shareFinding(r)
}

func shareFinding(r Row) string {
	return fmt.Sprintf("%s (%s hài lòng trong %s ý kiến)", r.Label, vnum.Percent(r.Score.Share), vnum.Integer(r.N))
}

func lowQuestionFinding(r Row) string { return lowFinding("Nội dung", r) }
func lowFieldFinding(r Row) string    { return lowFinding("Lĩnh vực", r) }
func lowPointFinding(r Row) string    { return lowFinding("Nơi tiếp nhận", r) }

func lowFinding(what string, r Row) string {
	return fmt.Sprintf("%s dưới %s rõ rệt: %s", what, whole(LowShare), shareFinding(r))
}

func suggestionFinding(g Group) string {
	return fmt.Sprintf("%s ý kiến góp ý: “%s”", vnum.Integer(g.N), shorten(g.Text, quoteLength))
}

func missFinding(m Miss) string {
	return fmt.Sprintf("Tra cứu chưa trả lời được: “%s” (%s lượt)", shorten(m.Text, quoteLength), vnum.Integer(m.N))
}

func batchFinding(batches []Batch) string {
	findings, most := odd(batches)
	return fmt.Sprintf("Có %d dấu hiệu phiếu dồn bất thường (nhiều nhất %s phiếu), cần xem lại", findings, vnum.Integer(most))
}
