package intake

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// maxWrapped is how deep records lie inside what they are wrapped in.
const maxWrapped = 4

// unwrap takes the records out of what the portal wraps them in: data, data.items, response.docs. It is nil when raw is
// itself a record.
func unwrap(raw json.RawMessage, levels int) []jsonValue {
	var outer map[string]json.RawMessage
	if levels == 0 || json.Unmarshal(raw, &outer) != nil {
		return nil
	}
	for name, inner := range outer {
		switch nodeName(name) {
		case "data", "items", "response", "docs", "result", "results", "content", "details", "procedures", "thutuc":
		default:
			continue
		}
		var list []json.RawMessage
		if json.Unmarshal(inner, &list) == nil {
			if len(list) == 0 || len(list[0]) == 0 || list[0][0] != '{' || portalShape(raw) == PortalDetail {
				continue
			}
			out := make([]jsonValue, len(list))
			for i := range list {
				out[i] = jsonValue{where: wordElement(i + 1), raw: list[i]}
			}
			return out
		}
		if len(inner) == 0 || inner[0] != '{' {
			continue
		}
		if deeper := unwrap(inner, levels-1); deeper != nil {
			return deeper
		}
		return []jsonValue{{where: wordElement(1), raw: inner}}
	}
	return nil
}

// The uniform names by which records of the portal are known from our own. Those of detail belong to its blocks.
var (
	detailNames = []string{
		"executionsteps", "executionmethods", "executioncases", "profilecomponents", "legalbasisesdetails", "resultsdetails",
		"requirementsandconditions", "trinhtuthuchien", "cachthucthuchien", "thanhphanhoso", "cancuphaply", "ketquathuchien",
		"ketquaxuly", "goitinthutucqg", "yeucaudieukien", "subjecttypesdetails",
	}
	listNames = []string{
		"procedurecode", "procedurename", "publishedagency", "implementationagency", "fieldname", "matthc", "tentthc", "mathutuc",
		"tenthutuc", "codenotation", "formalitytype", "categoriesdetails", "linhvuc", "linhvucthuchien", "departmentpromulgate",
		"departmentpromulgatename", "departmentsexecuting", "executingagencies", "id", "isward",
	}
)

// portalShape tells whether a record is one of the portal's, and whether it is a whole page or a line of a list; "" when
// it is neither.
func portalShape(raw json.RawMessage) Format {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return ""
	}
	shape := Format("")
	for name := range fields {
		switch uniform := nodeName(name); {
		case slices.Contains(detailNames, uniform):
			return PortalDetail
		case slices.Contains(listNames, uniform):
			shape = PortalList
		}
	}
	return shape
}

// portalRecord reads one record of the portal.
func (c *collector) portalRecord(v jsonValue) {
	value, err := decodeAny(v.raw)
	if err != nil {
		c.fatal(v.where, wordBadJSON(jsonReason(err)))
		return
	}
	n := newNode(value)
	if packet := n.list("goitinthutucqg"); len(packet) > 0 {
		for name, value := range packet[0] {
			if n[name] == nil {
				n[name] = value
			}
		}
	}
	d := &draft{where: v.where}
	d.portalHead(n)
	d.portalSteps(n)
	d.portalMethods(n)
	d.portalPapers(n)
	d.portalLists(n)
	if garbled := firstGarbled(d); garbled != "" {
		c.fatal(v.where, wordGarbled(garbled))
		return
	}
	c.finish(d)
}

// firstGarbled finds name or field in the letters of an old font: JSON may escape what decodeText looks for.
func firstGarbled(d *draft) string {
	for _, s := range append([]string{d.name, d.field}, d.steps...) {
		if isGarbled(s) {
			return s
		}
	}
	return ""
}

// portalHead reads what identifies a procedure.
func (d *draft) portalHead(n node) {
	for _, name := range []string{"matthc", "mathutuc", "maso", "procedurecode", "code", "codenotation", "ma"} {
		if code, note := readCode(n.text(name)); code != "" {
			d.code = code
			d.unclear(BlockCode, note)
			break
		}
	}
	d.name = oneLine(n.text("tentthc", "tenthutuc", "procedurename", "name", "ten"))
	fields := n.texts([]string{"linhvucthuchien", "linhvuc", "categoriesdetails", "categorydetails", "fieldname", "categoryname", "tenlinhvuc"},
		[]string{"tenlinhvuc", "name", "ten"}, entries)
	if len(fields) > 0 {
		d.field = fields[0]
	}
	decision := n.text("soquyetdinh", "decisionnumber", "proposalnumber")
	for _, inner := range append(n.list("quyetdinhcongbo"), n.list("procedureproposal")...) {
		first(&decision, inner.text("soquyetdinh", "decisionnumber", "proposalnumber"))
	}
	d.decision = readDecision(decision)
	if day := n.text("updatedat"); day != "" {
		if ms, err := strconv.ParseInt(day, 10, 64); err == nil {
			d.asOf = string(dayOfMillis(ms))
		}
	}
	if id := n.text("id"); uuid.MatchString(id) {
		d.url = portalPage + id
	} else if url := n.text("detailurl", "url"); strings.HasPrefix(url, "https://") {
		d.url = url
	}
}

// uuid is the identity of a page of the portal.
var uuid = regexp.MustCompile(`^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// portalPage is where the page of a procedure is found by its identity.
const portalPage = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"
