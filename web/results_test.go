package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/org/directory"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// asking gives the units a questionnaire, so that they can have figures.
func asking(s *house, _ *server) {
	s.t.Helper()
	questionnaire, err := survey.Bundled("mau-v1")
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.db.PublishQuestionnaire(s.t.Context(), questionnaire); err != nil {
		s.t.Fatal(err)
	}
	for _, u := range s.units {
		u.Questionnaire = questionnaire
	}
}

// figuresOf are figures that can be published; answers are its number.
func figuresOf(t testing.TB, u *directory.Unit, name string, answers int, actions ...report.Action) storage.Publication {
	t.Helper()
	p, err := calendar.ParsePeriod(name)
	if err != nil {
		t.Fatal(err)
	}
	questionnaire, err := survey.Bundled("mau-v1")
	if err != nil {
		t.Fatal(err)
	}
	in := report.Input{Unit: u.Unit, Questionnaire: questionnaire, Period: p, Now: calendar.Window{}.End(p).Add(8 * time.Hour), Actions: actions}
	add := func(question string, choice, n int) {
		in.Counts = append(in.Counts, survey.Count{Cell: survey.Cell{Unit: u.ID, Month: p.First(), Questionnaire: questionnaire.ID, Question: question, Choice: choice, By: survey.ByChannel, Key: "web"}, N: n})
	}
	add(survey.QStarted, 0, answers)
	add(survey.QFinished, 0, answers)
	for _, q := range []string{"q1", "q2", "q3"} {
		add(q, 5, answers-answers/4)
		add(q, 2, answers/4)
	}
	add("q7", 1, answers)
	f := report.Build(in)
	var chart bytes.Buffer
	if err := f.Chart(&chart); err != nil {
		t.Fatal(err)
	}
	return storage.Publication{Published: storage.Published{Unit: u.ID, Period: p, Way: storage.WayRoom}, Figures: f.Public(), Chart: chart.Bytes()}
}

func (s *house) publish(p storage.Publication, at string) {
	s.t.Helper()
	when, err := time.ParseInLocation(time.DateTime, at, org.Location())
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.db.PublishFigures(s.t.Context(), p, when); err != nil {
		s.t.Fatal(err)
	}
}

// did are actions in every state; one tries to be more than text.
func did() []report.Action {
	return []report.Action{
		{Finding: "Chờ lâu <b>quá</b>", What: "Thêm <script>alert(1)</script> ghế", Due: "2026-11-30", State: report.ActionOpen},
		{What: "Sửa máy lấy số", Due: "2026-10-20", State: report.ActionLate},
		{Finding: "Nơi chờ thấp nhất", What: "Lắp quạt", Due: "2026-10-20", State: report.ActionDone, Done: "2026-10-15", Note: "Lắp 6 quạt."},
		{What: "Mở cửa tối thứ bảy", Due: "2026-10-20", State: report.ActionDropped, Note: "Không đủ người trực."},
	}
}

func TestResults(t *testing.T) {
	s := newSite(t, func(_ *house, w *server) { w.PublicURL = "https://motcua.example" })
	b := s.browser()
	want(t, b.page("/ket-qua"), "Chưa có kết quả nào được công bố")
	wantNot(t, b.page("/"), "/ket-qua")
	if resp, body := b.get("/ket-qua/2026-10"); resp.StatusCode != http.StatusNotFound || !strings.Contains(body, "chưa được công bố hoặc đã được rút lại") {
		t.Errorf("%s", resp.Status)
	}
	s.publish(figuresOf(t, s.units[0], "2026-Q3", 90), "2026-10-02 09:00:00")
	s.publish(figuresOf(t, s.units[0], "2026-10", 24, did()...), "2026-11-02 09:00:00")
	s.publish(figuresOf(t, s.units[0], "2026-10", 24, did()...), "2026-11-04 09:00:00")

	resp, body := b.get("/ket-qua")
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Cache-Control") != "no-cache" || resp.Header.Get("X-Robots-Tag") != "" {
		t.Errorf("%s, %v", resp.Status, resp.Header)
	}
	want(t, body, "Kết quả khảo sát hài lòng tháng 10/2026", "UBND xã Long Điền", "75,0%</b>", "18 trong 24 phiếu có trả lời câu", "Dưới 30 phiếu: chỉ để tham khảo",
		"Công bố ngày 02/11/2026, cập nhật ngày 04/11/2026. Số liệu đến 08:00 ngày 01/11/2026.", "tự nguyện", "24*", "Không có số liệu về từng cán bộ",
		`href="/ket-qua/2026-Q3">quý III/2026`, `src="/ket-qua/2026-10/bieu-do.png"`, `<link rel="canonical" href="https://motcua.example/ket-qua/2026-10">`,
		"Đã xong ngày 15/10/2026.</b> Lắp 6 quạt.", "Đang làm, chậm hạn (hạn 20/10/2026)", "Đang làm (hạn 30/11/2026)", "Không thực hiện.</b> Không đủ người trực.",
		"Khảo sát, góp ý nêu: Chờ lâu &lt;b&gt;quá", "Thêm &lt;script&gt;")
	wantNot(t, body, "<script>alert", " style=", "DỮ LIỆU MẪU")
	if done, late := strings.Index(body, "Lắp quạt"), strings.Index(body, "Sửa máy"); done > late {
		t.Error("what is done does not come first")
	}
	if n := len(body); n > 12<<10 {
		t.Errorf("the page has %d bytes", n)
	}
	want(t, b.page("/ket-qua/2026-Q3"), "quý III/2026", `href="/ket-qua/2026-10">tháng 10/2026`, "Kỳ này chưa có việc nào được ghi")
	for _, path := range []string{"/ket-qua/2026-9", "/ket-qua/2026-09", "/ket-qua/x", "/ket-qua/2026-09/bieu-do.png", "/ket-qua/x/bieu-do.png", "/ket-qua?don-vi=khac"} {
		if resp, _ := b.get(path); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	resp, picture := b.get("/ket-qua/2026-10/bieu-do.png")
	if resp.Header.Get("Content-Type") != "image/png" || !strings.HasPrefix(picture, "\x89PNG") || resp.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("%s, %v", resp.Status, resp.Header)
	}
	for _, path := range []string{"/ket-qua", "/ket-qua/2026-10/bieu-do.png"} {
		first, _ := b.get(path)
		if again, body := b.get(path, "If-None-Match", first.Header.Get("ETag")); again.StatusCode != http.StatusNotModified || body != "" {
			t.Errorf("%s again: %s", path, again.Status)
		}
	}
	want(t, b.page("/sitemap.xml"), "<loc>https://motcua.example/ket-qua</loc><lastmod>2026-11-04</lastmod>", "<loc>https://motcua.example/ket-qua/2026-Q3</loc><lastmod>2026-10-02</lastmod>")
}

// What is withdrawn is gone at once, whoever kept the page.
func TestResultsWithdrawn(t *testing.T) {
	s := newSite(t, func(_ *house, w *server) { w.PublicURL = "https://motcua.example" })
	p := figuresOf(t, s.units[0], "2026-10", 24)
	s.publish(p, "2026-11-02 09:00:00")
	b := s.browser()
	page, _ := b.get("/ket-qua/2026-10")
	chart, _ := b.get("/ket-qua/2026-10/bieu-do.png")
	want(t, b.page("/"), `href="/ket-qua">Kết quả khảo sát`)
	want(t, b.page("/thu-tuc"), `href="/ket-qua">Kết quả khảo sát`)
	if err := s.db.WithdrawFigures(t.Context(), s.units[0].ID, p.Period, "telegram", time.Now()); err != nil {
		t.Fatal(err)
	}
	for path, kept := range map[string]*http.Response{"/ket-qua/2026-10": page, "/ket-qua/2026-10/bieu-do.png": chart} {
		resp, body := b.get(path, "If-None-Match", kept.Header.Get("ETag"))
		if resp.StatusCode != http.StatusNotFound || strings.Contains(body, "75,0%") {
			t.Errorf("%s: %s", path, resp.Status)
		}
		if age := resp.Header.Get("Cache-Control"); age != "no-store" {
			t.Errorf("%s may be kept: %s", path, age)
		}
	}
	want(t, b.page("/ket-qua"), "Chưa có kết quả nào được công bố")
	wantNot(t, b.page("/sitemap.xml"), "ket-qua")
}

func TestResultsOfFew(t *testing.T) {
	s := newSite(t)
	p := figuresOf(t, s.units[0], "2026-10", 4)
	p.Chart = nil
	s.publish(p, "2026-11-02 09:00:00")
	b := s.browser()
	body := b.page("/ket-qua")
	want(t, body, "Chỉ có 4 phiếu trả lời câu hỏi chung", "Thu về 4 phiếu", "Dân góp ý – xã đã làm")
	wantNot(t, body, "bieu-do.png", `id="cau-hoi"`, `class="share"`)
	if resp, _ := b.get("/ket-qua/2026-10/bieu-do.png"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("a chart of four: %s", resp.Status)
	}
}

// Where there are several units, one chooses; sample data never gets into a search engine.
func TestResultsOfSeveral(t *testing.T) {
	s := newSite(t, func(s *house, w *server) {
		w.PublicURL = "https://motcua.example"
		s.addUnit(org.Unit{Code: "phuoc-hai", Name: "xã Phước Hải"})
		s.addUnit(org.Unit{Code: "dat-do", Name: "xã Đất Đỏ"})
	})
	s.publish(figuresOf(t, s.units[0], "2026-10", 24), "2026-11-02 09:00:00")
	s.publish(figuresOf(t, s.units[1], "2026-10", 40), "2026-11-02 09:00:00")
	b := s.browser()
	body := b.page("/ket-qua/2026-10")
	want(t, body, `href="/ket-qua/2026-10?don-vi=long-dien">UBND xã Long Điền`, `href="/ket-qua/2026-10?don-vi=phuoc-hai">UBND xã Phước Hải`)
	wantNot(t, body, "Đất Đỏ", "75,0%")
	want(t, b.page("/ket-qua?don-vi=phuoc-hai"), "30 trong 40 phiếu", `src="/ket-qua/2026-10/bieu-do.png?don-vi=phuoc-hai"`,
		`<link rel="canonical" href="https://motcua.example/ket-qua/2026-10?don-vi=phuoc-hai">`)
	want(t, b.page("/ket-qua?don-vi=dat-do"), "Chưa có kết quả nào")
	want(t, b.page("/"), `href="/ket-qua">Kết quả khảo sát`)
	want(t, b.page("/u/phuoc-hai"), `href="/ket-qua?don-vi=phuoc-hai"`)
	wantNot(t, b.page("/u/dat-do"), "/ket-qua")
	want(t, b.page("/sitemap.xml"), "<loc>https://motcua.example/ket-qua?don-vi=phuoc-hai</loc>")

	demo := newSite(t, func(s *house, w *server) { w.Demo = true })
	p := figuresOf(t, demo.units[0], "2026-10", 24)
	demo.publish(p, "2026-11-02 09:00:00")
	resp, body := demo.browser().get("/ket-qua")
	want(t, body, "DỮ LIỆU MẪU", `content="noindex"`)
	if resp.Header.Get("X-Robots-Tag") != "noindex" {
		t.Errorf("%v", resp.Header)
	}
}

// last is a closed month for which the unit has so many satisfied forms.
func (s *house) last(n int) calendar.Period {
	s.t.Helper()
	m := calendar.MonthOf(time.Now().In(org.Location())).Add(-1)
	for _, q := range []struct {
		id     string
		choice int
	}{{survey.QStarted, 0}, {survey.QFinished, 0}, {"q1", 5}} {
		s.query(`INSERT INTO figure (unit, month, by, questionnaire, question, key, choice, n) VALUES ($1, $2, 'c', 'mau-v1', $3, 'web', $4, $5)
			ON CONFLICT (unit, month, by, questionnaire, question, key, choice) DO UPDATE SET n = figure.n + excluded.n RETURNING 1`, s.units[0].ID, int32(m), q.id, q.choice, n)
	}
	return calendar.MonthPeriod(m)
}

var formMark = regexp.MustCompile(`<form class="(?:ways|nav)" method="post" action="([^"]*)"><input type="hidden" name="viec" value="([^"]*)">`)

// press sends the form of a leaders' page.
func (b *browser) press(page string) (*http.Response, string) {
	b.t.Helper()
	m := formMark.FindStringSubmatch(page)
	if m == nil {
		b.t.Fatalf("no form on the page:\n%s", clip(page))
	}
	return b.post(m[1], "text/html", url.Values{"viec": {m[2]}})
}

// Leaders look, publish, update and withdraw, with nothing but links and forms.
func TestLeadersPublish(t *testing.T) {
	s := newSite(t, asking)
	p := s.last(40)
	b := s.browser()
	base := "/phong/" + s.openRoom()
	want(t, b.page(base), `href="`+base+`/cong-bo"`)
	list := b.page(base + "/cong-bo")
	want(t, list, p.Label(), "Chưa công bố.", `href="`+base+`/cong-bo/`+p.String()+`"`)
	wantNot(t, list, "Rút lại", "Trang công khai")

	resp, preview := b.get(base + "/cong-bo/" + p.String())
	want(t, preview, "Bản xem trước", "Hiện chưa công bố", "100%</b>", "40 trong 40 phiếu", "Công bố "+p.Label(), base+"/cong-bo/"+p.String()+"/bieu-do.png")
	for name, value := range map[string]string{"Referrer-Policy": "same-origin", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"} {
		if got := resp.Header.Get(name); got != value {
			t.Errorf("%s is %q", name, got)
		}
	}
	if resp, chart := b.get(base + "/cong-bo/" + p.String() + "/bieu-do.png"); resp.StatusCode != http.StatusOK || !strings.HasPrefix(chart, "\x89PNG") {
		t.Errorf("chart of the preview: %s", resp.Status)
	}
	want(t, b.page("/ket-qua"), "Chưa có kết quả nào") // looking publishes nothing

	resp, list = b.press(preview)
	if at := resp.Request.URL.Path; resp.StatusCode != http.StatusOK || at != base+"/cong-bo" || resp.Request.Method != "GET" {
		t.Errorf("after the press: %s at %s", resp.Status, at)
	}
	want(t, list, `role="status"><b>Đã công bố.`, "Đang công bố từ", "(qua phòng lãnh đạo)", `href="/ket-qua/`+p.String()+`"`, `/rut-lai"`)
	public := b.page("/ket-qua")
	want(t, public, "100%</b>", "40 trong 40 phiếu")
	want(t, b.page("/"), "/ket-qua")
	// The preview showed exactly this.
	body := func(page string) string {
		_, rest, _ := strings.Cut(page, `<section class="card" aria-labelledby="chung">`)
		rest, _, _ = strings.Cut(rest, "<details")
		return rest
	}
	if body(public) == "" || body(public) != body(preview) {
		t.Errorf("preview and page differ:\n%s\n%s", body(preview), body(public))
	}
	// More forms change nothing: what they say would come out.
	s.last(10)
	want(t, b.page(base+"/cong-bo/"+p.String()), "Cập nhật "+p.Label(), "40 trong 40")
	_, list = b.press(b.page(base + "/cong-bo/" + p.String()))
	want(t, list, "Đã công bố.", "cập nhật lúc")
	want(t, b.page("/ket-qua"), "40 trong 40 phiếu", "cập nhật ngày")

	ask := b.page(base + "/cong-bo/" + p.String() + "/rut-lai")
	want(t, ask, "Rút lại kết quả "+p.Label()+"?")
	_, list = b.press(ask)
	want(t, list, `role="status"><b>Đã rút lại.`, "Đã rút lại lúc")
	want(t, b.page("/ket-qua"), "Chưa có kết quả nào")
	_, list = b.press(ask)
	want(t, list, "hiện không công bố")
}

func TestPublishingIsClosedToOthers(t *testing.T) {
	allowed := true
	s := newSite(t, asking, func(_ *house, w *server) {
		w.Limit = func(context.Context, string, int, time.Duration) bool { return allowed }
	})
	p := s.last(40)
	base := "/phong/" + s.openRoom()
	b := s.browser()
	nothing := func(what string) {
		t.Helper()
		if n := s.query(`SELECT count(*) FROM publication`); n != 0 {
			t.Fatalf("%s: %d publications", what, n)
		}
	}
	form := url.Values{"viec": {"cong-bo"}}
	for _, wrong := range []string{"/phong/x", base + "x", "/lanh-dao"} {
		for _, tail := range []string{"/cong-bo", "/cong-bo/" + p.String(), "/cong-bo/" + p.String() + "/bieu-do.png", "/cong-bo/" + p.String() + "/rut-lai"} {
			if resp, body := b.get(wrong + tail); resp.StatusCode != http.StatusNotFound || strings.Contains(body, "100%") {
				t.Errorf("%s: %s", wrong+tail, resp.Status)
			}
		}
		if resp, _ := b.post(wrong+"/cong-bo/"+p.String(), "text/html", form); resp.StatusCode != http.StatusNotFound {
			t.Errorf("POST %s: %s", wrong, resp.Status)
		}
	}
	target := base + "/cong-bo/" + p.String()
	r := b.request("POST", target, strings.NewReader(form.Encode()), "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site")
	if resp, _ := b.do(r); resp.StatusCode != http.StatusForbidden {
		t.Errorf("from another site: %s", resp.Status)
	}
	this := calendar.MonthPeriod(calendar.MonthOf(time.Now().In(org.Location())))
	for _, c := range []struct {
		path, do string
		status   int
		says     string
	}{
		{target, "", http.StatusBadRequest, ""},
		{target, "khac", http.StatusBadRequest, ""},
		{target, strings.Repeat("x", 1<<20), http.StatusBadRequest, ""},
		{base + "/cong-bo/2026-13", "cong-bo", http.StatusNotFound, ""},
		{base + "/cong-bo/2026-13", "rut-lai", http.StatusNotFound, ""},
		{base + "/cong-bo/" + this.String(), "cong-bo", http.StatusConflict, "chưa kết thúc"},
		{base + "/cong-bo/2020-01", "cong-bo", http.StatusConflict, "chưa có phiếu nào"},
	} {
		resp, body := b.post(c.path, "text/html", url.Values{"viec": {c.do}})
		if resp.StatusCode != c.status || !strings.Contains(body, c.says) {
			t.Errorf("POST %s %.10s: %s", c.path, c.do, resp.Status)
		}
	}
	if resp, _ := b.get(target + "?viec=cong-bo"); resp.StatusCode != http.StatusOK {
		t.Errorf("%s", resp.Status)
	}
	nothing("after everything that must not publish")
	allowed = false
	if resp, _ := b.post(target, "text/html", form); resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") == "" {
		t.Errorf("too often: %s", resp.Status)
	}
	nothing("too often")
}

// A parent unit has a comparison, which is not published; the page says so.
func TestParentPublishesNothing(t *testing.T) {
	s := newSite(t, func(s *house, w *server) {
		s.addUnit(org.Unit{Code: "phuoc-hai", Name: "xã Phước Hải", Settings: org.Settings{Parent: "long-dien"}})
		asking(s, w)
	})
	p := s.last(40)
	base := "/phong/" + s.openRoom()
	resp, body := s.browser().get(fmt.Sprintf("%s/cong-bo/%s", base, p))
	if resp.StatusCode != http.StatusConflict || !strings.Contains(body, "so sánh") {
		t.Errorf("%s\n%s", resp.Status, clip(body))
	}
}

// While the database is away the pages say so, and nothing hangs or claims that nothing was published.
func TestResultsWithoutDatabase(t *testing.T) {
	s := newSite(t)
	s.publish(figuresOf(t, s.units[0], "2026-10", 24), "2026-11-02 09:00:00")
	b := s.browser()
	want(t, b.page("/thu-tuc"), `href="/ket-qua"`)
	s.db.Close()
	for _, path := range []string{"/ket-qua", "/ket-qua/2026-10", "/ket-qua/2026-10/bieu-do.png"} {
		if resp, body := b.get(path); resp.StatusCode < 500 || strings.Contains(body, "Chưa có kết quả") {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	want(t, b.page("/thu-tuc"), `href="/ket-qua"`) // as far as is known
}
