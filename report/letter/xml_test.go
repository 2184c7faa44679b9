package letter_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// node is a piece of XML read back, with prefixes dropped.
type node struct {
	name string
	attr map[string]string
	kids []*node
	text string
}

// read gives a part of a .docx file.
func read(t testing.TB, file []byte, part string) *node {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open(part)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	root := &node{}
	stack := []*node{root}
	dec := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return root.kids[0]
		}
		if err != nil {
			t.Fatalf("%s: %v", part, err)
		}
		top := stack[len(stack)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				n.attr[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
}

// at follows a path of names to the first match; nil if there is none.
func (n *node) at(path ...string) *node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		i := slices.IndexFunc(n.kids, func(k *node) bool { return k.name == name })
		if i < 0 {
			return nil
		}
		n = n.kids[i]
	}
	return n
}

// val is the value of what at finds; "" if it is not there.
func (n *node) val(path ...string) string {
	if found := n.at(path...); found != nil {
		return found.attr["val"]
	}
	return ""
}

// number is an attribute as a number; -1 if it is not there.
func (n *node) number(attr string, path ...string) int {
	found := n.at(path...)
	if found == nil {
		return -1
	}
	v, err := strconv.Atoi(found.attr[attr])
	if err != nil {
		return -1
	}
	return v
}

// all are the descendants of a name, in order.
func (n *node) all(name string) []*node {
	var found []*node
	for _, k := range n.kids {
		if k.name == name {
			found = append(found, k)
		}
		found = append(found, k.all(name)...)
	}
	return found
}

// words is the text of a paragraph, with line breaks.
func (n *node) words() string {
	var b strings.Builder
	for _, k := range n.kids {
		switch k.name {
		case "t":
			b.WriteString(k.text)
		case "br":
			b.WriteByte('\n')
		default:
			b.WriteString(k.words())
		}
	}
	return b.String()
}

// plain is a document as text: a line for a paragraph, cells of a row between bars, sections divided.
func plain(document *node) string {
	var b strings.Builder
	for _, block := range document.at("body").kids {
		switch block.name {
		case "p":
			switch {
			case block.at("pPr", "pBdr") != nil:
				b.WriteString("────\n")
			case len(block.all("docPr")) > 0:
				b.WriteString("[hình: " + block.all("docPr")[0].attr["descr"] + "]\n")
			case block.at("pPr", "sectPr") != nil:
				b.WriteString("\n════════\n")
			default:
				b.WriteString(block.words() + "\n")
			}
		case "tbl":
			for _, row := range block.all("tr") {
				var cells []string
				for _, cell := range row.all("tc") {
					var lines []string
					for _, p := range cell.all("p") {
						if w := p.words(); w != "" {
							lines = append(lines, strings.ReplaceAll(w, "\n", " / "))
						}
					}
					cells = append(cells, strings.Join(lines, " / "))
				}
				b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
			}
		}
	}
	return strings.ReplaceAll(b.String(), "\u00a0", "_") // the room left for hand-writing, made visible
}
