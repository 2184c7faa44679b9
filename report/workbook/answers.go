package workbook

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"motcua/report"
)

// answers is the sheet of single forms. It is written as a stream: a year of them is tens of thousands of cells.
func (b *book) answers(f report.Figures, a report.Answers) {
	widths := []float64{8}
	for range a.Columns {
		widths = append(widths, 20)
	}
	for len(widths) < 6 { // room for the sentences
		widths = append(widths, 20)
	}
	b.add(sheetAnswers)
	var (
		said  []said
		width = 0.0
	)
	for _, w := range widths {
		width += w
	}
	say := func(k kind, text string) {
		if text != "" {
			said = append(said, newSaid(k, text, width))
		}
	}
	say(kTitle, titleAnswers)
	say(kSentence, unitText(f.Unit)+" – "+periodText(f.Period))
	if b.demo {
		say(kWarning, demoMark)
	}
	for _, s := range answersText(f, a) {
		say(kNote, s)
	}
	head := len(said) + 1
	if len(a.Rows) > 0 {
		b.printSetup(sheetAnswers, head, head)
	} else {
		b.printSetup(sheetAnswers, 1, 1)
	}
	stream, err := b.file.NewStreamWriter(sheetAnswers)
	b.keep(err)
	if b.err != nil {
		return
	}
	for i, w := range widths {
		b.keep(stream.SetColWidth(i+1, i+1, w))
	}
	if len(a.Rows) > 0 {
		b.keep(stream.SetPanes(b.frozen(head)))
	} else {
		b.keep(stream.SetPanes(b.frozen(1)))
	}
	for i, s := range said {
		b.keep(stream.SetRow(b.at(0, i+1), []any{excelize.Cell{StyleID: b.style(s.look), Value: s.text}}, excelize.RowOpts{Height: s.height}))
		b.keep(stream.MergeCell(b.at(0, i+1), b.at(len(widths)-1, i+1)))
	}
	if len(a.Rows) > 0 {
		b.streamRows(stream, head, a)
	}
	b.keep(stream.Flush())
}

// said is a line above the forms.
type said struct {
	look   look
	text   string
	height float64
}

func newSaid(k kind, text string, width float64) said {
	l := look{kind: k}
	text = clean(text)
	return said{l.quoteFor(text), text, rowHeight(lines(text, width, l), l)}
}

// streamRows writes the head of the columns and the forms. A mark on the scale is its number, so that it can be calculated with;
// any other answer is its words.
func (b *book) streamRows(stream *excelize.StreamWriter, head int, a report.Answers) {
	heads := []any{excelize.Cell{StyleID: b.style(look{kind: kHead}), Value: headNumber}}
	words := make([]map[int16]excelize.Cell, len(a.Columns))
	most := 1
	for i, c := range a.Columns {
		label := clean(c.Label)
		heads = append(heads, excelize.Cell{StyleID: b.style(look{kind: kHead}.quoteFor(label)), Value: label})
		most = max(most, lines(c.Label, 20, look{kind: kHead}))
		words[i] = map[int16]excelize.Cell{}
		for _, o := range c.Options {
			words[i][int16(o.Value)] = b.answerCell(c, o.Value, clean(o.Label))
		}
	}
	b.keep(stream.SetRow(b.at(0, head), heads, excelize.RowOpts{Height: rowHeight(most, look{kind: kHead})}))
	number, empty := b.style(look{kind: kCount}), excelize.Cell{StyleID: b.style(look{kind: kText})}
	cells := make([]any, len(a.Columns)+1)
	for n, row := range a.Rows {
		cells[0] = excelize.Cell{StyleID: number, Value: n + 1}
		for i, value := range row {
			cells[i+1] = empty
			if cell, ok := words[i][value]; ok && value > 0 {
				cells[i+1] = cell
			}
		}
		b.keep(stream.SetRow(b.at(0, head+1+n), cells))
	}
}

func (b *book) answerCell(c report.AnswerColumn, value int, label string) excelize.Cell {
	if c.Rated {
		return excelize.Cell{StyleID: b.style(look{kind: kMiddle}), Value: value}
	}
	return excelize.Cell{StyleID: b.style(look{kind: kText}.quoteFor(label)), Value: label}
}

// answersText says what the sheet leaves out, and why.
func answersText(f report.Figures, a report.Answers) []string {
	all := []string{fmt.Sprintf(answersNone, count(f.Forms.Returned))}
	if len(a.Rows) > 0 {
		all = []string{fmt.Sprintf(answersShown, count(len(a.Rows)), count(f.Forms.Returned)), answersColumns}
	}
	add := func(n int, text string) {
		if n > 0 {
			all = append(all, fmt.Sprintf(text, count(n)))
		}
	}
	if len(a.Rows) > 0 && a.Rest > 0 {
		all = append(all, restText(a))
	}
	add(a.Few, answersFew(f.Predecessor != ""))
	add(a.Running, answersRunning)
	add(a.Gone, answersGone)
	add(a.Moving, answersMoving)
	if names := withheldColumns(a); len(a.Rows) > 0 && len(names) > 0 {
		all = append(all, withheldText(names))
	}
	if len(a.Rows) > 0 {
		all = append(all, answersScale)
	}
	return all
}

// withheldColumns are the questions that are withheld in some month that is shown.
func withheldColumns(a report.Answers) []string {
	var names []string
	for _, c := range a.Columns {
		if c.Withheld > 0 {
			names = append(names, c.Label)
		}
	}
	return names
}
