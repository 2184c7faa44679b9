package intake

import (
	"encoding/xml"
	"errors"
	"regexp"
	"slices"
	"strings"

	"motcua/internal/vntext"
)

// readWord reads the procedures of a Word document.
func (c *collector) readWord(data []byte) error {
	z, err := openArchive(data)
	if err != nil {
		return err
	}
	r, err := mainPart(z)
	if err != nil {
		return err
	}
	defer r.Close()
	blocks, err := readDocx(r)
	if err != nil {
		return docxError(err)
	}
	for _, b := range blocks {
		if at, line := garbledIn([]block{b}); line != "" {
			return refuseAt(wordParagraph(at), wordGarbled(line))
		}
	}
	w := &wordReader{c: c}
	w.walk(blocks)
	w.flush()
	if w.found == 0 {
		c.wordTables(blocks)
	}
	return nil
}

func docxError(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, errTooDeep):
		return refuse(wordTooDeep)
	case errors.Is(err, errTooManyCells):
		return refuse(wordTooManyRows)
	case errors.As(err, &syntax):
		return refuse(wordBrokenXML(syntax.Line))
	default:
		return refuse(wordBrokenArchive)
	}
}

// garbledIn finds a line in the letters of an old font.
func garbledIn(blocks []block) (at int, line string) {
	for _, b := range blocks {
		if b.table == nil {
			for l := range strings.SplitSeq(b.text, "\n") {
				if isGarbled(l) {
					return b.n, l
				}
			}
			continue
		}
		for _, r := range b.table.rows {
			for _, cell := range r {
				if cell.down || cell.across {
					continue
				}
				if at, l := garbledIn(cell.blocks); l != "" {
					return at, l
				}
			}
		}
	}
	return 0, ""
}

// section is what stands below one label.
type section struct {
	part   part
	blocks []block
}

// wordReader divides a document into procedures and their sections.
type wordReader struct {
	c     *collector
	found int     // labels of procedures met
	lead  []block // what stands before the first label of a procedure
	field string  // the field of the last heading that named one

	start    int // paragraph the procedure begins at; 0 between procedures
	sections []section
}

// walk takes in blocks in the order of the document.
func (w *wordReader) walk(blocks []block) {
	for _, b := range blocks {
		switch {
		case b.table != nil && isLabelTable(b.table):
			for _, r := range b.table.rows {
				w.labelRow(b.n, r)
			}
		case b.table != nil:
			w.content(b)
		default:
			w.paragraph(b)
		}
	}
}

// paragraph takes in a paragraph: a label with what follows it in the same line, or content.
func (w *wordReader) paragraph(b block) {
	first, rest, _ := strings.Cut(b.text, "\n")
	p, value, ok := splitLabel(first)
	if !ok && b.head != "" {
		if p, ok = lineLabel(unnumber(b.head)); ok {
			value = strings.TrimSpace(strings.TrimPrefix(first, b.head))
		}
	}
	if !ok {
		w.content(b)
		return
	}
	w.label(p, b.n)
	if value = strings.TrimSpace(value + "\n" + rest); value != "" {
		w.content(block{text: value, n: b.n})
	}
}

// labelRow takes in a row of a table whose first cells are labels.
func (w *wordReader) labelRow(n int, r []wordCell) {
	p, value, ok := labelCell(r[0])
	if !ok || r[0].down {
		for i, c := range r {
			if i > 0 && !c.across && !c.down {
				w.walkContent(c.blocks)
			}
		}
		return
	}
	w.label(p, max(n, firstParagraph(r[0].blocks)))
	if value != "" {
		w.content(block{text: value, n: n})
	}
	for i, c := range r {
		if i > 0 && !c.across {
			w.walkContent(c.blocks)
		}
	}
}

func firstParagraph(blocks []block) int {
	if len(blocks) == 0 {
		return 0
	}
	return blocks[0].n
}

// walkContent takes in the blocks of a cell, which are content whatever they look like.
func (w *wordReader) walkContent(blocks []block) {
	for _, b := range blocks {
		w.content(b)
	}
}

// labelCell reads a label that fills a cell, perhaps with its value behind a colon.
func labelCell(c wordCell) (p part, value string, ok bool) {
	text := c.text()
	if strings.Contains(text, "\n") {
		return 0, "", false
	}
	text = unnumber(text)
	if p, ok = labelPart(strings.TrimRight(text, " :")); ok {
		return p, "", true
	}
	return splitLabel(text)
}

// isLabelTable tells whether a table has labels in its first column, and is not itself the list or the table of a
// section, whose heads may be the same words.
func isLabelTable(g *grid) bool {
	if len(g.rows) == 0 || headOf(g) != nil {
		return false
	}
	n := 0
	for _, r := range g.rows {
		if _, _, ok := labelCell(r[0]); !ok || r[0].down {
			continue
		}
		if len(r) > 1 && !r[1].across {
			if _, also := columnOf(r[1].text()); also {
				return false
			}
		}
		n++
	}
	return n > 0
}

// headOf is what the first row says a table is; nil when it has no head that is known.
func headOf(g *grid) *wordHead {
	if len(g.rows) == 0 {
		return nil
	}
	for _, read := range []func([]wordCell) *wordHead{methodHead, paperHead, lawHead} {
		if h := read(g.rows[0]); h != nil {
			return h
		}
	}
	return nil
}

var (
	// numberBefore is the number or letter of a label: "a)", "1.2.", "đ)", "(3)", "IV.".
	numberBefore = regexp.MustCompile(`^(?:\(?(?:\d+(?:\.\d+)*|[a-zđA-ZĐ]|[IVXLC]+)\s*[.)]\s*|\d+(?:\.\d+)+\s+|[-–+*•]\s*)+`)

	// labelEnd is where a label ends.
	labelEnd = regexp.MustCompile(`\s*:\s*`)
)

func unnumber(s string) string { return strings.TrimSpace(numberBefore.ReplaceAllString(s, "")) }

// splitLabel divides a line that begins with a label; a line that is nothing but a label needs no colon.
func splitLabel(line string) (p part, value string, ok bool) {
	line = unnumber(line)
	if at := labelEnd.FindStringIndex(line); at != nil {
		p, ok = lineLabel(line[:at[0]])
		return p, line[at[1]:], ok
	}
	p, ok = lineLabel(line)
	return p, "", ok
}

// lineLabel finds what a label in running text speaks of. Of the short ones only those that begin no other line are
// taken: "Thời gian: từ thứ 2 đến thứ 6" stands in the steps of many procedures.
func lineLabel(s string) (part, bool) {
	p, ok := labelPart(s)
	if !ok {
		return 0, false
	}
	folded := vntext.Fold(s)
	return p, strings.Count(folded, " ") >= 2 && folded != "thu tuc hanh chinh" || lineLabels[folded]
}

// lineLabels are the labels of two words that count in running text.
var lineLabels = map[string]bool{"linh vuc": true, "le phi": true, "tu khoa": true, "mo ta": true, "ten tthc": true, "ma tthc": true}

// maxSections is how many labels one procedure has at most; the portal's export has 21.
const maxSections = 200

// label begins a section, and a procedure when the label shows that one begins.
func (w *wordReader) label(p part, n int) {
	if p == partNumber || len(w.sections) >= maxSections && p != partCode && p != partName {
		return
	}
	begins := p == partCode || p == partName
	switch {
	case w.start == 0:
		w.begin(n)
	case begins && (w.has(p) || w.hasBody()):
		w.end()
		w.begin(n)
	case p == partSteps && w.has(partSteps):
		// In decisions a procedure begins with its name as a heading, which stands below the last section.
		heading := w.cutHeading()
		w.end()
		w.lead = heading
		w.begin(n)
	}
	w.sections = append(w.sections, section{part: p})
}

// content belongs to the section begun last, or stands before the first.
func (w *wordReader) content(b block) {
	if w.start == 0 {
		w.lead = append(w.lead, b)
		return
	}
	to := &w.sections[len(w.sections)-1]
	if to.part != partSteps && b.table == nil && stepLine.MatchString(b.text) {
		// A label in the midst of the steps does not end them.
		if i := slices.IndexFunc(w.sections, func(s section) bool { return s.part == partSteps }); i >= 0 {
			to = &w.sections[i]
		}
	}
	to.blocks = append(to.blocks, b)
}

// stepLine is a line of the steps.
var stepLine = regexp.MustCompile(`(?i)^[-+*\s]*bước\s+\d+`)

func (w *wordReader) has(p part) bool {
	return slices.ContainsFunc(w.sections, func(s section) bool { return s.part == p })
}

// hasBody tells whether a section was met that stands below the name of a procedure.
func (w *wordReader) hasBody() bool {
	return slices.ContainsFunc(w.sections, func(s section) bool {
		switch s.part {
		case partSteps, partMethods, partPapers, partTime, partFees, partResult, partLaw, partConditions, partForms, partAudience, partOffice:
			return true
		}
		return false
	})
}

func (w *wordReader) begin(n int) {
	w.found++
	w.start = n
	w.sections = nil
}

// cutHeading takes the heading of the next procedure off the end of the last section: the last numbered line, or the
// last one that begins with "Thủ tục", with all that follows.
func (w *wordReader) cutHeading() []block {
	last := &w.sections[len(w.sections)-1]
	for i := len(last.blocks) - 1; i >= 0 && i >= len(last.blocks)-4; i-- {
		if b := last.blocks[i]; b.table == nil && procedureHeading.MatchString(b.text) {
			from := i
			for from > 0 && last.blocks[from-1].table == nil && isFieldHeading(last.blocks[from-1].text) {
				from--
			}
			heading := slices.Clone(last.blocks[from:])
			last.blocks = last.blocks[:from]
			return heading
		}
	}
	return nil
}

// procedureHeading is a line that names a procedure in a decision: "2. Thủ tục đăng ký kết hôn (1.000894)".
var procedureHeading = regexp.MustCompile(`(?i)^(?:(?:\d+(?:\.\d+)*|[IVX]+)\s*[.)]\s*\S|thủ tục(?: hành chính)?[\s:])`)

// isFieldHeading tells whether a line names a field: "I. LĨNH VỰC HỘ TỊCH".
func isFieldHeading(s string) bool {
	return len(s) < 200 && strings.Contains(vntext.Fold(s), "linh vuc")
}

// flush ends the document.
func (w *wordReader) flush() {
	if w.start != 0 {
		w.end()
	}
}

// end makes a record of the procedure read.
func (w *wordReader) end() {
	d := &draft{where: wordProcedureAt(w.found, w.start)}
	w.fromLead(d)
	for _, s := range w.sections {
		d.section(s)
	}
	if d.field == "" {
		d.field = w.field
	}
	w.lead, w.start = nil, 0
	w.c.finish(d)
}

// fromLead takes name, code and field from the headings before the first label. A label says it better.
func (w *wordReader) fromLead(d *draft) {
	for _, b := range w.lead {
		if b.table == nil && isFieldHeading(b.text) {
			w.field = b.text
		}
	}
	if w.hasName() {
		return
	}
	for _, b := range slices.Backward(w.lead) {
		if b.table != nil || !procedureHeading.MatchString(b.text) || isFieldHeading(b.text) {
			continue
		}
		name := unnumber(oneLine(b.text))
		if code, _ := readCode(name); code != "" && !w.has(partCode) {
			d.code = code
			name = codeInName.ReplaceAllString(name, "")
		}
		d.name = strings.TrimRight(name, " .:-–")
		return
	}
}

// codeInName is the code of a procedure behind its name.
var codeInName = regexp.MustCompile(`(?i)\s*[-–(\[]*\s*(?:mã(?: số)?(?: TTHC| thủ tục)?\s*:?\s*)?\d\.\d{6}(?:\.[\w.]+)?\s*[)\]]*`)

func (w *wordReader) hasName() bool {
	return slices.ContainsFunc(w.sections, func(s section) bool {
		return s.part == partName && blocksText(s.blocks) != ""
	})
}
