package intake

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"motcua/internal/vntext"
	"motcua/procedure"
)

const (
	// maxYAML is less than maxBytes: its tokens take a hundred times the room of the text. Six hundred procedures are 2 MB.
	maxYAML = 4 << 20

	maxYAMLDepth  = 24 // brackets inside one another, or structural signs in one line
	maxYAMLIndent = 80 // columns of indentation
)

// readYAML reads procedures written by hand. Scalars are taken as they are written, so that the code 1.001190 stays a
// code and does not become the number 1.00119.
func (c *collector) readYAML(text string) error {
	if len(text) > maxYAML {
		return refuse(wordYAMLTooLarge)
	}
	tokens := lexer.Tokenize(text)
	if err := checkTokens(tokens); err != nil {
		return err
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		return yamlError(err)
	}
	n := 0
	for _, doc := range file.Docs {
		for _, item := range yamlItems(doc.Body) {
			n++
			c.yamlRecord(item, n)
			if c.full {
				return nil
			}
		}
	}
	return nil
}

// checkTokens refuses what a list of procedures never has and what the parser, which goes down by calling itself, must
// not be given: anchors and aliases, and great depth.
func checkTokens(tokens token.Tokens) error {
	flow, line, signs := 0, 0, 0
	for _, t := range tokens {
		at := 0
		if t.Position != nil {
			at = t.Position.Line
			if at != line {
				line, signs = at, 0
			}
		}
		deep := false
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType:
			return refuseAt(wordLine(at), wordYAMLAlias)
		case token.InvalidType:
			return refuseAt(wordLine(at), wordBadYAML)
		case token.SequenceStartType, token.MappingStartType:
			flow++
			deep = flow > maxYAMLDepth
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType, token.MappingValueType, token.TagType:
			signs++
			deep = flow == 0 && signs > maxYAMLDepth || t.Position != nil && flow == 0 && t.Position.IndentNum > maxYAMLIndent
		}
		if deep {
			return refuseAt(wordLine(at), wordTooDeep)
		}
	}
	return nil
}

// yamlError tells where the parser stopped. Its own words are English and about tokens.
func yamlError(err error) error {
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil && at.GetToken().Position != nil {
		return refuseAt(wordLine(at.GetToken().Position.Line), wordBadYAML)
	}
	return refuse(wordBadYAML)
}

// yamlItems are the procedures of a document: the entries of a list, those of a list below a single name such as "thủ
// tục", or the document itself.
func yamlItems(body ast.Node) []ast.Node {
	switch n := body.(type) {
	case *ast.SequenceNode:
		return n.Values
	case *ast.MappingNode:
		if len(n.Values) == 1 {
			if list, ok := n.Values[0].Value.(*ast.SequenceNode); ok && isListName(yamlText(n.Values[0].Key)) {
				return list.Values
			}
		}
		return []ast.Node{n}
	case nil:
		return nil
	default:
		return []ast.Node{n}
	}
}

func isListName(s string) bool {
	switch vntext.Fold(s) {
	case "thu tuc", "cac thu tuc", "thu tuc hanh chinh", "danh sach", "danh muc", "procedures":
		return true
	}
	return false
}

// yamlText is a scalar as it is written.
func yamlText(n ast.Node) string {
	switch n := n.(type) {
	case *ast.NullNode, nil:
		return ""
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.TagNode:
		return yamlText(n.Value)
	case *ast.MappingNode, *ast.SequenceNode:
		return ""
	default:
		if t := n.GetToken(); t != nil {
			return t.Value
		}
		return ""
	}
}

func nodeLine(n ast.Node) int {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0
	}
	return n.GetToken().Position.Line
}

// yamlRecord reads one procedure.
func (c *collector) yamlRecord(n ast.Node, number int) {
	where := wordElementAt(number, nodeLine(n))
	fields, ok := n.(*ast.MappingNode)
	if !ok {
		c.fatal(where, wordNotARecord)
		return
	}
	d := &draft{where: where, dong: true}
	unknown := false
	for _, f := range fields.Values {
		name := yamlText(f.Key)
		p, known := labelPart(name)
		switch {
		case !known:
			c.fatal(wordElementAt(number, nodeLine(f)), wordUnknownName(name))
			unknown = true
		case p == partOther:
			c.problem(wordElementAt(number, nodeLine(f)), wordUnusedName(name))
		default:
			d.yamlField(p, f.Value)
		}
	}
	if !unknown {
		c.finish(d)
	}
}

// yamlField takes in one field, a text or a list.
func (d *draft) yamlField(p part, n ast.Node) {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		if m, isMap := n.(*ast.MappingNode); isMap {
			d.yamlEntry(p, m)
			return
		}
		d.set(p, yamlText(n))
		return
	}
	for _, item := range list.Values {
		switch item := item.(type) {
		case *ast.MappingNode:
			d.yamlEntry(p, item)
		case *ast.SequenceNode:
			d.problems = append(d.problems, wordListInList)
		default:
			d.entry(p, yamlText(item))
		}
	}
}

// entry takes in one entry of a list, which is not divided further.
func (d *draft) entry(p part, s string) {
	s = oneLine(s)
	switch p {
	case partPapers:
		if !saysNothing(s) {
			d.papers.add(readPaper(s))
		}
	default:
		if to := d.listOf(p); to != nil && s != "" {
			*to = append(*to, s)
			return
		}
		d.set(p, s)
	}
}

// yamlEntry takes in an entry with names of its own: a paper, a charge, or the time of a way to hand in.
func (d *draft) yamlEntry(p part, m *ast.MappingNode) {
	get := map[string]string{}
	for _, v := range m.Values {
		get[vntext.Fold(yamlText(v.Key))] = oneLine(yamlText(v.Value))
	}
	pick := func(names ...string) string {
		for _, n := range names {
			if s, ok := get[n]; ok {
				delete(get, n)
				return s
			}
		}
		return ""
	}
	switch p {
	case partPapers:
		d.yamlPaper(pick)
	case partFees:
		amount, when := pick("muc", "so tien", "amount vnd", "amount", "text", "noi dung"), pick("khi", "dieu kien", "truong hop", "condition")
		more, way := pick("text", "noi dung", "ghi chu"), pick("cach nop", "hinh thuc", "kenh", "channel")
		d.yamlFee(amount, more, when, readChannels(way))
	case partTime:
		time, way := pick("thoi han", "thoi gian", "muc", "noi dung", "text"), pick("cach nop", "hinh thuc", "kenh", "channel", "khi", "condition")
		ways := readChannels(way)
		if len(ways) == 0 && way != "" {
			ways = []string{way}
		}
		d.addTime(time, "", ways...)
	default:
		d.problems = append(d.problems, wordNamesInList)
	}
	for name := range get {
		d.problems = append(d.problems, wordUnknownName(name))
	}
}

func (d *draft) yamlPaper(pick func(...string) string) {
	paper := procedure.Document{
		Name:     pick("ten", "ten giay to", "name", "giay to"),
		Form:     pick("mau", "mau don", "form", "bieu mau"),
		When:     pick("khi", "truong hop", "when"),
		Original: pick("ban", "loai", "original"),
	}
	paper.Quantity = numberOf(pick("so luong", "quantity"))
	if action := pick("viec", "cach nop", "action"); action != "" {
		paper.Action = action
	}
	if shown := pick("xuat trinh"); shown != "" && !saysNone(shown) && shown != "false" {
		paper.Action = onlyShown
	}
	original, copied := numberOf(pick("ban chinh")), numberOf(pick("ban sao"))
	if original+copied > 0 {
		paper.Original, paper.Quantity = quantity(original, copied)
	}
	d.papers.add(paper)
}

func numberOf(s string) int {
	_, _, n := counts(s)
	return n
}

// yamlFee takes in a charge whose amount, words and condition have names of their own.
func (d *draft) yamlFee(amount, more, when string, ways []string) {
	charges, notes := readFees(amount, true)
	d.unclear(BlockFees, notes...)
	if len(charges) == 0 && more+when != "" {
		charges = []procedure.Charge{{}}
	}
	for _, c := range charges {
		if more != "" && more != amount {
			c.Text = more
		}
		c.Condition = strings.TrimPrefix(c.Condition+"; "+when, "; ")
		c.Condition = strings.TrimSuffix(c.Condition, "; ")
		if when != "" && c.AmountVND != nil && *c.AmountVND == 0 && (ruledElsewhere.MatchString(when) || len(amountsIn(when)) > 0) {
			c.AmountVND = nil
			d.unclear(BlockFees, wordNotFree(when))
		}
		if c.Text == "" && c.Condition != "" && c.AmountVND == nil {
			c.Text, c.Condition = c.Condition, ""
		}
		d.fees = append(d.fees, channelFee{Charge: c, channels: ways})
	}
}
