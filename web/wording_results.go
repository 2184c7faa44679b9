package web

import (
	"time"

	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
	"motcua/web/site"
)

// The pages about published results, as far as it is not in their template; what their preview says too is in package site.
const (
	wordNoResults     = "Chưa có kết quả nào được công bố. Kết quả có ở đây sau khi lãnh đạo xã, phường đồng ý công bố."
	wordNoSuchResults = "Kết quả của kỳ này chưa được công bố hoặc đã được rút lại."
)

// wordResultsAre tells search engines what the page holds.
func wordResultsAre(authority string, p report.Public) string {
	s := authority + " công bố kết quả khảo sát " + p.Period.Label() + ": " + vnum.Integer(p.Forms.Returned) + " phiếu"
	if p.Evidence != nil && p.Evidence.Visits != nil {
		s += ", " + vnum.PercentOf(p.Evidence.Visits.Score.Satisfied, p.Evidence.Visits.N) + " hài lòng và rất hài lòng trong " + vnum.Integer(p.Evidence.Visits.N) + " ý kiến có bằng chứng lượt"
	} else if p.Overall != nil && p.Overall.Score != nil {
		s += ", " + vnum.PercentOf(p.Overall.Score.Satisfied, p.Overall.N) + " hài lòng và rất hài lòng"
	}
	return s + ". Dân góp ý – xã đã làm."
}

// wordPublished says when it was published, and of when the figures are.
func wordPublished(p storage.Published, asOf time.Time) string {
	s := "Công bố ngày " + wordDay(p.At)
	if p.Again() {
		s += ", cập nhật ngày " + wordDay(p.Updated)
	}
	return s + ". " + site.WordAsOf(asOf)
}

func wordDay(t time.Time) string { return t.In(org.Location()).Format("02/01/2006") }
