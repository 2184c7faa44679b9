package report

import (
	"fmt"
	"strings"

	"motcua/internal/vnum"
	"motcua/org"
)

// Sentences on what responses stand on.

func wordEvidenceLabel(key string) string {
	if key == keyVisits {
		return "Có bằng chứng lượt"
	}
	return "Không có bằng chứng lượt"
}

// Text is what a leader is told in one go: how many responses stand on what, which of them the headline is of, and whether the others
// differ.
func (e *Evidence) Text() string {
	return strings.Join(known(e.ClassesText(), e.CodesText(), e.BasisText(), e.GapText()), " ")
}

// ClassesText counts the responses: "60 phiếu có bằng chứng lượt (mã lượt 40, màn hình tại quầy 20); 52 phiếu không có (…)." "" where
// nothing was counted.
func (e *Evidence) ClassesText() string {
	if len(e.Classes) == 0 {
		return ""
	}
	with, without := 0, 0
	var how, what []string
	for _, c := range e.Classes {
		if c.Returned == 0 {
			continue
		}
		part := lower(c.Label) + " " + vnum.Integer(c.Returned)
		if c.Class.OfVisit() {
			with, how = with+c.Returned, append(how, part)
		} else {
			without, what = without+c.Returned, append(what, part)
		}
	}
	base := ""
	if e.Apart > 0 {
		base = "Phiếu thu về, kể cả phiếu tính riêng: "
	}
	return base + fmt.Sprintf("%s phiếu có bằng chứng lượt%s, %s phiếu không có%s.", vnum.Integer(with), inBrackets(how), vnum.Integer(without), inBrackets(what))
}

func inBrackets(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// CodesText says how many visit codes were given out and used; "" where there were none.
func (e *Evidence) CodesText() string {
	if e.Given == 0 && e.Used == 0 {
		return ""
	}
	return fmt.Sprintf("Mã lượt: phát ra %s, đã dùng %s.", vnum.Integer(e.Given), vnum.Integer(e.Used))
}

// BasisText says which responses the headline is of, where the unit has means to prove visits.
func (e *Evidence) BasisText() string {
	switch {
	case e.Leads:
		return "Tỷ lệ chung tính trên phiếu có bằng chứng lượt, cả khi so với kỳ trước; các số khác tính trên mọi phiếu, trừ chỗ ghi rõ."
	case e.with() >= MinReliable && (e.Visits == nil || e.Visits.Partial): // too few with an opinion that counts, or too few beside them
		return "Ý kiến của phiếu có bằng chứng lượt không nêu riêng được nên tỷ lệ chung tính trên mọi phiếu."
	case e.Visits != nil && e.Visits.N >= MinReliable:
		return "Phiếu có bằng chứng lượt chưa đến một phần ba số ý kiến nên tỷ lệ chung tính trên mọi phiếu."
	case e.Given > 0 || e.with() > 0:
		return fmt.Sprintf("Chưa đủ %d ý kiến có bằng chứng lượt nên tỷ lệ chung tính trên mọi phiếu.", MinReliable)
	}
	return ""
}

// GapText says how the responses without evidence of a visit answered, and whether they differ; "" where that is withheld.
func (e *Evidence) GapText() string {
	if e.Visits == nil || e.Rest == nil {
		return ""
	}
	s := fmt.Sprintf("Phiếu không có bằng chứng lượt: %s hài lòng trong %s ý kiến", shareOf(e.Rest.Score, e.Rest.N), vnum.Integer(e.Rest.N))
	if !e.Leads {
		s += fmt.Sprintf("; có bằng chứng lượt: %s trong %s ý kiến", shareOf(e.Visits.Score, e.Visits.N), vnum.Integer(e.Visits.N))
	}
	if e.Differs {
		return s + "; hai số khác nhau rõ rệt, khó là do ngẫu nhiên."
	}
	return s + "; chưa đủ cơ sở để nói hai số khác nhau."
}

// with counts the responses with evidence of a visit.
func (e *Evidence) with() int {
	n := 0
	for _, c := range e.Classes {
		if c.Class.OfVisit() {
			n += c.Returned
		}
	}
	return n
}

// bare reports whether no response has any code and none was given out: then there is nothing to tell in a message.
func (e *Evidence) bare() bool {
	for _, c := range e.Classes {
		if c.Class != org.NoEvidence && c.Returned > 0 {
			return false
		}
	}
	return e.Given == 0
}

// VisitsNotCompared stands where the headline cannot be compared with the period before.
func VisitsNotCompared(before string) string {
	return sentence(before) + " không có tỷ lệ chung tính trên phiếu có bằng chứng lượt để so sánh."
}

// wordOfAll stands behind the question on satisfaction as a whole where the headline is of a part of the responses.
const wordOfAll = " (mọi phiếu)"

// wordOfVisits stands behind what is of the same part as that headline.
const wordOfVisits = " (phiếu có bằng chứng lượt)"

// wordVisitsOnly stands beside the headline in a picture.
const wordVisitsOnly = "Tính trên phiếu có bằng chứng lượt."

// The section of workbook and letter.
const (
	wordEvidenceTitle    = "Phiếu dựa trên bằng chứng nào"
	wordEvidenceClasses  = "Phiếu thu về theo bằng chứng lượt"
	wordEvidenceParts    = "Mức hài lòng theo bằng chứng lượt"
	wordEvidenceCodes    = "Mã lượt theo nơi phát"
	wordEvidenceHead     = "Bằng chứng lượt"
	wordEvidenceReturned = "Thu về"
	wordEvidencePoint    = "Quầy, nơi tiếp nhận"
	wordEvidenceGiven    = "Mã lượt phát ra"
	wordEvidenceUsed     = "Mã lượt đã dùng"
)
