package report

import (
	"fmt"
	"strings"

	"motcua/internal/vnum"
	"motcua/report/say"
)

// Sentences of what is published.

// wordOddFinding stands in findings about responses that came in oddly.
const wordOddFinding = "lô khác thường"

// wordInsideFindings stand in findings about what is not on the page: questions to the look-up, and single reception points,
// at which a single officer may sit.
func wordInsideFindings() []string {
	return []string{"Tra cứu chưa trả lời được", wordPoint, "Nơi tiếp nhận", "Việc quá hạn"} // the third as reports said it before
}

// Summary says in a few sentences what is in here, for those who decide whether it is published.
func (p Public) Summary() []string {
	return append([]string{p.headlineText()}, p.formsText(), p.contentsText())
}

func (p Public) headlineText() string {
	switch {
	case p.Overall == nil:
		return say.NoHeadline
	case p.Overall.Score == nil:
		return say.Few(p.Overall.N, MinShown)
	case p.Evidence != nil && p.Evidence.Visits != nil:
		v := p.Evidence.Visits
		return wordOverall(Rating{N: v.N, Score: &v.Score}) + " " + wordVisitsOnly
	}
	return wordOverall(Rating{N: p.Overall.N, Score: p.Overall.Score})
}

func (p Public) formsText() string {
	var by []string
	for _, c := range p.Channels {
		if c.Returned > 0 {
			by = append(by, c.Label+" "+vnum.Integer(c.Returned))
		}
	}
	return fmt.Sprintf("Thu về %s phiếu (%s); tỷ lệ thu hồi %s. Số liệu đến %s.", vnum.Integer(p.Forms.Returned), strings.Join(by, ", "), p.Response, moment(p.AsOf))
}

// contentsText counts what else there is.
func (p Public) contentsText() string {
	if !p.Enough() {
		return fmt.Sprintf("Dưới %d phiếu: chỉ công bố số phiếu, không công bố ý kiến nào.", MinShown)
	}
	s := fmt.Sprintf("Kèm theo: %d câu hỏi, %d lĩnh vực, biểu đồ", len(p.Rated)+len(p.Other), len(p.Fields))
	if len(p.Actions) > 0 {
		done := 0
		for _, a := range p.Actions {
			if a.State == ActionDone {
				done++
			}
		}
		s += fmt.Sprintf("; %d việc dân góp ý – xã đã làm (xong %d)", len(p.Actions), done)
	}
	return s + "."
}
