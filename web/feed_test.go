package web

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/org"
	"motcua/procedure"
)

// published puts a register of changes on the shelf.
func published(all ...procedure.Change) func(*server) {
	return func(s *server) {
		s.Changes = func(_ context.Context, since time.Time, limit int) ([]procedure.Change, error) {
			var out []procedure.Change
			for _, c := range all {
				if !c.At.Before(since) {
					out = append(out, c)
				}
			}
			return out[max(0, len(out)-limit):], nil
		}
	}
}

func at(day string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", day+" 08:30", org.Location())
	if err != nil {
		panic(err)
	}
	return t
}

// atom reads a feed as RFC 4287 wants it, without the namespaces encoding/xml checks by itself.
type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"http://www.w3.org/2005/Atom id"`
	Title   string   `xml:"http://www.w3.org/2005/Atom title"`
	Updated string   `xml:"http://www.w3.org/2005/Atom updated"`
	Author  string   `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"http://www.w3.org/2005/Atom link"`
	Entries []struct {
		ID      string `xml:"http://www.w3.org/2005/Atom id"`
		Title   string `xml:"http://www.w3.org/2005/Atom title"`
		Updated string `xml:"http://www.w3.org/2005/Atom updated"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"http://www.w3.org/2005/Atom link"`
		Content struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"http://www.w3.org/2005/Atom content"`
	} `xml:"http://www.w3.org/2005/Atom entry"`
}

func (s *shelf) atom(path string) atom {
	s.t.Helper()
	resp, body := s.get(path)
	if got := resp.Header.Get("Content-Type"); got != "application/atom+xml; charset=utf-8" {
		s.t.Errorf("served as %q", got)
	}
	var f atom
	if err := xml.Unmarshal([]byte(body), &f); err != nil {
		s.t.Fatalf("%v in %s", err, body)
	}
	return f
}

func TestFeed(t *testing.T) {
	s := newShelf(t, published(
		procedure.Change{Release: 1, At: at("2026-10-30"), Key: "1.001193", Name: "Đăng ký khai sinh", Kind: procedure.Added},
		procedure.Change{Release: 2, At: at("2026-11-02"), Key: "1.001193", Name: "Đăng ký khai sinh", Kind: procedure.Changed, Lines: []string{"Thời hạn: 1 ngày làm việc → trong ngày", "Lệ phí < 8.000 & miễn\x01"}},
		procedure.Change{Release: 2, At: at("2026-11-02"), Key: "9.000001", Name: "Thủ tục cũ", Kind: procedure.Withdrawn},
	))
	f := s.atom("/thu-tuc/thay-doi.atom?tu=2026-10-01")
	if f.ID != "tag:motcua.example,2026:thu-tuc/thay-doi" || f.Title == "" || f.Author != "UBND xã Long Điền" || f.Updated != "2026-11-02T08:30:00+07:00" {
		t.Errorf("feed %+v", f)
	}
	if len(f.Links) != 2 || f.Links[0].Rel != "self" || f.Links[0].Href != "https://motcua.example/thu-tuc/thay-doi.atom?tu=2026-10-01" || f.Links[1].Href != "https://motcua.example/thu-tuc/thay-doi" {
		t.Errorf("links %+v", f.Links)
	}
	if len(f.Entries) != 3 {
		t.Fatalf("%d entries", len(f.Entries))
	}
	gone, changed, added := f.Entries[0], f.Entries[1], f.Entries[2]
	if changed.ID != "tag:motcua.example,2026-11-02:thu-tuc/2/1.001193" || changed.Title != "Thay đổi: Đăng ký khai sinh" || changed.Updated != "2026-11-02T08:30:00+07:00" ||
		changed.Link.Href != "https://motcua.example/thu-tuc/1.001193" || changed.Content.Type != "html" {
		t.Errorf("entry %+v", changed)
	}
	if want := "<ul><li>Thời hạn: 1 ngày làm việc → trong ngày</li><li>Lệ phí &lt; 8.000 &amp; miễn\uFFFD</li></ul>"; changed.Content.Text != want {
		t.Errorf("content %q", changed.Content.Text)
	}
	if gone.Title != "Thôi áp dụng: Thủ tục cũ" || gone.Link.Href != "" || gone.Content.Text == "" {
		t.Errorf("entry without a page %+v", gone)
	}
	if added.ID == changed.ID || gone.ID == changed.ID {
		t.Error("two entries have one id")
	}
	if f := s.atom("/thu-tuc/thay-doi.atom?tu=2026-11-01"); len(f.Entries) != 2 {
		t.Errorf("%d entries since November", len(f.Entries))
	}
	if f := s.atom("/thu-tuc/thay-doi.atom?tu=2026-11-02"); len(f.Entries) != 2 {
		t.Errorf("%d entries since the day itself, which begins at midnight in Vietnam", len(f.Entries))
	}
	// Ids do not depend on what is asked or on the moment.
	if again := s.atom("/thu-tuc/thay-doi.atom?tu=2026-11-01"); again.Entries[1].ID != changed.ID || again.ID != f.ID {
		t.Error("ids change")
	}
}

func TestChangesPage(t *testing.T) {
	s := newShelf(t, published(
		procedure.Change{Release: 1, At: at("2026-10-30"), Key: "1.001193", Name: "Đăng ký khai sinh", Kind: procedure.Added},
		procedure.Change{Release: 2, At: at("2026-11-02"), Key: "9.000001", Name: "Thủ tục cũ", Kind: procedure.Withdrawn, Lines: []string{"Bãi bỏ"}},
	))
	body := s.page("/thu-tuc/thay-doi?tu=2026-10-01")
	want(t, body, "Ngày 02/11/2026", "Ngày 30/10/2026", "Thôi áp dụng: Thủ tục cũ", "Bãi bỏ", `Mới: <a href="/thu-tuc/1.001193">Đăng ký khai sinh</a>`, `href="/thu-tuc/thay-doi.atom"`, "từ ngày 01/10/2026", `value="2026-10-01"`)
	if strings.Index(body, "02/11/2026") > strings.Index(body, "30/10/2026") {
		t.Error("the newest change does not come first")
	}
	want(t, s.page("/thu-tuc/thay-doi?tu=2026-11-10"), "Từ ngày 10/11/2026 đến nay chưa có thay đổi nào")
	for _, day := range []string{"hôm qua", "2026-13-01", "01/11/2026", "%ff"} {
		for _, path := range []string{"/thu-tuc/thay-doi?tu=", "/thu-tuc/thay-doi.atom?tu="} {
			if resp, _ := s.get(path + strings.ReplaceAll(day, " ", "+")); resp.StatusCode != http.StatusBadRequest {
				t.Errorf("%s%s: %s", path, day, resp.Status)
			}
		}
	}
}

// With the bundled catalogue nothing has changed yet; the feed is valid and empty.
func TestFeedWithoutChanges(t *testing.T) {
	s := newShelf(t)
	f := s.atom("/thu-tuc/thay-doi.atom")
	if _, err := time.Parse(time.RFC3339, f.Updated); err != nil || f.ID == "" || len(f.Entries) != 0 {
		t.Errorf("%+v: %v", f, err)
	}
	want(t, s.page("/thu-tuc/thay-doi"), "chưa có thay đổi nào")
	broken := newShelf(t, func(s *server) {
		s.Changes = func(context.Context, time.Time, int) ([]procedure.Change, error) {
			return nil, errors.New("dial tcp 10.0.0.1: refused")
		}
	})
	for _, path := range []string{"/thu-tuc/thay-doi", "/thu-tuc/thay-doi.atom"} {
		resp, body := broken.get(path)
		if resp.StatusCode < 500 {
			t.Errorf("%s: %s", path, resp.Status)
		}
		wantNot(t, body, "10.0.0.1")
	}
}

// More changes than one page takes: the newest stay.
func TestFeedKeepsTheNewest(t *testing.T) {
	var all []procedure.Change
	for i := range 2*feedLimit + 7 {
		all = append(all, procedure.Change{Release: int64(i/3 + 1), At: at("2026-11-02").Add(time.Duration(i/3) * time.Minute), Key: []string{"a", "b", "c"}[i%3], Name: "x", Kind: procedure.Changed})
	}
	f := newShelf(t, published(all...)).atom("/thu-tuc/thay-doi.atom?tu=2026-11-01")
	last := all[len(all)-1]
	if len(f.Entries) != feedLimit || f.Updated != atomTime(last.At) {
		t.Fatalf("%d entries, updated %s, want %s", len(f.Entries), f.Updated, atomTime(last.At))
	}
	seen := map[string]bool{}
	for _, e := range f.Entries {
		if seen[e.ID] {
			t.Errorf("%s twice", e.ID)
		}
		seen[e.ID] = true
	}
}

func TestServiceData(t *testing.T) {
	s := newShelf(t)
	data := func(path string) map[string]any {
		t.Helper()
		_, rest, ok := strings.Cut(s.page(path), `<script type="application/ld+json">`)
		text, _, closed := strings.Cut(rest, "</script>")
		var m map[string]any
		if err := json.Unmarshal([]byte(text), &m); err != nil || !ok || !closed {
			t.Fatalf("%s: %v in %s", path, err, text)
		}
		return m
	}
	d := data("/thu-tuc/1.001193")
	for name, value := range map[string]string{
		"@context": "https://schema.org", "@type": "GovernmentService", "name": "Đăng ký khai sinh", "alternateName": "Thủ tục đăng ký khai sinh",
		"identifier": "1.001193", "serviceType": "Hộ tịch", "url": "https://motcua.example/thu-tuc/1.001193",
	} {
		if d[name] != value {
			t.Errorf("%s is %v, want %s", name, d[name], value)
		}
	}
	if p := d["provider"].(map[string]any); p["@type"] != "GovernmentOrganization" || p["name"] != "UBND xã Long Điền" {
		t.Errorf("provider %v", p)
	}
	if a := d["areaServed"].(map[string]any); a["name"] != "xã Long Điền" {
		t.Errorf("area %v", a)
	}
	if p := d["mainEntityOfPage"].(map[string]any); p["dateModified"] != "2026-06-10" {
		t.Errorf("page %v", p)
	}
	channels := d["availableChannel"].([]any)
	if len(channels) != 3 || channels[0].(map[string]any)["serviceLocation"] == nil || !strings.HasPrefix(channels[1].(map[string]any)["serviceUrl"].(string), "https://dichvucong.gov.vn/") {
		t.Errorf("channels %v", channels)
	}
	for _, p := range s.Finder().All() {
		d := data("/thu-tuc/" + p.Key)
		if _, has := d["identifier"]; has != (p.Code != "") {
			t.Errorf("%s: identifier %v", p.Key, d["identifier"])
		}
		if provider, ok := d["provider"].(map[string]any); ok && p.HandledBy != byCommune && strings.Contains(provider["name"].(string), "Long Điền") {
			t.Errorf("%s: %s is said to be provided by the commune", p.Key, p.HandledBy)
		}
	}
}

func TestSitemap(t *testing.T) {
	s := newShelf(t)
	var list struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		Pages   []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(s.page("/sitemap.xml")), &list); err != nil {
		t.Fatal(err)
	}
	if want := 1 + len(s.Finder().Fields()) + s.Finder().Len(); len(list.Pages) != want {
		t.Errorf("%d pages, want %d", len(list.Pages), want)
	}
	for _, p := range list.Pages {
		path, ours := strings.CutPrefix(p.Loc, "https://motcua.example")
		if !ours {
			t.Fatalf("page %q", p.Loc)
		}
		body := s.page(path)
		want(t, body, `<link rel="canonical" href="`+strings.ReplaceAll(p.Loc, "&", "&amp;")+`">`)
		wantNot(t, body, "noindex")
	}
	robots := s.page("/robots.txt")
	want(t, robots, "Sitemap: https://motcua.example/sitemap.xml", "Disallow: /thu-tuc?q=", "Disallow: /phong/")
	wantNot(t, robots, "Disallow: /thu-tuc\n")
	unknown := newShelf(t, func(s *server) { s.PublicURL = "" })
	if resp, _ := unknown.get("/sitemap.xml"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("list of pages without an address: %s", resp.Status)
	}
	wantNot(t, unknown.page("/robots.txt"), "Sitemap")
}

func TestSheet(t *testing.T) {
	s := newShelf(t)
	body := s.page("/thu-tuc/1.001193/in")
	want(t, body, `<body class="sheet">`, "UBND xã Long Điền", "Đăng ký khai sinh", "1.001193", "163/QĐ-BTP", "Giấy chứng sinh", "Thông tin tham khảo", "10/06/2026",
		`src="/thu-tuc/1.001193/qr.svg"`, "In ngày ", "https://motcua.example/thu-tuc/1.001193", "noindex")
	wantNot(t, body, "Cát Ngạn", "Ghi nhận ở nơi khác")
	want(t, s.page("/thu-tuc/1.001193"), "Cát Ngạn")

	board := s.page("/thu-tuc/in?linh-vuc=ho-tich")
	if n := strings.Count(board, "/qr.svg"); n != 43 {
		t.Errorf("%d codes on the board", n)
	}
	want(t, board, "Thủ tục Hộ tịch", "Mã thủ tục: 1.001193", "1 ngày làm việc", "Miễn phí", "Thông tin tham khảo")

	resp, svg := s.get("/thu-tuc/1.001193/qr.svg")
	if resp.Header.Get("Content-Type") != "image/svg+xml" || xml.Unmarshal([]byte(svg), new(struct{})) != nil || len(svg) < 1000 {
		t.Errorf("QR as %s: %.100s", resp.Header.Get("Content-Type"), svg)
	}
	other := longDien()
	other.ID, other.Code = 2, "phuoc-hai"
	several := newShelf(t, with(longDien(), other))
	_, page := several.get("/thu-tuc/1.001193/qr.svg")
	_, chat := several.get("/thu-tuc/1.001193/qr.svg?don-vi=phuoc-hai")
	if page == svg || chat == page || chat == svg {
		t.Error("codes of different units lead to the same place")
	}
}

// The chat begins with the procedure a notice board or a page sent the citizen for.
func TestChatBeginsWithAProcedure(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	body := b.page("/?tt=1.001193")
	want(t, body, `id="start"`, `name="kind" value="tap"`, `name="data" value="p:1.001193"`, "Đăng ký khai sinh", "Xem trả lời", `data-home="/"`)
	form := map[string][]string{"id": {field(t, body, `id="start"`, "id")}, "kind": {"tap"}, "unit": {idOf(s.units[0])},
		"data": {field(t, body, `id="start"`, "data")}, "label": {field(t, body, `id="start"`, "label")}}
	if resp, _ := b.post("/chat/send", "text/html", form); resp.StatusCode != http.StatusOK {
		t.Fatal(resp.Status)
	}
	if e := s.events()[0]; e.Kind != bot.Tap || e.Data != "p:1.001193" || e.Label != "Đăng ký khai sinh" {
		t.Errorf("event %+v", e)
	}
	for _, path := range []string{"/?tt=9.999999", "/?tt=%3Cscript%3E", "/?tt="} {
		body := b.page(path)
		wantNot(t, body, `id="start"`, "<script>")
	}
	want(t, b.page("/"), `href="/thu-tuc"`)
	s.addUnit(org.Unit{Code: "phuoc-hai", Name: "xã Phước Hải"})
	want(t, b.page("/u/phuoc-hai?tt=1.001193"), `data-home="/u/phuoc-hai"`, `href="/thu-tuc?don-vi=phuoc-hai"`)
}
