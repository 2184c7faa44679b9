// Package letter writes a period's report as the draft of an administrative letter (báo cáo) in the form of
// Decree 30/2020/NĐ-CP, Annex I: a Word document that an official completes and a leader signs. It does no I/O
// and knows no clock.
//
// It fills in facts only. What nobody counted (causes, measures, who does what by when) stands as a prompt in
// square brackets; nothing is invented. The draft carries neither number, day, seal nor signature, and says
// that it is a draft in the name of its file, not in the form.
package letter

import (
	"fmt"
	"strings"

	"motcua/org"
	"motcua/report"
	"motcua/report/letter/docx"
	"motcua/report/say"
)

// Charts are the pictures of the report as PNG, made by the caller because he needs them elsewhere too. A nil
// one is left out.
type Charts struct {
	Figures []byte // of report.Figures.Chart
	Trend   []byte // of report.Figures.TrendChart
}

// draft is a letter being written. Parts are appended in the order of reading.
type draft struct {
	f      report.Figures
	s      Setting
	charts Charts
	blocks []docx.Block
	tables int // numbered so far, over the whole letter
	annex  []annex
}

// Draft writes the letter as a .docx file. The same arguments give the same bytes.
func Draft(f report.Figures, s Setting, charts Charts) ([]byte, error) {
	f.GeneratedAt = f.GeneratedAt.In(org.Location()) // the day of signing is a day in Vietnam
	d := &draft{f: f, s: s, charts: charts, annex: annexes(f, charts)}
	d.heading()
	d.opening()
	d.survey()
	d.results()
	d.opinions()
	d.assessment()
	d.measures()
	d.closing()
	sections := []docx.Section{{Blocks: d.blocks}}
	sections = append(sections, d.appendices()...)
	doc := docx.Document{
		Title:    "Báo cáo " + lower(wordSubject(f)) + " (dự thảo)",
		Author:   s.Issuer,
		Created:  f.GeneratedAt,
		Language: "vi-VN",
		Font:     typeFace,
		Page:     paper(),
		Styles:   styles(),
		Sections: sections,
	}
	mark := ""
	if f.Demo {
		mark = say.Sample
	}
	file, err := doc.Marked(mark)
	if err != nil {
		return nil, fmt.Errorf("letter of %s: %w", f.Unit.Code, err)
	}
	return file, nil
}

// FileName is the name of the draft: "bao-cao-thang-10-2026-long-dien-DU-THAO.docx". It says that it is a draft
// (dự thảo), and says it without diacritics: names with diacritics are written in two ways by different systems and
// come out broken from zip archives, mail and older Windows.
func FileName(f report.Figures) string {
	return "bao-cao-" + periodSlug(f.Period) + f.Days.Slug() + "-" + f.Unit.Code + "-DU-THAO.docx"
}

func (d *draft) add(blocks ...docx.Block) { d.blocks = append(d.blocks, blocks...) }

// say adds a paragraph of body text; nothing if there is nothing to say.
func (d *draft) say(sentences ...string) {
	if text := join(sentences...); text != "" {
		d.add(docx.Text(stBody, text))
	}
}

// part begins one of the parts I to V.
func (d *draft) part(number, title string) {
	d.add(docx.Text(stPart, number+". "+strings.ToUpper(title)))
}

// item begins a numbered item of a part.
func (d *draft) item(number int, title string) {
	d.add(docx.Text(stItem, fmt.Sprintf("%d. %s", number, title)))
}

// line adds a line that begins with a dash and ends as a sentence does.
func (d *draft) line(text string) {
	d.say("- " + strings.TrimRight(text, " .;") + ".")
}

// join puts sentences after one another; empty ones are left out.
func join(sentences ...string) string {
	var said []string
	for _, s := range sentences {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}
