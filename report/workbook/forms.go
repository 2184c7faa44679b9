package workbook

import (
	"fmt"
	"strings"

	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/say"
	"motcua/survey"
)

// citizenIndices are those Mẫu 01 has a column for.
func citizenIndices() []int { return []int{1, 2, 3, 4, 6, 7} }

// points are those of one index; nil where there are none.
func points(x report.Index) any {
	if x.Points == nil {
		return nil
	}
	return decimal(*x.Points)
}

func decimal(p survey.Points) float64 { return float64(p) / 10 }

// form01 is Mẫu 01; like the two after it, it stands only where the questionnaire of the former framework was asked. It lists dossiers and the officers who dealt with them; here stands one row for all forms together, since
// nothing is counted by officer and no single response is shown with its dossier.
func (b *book) form01(f report.Figures) {
	all := f.Indices.Indices
	widths := []float64{6, 34}
	fields := []field{{head: wordHeadNumber, kind: kMiddle}, {head: wordHeadRated, kind: kText}}
	cells := []any{"1", wordAllForms}
	for _, number := range citizenIndices() {
		widths = append(widths, 9)
		fields = append(fields, field{head: indexName(number), kind: kDecimal, group: wordGroupIndices})
		cells = append(cells, nil)
		for _, x := range all {
			if x.Number == number {
				cells[len(cells)-1] = points(x)
			}
		}
	}
	fields = append(fields,
		field{head: wordHeadOfficerPoints, kind: kDecimal}, field{head: wordHeadOfficerClass, kind: kText},
		field{head: wordHeadPoor, kind: kCount, group: wordGroupSatisfaction}, field{head: wordHeadFair, kind: kCount, group: wordGroupSatisfaction},
		field{head: wordHeadGood, kind: kCount, group: wordGroupSatisfaction}, field{head: wordHeadTotal, kind: kCount},
	)
	widths = append(widths, 13, 13, 13, 13, 13, 13)
	shares := make([]any, len(cells)+2)
	shares[1] = wordRowShares
	cells = append(cells, nil, nil)
	if t, ok := collapse(f.Overall); ok {
		cells = append(cells, t.poor, t.fair, t.good, t.n)
		shares = append(shares, t.cells()...)
	}
	p := b.page(wordSheet01, widths, wordTitle01, wordFormerMark, say.Unit(f.Unit.Name, f.Unit.Note), wordEvaluated(f.Days, f.Period))
	p.skip(1)
	first := p.row
	p.heads(fields)
	p.freeze(first)
	p.record(fields, record{cells: cells})
	p.shares(fields, shares)
	p.say(kNote, wordOfficerNote)
	p.say(kNote, wordCitizenNote)
	p.threeNotes(f)
}

// judged are the responses that the shares of these tables are of.
func judged(f report.Figures) int {
	if f.Overall == nil {
		return f.Forms.Valid
	}
	return f.Overall.N
}

// shares is a row of percentages below one of counts.
func (p *page) shares(fields []field, cells []any) {
	for i := range fields {
		if fields[i].kind == kCount {
			fields[i].kind = kShare
		}
	}
	p.record(fields, record{cells: cells})
}

// shares are the percentages of the three levels as they are shown: with the fourth, which is none of them, they add to 100,0.
func (t threeLevels) shares() (poor, fair, good, middle int) {
	parts := vnum.PartsOf(t.poor, t.fair, t.good, t.middle)
	return parts[0], parts[1], parts[2], parts[3]
}

// cells are those percentages for cells.
func (t threeLevels) cells() []any {
	poor, fair, good, _ := t.shares()
	return []any{vnum.Fraction(poor, 1000), vnum.Fraction(fair, 1000), vnum.Fraction(good, 1000)}
}

// threeNotes say how five levels became three, or why there is nothing.
func (p *page) threeNotes(f report.Figures) {
	if t, ok := collapse(f.Overall); ok {
		p.say(kNote, wordThree(t))
		return
	}
	switch {
	case f.Overall == nil:
		p.say(kNote, say.NoHeadline)
	default:
		p.say(kNote, say.Few(f.Overall.N, report.MinShown))
	}
}

// form02 is Mẫu 02.
func (b *book) form02(f report.Figures) {
	all := f.Indices.Indices
	p := b.page(wordSheet02, []float64{8, 62, 13, 13, 13, 40}, wordTitle02, wordFormerMark, say.Unit(f.Unit.Name, f.Unit.Note), wordEvaluated(f.Days, f.Period), wordForms(f))
	p.say(kSection, wordSection02Indices)
	fields := []field{
		{head: wordHeadIndex, kind: kMiddle}, {head: wordHeadIndexName, kind: kText}, {head: wordHeadMost, kind: kCount},
		{head: wordHeadOwn, kind: kDecimal}, {head: wordHeadChecked, kind: kDecimal}, {head: wordHeadNote, kind: kText},
	}
	first := p.row
	p.heads(fields)
	p.freeze(first)
	for _, x := range all {
		p.record(fields, record{cells: []any{fmt.Sprint(x.Number), x.Text, survey.MaxPoints, points(x), nil, x.Note}})
	}
	sum, class := any(nil), any(nil)
	if f.Indices.Total != nil {
		sum, class = decimal(*f.Indices.Total), string(f.Indices.Class)
	}
	p.record(fields, record{bold: true, cells: []any{nil, wordTotal, survey.MaxPoints * len(all), sum}})
	p.record(fields, record{bold: true, cells: []any{nil, wordHeadClass, nil, class}})
	p.say(kNote, f.Indices.Text)
	p.say(kNote, wordClassNote)
	p.say(kNote, wordCheckedNote)
	p.section(wordSection02Satisfaction)
	levels := []field{{head: wordHeadNumber, kind: kMiddle}, {head: wordHeadLevel, kind: kText}, {head: wordHeadForms, kind: kCount}, {head: wordHeadRate, kind: kShare}}
	t, ok := collapse(f.Overall)
	var records []record
	for i, level := range []struct {
		name string
		n    int
	}{{wordHeadPoor, t.poor}, {wordHeadFair, t.fair}, {wordHeadGood, t.good}} {
		cells := []any{fmt.Sprint(i + 1), strings.ReplaceAll(level.name, "\n", " ")}
		if ok {
			cells = append(cells, level.n, t.cells()[i])
		}
		records = append(records, record{cells: cells})
	}
	p.table(levels, records)
	p.threeNotes(f)
}

// fields03 are the columns of Mẫu 03, with the widths of the page.
func fields03() (fields []field, widths []float64) {
	fields = []field{{head: wordHeadNumber, kind: kMiddle}, {head: wordHeadUnit, kind: kText}, {head: wordHeadForms, kind: kCount}}
	widths = []float64{6, 32, 10}
	for number := 1; number <= 9; number++ {
		fields, widths = append(fields, field{head: fmt.Sprint(number), kind: kDecimal, group: wordGroupPoints}), append(widths, 7)
	}
	fields = append(fields,
		field{head: wordHeadSum, kind: kDecimal},
		field{head: wordHeadPoor, kind: kShare, group: wordGroupRates}, field{head: wordHeadFair, kind: kShare, group: wordGroupRates}, field{head: wordHeadGood, kind: kShare, group: wordGroupRates},
		field{head: wordHeadClass, kind: kMiddle}, field{head: wordHeadRank, kind: kMiddle},
	)
	return fields, append(widths, 10, 11, 11, 11, 12, 9)
}

// form03 is Mẫu 03 with the one row of this unit.
func (b *book) form03(f report.Figures) {
	fields, widths := fields03()
	p := b.page(wordSheet03, widths, wordTitle03, wordFormerMark, say.Unit(f.Unit.Name, f.Unit.Note), wordEvaluated(f.Days, f.Period))
	p.skip(1)
	first := p.row
	p.heads(fields)
	p.freeze(first)
	all := f.Indices.Indices
	cells := []any{"1", say.Unit(f.Unit.Name, f.Unit.Note), judged(f)}
	for _, x := range all {
		cells = append(cells, points(x))
	}
	sum, class := any(nil), any(nil)
	if f.Indices.Total != nil {
		sum, class = decimal(*f.Indices.Total), string(f.Indices.Class)
	}
	cells = append(cells, sum)
	if t, ok := collapse(f.Overall); ok {
		cells = append(cells, t.cells()...)
	} else {
		cells = append(cells, nil, nil, nil)
	}
	p.record(fields, record{cells: append(cells, class, nil)})
	p.say(kNote, wordRoundedNote)
	p.say(kNote, wordTotalNote)
	p.say(kNote, wordOneUnitNote)
	p.say(kNote, wordClassNote)
	p.threeNotes(f)
}
