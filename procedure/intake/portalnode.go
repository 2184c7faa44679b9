package intake

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"

	"motcua/internal/vntext"
)

// node is an object of the portal's JSON with its names made uniform: TENTHUTUC, tenThuTuc, ten_thu_tuc and "Tên thủ
// tục" are all tenthutuc.
type node map[string]any

// nodeName makes a name uniform.
func nodeName(s string) string { return strings.ReplaceAll(vntext.Fold(s), " ", "") }

func newNode(v any) node {
	m, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	out := make(node, len(m))
	for name, value := range m {
		out[nodeName(name)] = value
	}
	return out
}

// value is the first of names that has a value.
func (n node) value(names ...string) any {
	for _, name := range names {
		switch v := n[name].(type) {
		case nil:
		case string:
			if strings.TrimSpace(v) != "" {
				return v
			}
		case []any:
			if len(v) > 0 {
				return v
			}
		default:
			return v
		}
	}
	return nil
}

// text is the first of names that has a text, without markup.
func (n node) text(names ...string) string { return scalarText(n.value(names...)) }

// list is the first of names that is a list, its elements made uniform. Elements that are no objects are left out.
func (n node) list(names ...string) []node {
	v := n.value(names...)
	if s, ok := v.(string); ok {
		v = embedded(s)
	}
	items, ok := v.([]any)
	if !ok {
		if m := newNode(v); m != nil {
			return []node{m}
		}
		return nil
	}
	var out []node
	for _, item := range items {
		if m := newNode(item); m != nil {
			out = append(out, m)
		}
	}
	return out
}

// embedded reads JSON that stands in a text, as provincial systems keep it (goiTinThuTucQG); nil when it is none.
func embedded(s string) any {
	s = strings.TrimSpace(s)
	if !strings.HasPrefix(s, "{") && !strings.HasPrefix(s, "[") {
		return nil
	}
	if tooDeepAt(s) > 0 {
		return nil
	}
	v, err := decodeAny([]byte(s))
	if err != nil {
		return nil
	}
	return v
}

// decodeAny reads JSON with numbers as they are written, so that the code 1.001190 keeps its zero.
func decodeAny(raw []byte) (v any, err error) {
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.UseNumber()
	err = dec.Decode(&v)
	return v, err
}

// scalarText is a text or a number as text, without markup.
func scalarText(v any) string {
	switch v := v.(type) {
	case string:
		return plain(v)
	case json.Number:
		return v.String()
	}
	return ""
}

var (
	breaks = regexp.MustCompile(`(?i)<\s*(?:br|/p|/li|/div|/tr|/h\d|/ul|/ol)\b[^>]*>`)
	tags   = regexp.MustCompile(`(?s)<!--.*?-->|</?[a-zA-Z][^>]*>`)
)

// plain takes the markup out of a text of the portal.
func plain(s string) string {
	if strings.ContainsRune(s, '<') {
		s = tags.ReplaceAllString(breaks.ReplaceAllString(s, "\n"), "")
	}
	if strings.ContainsRune(s, '&') {
		s = html.UnescapeString(s)
	}
	return tidy(s)
}

// texts are the entries of a part that may be a text, a list of texts, or a list of objects with one of inner as name.
func (n node) texts(names, inner []string, split func(string) []string) []string {
	switch v := n.value(names...).(type) {
	case []any:
		var out []string
		for _, item := range v {
			s := scalarText(item)
			if m := newNode(item); m != nil {
				s = m.text(inner...)
			}
			if !saysNothing(s) {
				out = append(out, oneLine(s))
			}
		}
		return out
	case map[string]any:
		return compact([]string{newNode(v).text(inner...)})
	case nil:
		return nil
	default:
		s := scalarText(v)
		if saysNothing(s) {
			return nil
		}
		return split(s)
	}
}
