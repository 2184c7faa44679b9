package telegram

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"motcua/bot"
	"motcua/internal/prose"
)

func TestRender(t *testing.T) {
	for name, c := range map[string]struct {
		lines []prose.Line
		want  string
	}{
		"nothing":         {nil, ""},
		"blank":           {[]prose.Line{prose.P(" "), prose.H("")}, ""},
		"paragraphs":      {[]prose.Line{prose.P("a"), prose.P("b\nc")}, "a\n\nb\nc"},
		"question":        {[]prose.Line{prose.S("Câu 1/8"), prose.H("Có?")}, "<i>Câu 1/8</i>\n<b>Có?</b>"},
		"list":            {[]prose.Line{prose.P("Cần:"), prose.I("một"), prose.I("hai"), prose.S("nguồn"), prose.S("ngày")}, "Cần:\n• một\n• hai\n\n<i>nguồn</i>\n<i>ngày</i>"},
		"special":         {[]prose.Line{prose.P(`<a href="x">&amp;'</a>`)}, `&lt;a href=&quot;x&quot;&gt;&amp;amp;'&lt;/a&gt;`},
		"link":            {[]prose.Line{prose.A("Trang <1>", `https://x.vn/?a="&b`)}, `<a href="https://x.vn/?a=&quot;&amp;b">Trang &lt;1&gt;</a>`},
		"link, no label":  {[]prose.Line{prose.A("", "https://x.vn")}, `<a href="https://x.vn">https://x.vn</a>`},
		"link, no scheme": {[]prose.Line{prose.A("Trang", "x.vn/<a>")}, "Trang: x.vn/&lt;a&gt;"},
		"link to script":  {[]prose.Line{prose.A("Trang", "javascript:alert(1)")}, "Trang: javascript:alert(1)"},
		"link nowhere":    {[]prose.Line{prose.A("Trang", "")}, "Trang"},
		"link of nothing": {[]prose.Line{prose.A("", "")}, ""},
	} {
		parts := render(c.lines, maxTextUnits)
		got := ""
		if len(parts) > 0 {
			got = parts[0].html
		}
		if got != c.want || len(parts) > 1 {
			t.Errorf("%s:\n%q\nnot\n%q", name, got, c.want)
		}
	}
}

var tag = regexp.MustCompile(`<(/?)(b|i|a)( href="[^"<>]*")?>`)

// shown is what Telegram shows of a part, by a reader of its own; ok tells that all tags are closed in order.
func shown(s string) (text string, ok bool) {
	var open []string
	ok = true
	text = tag.ReplaceAllStringFunc(s, func(m string) string {
		p := tag.FindStringSubmatch(m)
		switch {
		case p[1] == "":
			open = append(open, p[2])
		case len(open) == 0 || open[len(open)-1] != p[2]:
			ok = false
		default:
			open = open[:len(open)-1]
		}
		return ""
	})
	ok = ok && len(open) == 0 && !strings.ContainsAny(text, "<>")
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(text), ok
}

func TestRenderAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"giấy", "<b>", "&", "&amp;", "🙂", "👨‍👩‍👧", "x", "\"", "\n", ". ", "một đoạn dài hơn, có dấu phẩy; và dấu chấm phẩy. "})
		line := rapid.Custom(func(t *rapid.T) prose.Line {
			text := strings.Join(rapid.SliceOfN(word, 0, 60).Draw(t, "words"), rapid.SampledFrom([]string{"", " "}).Draw(t, "sep"))
			return prose.Line{
				Kind: rapid.SampledFrom([]prose.Kind{prose.Para, prose.Head, prose.Item, prose.Link, prose.Small}).Draw(t, "kind"),
				Text: text, URL: rapid.SampledFrom([]string{"", "https://x.vn/?a=\"<&", "tel:115", "x"}).Draw(t, "url"),
			}
		})
		lines := rapid.SliceOfN(line, 0, 30).Draw(t, "lines")
		limit := rapid.SampledFrom([]int{10, 50, 333, 1024, 4096}).Draw(t, "limit")
		var all strings.Builder
		for _, p := range render(lines, limit) {
			text, ok := shown(p.html)
			if !ok {
				t.Fatalf("not Telegram's HTML: %q", p.html)
			}
			if n := len(utf16.Encode([]rune(text))); n > limit || n != p.units {
				t.Fatalf("%d units, said to be %d, limit %d", n, p.units, limit)
			}
			if strings.TrimSpace(text) == "" {
				t.Fatal("an empty part")
			}
			all.WriteString(text + " ")
		}
		if got, want := squeeze(all.String()), squeeze(said(lines)); got != want {
			t.Fatalf("text is lost or made up:\n%q\n%q", got, want)
		}
	})
}

// said is what lines say, without a thought for how they look.
func said(lines []prose.Line) string {
	var b strings.Builder
	for _, l := range lines {
		text := strings.TrimSpace(l.Text)
		switch {
		case l.Kind == prose.Item && text != "":
			text = "•" + text
		case l.Kind == prose.Link && (text == "" || l.URL == ""):
			text += l.URL
		case l.Kind == prose.Link && !strings.HasPrefix(l.URL, "https://"):
			text += ":" + l.URL
		}
		b.WriteString(text)
	}
	return b.String()
}

// squeeze takes all space out of a text.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestCut(t *testing.T) {
	for _, c := range []struct{ text, head, rest string }{
		{"một hai", "một hai", ""},
		{"một hai ba bốn", "một hai ba", "bốn"},
		{"một. hai ba bốn", "một. hai", "ba bốn"},
		{"một hai.\nba bốn", "một hai.", "ba bốn"},
		{"khôngcókhoảngtrắng", "khôngcókho", "ảngtrắng"},
		{"🙂🙂🙂🙂🙂🙂", "🙂🙂🙂🙂🙂", "🙂"},
	} {
		if head, rest := cut(c.text, 10); head != c.head || rest != c.rest {
			t.Errorf("%q: %q and %q", c.text, head, rest)
		}
	}
}

func TestKeyboard(t *testing.T) {
	b := func(label string) bot.Button { return bot.Button{Label: label, Data: "d"} }
	nav := func(label string) bot.Button { return bot.Button{Label: label, Data: "d", Nav: true} }
	long := "Rất không hài lòng về cách phục vụ"
	for name, c := range map[string]struct {
		buttons []bot.Button
		want    string
	}{
		"none":        {nil, ""},
		"pairs":       {[]bot.Button{b("Có"), b("Không"), b("Bỏ")}, "Có,Không|Bỏ"},
		"long":        {[]bot.Button{b(long), b("Có"), b(long), b("A"), b("B")}, long + "|Có|" + long + "|A,B"},
		"edge":        {[]bot.Button{b("Mười bốn chữ ạ"), b("Mười bốn chữ ạ"), b("Mười lăm chữ nè"), b("x")}, "Mười bốn chữ ạ,Mười bốn chữ ạ|Mười lăm chữ nè|x"},
		"nav":         {[]bot.Button{nav("Quay lại"), b("Có"), nav("Bỏ qua"), nav("Về đầu"), nav("Thêm")}, "Có|Quay lại,Bỏ qua,Về đầu|Thêm"},
		"long nav":    {[]bot.Button{nav("Tiếp tục phiếu đang dở"), nav("Xem theo lĩnh vực"), nav("Về đầu")}, "Tiếp tục phiếu đang dở|Xem theo lĩnh vực,Về đầu"},
		"blank":       {[]bot.Button{b(" "), b("Có")}, "Có"},
		"too much":    {[]bot.Button{{Label: "x", Data: strings.Repeat("đ", 33)}, {Label: "y", Data: strings.Repeat("đ", 32)}}, "y"},
		"nothing":     {[]bot.Button{{Label: "x"}}, ""},
		"trims label": {[]bot.Button{b(" Có ")}, "Có"},
	} {
		var rows []string
		if k := keyboard(c.buttons); k != nil {
			for _, row := range k.InlineKeyboard {
				var labels []string
				for _, key := range row {
					labels = append(labels, key.Text)
				}
				rows = append(rows, strings.Join(labels, ","))
			}
		}
		if got := strings.Join(rows, "|"); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}

func TestPlanIsAlwaysTheSame(t *testing.T) {
	m := bot.Message{Lines: []prose.Line{prose.P(strings.Repeat("chữ ", 2000))}, Files: []bot.File{{Name: "a"}, {Name: "b", Photo: true}, {Name: "c"}}}
	names := func() (out []string) {
		for _, s := range plan(m) {
			name := "text"
			if len(s.files) > 0 {
				name = ""
				for _, f := range s.files {
					name += f.Name
				}
			}
			out = append(out, name)
		}
		return out
	}
	want := []string{"b", "text", "text", "ac"}
	for range 3 {
		if got := names(); !slices.Equal(got, want) {
			t.Errorf("%v, not %v", got, want)
		}
	}
	if got := fmt.Sprint(m.Files[0].Name, m.Files[1].Name, m.Files[2].Name); got != "abc" {
		t.Errorf("the message itself is changed: %s", got)
	}
}
