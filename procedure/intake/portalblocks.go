package intake

import (
	"strconv"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// portalSteps reads the steps: cases with steps inside them, steps with name and description, or a text.
func (d *draft) portalSteps(n node) {
	names := []string{"trinhtuthuchien", "executionsteps", "trinhtu"}
	if s, ok := n.value(names...).(string); ok && embedded(s) == nil {
		d.set(partSteps, plain(s))
		return
	}
	for _, step := range n.list(names...) {
		inner := step.list("trinhtu")
		if name := step.text("truonghop"); name != "" {
			d.steps = append(d.steps, lines(name)...)
		}
		for _, s := range inner {
			d.steps = append(d.steps, lines(s.text("tentrinhtu", "ten", "name"))...)
		}
		if len(inner) > 0 {
			continue
		}
		name, description := oneLine(step.text("name", "tentrinhtu", "ten")), lines(step.text("description", "mota"))
		if name != "" && len(description) > 0 && !strings.HasSuffix(name, ":") {
			name += ":"
		}
		switch {
		case len(description) == 1 && name != "":
			d.steps = append(d.steps, name+" "+description[0])
		case name != "":
			d.steps = append(append(d.steps, name), description...)
		default:
			d.steps = append(d.steps, description...)
		}
	}
}

// portalMethods reads the ways to hand in with their times and fees.
func (d *draft) portalMethods(n node) {
	names := []string{"cachthucthuchien", "executionmethods", "cachthuc"}
	if s, ok := n.value(names...).(string); ok && embedded(s) == nil {
		d.addMethods(plain(s))
	}
	for _, m := range n.list(names...) {
		ways := readChannels(m.text("kenh", "submissionmethod", "hinhthucnop", "hinhthuc"))
		d.channels = append(d.channels, ways...)
		times := m.list("thoigian")
		if len(times) == 0 {
			times = []node{m}
		}
		for _, t := range times {
			time := t.text("thoigiangiaiquyet", "processingtime", "thoihan")
			d.portalTime(time, t.text("donvitinh", "processingtimeunit"), ways)
			for _, f := range t.list("philephi", "fees") {
				d.portalFee(f, ways)
			}
			if s, ok := t.value("philephi", "fees").(string); ok && embedded(s) == nil {
				d.addFees(plain(s), true, ways...)
			}
			d.addRemark(t.text("mota", "description"), time+" "+unitName(t.text("donvitinh", "processingtimeunit")))
		}
	}
	for _, f := range n.list("fees", "philephi") {
		d.portalFee(f, nil)
	}
	for _, c := range n.list("cases") {
		for _, day := range c.list("processingday") {
			if len(d.times) == 0 {
				d.portalTime(day.text("qty"), day.text("type"), nil)
			}
		}
	}
	d.set(partTime, n.text("thoihangiaiquyet", "thoihan"))
}

// unitName is the unit of a time in words: the portal's JSON has names in capitals, the packet has words.
func unitName(unit string) string {
	if u, ok := timeUnits[strings.ToUpper(nodeName(unit))]; ok {
		return u
	}
	if unitIn(unit) != "" || hasTimeWord(unit) {
		return strings.ToLower(oneLine(unit))
	}
	return ""
}

// portalTime takes in a number with a unit beside it, or a text.
func (d *draft) portalTime(time, unit string, ways []string) {
	if saysNothing(time) {
		return
	}
	if strings.Trim(time, "0.,") == "" {
		d.unclear(BlockTime, wordZeroTime(time))
		return
	}
	time = strings.TrimSuffix(time, ".0")
	name := unitName(unit)
	if name == "" && unit != "" && bareNumber.MatchString(time) {
		d.unclear(BlockTime, wordUnknownUnit(time, unit))
		return
	}
	d.addTime(time, name, ways...)
}

// portalFee takes in a charge: an amount, a remark, or both. An amount of 0 beside a remark is the form's default as
// often as a fact, so that the remark decides.
func (d *draft) portalFee(f node, ways []string) {
	amount := strings.TrimSuffix(f.text("sotien", "value", "amount", "muc"), ".0")
	remark := oneLine(f.text("mota", "description", "name"))
	if n := strings.Map(keepDigits, amount); n != "" && n == amount {
		if v, err := strconv.Atoi(n); err == nil {
			amount = dongText(v)
		}
	}
	if kind := feeWords[vntext.Fold(remark)]; kind {
		remark = ""
	}
	switch {
	case amount == "" && remark == "":
		return
	case amount == "":
		d.addFees(remark, false, ways...)
		return
	case strings.Trim(amount, "0.,đồng ") == "" && remark != "":
		if c, _ := readFee(remark, false); c.AmountVND != nil && *c.AmountVND == 0 {
			d.fees = append(d.fees, channelFee{Charge: c, channels: ways})
			return
		}
		d.fees = append(d.fees, channelFee{Charge: procedure.Charge{Text: remark}, channels: ways})
		d.unclear(BlockFees, wordNotFree(remark))
		return
	case remark != "":
		amount += " (" + remark + ")"
	}
	d.addFees(amount, true, ways...)
}

func keepDigits(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// feeWords are folded names of charges that say nothing about them.
var feeWords = map[string]bool{"phi": true, "le phi": true, "phi le phi": true, "fee": true, "khong co thong tin": true}

// portalPapers reads the papers, case by case.
func (d *draft) portalPapers(n node) {
	names := []string{"thanhphanhoso", "executioncases"}
	if s, ok := n.value(names...).(string); ok && embedded(s) == nil {
		d.addPapers(plain(s))
	}
	for _, c := range n.list(names...) {
		d.papers.when, d.papers.action = caseOf(c.text("truonghop", "name")), ""
		papers := c.list("giayto", "profilecomponents")
		for _, p := range papers {
			d.portalPaper(p)
		}
		if len(papers) == 0 && c.text("tengiayto") != "" {
			d.papers.when = ""
			d.portalPaper(c)
		}
	}
	d.papers.when, d.papers.action = "", ""
	for _, p := range n.list("profilecomponents") {
		d.portalPaper(p)
	}
}

func (d *draft) portalPaper(p node) {
	form := p.text("tenmaudon", "maudon")
	for _, a := range p.list("attachments") {
		first(&form, a.text("filename", "name"))
	}
	if saysNothing(form) {
		form = ""
	}
	d.papers.row(procedure.Document{Name: p.text("tengiayto", "name", "ten"), Form: oneLine(form)},
		numberOf(p.text("sobanchinh", "originalqty")), numberOf(p.text("sobansao", "copyqty")))
}

// portalLists reads the blocks that are lists.
func (d *draft) portalLists(n node) {
	offices := []string{"tendonvi", "name", "ten"}
	d.office = n.texts([]string{"coquanthuchien", "departmentsexecuting", "unitgroupsexecuting", "executingagencies", "implementationagency"}, offices, entries)
	d.authority = n.texts([]string{"coquancothamquyen", "departmentsauthority", "unitgroupsauthority"}, offices, entries)
	d.audience = n.texts([]string{"doituongthuchien", "subjecttypesdetails"}, []string{"tendoituong", "name", "ten"}, commaEntries)
	d.result = n.texts([]string{"ketquathuchien", "resultsdetails", "ketquaxuly", "ketqua"}, []string{"tenketqua", "name", "ten"}, entries)
	conditions := n.texts([]string{"yeucau", "requirementsandconditions", "yeucaudieukien"}, []string{"content", "name", "ten"}, lines)
	for _, s := range conditions {
		d.set(partConditions, s)
	}
	if s, ok := n.value("cancuphaply", "legalbasisesdetails").(string); ok && embedded(s) == nil {
		d.set(partLaw, plain(s))
	}
	for _, l := range n.list("cancuphaply", "legalbasisesdetails") {
		if law := lawOf(l.text("sovanban", "sokyhieu", "code"), l.text("tenvanban", "trichyeu", "name")); law != "" {
			d.law = append(d.law, law)
		}
	}
}
