package telegramsim

import (
	"html"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct {
		in, text string
		entities []Entity
	}{
		{"a &lt; b & c > d", "a < b & c > d", nil},
		{"<b>Đậm</b> và <i>nghiêng</i>", "Đậm và nghiêng", []Entity{{Type: "bold", Length: 3}, {Type: "italic", Offset: 7, Length: 7}}},
		{"😀<u>x</u>", "😀x", []Entity{{Type: "underline", Offset: 2, Length: 1}}},
		{"<b>a<i>b</i></b>", "ab", []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{`<a href="https://dichvucong.gov.vn/?a=1&amp;b=2">Cổng</a>`, "Cổng", []Entity{{Type: "text_link", Length: 4, URL: "https://dichvucong.gov.vn/?a=1&b=2"}}},
		{`<a href='x.vn'>X</a><a>y.vn</a>`, "Xy.vn", []Entity{{Type: "text_link", Length: 1, URL: "x.vn"}, {Type: "text_link", Offset: 1, Length: 4, URL: "y.vn"}}},
		{`<pre><code class="language-go">x</code></pre>`, "x", []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{`<code class="language-go"><pre>x</pre></code>`, "x", []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{`<pre><code>x</code>y</pre>`, "xy", []Entity{{Type: "pre", Length: 2}, {Type: "code", Length: 1}}},
		{`<a href="tg://user?id=9">x</a>`, "x", nil},
		{`<tg-time unix="1790000000" format="d">x</tg-time><tg-time unix="0">y</tg-time>`, "xy", []Entity{{Type: "date_time", Length: 1, Unix: 1790000000, Format: "d"}}},
		{`<code class="language-go">x</code>`, "x", []Entity{{Type: "code", Length: 1}}},
		{`<blockquote expandable>q</blockquote><blockquote>r</blockquote>`, "qr", []Entity{{Type: "expandable_blockquote", Length: 1}, {Type: "blockquote", Offset: 1, Length: 1}}},
		{`<span class="tg-spoiler">s</span><tg-spoiler>t</tg-spoiler>`, "st", []Entity{{Type: "spoiler", Length: 1}, {Type: "spoiler", Offset: 1, Length: 1}}},
		{`<tg-emoji emoji-id="536">👍</tg-emoji>`, "👍", []Entity{{Type: "custom_emoji", Length: 2, EmojiID: "536"}}},
		{"<B>x</b><b></b>", "x", []Entity{{Type: "bold", Length: 1}}},
		{"<b>x</>", "x", []Entity{{Type: "bold", Length: 1}}},
	} {
		p := htmlParser{in: c.in}
		if err := p.run(); err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if p.out.String() != c.text || !slices.Equal(p.entities, c.entities) {
			t.Errorf("%s\n got %q %+v\nwant %q %+v", c.in, p.out.String(), p.entities, c.text, c.entities)
		}
	}
}

func TestHTMLReferences(t *testing.T) {
	p := htmlParser{in: "&amp;&lt&gt;&quot;&nbsp;&#273;&#x1F600;&#0;& &;"}
	if err := p.run(); err != nil {
		t.Fatal(err)
	}
	if got, want := p.out.String(), `&<>"&nbsp;đ😀&#0;& &;`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A link that leads nowhere is dropped by the platform, and noted here.
func TestLinks(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	m := must(t, s, "sendMessage", params{"chat_id": u.ID, "parse_mode": "HTML", "text": `<a href="tg://user?id=` + jsonOf(u.ID) + `">Lan</a>`}).message(t)
	if len(m.Entities) != 1 || m.Entities[0].Type != "text_mention" || m.Entities[0].User.ID != u.ID {
		t.Errorf("%+v", m.Entities)
	}
	blameless(t, s)
	for address, ok := range map[string]bool{
		"https://xa.gov.vn/a?b=c": true, "xa.gov.vn": true, "http://127.0.0.1:8080/": true, "tg://resolve?domain=x": true,
		"http://localhost/": false, "mailto:a@b.vn": false, "http://a b.vn": false, "trang chủ": false,
	} {
		before := len(s.Violations())
		m := must(t, s, "sendMessage", params{"chat_id": u.ID, "parse_mode": "HTML", "text": `<a href="` + address + `">x</a>`}).message(t)
		if noted := len(s.Violations()) > before; (len(m.Entities) == 1) != ok || noted == ok {
			t.Errorf("%s: %+v, noted %v", address, m.Entities, noted)
		}
	}
}

func TestHTMLErrors(t *testing.T) {
	for in, want := range map[string]string{
		"a<br>b":                      `Unsupported start tag "br" at byte offset 1`,
		"đ<p>":                        `Unsupported start tag "p" at byte offset 2`,
		"5 < 6":                       `Unsupported start tag "" at byte offset 2`,
		"5 <6":                        `Unclosed start tag at byte offset 2`,
		"<b>x":                        `Can't find end tag corresponding to start tag "b"`,
		"<b>x</i>":                    `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`,
		"<b><i>x</b></i>":             `Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`,
		"x</b>":                       `Unexpected end tag at byte offset 1`,
		"<b>x</b":                     `Unclosed end tag at byte offset 4`,
		"<b":                          `Unclosed start tag at byte offset 0`,
		`<a href`:                     `Unclosed start tag "a" at byte offset 0`,
		`<a href="x`:                  `Unclosed start tag at byte offset 0`,
		`<a href=x/y>`:                `Unexpected end of name token at byte offset 8`,
		`<a ="x">`:                    `Empty attribute name in the tag "a" at byte offset 0`,
		`<span>x</span>`:              `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		`<span class="red">x</span>`:  `Tag "span" must have class "tg-spoiler" at byte offset 0`,
		`<tg-emoji>x</tg-emoji>`:      `Invalid custom emoji identifier specified`,
		"<i><script>alert</script>":   `Unsupported start tag "script" at byte offset 3`,
		"<b>x</b></b>":                `Unexpected end tag at byte offset 8`,
		"<blockquote>x</ blockquote>": `Unclosed end tag at byte offset 13`,
	} {
		p := htmlParser{in: in}
		err := p.run()
		if want = "Bad Request: can't parse entities: " + want; err == nil || err.Error() != want {
			t.Errorf("%s\n got %v\nwant %s", in, err, want)
		}
	}
}

// Whatever is escaped comes out as it was, and nothing a bot sends upsets the parser.
func TestHTMLAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.String().Draw(t, "text")
		p := htmlParser{in: "<b>" + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(plain) + "</b>"}
		if err := p.run(); err != nil || p.out.String() != plain {
			t.Fatalf("%q became %q, %v", plain, p.out.String(), err)
		}
		wild := rapid.StringMatching(`([<>&/="' a-z;#0-9]|<b>|</b>|<a href=|&lt;|é|😀)*`).Draw(t, "markup")
		w := htmlParser{in: wild}
		if w.run() != nil {
			return
		}
		text, entities := trimmed(w.out.String(), w.entities)
		if err := checkEntities(text, entities); err != nil {
			t.Fatalf("%q: %v", html.EscapeString(wild), err)
		}
	})
}
