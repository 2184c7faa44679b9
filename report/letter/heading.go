package letter

import (
	"strings"

	"motcua/report/letter/docx"
)

// heading is the letterhead: who issues it and Quốc hiệu, Tiêu ngữ side by side, then number and date in one
// line (II.1 to II.4), then what the letter is and about what (II.5) and whom it is for (II.9).
func (d *draft) heading() {
	d.add(docx.Table{
		Plain: true, Columns: []int{leftCol, rightCol}, Title: wordLetterhead,
		Rows: []docx.Row{
			{Cells: []docx.Cell{{Blocks: d.issuer()}, {Blocks: nation()}}},
			{Cells: []docx.Cell{
				{Blocks: []docx.Block{docx.Text(stNumber, wordNumber(d.s.Symbol))}},
				{Blocks: []docx.Block{docx.Text(stDate, wordDateline(d.s.Place, d.f.GeneratedAt))}},
			}},
		},
	})
	d.add(docx.Text(stKind, wordKindName))
	about := wordSubjectLines(d.f)
	d.add(docx.Text(stSubject, strings.Join(about, "\n")))
	d.add(docx.Rule{Length: ruleUnder(about[len(about)-1], mixedWidth, 28, textWidth), Within: textWidth, Before: 60, After: gap})
	d.addressees()
}

func (d *draft) issuer() []docx.Block {
	var blocks []docx.Block
	if d.s.Superior != "" {
		blocks = append(blocks, docx.Text(stSuperior, strings.Join(broken(strings.ToUpper(d.s.Superior)), "\n")))
	}
	name := broken(strings.ToUpper(d.s.Issuer))
	return append(blocks,
		docx.Text(stIssuer, strings.Join(name, "\n")),
		docx.Rule{Length: ruleUnder(name[len(name)-1], capitalWidth, 26, leftCol), Within: leftCol, Before: 40})
}

func nation() []docx.Block {
	return []docx.Block{
		docx.Text(stNation, wordNation), docx.Text(stMotto, wordMotto),
		docx.Rule{Length: mottoLength, Within: rightCol, Before: 20},
	}
}

// Mean widths of a letter in bold Times New Roman, in thousandths of the type size.
const (
	capitalWidth = 620
	mixedWidth   = 440
)

// ruleUnder is the length of the rule under a line of text: between a third and a half of it (II.2.b, II.5.b).
// The length of the line is estimated from its letters, close enough for that span; size is in half points.
func ruleUnder(line string, letter, size, within int) int {
	const twipsPerHalfPoint = 10
	length := len([]rune(line)) * letter * size * twipsPerHalfPoint / 1000
	return min(length, within) * 42 / 100
}

// addressees: one on the line of "Kính gửi", several below it (II.9.d).
func (d *draft) addressees() {
	if len(d.s.To) == 1 {
		d.add(docx.Text(stTo, wordTo+": "+d.s.To[0]))
		return
	}
	d.add(docx.Text(stToHead, wordTo+":"))
	for i, to := range d.s.To {
		style, end := stToItem, ";"
		if i == len(d.s.To)-1 {
			style, end = stToLast, "."
		}
		d.add(docx.Text(style, "- "+to+end))
	}
}

// opening: what the report rests on, what became of the last one, and who reports what.
func (d *draft) opening() {
	for i, basis := range d.s.Bases {
		end := ";"
		if i == len(d.s.Bases)-1 {
			end = "."
		}
		if isPrompt(basis) {
			end = ""
		}
		d.add(docx.Text(stBasis, basis+end))
	}
	d.say(wordDone(d.f.Actions))
	d.say(wordOpening(d.s.Issuer, d.f))
}
