package workbook

import (
	"strings"

	"motcua/internal/vnum"
	"motcua/report"
)

// What the charts show, for who cannot see them.

func wordAltShares(f report.Figures) string {
	var parts []string
	for _, r := range f.Rated {
		if r.Score != nil {
			parts = append(parts, r.Label+": "+vnum.PercentOf(r.Score.Satisfied, r.N))
		}
	}
	return wordAlt(wordChartShares, parts)
}

func wordAltLevels(f report.Figures) string {
	var parts []string
	for _, r := range f.Rated {
		var levels []string
		for i, share := range report.Percents(r.Distribution) {
			levels = append(levels, strings.ToLower(r.Distribution[i].Label)+" "+share)
		}
		if len(levels) > 0 {
			parts = append(parts, r.Label+": "+strings.Join(levels, ", "))
		}
	}
	return wordAlt(wordChartLevels, parts)
}

func wordAltTrend(points []report.TrendMonth) string {
	var parts []string
	for _, x := range points {
		if x.Score != nil {
			parts = append(parts, "tháng "+x.Label+": "+vnum.PercentOf(x.Score.Satisfied, x.N))
		}
	}
	return wordAlt(wordChartTrend, parts)
}

func wordAltUnits(c report.Comparison) string {
	var parts []string
	for _, s := range c.Units {
		if s.Score != nil {
			parts = append(parts, s.Name+": "+vnum.PercentOf(s.Score.Satisfied, s.N))
		}
	}
	return wordAlt(wordChartUnits, parts)
}

// wordAlt fits what the file format holds.
func wordAlt(title string, parts []string) string {
	const most = 4000
	text := "Biểu đồ: " + title + ". " + strings.Join(parts, "; ") + "."
	if letters := []rune(text); len(letters) > most {
		text = string(letters[:most]) + "…"
	}
	return text
}
