package intake

import (
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// draft is one procedure as a file words it, before its blocks are judged.
type draft struct {
	where string

	code, name, shortName    string
	field, officialField     string
	decision, handler, url   string
	asOf, effective, review  string
	audience, office         []string
	authority, result, law   []string
	conditions, forms, steps []string
	channels                 []string
	papers                   paperList
	times                    []offer
	fees                     []channelFee
	notes                    map[Block][]string // why a block is unclear
	said                     map[Block]string   // blocks the file speaks of without content: "Không"
	problems                 []string           // not fatal, about the record as a whole
	dong                     bool               // numbers in the fees are đồng without saying so
}

// maxNotes is how many reasons are given why one block is unclear.
const maxNotes = 8

// unclear notes why an official has to look at a block.
func (d *draft) unclear(b Block, notes ...string) {
	if d.notes == nil {
		d.notes = map[Block][]string{}
	}
	for _, n := range notes {
		if n != "" && len(d.notes[b]) < maxNotes && !slices.Contains(d.notes[b], n) {
			d.notes[b] = append(d.notes[b], n)
		}
	}
}

// none notes that the file says there is nothing to say in a block.
func (d *draft) none(b Block, words string) {
	if d.said == nil {
		d.said = map[Block]string{}
	}
	d.said[b] = words
}

// cut shortens a text that no cell has, before it is taken apart: two files ran together there, or a quotation mark is
// missing.
func (d *draft) cut(b Block, s string) string {
	if len(s) <= maxCell {
		return s
	}
	d.unclear(b, wordClipped)
	at := maxCell
	for !utf8.RuneStart(s[at]) {
		at--
	}
	return s[:at]
}

// addTime takes in the time of some ways to hand in; unit is that of the column.
func (d *draft) addTime(s, unit string, channels ...string) {
	text, note := readTime(d.cut(BlockTime, s), unit)
	d.unclear(BlockTime, note)
	if text != "" {
		d.times = append(d.times, offer{channels: channels, text: text})
	}
}

// addFees takes in the charges of some ways to hand in.
func (d *draft) addFees(s string, dong bool, channels ...string) {
	charges, notes := readFees(d.cut(BlockFees, s), dong)
	d.unclear(BlockFees, notes...)
	for _, c := range charges {
		d.fees = append(d.fees, channelFee{Charge: c, channels: channels})
	}
}

// addRemark looks through a remark on a way to hand in for what the columns beside it leave out.
func (d *draft) addRemark(remark, time string) {
	if remark == "" {
		return
	}
	if span := otherSpan(remark, time); span != "" {
		d.unclear(BlockTime, wordOtherSpan(remark))
	}
	known := map[int]bool{}
	for _, f := range d.fees[:min(len(d.fees), maxItems)] {
		if f.AmountVND != nil {
			known[*f.AmountVND] = true
		}
		for _, n := range amountsIn(f.Text + "\n" + f.Condition) {
			known[n] = true
		}
	}
	for _, n := range amountsIn(remark) {
		if !known[n] {
			d.unclear(BlockFees, wordOtherFee(remark))
			return
		}
	}
}

// addPapers takes in papers that stand in lines, with headings between them.
func (d *draft) addPapers(s string) {
	for _, line := range lines(d.cut(BlockDocuments, s)) {
		if !strings.Contains(line, "|") && d.papers.heading(line) {
			continue
		}
		d.papers.add(readPaper(line))
	}
}

// set takes in a part that is a text. Empty texts and "Không có thông tin" change nothing.
func (d *draft) set(p part, s string) {
	if s = d.cut(partBlocks[p], s); saysNothing(s) {
		return
	}
	switch p {
	case partCode:
		code, note := readCode(s)
		d.unclear(BlockCode, note)
		if d.code == "" {
			d.code = code
		}
	case partName:
		first(&d.name, oneLine(s))
	case partShortName:
		first(&d.shortName, oneLine(s))
	case partField:
		first(&d.field, oneLine(s))
	case partOfficialField:
		first(&d.officialField, oneLine(s))
	case partDecision:
		first(&d.decision, readDecision(s))
	case partHandler:
		first(&d.handler, oneLine(s))
	case partURL:
		first(&d.url, oneLine(s))
	case partAsOf:
		first(&d.asOf, oneLine(s))
	case partEffective:
		first(&d.effective, oneLine(s))
	case partReview:
		first(&d.review, oneLine(s))
	case partTime:
		d.addTime(s, "")
	case partFees:
		d.addFees(s, d.dong)
	case partMethods:
		d.addMethods(s)
	case partPapers:
		d.addPapers(s)
	default:
		d.setList(p, s)
	}
}

// partBlocks are the blocks that parts fill.
var partBlocks = map[part]Block{
	partCode: BlockCode, partName: BlockName, partShortName: BlockName, partField: BlockField, partOfficialField: BlockField,
	partDecision: BlockDecision, partHandler: BlockAgency, partTime: BlockTime, partFees: BlockFees, partMethods: BlockChannels,
	partPapers: BlockDocuments, partSteps: BlockSteps, partAudience: BlockAudience, partOffice: BlockAgency, partAuthority: BlockAgency,
	partResult: BlockResult, partLaw: BlockLaw, partConditions: BlockConditions, partForms: BlockForms,
}

func first(to *string, s string) {
	if *to == "" {
		*to = s
	}
}

// addMethods takes in the ways to hand in that a text names; words that name none are kept as they are.
func (d *draft) addMethods(s string) {
	if known := readChannels(s); len(known) > 0 {
		d.channels = append(d.channels, known...)
		return
	}
	if rest := commaEntries(s); len(rest) > 0 && len(rest[0]) < 60 {
		d.channels = append(d.channels, rest...)
	}
}

// splits is how texts that fill a list are divided into entries.
var splits = map[part]func(string) []string{
	partSteps: lines, partAudience: commaEntries, partOffice: entries, partAuthority: entries,
	partResult: entries, partLaw: entries, partConditions: lines, partForms: entries,
}

// listOf is the list a part fills; nil for a part that is none.
func (d *draft) listOf(p part) *[]string {
	switch p {
	case partSteps:
		return &d.steps
	case partAudience:
		return &d.audience
	case partOffice:
		return &d.office
	case partAuthority:
		return &d.authority
	case partResult:
		return &d.result
	case partLaw:
		return &d.law
	case partConditions:
		return &d.conditions
	case partForms:
		return &d.forms
	}
	return nil
}

// setList takes in a part that is a list.
func (d *draft) setList(p part, s string) {
	to := d.listOf(p)
	switch {
	case to == nil:
	case saysNone(s):
		d.none(partBlocks[p], oneLine(s))
	default:
		end := " ;."
		if p == partSteps || p == partConditions {
			end = " ;" // sentences
		}
		for _, e := range splits[p](s) {
			*to = append(*to, strings.TrimRight(e, end))
		}
	}
}

// record judges what was gathered. Without a name or a field there is none, and why says so.
func (d *draft) record(source string) (r Record, why string) {
	p := procedure.Procedure{
		Code: d.code, Name: d.name, ShortName: d.shortName,
		Audience: compact(d.audience), Channels: addChannels(nil, d.channels),
		Documents: d.papers.papers, Steps: d.steps, Result: compact(d.result), Conditions: compact(d.conditions),
		LegalBasis: compact(d.law), DecisionNo: d.decision, SourceURL: d.url, Currency: procedure.Current,
		ProcessingTime: joinTimes(d.times), Fees: joinFees(d.fees),
	}
	p.Field, p.OfficialField = readField(d.field)
	if d.officialField != "" && vntext.Fold(d.officialField) != vntext.Fold(p.Field) {
		p.OfficialField = d.officialField
	}
	p.Agency = compact(d.authority)
	if len(p.Agency) == 0 {
		p.Agency = compact(d.office)
	}
	if p.HandledBy = d.handler; p.HandledBy == "" {
		p.HandledBy = readHandler(d.office, d.authority)
	}
	forms := slices.Clone(d.forms)
	for _, paper := range p.Documents {
		forms = append(forms, paper.Form)
	}
	p.Forms = compact(forms)
	if n := len(p.Documents); n > 0 {
		p.DocumentsTotal = n
	}
	d.dates(&p)
	if source != "" {
		p.Sources = []string{source}
	}
	return judge(p, d.where, d.notes, d.said)
}

// dates reads the days a file gives; one that is no date is said and left out.
func (d *draft) dates(p *procedure.Procedure) {
	for _, x := range []struct {
		to   *procedure.Date
		text string
	}{{&p.AsOf, d.asOf}, {&p.EffectiveFrom, d.effective}, {&p.ReviewDue, d.review}} {
		date, ok := readDate(x.text)
		if !ok {
			d.problems = append(d.problems, wordBadDate(x.text))
			continue
		}
		*x.to = date
	}
}
