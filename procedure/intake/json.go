package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"motcua/procedure"
)

// maxJSONDepth is far beyond the portal's pages, which go down 7 levels.
const maxJSONDepth = 48

// jsonValue is one value of a JSON file with its place.
type jsonValue struct {
	where  string
	raw    json.RawMessage
	broken string // why the value is none; "" when it is one
}

// readJSON reads records of our own or pages of the portal.
func (c *collector) readJSON(text string) error {
	if line := tooDeepAt(text); line > 0 {
		return refuseAt(wordLine(line), wordTooDeep)
	}
	values := c.jsonValues(text)
	if len(values) == 1 {
		if inner := unwrap(values[0].raw, maxWrapped); inner != nil {
			values = inner
		}
	}
	for i, v := range values {
		if v.broken != "" {
			c.fatal(v.where, v.broken)
			continue
		}
		if len(v.raw) == 0 || v.raw[0] != '{' {
			c.fatal(v.where, wordNotARecord)
			continue
		}
		if shape := portalShape(v.raw); shape != "" {
			if i == 0 || c.format == PortalList {
				c.format = shape
			}
			c.portalRecord(v)
		} else {
			c.ownRecord(v)
		}
		if c.full {
			break
		}
	}
	return nil
}

// tooDeepAt is the line where brackets stand too deep inside one another; 0 when they do nowhere.
func tooDeepAt(text string) int {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case quoted && b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{' || b == '[':
			if depth++; depth > maxJSONDepth {
				return 1 + strings.Count(text[:i], "\n")
			}
		case b == '}' || b == ']':
			depth--
		}
	}
	return 0
}

// jsonValues divides a file into its values: the elements of an array, the lines of JSONL, or values one after the
// other. A line of JSONL that is broken is noted and passed over; elsewhere nothing is known behind the break.
func (c *collector) jsonValues(text string) []jsonValue {
	if isLines(text) {
		c.format = JSONL
		return jsonLines(text)
	}
	dec := json.NewDecoder(strings.NewReader(text))
	array := strings.HasPrefix(strings.TrimLeft(text, " \t\r\n"), "[")
	if array {
		if _, err := dec.Token(); err != nil {
			return []jsonValue{brokenJSON(text, dec, err)}
		}
	}
	var out []jsonValue
	line, counted := 1, 0
	for !array || dec.More() {
		at := valueStart(text, dec.InputOffset())
		line, counted = line+strings.Count(text[counted:at], "\n"), at
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if errors.Is(err, io.EOF) && !array {
			return out
		}
		if err != nil {
			return append(out, brokenJSON(text, dec, err))
		}
		out = append(out, jsonValue{where: wordElementAt(len(out)+1, line), raw: raw})
		if len(out) > maxRecords {
			return out
		}
	}
	if _, err := dec.Token(); err != nil {
		out = append(out, brokenJSON(text, dec, err))
	}
	return out
}

// valueStart is where the value begins that follows an offset.
func valueStart(text string, offset int64) int {
	at := min(int(offset), len(text))
	for at < len(text) && strings.IndexByte(" \t\r\n,", text[at]) >= 0 {
		at++
	}
	return at
}

// isLines tells whether a text has one object a line.
func isLines(text string) bool {
	n := 0
	for line := range strings.Lines(firstPart(text)) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if line[0] != '{' {
			return false
		}
		if n++; n >= 2 {
			return true
		}
	}
	// One line alone is JSONL when it is longer than the part looked at, and more lines follow it.
	first, rest, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return n == 1 && strings.HasSuffix(strings.TrimSpace(first), "}") && strings.HasPrefix(strings.TrimSpace(rest), "{")
}

func jsonLines(text string) []jsonValue {
	var out []jsonValue
	n := 0
	for line := range strings.Lines(text) {
		n++
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if !json.Valid([]byte(line)) {
			why := wordBadJSON(jsonReason(json.Unmarshal([]byte(line), new(any))))
			out = append(out, jsonValue{where: wordLine(n), broken: why})
			continue
		}
		out = append(out, jsonValue{where: wordLine(n), raw: json.RawMessage(line)})
		if len(out) > maxRecords {
			break
		}
	}
	return out
}

// brokenJSON is the place where a file stops being JSON.
func brokenJSON(text string, dec *json.Decoder, err error) jsonValue {
	offset := dec.InputOffset()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	at := min(max(int(offset), 0), len(text))
	return jsonValue{where: wordLine(1 + strings.Count(text[:at], "\n")), broken: wordBadJSON(jsonReason(err))}
}

// jsonReason is what is wrong with a text that is no JSON.
func jsonReason(err error) string {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), err != nil && strings.Contains(err.Error(), "unexpected end"):
		return wordReasonCutOff
	default:
		return wordReasonSyntax
	}
}

// unknownField finds the name in the decoder's error about a field that no record has.
var unknownField = regexp.MustCompile(`unknown field "(.*)"`)

// ownRecord reads a record as this program writes it.
func (c *collector) ownRecord(v jsonValue) {
	raw, unknown := dropUnknown(v.raw)
	for _, name := range unknown {
		c.fatal(v.where, wordUnknownName(name))
	}
	if len(unknown) > 0 {
		return
	}
	var p procedure.Procedure
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		c.fatal(v.where, wordBadValue(badField(err)))
		return
	}
	notes, problems := review(&p)
	r, why := judge(p, v.where, notes, nil)
	if why != "" {
		c.fatal(v.where, why)
		return
	}
	for _, text := range problems {
		c.problem(v.where, text)
	}
	c.keep(r)
}

// maxUnknown is how many unknown names of one record are listed.
const maxUnknown = 10

// dropUnknown finds the names in a record that no record has.
func dropUnknown(raw json.RawMessage) (json.RawMessage, []string) {
	var unknown []string
	for len(unknown) < maxUnknown {
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.DisallowUnknownFields()
		err := dec.Decode(new(procedure.Procedure))
		if err == nil {
			break
		}
		m := unknownField.FindStringSubmatch(err.Error())
		if m == nil {
			break
		}
		unknown = append(unknown, m[1])
		var fields map[string]json.RawMessage
		if json.Unmarshal(raw, &fields) != nil || fields[m[1]] == nil {
			break // deeper down: it stays, and would be found again
		}
		delete(fields, m[1])
		shorter, err := json.Marshal(fields)
		if err != nil {
			break
		}
		raw = shorter
	}
	return raw, unknown
}

// badField names the field whose value is of the wrong kind, and the kind it has.
func badField(err error) (field, kind string) {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return wrong.Field, wrong.Value
	}
	return "", fmt.Sprint(err)
}

// review makes a record of our own uniform and looks at what the other formats are read with care for: times without a
// unit, fees that contradict themselves, codes.
func review(p *procedure.Procedure) (notes map[Block][]string, problems []string) {
	d := &draft{}
	for _, s := range []*string{&p.Name, &p.ShortName, &p.Field, &p.OfficialField, &p.HandledBy, &p.DecisionNo, &p.SourceURL, &p.ProcessingTime} {
		*s = oneLine(*s)
	}
	for _, l := range []*[]string{&p.Audience, &p.Channels, &p.Result, &p.Agency, &p.Conditions, &p.Steps, &p.LegalBasis, &p.Forms, &p.Sources, &p.Flags} {
		*l = tidyList(*l)
	}
	for i := range p.Documents {
		doc := &p.Documents[i]
		for _, s := range []*string{&doc.Name, &doc.Original, &doc.When, &doc.Action, &doc.Form} {
			*s = oneLine(*s)
		}
	}
	if p.Code != "" {
		code, note := readCode(p.Code)
		d.unclear(BlockCode, note)
		p.Code = code
	}
	if p.ProcessingTime != "" {
		if _, note := readTime(p.ProcessingTime, ""); note != "" {
			d.unclear(BlockTime, note)
			if bareNumber.MatchString(p.ProcessingTime) {
				p.ProcessingTime = ""
			}
		}
	}
	for i := range p.Fees {
		d.unclear(BlockFees, reviewFee(&p.Fees[i]))
	}
	for i := range p.LocalVariants {
		for j := range p.LocalVariants[i].Fees {
			d.unclear(BlockFees, reviewFee(&p.LocalVariants[i].Fees[j]))
		}
	}
	for _, day := range []*procedure.Date{&p.AsOf, &p.EffectiveFrom, &p.ReviewDue} {
		read, ok := readDate(string(*day))
		if !ok {
			problems = append(problems, wordBadDate(string(*day)))
		}
		*day = read
	}
	switch p.Currency {
	case procedure.Current, procedure.Check, procedure.Older:
	case "":
		p.Currency = procedure.Current
	default:
		problems = append(problems, wordBadCurrency(string(p.Currency)))
		p.Currency = procedure.Check
	}
	return d.notes, problems
}

func tidyList(in []string) []string {
	var out []string
	for _, s := range in {
		if s = oneLine(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// reviewFee takes the amount off a charge that its own words contradict.
func reviewFee(c *procedure.Charge) (note string) {
	c.Text, c.Condition = oneLine(c.Text), oneLine(c.Condition)
	if c.AmountVND == nil {
		return ""
	}
	switch n := *c.AmountVND; {
	case n == 0 && (ruledElsewhere.MatchString(c.Condition) || len(amountsIn(c.Text+"\n"+c.Condition)) > 0):
		note = wordNotFree(strings.TrimSpace(c.Text + " " + c.Condition))
	case n < 0 || n > 0 && n < leastFee:
		note = wordLostZeros(dongText(n))
	default:
		return ""
	}
	if c.Text == "" && c.Condition == "" {
		c.Text = dongText(*c.AmountVND)
	}
	c.AmountVND = nil
	return note
}
