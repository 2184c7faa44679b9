package report

import (
	"fmt"
	"strings"

	"motcua/internal/vnum"
)

// Sentences on odd batches as a whole. They accuse nobody: a group may have come together, a grandson may have filled in the
// responses of the village. Nor do they say who decided: the log does.

// wordApart says what is counted apart, and both figures.
func wordApart(a Apart, f *Figures) string {
	s := fmt.Sprintf("Tính riêng %s phiếu (có trong số thu về) của %d lô khác thường", vnum.Integer(a.Forms), a.Batches)
	switch a.Open {
	case 0:
	case a.Batches:
		s += ", chờ lãnh đạo quyết định"
	default:
		s += fmt.Sprintf(", còn %d lô chờ lãnh đạo quyết định", a.Open)
	}
	if a.With == nil {
		return s + "."
	}
	return fmt.Sprintf("%s: %skhông tính các phiếu này thì %s hài lòng, tính cả thì %s (%s trong %s ý kiến).", s, wordBase(f), shareOf(f.Overall.Score, f.Overall.N),
		shareOf(a.With, a.WithN), vnum.Integer(a.With.Satisfied), vnum.Integer(a.WithN))
}

// wordBase names the responses that both figures are of, where they are not those of the headline.
func wordBase(f *Figures) string {
	if f.Evidence.leads() {
		return "trên mọi phiếu, có và không có bằng chứng lượt, "
	}
	return ""
}

// wordRestored says what of odd batches is in the figures, and the headline without it where that may be told.
func wordRestored(r Included, f *Figures) string {
	var all []string
	if late := r.Forms - r.Merged; late > 0 {
		all = append(all, fmt.Sprintf("Tính vào %s phiếu của %d lô khác thường", vnum.Integer(late), r.Batches-r.MergedBatches)+wordWithout(r, f)+".")
	}
	if r.Merged > 0 {
		all = append(all, fmt.Sprintf("Mọi số liệu gồm %s phiếu của %d lô khác thường được đưa vào trước khi có báo cáo, nên không tách ra được.",
			vnum.Integer(r.Merged), r.MergedBatches))
	}
	return strings.Join(all, " ")
}

// wordWithout is the headline without what was restored later.
func wordWithout(r Included, f *Figures) string {
	s, leads := "", f.Evidence.leads()
	if r.Without != nil {
		s = ": " + wordBase(f)
		if leads {
			s += fmt.Sprintf("tính cả thì %s hài lòng, không tính các phiếu này thì %s", shareOf(f.Overall.Score, f.Overall.N), shareOf(r.Without, r.WithoutN))
		} else {
			s += fmt.Sprintf("không tính các phiếu này thì %s hài lòng", shareOf(r.Without, r.WithoutN))
		}
		s += fmt.Sprintf(" (%s trong %s ý kiến)", vnum.Integer(r.Without.Satisfied), vnum.Integer(r.WithoutN))
	}
	if leads {
		s += "; tỷ lệ chung không gồm các phiếu này"
	}
	return s
}

// wordRestoredTables says why tables do not add up to what is of all responses.
func wordRestoredTables(n int, leads bool) string {
	in, out := "số chung", "các bảng chia nhỏ"
	if leads {
		in, out = "số tính trên mọi phiếu", "tỷ lệ chung (của phiếu có bằng chứng lượt) và các bảng chia nhỏ"
	}
	return fmt.Sprintf("%s phiếu của lô được đưa lại sau khi số liệu tháng đã chốt: có trong %s và từng câu hỏi, không có trong %s, để giữ kín ý kiến từng người.",
		vnum.Integer(n), in, out)
}
