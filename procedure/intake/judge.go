package intake

import (
	"slices"
	"strings"

	"motcua/procedure"
)

// judge makes a record of a procedure: texts of bearable length, a key, what is complete, and a report of each block.
// why says, when there can be no record, what it lacks.
func judge(p procedure.Procedure, where string, notes map[Block][]string, said map[Block]string) (r Record, why string) {
	switch {
	case strings.TrimSpace(p.Name) == "":
		return r, wordNoName(p.Code)
	case strings.TrimSpace(p.Field) == "":
		return r, wordNoField(p.Name)
	}
	for b := range clip(&p) {
		if notes == nil {
			notes = map[Block][]string{}
		}
		notes[b] = append(notes[b], wordClipped)
	}
	p.Key = keyOf(&p)
	p.Judge()
	r = Record{P: p, Where: where}
	for _, b := range AllBlocks() {
		report := BlockReport{Block: b, State: StateRead}
		switch {
		case len(notes[b]) > 0:
			report.State, report.Note = StateUnclear, strings.Join(notes[b], "; ")
		case !has(&p, b) && said[b] != "":
			report.Note = wordFileSays(said[b])
		case !has(&p, b):
			report.State = StateMissing
		}
		r.Blocks = append(r.Blocks, report)
	}
	return r, ""
}

// has tells whether a block has content.
func has(p *procedure.Procedure, b Block) bool {
	switch b {
	case BlockName:
		return p.Name != ""
	case BlockCode:
		return p.Code != ""
	case BlockField:
		return p.Field != ""
	case BlockDocuments:
		return len(p.Documents) > 0
	case BlockTime:
		return p.ProcessingTime != ""
	case BlockFees:
		return len(p.Fees) > 0
	case BlockAgency:
		return len(p.Agency) > 0
	case BlockSteps:
		return len(p.Steps) > 0
	case BlockResult:
		return len(p.Result) > 0
	case BlockConditions:
		return len(p.Conditions) > 0
	case BlockLaw:
		return len(p.LegalBasis) > 0
	case BlockForms:
		return len(p.Forms) > 0
	case BlockDecision:
		return p.DecisionNo != ""
	case BlockChannels:
		return len(p.Channels) > 0
	default:
		return len(p.Audience) > 0
	}
}

// clip shortens texts and lists that no procedure has: they come from a file whose cells ran together. It says which
// blocks lost something.
func clip(p *procedure.Procedure) map[Block]bool {
	lost := map[Block]bool{}
	text := func(b Block, s *string, n int) {
		short, cut := clipText(*s, n)
		*s = short
		if cut {
			lost[b] = true
		}
	}
	list := func(b Block, l *[]string) {
		if len(*l) > maxItems {
			*l, lost[b] = slices.Clip((*l)[:maxItems]), true
		}
		for i := range *l {
			text(b, &(*l)[i], maxText)
		}
	}
	text(BlockName, &p.Name, maxTitle)
	text(BlockName, &p.ShortName, maxTitle)
	text(BlockField, &p.Field, maxTitle)
	text(BlockField, &p.OfficialField, maxTitle)
	text(BlockAgency, &p.HandledBy, maxTitle)
	text(BlockDecision, &p.DecisionNo, maxTitle)
	if len(p.SourceURL) > maxText {
		p.SourceURL = "" // half an address leads nowhere
	}
	text(BlockTime, &p.ProcessingTime, maxText)
	for b, l := range map[Block]*[]string{
		BlockSteps: &p.Steps, BlockResult: &p.Result, BlockConditions: &p.Conditions, BlockLaw: &p.LegalBasis,
		BlockForms: &p.Forms, BlockAgency: &p.Agency, BlockChannels: &p.Channels, BlockAudience: &p.Audience,
	} {
		list(b, l)
	}
	if len(p.Documents) > maxItems {
		p.Documents, lost[BlockDocuments] = slices.Clip(p.Documents[:maxItems]), true
	}
	for i := range p.Documents {
		d := &p.Documents[i]
		for _, s := range []*string{&d.Name, &d.Original, &d.When, &d.Action, &d.Form} {
			text(BlockDocuments, s, maxText)
		}
	}
	if len(p.Fees) > maxItems {
		p.Fees, lost[BlockFees] = slices.Clip(p.Fees[:maxItems]), true
	}
	for i := range p.Fees {
		text(BlockFees, &p.Fees[i].Text, maxText)
		text(BlockFees, &p.Fees[i].Condition, maxText)
	}
	return lost
}

// finish judges a draft and keeps the record, or says why there is none.
func (c *collector) finish(d *draft) {
	r, why := d.record(c.sourceName())
	if why != "" {
		c.fatal(d.where, why)
		return
	}
	for _, text := range d.problems {
		c.problem(d.where, text)
	}
	c.keep(r)
}

// sourceName says where records come from: the kind of file and its name.
func (c *collector) sourceName() string { return wordSource(c.format, c.name) }
