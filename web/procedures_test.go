package web

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/bot/webchat"
	"motcua/org"
	"motcua/org/directory"
	"motcua/procedure"
	"motcua/procedure/card"
	"motcua/procedure/search"
	"motcua/web/site"
)

// shelf is the pages about procedures alone: they need no database.
type shelf struct {
	t testing.TB
	*server
	http.Handler
}

func longDien() *directory.Unit {
	return &directory.Unit{Unit: org.Unit{ID: 1, Code: "long-dien", Name: "xã Long Điền", Settings: org.Settings{
		Center: "Trung tâm Phục vụ hành chính công xã Long Điền", Address: "12 Quốc lộ 55", Province: "TP. Hồ Chí Minh",
		Hotline: "0254 000 000", Hours: "7 giờ 30 đến 16 giờ 30",
	}}}
}

func newShelf(t testing.TB, changes ...func(*server)) *shelf {
	units := []*directory.Unit{longDien()}
	s := newServer(site.New(site.Options{
		Log: slog.New(slog.DiscardHandler), PublicURL: "https://motcua.example",
		Chat: webchat.New(nil, nil, slog.New(slog.DiscardHandler)),
		Directory: func() *directory.Directory {
			return directory.New([]byte("a secret of the tests, 32 bytes!"), false, units)
		},
		Limit: func(context.Context, string, int, time.Duration) bool { return true },
	}), Options{Finder: bundled})
	for _, c := range changes {
		c(s)
	}
	return &shelf{t, s, s.handler()}
}

// with puts units on the shelf.
func with(units ...*directory.Unit) func(*server) {
	return func(s *server) {
		s.Directory = func() *directory.Directory {
			return directory.New([]byte("a secret of the tests, 32 bytes!"), false, units)
		}
	}
}

// having puts a catalogue on the shelf.
func having(t testing.TB, e procedure.Edition) func(*server) {
	t.Helper()
	c, err := procedure.Build(e)
	if err != nil {
		t.Fatal(err)
	}
	f, err := search.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return func(s *server) { s.Finder = func() *search.Finder { return f } }
}

func (s *shelf) get(path string, header ...string) (*http.Response, string) {
	s.t.Helper()
	return s.ask(http.MethodGet, path, header...)
}

func (s *shelf) ask(method, path string, header ...string) (*http.Response, string) {
	s.t.Helper()
	r := httptest.NewRequest(method, path, nil)
	r.Header.Set("Accept", "text/html")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result(), w.Body.String()
}

// page reads a page that must be there.
func (s *shelf) page(path string) string {
	s.t.Helper()
	resp, body := s.get(path)
	if resp.StatusCode != http.StatusOK {
		s.t.Fatalf("GET %s: %s\n%s", path, resp.Status, clip(body))
	}
	return body
}

func TestProcedurePage(t *testing.T) {
	s := newShelf(t)
	resp, body := s.get("/thu-tuc/1.001193")
	want(t, body, "<title>Đăng ký khai sinh (1.001193) – UBND xã Long Điền</title>", `<link rel="canonical" href="https://motcua.example/thu-tuc/1.001193">`,
		`<meta name="description" content="Đăng ký khai sinh`, "Giấy chứng sinh", "1 ngày làm việc", "8.000 đồng", "163/QĐ-BTP", "10/06/2026",
		"Trung tâm Phục vụ hành chính công xã Long Điền, 12 Quốc lộ 55", `href="/?tt=1.001193"`, `href="/thu-tuc/1.001193/in"`,
		`href="https://dichvucong.gov.vn/thu-tuc-hanh-chinh/`, "Thông tin tham khảo", `type="application/atom+xml"`, `href="/thu-tuc?linh-vuc=ho-tich"`,
		`id="giay-to"`, `id="le-phi"`, `id="noi-nop"`, `id="can-cu"`, "Thủ tục đăng ký khai sinh")
	wantNot(t, body, "noindex", "DỮ LIỆU MẪU", "<script src")
	if got := resp.Header.Get("Content-Security-Policy"); got != policy {
		t.Errorf("policy %q", got)
	}
	if len(resp.Cookies()) != 0 {
		t.Error("reading a page gave a cookie")
	}
}

// Whatever the chat says of a procedure stands on its page, for every record, and where something is missing
// the page says so.
func TestPagesSayWhatTheChatSays(t *testing.T) {
	s := newShelf(t)
	for _, p := range s.Finder().All() {
		body := plain(s.page("/thu-tuc/" + p.Key))
		pl := place{unit: longDien(), today: procedure.Date(time.Now().In(org.Location()).Format(time.DateOnly))}
		o := pl.options(s.Finder(), p)
		known := map[procedure.Aspect]bool{}
		for _, a := range card.AspectsAt(p, o) {
			known[a] = true
			for _, l := range card.Aspect(p, a, o)[1:] {
				if !strings.Contains(body, squeeze(l.Text)) {
					t.Errorf("%s, %s: not on the page: %q", p.Key, a.Label(), l.Text)
				}
			}
		}
		for _, a := range procedure.AllAspects() {
			if !known[a] && !strings.Contains(body, strings.ToLower(wordSectionNames[a].heading)) {
				t.Errorf("%s: %s is missing in silence", p.Key, a.Label())
			}
		}
		if strings.Count(body, "Thông tin tham khảo") != 1 {
			t.Errorf("%s: the small print stands there %d times", p.Key, strings.Count(body, "Thông tin tham khảo"))
		}
	}
}

// plain is what a page shows, without tags.
func plain(body string) string {
	var b strings.Builder
	for {
		text, rest, ok := strings.Cut(body, "<")
		b.WriteString(text)
		if !ok {
			return squeeze(htmlText(b.String()))
		}
		_, body, _ = strings.Cut(rest, ">")
		b.WriteByte(' ')
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func htmlText(s string) string {
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&#43;", "+", "&amp;", "&").Replace(s)
}

func TestCataloguePages(t *testing.T) {
	s := newShelf(t)
	body := s.page("/thu-tuc")
	want(t, body, "620 thủ tục.", `href="/thu-tuc?linh-vuc=ho-tich"`, "Hộ tịch</a>", ">43<", `name="q"`, `role="search"`, `href="/thu-tuc/thay-doi"`)
	for _, f := range s.Finder().Fields() {
		list := s.page("/thu-tuc?linh-vuc=" + f.ID)
		if n := strings.Count(list, `<a href="/thu-tuc/`) - 1; n != f.N { // one leads to the changes
			t.Errorf("%s: %d of %d procedures", f.Name, n, f.N)
		}
		want(t, list, "Thủ tục "+f.Name, "/thu-tuc/in?linh-vuc="+f.ID)
	}
	for _, path := range []string{"/thu-tuc?linh-vuc=khong-co", "/thu-tuc/in", "/thu-tuc/in?linh-vuc=x"} {
		resp, body := s.get(path)
		if resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
		want(t, body, "Danh mục không có lĩnh vực này", `name="q"`, "noindex")
	}
}

func TestSearchPage(t *testing.T) {
	s := newShelf(t)
	q := func(text string) string { return s.page("/thu-tuc?q=" + url.QueryEscape(text)) }

	clear := q("lam giay khai sinh can gi")
	want(t, clear, "Giấy tờ – Đăng ký khai sinh", "Giấy chứng sinh", `href="/thu-tuc/1.001193"`, `href="/?tt=1.001193"`, `value="lam giay khai sinh can gi"`, `content="noindex"`)
	refused := q("giá vàng hôm nay")
	want(t, refused, "Không tìm thấy", "kẻo sai", "0254 000 000", "7 giờ 30 đến 16 giờ 30", "xem theo lĩnh vực")
	wantNot(t, refused, "đã được ghi lại")
}

// The question back and the further matters of a search are shown as the search gives them.
func TestSearchPageAsks(t *testing.T) {
	s := newShelf(t)
	birth, _ := s.Finder().ByKey("1.001193")
	rd := reader{s.Finder(), place{unit: longDien()}}
	w := httptest.NewRecorder()
	s.showFound(w, httptest.NewRequest("GET", "/thu-tuc?q=x", nil), rd, search.Result{
		Query: "x", Verdict: search.Several, Aspect: procedure.Fee, Hits: []search.Hit{{P: birth}},
		Ask:  &search.Ask{Question: "Việc nào <b>?", Options: []search.Option{{Label: "Sinh con", P: birth}}},
		Also: []search.Hit{{P: birth}},
	})
	asked := w.Body.String()
	w = httptest.NewRecorder()
	s.showFound(w, httptest.NewRequest("GET", "/thu-tuc?q=x", nil), rd, search.Result{
		Query: "x", Verdict: search.Several, Hits: []search.Hit{{P: birth}},
	})
	want(t, w.Body.String(), "Ông/Bà cần thủ tục nào", `<a href="/thu-tuc/1.001193">Đăng ký khai sinh</a>`, "Mã 1.001193")
	w = httptest.NewRecorder()
	s.showFound(w, httptest.NewRequest("GET", "/thu-tuc?q=x", nil), rd, search.Result{
		Query: "x", Outside: &search.Outside{ID: "ly-hon", Advice: "Ly hôn do Tòa án giải quyết."}, Hits: []search.Hit{{P: birth}},
	})
	want(t, w.Body.String(), "Không tìm thấy", "Ly hôn do Tòa án giải quyết.", "Thủ tục gần nhất", `<a href="/thu-tuc/1.001193">Đăng ký khai sinh</a>`)
	want(t, asked, "Việc nào &lt;b&gt;?", `<a href="/thu-tuc/1.001193#le-phi">Sinh con</a>`, "Ông/Bà còn hỏi")
}

func TestOddQuestions(t *testing.T) {
	s := newShelf(t)
	for name, q := range map[string]string{
		"long": strings.Repeat("khai sinh ", 1000), "invalid": "khai sinh \xff\xfe", "zero": "khai\x00sinh", "script": "<script>alert(1)</script>",
		"code": "1.001193.000.00.00.H41", "empty": "   ", "right to left": "\u202ekhai sinh", "surrogates": "\xed\xa0\x80",
	} {
		resp, body := s.get("/thu-tuc?q=" + url.QueryEscape(q))
		if resp.StatusCode != http.StatusOK || len(body) > 40_000 {
			t.Errorf("%s: %s, %d bytes", name, resp.Status, len(body))
		}
		wantNot(t, body, "<script>alert")
	}
	for _, raw := range []string{"/thu-tuc?q=%zz", "/thu-tuc?%ff=%ff", "/thu-tuc?q=a;b=c", "/thu-tuc?linh-vuc=%ff"} {
		if resp, _ := s.get(raw); resp.StatusCode >= 500 {
			t.Errorf("%s: %s", raw, resp.Status)
		}
	}
}

func TestSearchIsLimited(t *testing.T) {
	var keys []string
	s := newShelf(t, func(s *server) {
		s.Limit = func(_ context.Context, key string, limit int, _ time.Duration) bool {
			if strings.HasPrefix(key, "web:page:") {
				return true
			}
			keys = append(keys, key)
			return false
		}
	})
	resp, body := s.get("/thu-tuc?q=khai+sinh")
	if resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") == "" {
		t.Errorf("%s, %v", resp.Status, resp.Header)
	}
	want(t, body, "quá nhiều lượt tra cứu")
	if len(keys) != 1 || strings.Contains(keys[0], "192.0.2.1") {
		t.Errorf("keys %q", keys)
	}
	if resp, _ := s.get("/thu-tuc/1.001193"); resp.StatusCode != http.StatusOK {
		t.Errorf("a page counts as a search: %s", resp.Status)
	}
}

func TestOldCodesLeadOn(t *testing.T) {
	p := procedure.Procedure{Key: "1.001193", Code: "1.001193", Name: "Đăng ký khai sinh", Field: "Hộ tịch"}
	s := newShelf(t, having(t, procedure.Edition{Procedures: []procedure.Procedure{p}, Aliases: []procedure.Alias{{Code: "1.000001", Key: "1.001193"}}}))
	for path, to := range map[string]string{
		"/thu-tuc/1.000001": "/thu-tuc/1.001193", "/thu-tuc/1.000001/in": "/thu-tuc/1.001193/in", "/thu-tuc/1.001193.000.00.00.H41": "/thu-tuc/1.001193",
		"/thu-tuc/1.000001?don-vi=long-dien": "/thu-tuc/1.001193?don-vi=long-dien", "/thu-tuc/1%20001193": "/thu-tuc/1.001193",
	} {
		resp, _ := s.get(path)
		if got := resp.Header.Get("Location"); resp.StatusCode != http.StatusMovedPermanently || got != to {
			t.Errorf("%s: %s to %q", path, resp.Status, got)
		}
	}
	for _, path := range []string{"/thu-tuc/9.999999", "/thu-tuc/%3Cscript%3E", "/thu-tuc/9.999999/in", "/thu-tuc/9.999999/qr.svg", "/thu-tuc/%ff", "/thu-tuc/1.001193?don-vi=khong-co"} {
		resp, body := s.get(path)
		if resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
		want(t, body, `name="q"`, "noindex")
		wantNot(t, body, "<script>", "canonical")
	}
	for _, path := range []string{"/thu-tuc/", "/thu-tuc/1.001193/khac"} {
		if resp, _ := s.get(path); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
}

// The rules of the unit stand on its page with their source; once they have ended the page cautions.
func TestLocalRules(t *testing.T) {
	p := procedure.Procedure{
		Key: "1.000001", Code: "1.000001", Name: "Chứng thực bản sao", Field: "Chứng thực", HandledBy: "UBND cấp xã", ProcessingTime: "1 ngày làm việc",
		Fees: []procedure.Charge{{Text: "theo quy định của HĐND cấp tỉnh"}},
	}
	own := procedure.Override{Unit: "long-dien", Key: p.Key, Block: procedure.BlockTime, Text: "Trong buổi làm việc", Source: "Quyết định 12/QĐ-UBND", From: "2020-01-01"}
	ended := own
	ended.Until = "2020-12-31"
	fee := procedure.FeeRule{Province: "TP Hồ Chí Minh", Key: p.Key, AmountVND: 2000, Per: "trang", Source: "Nghị quyết 05/NQ-HĐND", From: "2020-01-01"}
	other := longDien()
	other.ID, other.Code, other.Name, other.Settings.Province = 2, "phuoc-hai", "xã Phước Hải", "Đồng Nai"

	e := procedure.Edition{Procedures: []procedure.Procedure{p}, Overrides: []procedure.Override{own}, Fees: []procedure.FeeRule{fee}}
	s := newShelf(t, having(t, e))
	want(t, s.page("/thu-tuc/1.000001"), "Trong buổi làm việc", "Quyết định 12/QĐ-UBND", "2.000 đồng", "Nghị quyết 05/NQ-HĐND")
	want(t, s.page("/thu-tuc/in?linh-vuc=chung-thuc"), "Trong buổi làm việc", "2.000 đồng")

	e.Overrides = []procedure.Override{ended}
	s = newShelf(t, having(t, e))
	body := s.page("/thu-tuc/1.000001")
	want(t, body, "1 ngày làm việc", "31/12/2020")

	s = newShelf(t, having(t, e), with(longDien(), other))
	several := s.page("/thu-tuc/1.000001")
	want(t, several, `href="/thu-tuc/1.000001?don-vi=long-dien"`, `href="/thu-tuc/1.000001?don-vi=phuoc-hai"`)
	wantNot(t, several, "2.000 đồng", "0254 000 000")
	named := s.page("/thu-tuc/1.000001?don-vi=long-dien")
	want(t, named, "2.000 đồng", "UBND xã Long Điền", `href="/u/long-dien?tt=1.000001"`, `href="/thu-tuc/1.000001/in?don-vi=long-dien"`, `name="don-vi" value="long-dien"`)
	wantNot(t, s.page("/thu-tuc/1.000001?don-vi=phuoc-hai"), "2.000 đồng")
}

func TestSampleIsNotIndexed(t *testing.T) {
	sample := longDien()
	sample.Unit.Demo = true
	for name, s := range map[string]*shelf{"unit": newShelf(t, with(sample)), "installation": newShelf(t, func(s *server) { s.Demo = true })} {
		for _, path := range []string{"/thu-tuc", "/thu-tuc/1.001193", "/thu-tuc/1.001193/in"} {
			resp, body := s.get(path)
			want(t, body, "DỮ LIỆU MẪU", `<meta name="robots" content="noindex">`)
			if resp.Header.Get("X-Robots-Tag") != "noindex" {
				t.Errorf("%s, %s: may be indexed", name, path)
			}
		}
		if resp, _ := s.get("/sitemap.xml"); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: list of pages: %s", name, resp.Status)
		}
		wantNot(t, s.page("/thu-tuc/1.001193"), `"provider":{"@type":"GovernmentOrganization","name":"UBND`)
	}
}

// A real unit is not put beside a sample.
func TestRealUnitComesFirst(t *testing.T) {
	sample := longDien()
	sample.ID, sample.Code, sample.Name, sample.Unit.Demo = 2, "mau", "xã Mẫu", true
	body := newShelf(t, with(sample, longDien())).page("/thu-tuc/1.001193")
	want(t, body, "UBND xã Long Điền", `href="/u/long-dien?tt=1.001193"`)
	wantNot(t, body, "xã Mẫu", "DỮ LIỆU MẪU")
}

// The page is asked what the chat is asked: who is in danger is told whom to call, and is shown no procedure.
func TestSearchPageHearsAlarms(t *testing.T) {
	s := newShelf(t)
	for q, says := range map[string]string{
		"tự tử": "115: cấp cứu", "bị chồng đánh": "113: công an", "tôi muốn tố cáo cán bộ nhận tiền": "tôi không nhận đơn",
		"có người giả công an gọi bắt cài app": "đừng chuyển tiền",
	} {
		body := s.page("/thu-tuc?q=" + url.QueryEscape(q))
		if !strings.Contains(body, says) || strings.Contains(body, "Không tìm thấy") || strings.Contains(body, "Thủ tục gần nhất") || strings.Contains(body, `href="/thu-tuc/1`) {
			t.Errorf("%q is answered %s", q, body)
		}
	}
}
