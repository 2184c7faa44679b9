package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
	"motcua/web/site"
)

// asks gives the unit a questionnaire and, in last month, three questions nobody could answer: a finding.
func asks(s *house, _ *server) {
	questionnaire, err := survey.Bundled("mau-v1")
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.db.PublishQuestionnaire(s.t.Context(), questionnaire); err != nil {
		s.t.Fatal(err)
	}
	u := s.units[0]
	u.Questionnaire, u.Settings.Office = questionnaire, "Văn phòng HĐND và UBND xã"
	month := calendar.MonthOf(time.Now().In(org.Location())).Add(-1)
	miss := turn.Miss{Unit: u.ID, Month: month, Body: "nuôi chim yến <b>", Fold: "nuoi chim yen", At: month.Start(org.Location())}
	if err := s.db.Import(s.t.Context(), questionnaire, nil, nil, slices.Repeat([]turn.Miss{miss}, 6)); err != nil {
		s.t.Fatal(err)
	}
}

func in(days int) string {
	return feedback.Today(time.Now()).AddDate(0, 0, days).Format(time.DateOnly)
}

// actions are the unit's actions as stored.
func (s *house) actions() []feedback.Action {
	s.t.Helper()
	all, err := s.db.Actions(s.t.Context(), s.units[0].ID)
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// sends posts a form of the page and follows where it leads.
func (b *browser) sends(path string, status int, form url.Values) string {
	b.t.Helper()
	resp, body := b.post(path, "text/html", form)
	if resp.StatusCode != status {
		b.t.Fatalf("POST %s: %s, want %d\n%s", path, resp.Status, status, clip(body))
	}
	return body
}

func TestActionsOfTheRoom(t *testing.T) {
	s := newSite(t, asks)
	base := "/phong/" + s.openRoom()
	b := s.browser()
	want(t, b.page(base), `<a href="`+base+`/viec">Việc cần làm sau báo cáo: 0 việc đang mở</a>`)
	resp, body := b.get(base + "/viec")
	const finding = "Tra cứu chưa trả lời được: “nuôi chim yến &lt;b&gt;” (6 lượt)"
	want(t, body, "Chưa có việc nào đang mở", `<p class="finding">`+finding, `value="`+finding, "Việc khác, không từ phát hiện nào", `<option value="Văn phòng HĐND và UBND xã">`)
	wantNot(t, body, "<b>", `role="alert"`, "Đã xong, không thực hiện", "<script")
	for name, value := range map[string]string{"Referrer-Policy": "same-origin", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"} {
		if got := resp.Header.Get(name); got != value {
			t.Errorf("%s is %q", name, got)
		}
	}
	form := url.Values{
		"khoa": {field(t, body, `<p class="finding">`+finding, "khoa")}, "ky": {field(t, body, `<p class="finding">`+finding, "ky")},
		"phathien": {"Tra cứu chưa trả lời được: “nuôi chim yến <b>” (6 lượt)"}, "viec": {"Bổ sung thủ tục, gọi 0912 345 678"}, "donvi": {"Phòng Kinh tế"}, "han": {in(10)},
	}
	body = b.sends(base+"/viec", http.StatusOK, form) // after the way back to the page
	want(t, body, `role="status">Đã giao việc số 1.`, `href="#viec-1"`, `id="viec-1"`, "Bổ sung thủ tục, gọi [đã che]", "Phòng Kinh tế · hạn ", "Đang thực hiện: 1 việc", "Giao việc (qua phòng)", `Đã giao: <a href="#viec-1">việc số 1</a>`)
	// Sent twice, it makes one action and looks the same.
	want(t, b.sends(base+"/viec", http.StatusOK, form), "Đã giao việc số 1.", "Đang thực hiện: 1 việc")
	if all := s.actions(); len(all) != 1 || all[0].Period != form.Get("ky") || all[0].Finding != form.Get("phathien") {
		t.Errorf("%+v", all)
	}
	want(t, b.page(base), "1 việc đang mở")

	change := func(to, version, said string) url.Values {
		return url.Values{"lan": {version}, "thanh": {to}, "noidung": {said}, "ky": {form.Get("ky")}}
	}
	want(t, b.sends(base+"/viec/1", http.StatusUnprocessableEntity, change("done", "1", "")), "Xin ghi một câu: đã làm được gì.", `<details class="noprint" open>`, `<a href="#viec-1">Xem chỗ cần sửa`)
	want(t, b.sends(base+"/viec/1", http.StatusOK, change("done", "1", "đã bổ sung")), "Đã ghi xong việc số 1.", "): đã bổ sung", "Đang thực hiện: 0 việc", "Mở lại")
	want(t, b.sends(base+"/viec/1", http.StatusOK, change("done", "1", "đã bổ sung")), "Đã ghi xong việc số 1.") // a double click
	// Who looked at it before it was done is told, and what he typed is not lost.
	want(t, b.sends(base+"/viec/1", http.StatusConflict, change("dropped", "1", "không cần nữa")), "vừa được cập nhật ở nơi khác", "Nội dung vừa gõ, chưa được lưu: không cần nữa", "): đã bổ sung")
	want(t, b.sends(base+"/viec/1", http.StatusOK, change("open", "2", "")), "Đã mở lại việc số 1.", "Đang thực hiện: 1 việc")
	want(t, b.sends(base+"/viec/1", http.StatusUnprocessableEntity, change("dropped", "3", " ")), "Xin ghi lý do không thực hiện.")
	want(t, b.sends(base+"/viec/1", http.StatusOK, change("dropped", "3", "trùng việc khác")), "Lý do không thực hiện: trùng việc khác")
	if n := s.query(`SELECT count(*) FROM action_log WHERE by = 'room'`); n != 4 {
		t.Errorf("%d steps are kept", n)
	}
}

// What was typed stays in the form it came from, with what is wrong beside it.
func TestActionFormIsKept(t *testing.T) {
	s := newSite(t, asks)
	base := "/phong/" + s.openRoom()
	b := s.browser()
	const finding = "Tra cứu chưa trả lời được: “nuôi chim yến <b>” (6 lượt)"
	form := url.Values{"khoa": {"a-key"}, "phathien": {finding}, "viec": {`Họp "ngay"`}, "donvi": {"ông Nguyễn Văn An"}, "han": {in(-1)}}
	body := b.sends(base+"/viec", http.StatusUnprocessableEntity, form)
	_, after, _ := strings.Cut(body, `<p class="finding">Tra cứu`)
	want(t, body, `Chưa lưu được. <a href="#sua">`)
	own, free, _ := strings.Cut(after, "Việc khác, không từ phát hiện")
	want(t, own, `<details id="sua" open>`, `value="a-key"`, "Họp &#34;ngay&#34;</textarea>", "không ghi tên người", "Hạn đã qua", `value="`+in(-1)+`"`, `aria-invalid="true"`)
	wantNot(t, free, `<details id="sua" open>`, "a-key", "Họp")
	form.Set("phathien", "")
	_, free, _ = strings.Cut(b.sends(base+"/viec", http.StatusUnprocessableEntity, form), "Việc khác, không từ phát hiện")
	want(t, free, `<details id="sua" open>`, "a-key", "Họp")
	form.Set("phathien", "Phát hiện không còn nữa") // the figures have changed since the page was opened
	body = b.sends(base+"/viec", http.StatusUnprocessableEntity, form)
	want(t, body, `<p class="finding">Phát hiện không còn nữa`, "a-key")
	form.Set("viec", strings.Repeat("dài ", 200))
	want(t, b.sends(base+"/viec", http.StatusUnprocessableEntity, form), "Nội dung dài quá 500 ký tự")
	if len(s.actions()) != 0 {
		t.Error("a refused form made an action")
	}
}

func TestActionsRefuse(t *testing.T) {
	s := newSite(t, asks)
	base := "/phong/" + s.openRoom()
	b := s.browser()
	good := url.Values{"khoa": {"k"}, "viec": {"Họp"}, "donvi": {"Văn phòng"}, "han": {in(5)}}
	with := func(name, value string) url.Values {
		v := url.Values{}
		for k := range good {
			v.Set(k, good.Get(k))
		}
		v.Set(name, value)
		return v
	}
	for name, c := range map[string]struct {
		path   string
		form   url.Values
		status int
	}{
		"wrong token":         {"/phong/" + strings.Repeat("A", 43) + "/viec", good, http.StatusNotFound},
		"wrong token, change": {"/phong/x/viec/1", good, http.StatusNotFound},
		"no demo here":        {"/lanh-dao/viec", good, http.StatusNotFound},
		"no such action":      {base + "/viec/9", url.Values{"thanh": {"done"}, "noidung": {"x"}}, http.StatusNotFound},
		"no number":           {base + "/viec/x", url.Values{"thanh": {"done"}}, http.StatusNotFound},
		"no key":              {base + "/viec", with("khoa", ""), http.StatusBadRequest},
		"long key":            {base + "/viec", with("khoa", strings.Repeat("k", 65)), http.StatusBadRequest},
		"no period":           {base + "/viec", with("ky", "tháng trước"), http.StatusBadRequest},
		"period to come":      {base + "/viec", with("ky", "2999-01"), http.StatusBadRequest},
		"far too long":        {base + "/viec", with("viec", strings.Repeat("x", site.MaxBody)), http.StatusRequestEntityTooLarge},
	} {
		resp, body := b.post(c.path, "text/html", c.form)
		if resp.StatusCode != c.status {
			t.Errorf("%s: %s, want %d\n%s", name, resp.Status, c.status, clip(body))
		}
	}
	r := b.request("POST", base+"/viec", strings.NewReader(good.Encode()), "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site")
	if resp, _ := b.do(r); resp.StatusCode != http.StatusForbidden {
		t.Errorf("from another site: %s", resp.Status)
	}
	if resp, _ := b.get("/phong/x/viec"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("a wrong link: %s", resp.Status)
	}
	if len(s.actions()) != 0 {
		t.Errorf("made %+v", s.actions())
	}
	want(t, b.sends(base+"/viec", http.StatusOK, with("viec", "Họp\x00 giao ban")), "Họp giao ban") // no database takes a NUL
	s.query(`WITH x AS (INSERT INTO action SELECT unit, no + i, period, finding, what, who, due, state, said, done_on, made_at, closed_at, version
		FROM action, generate_series(1, $1::int) i RETURNING 1) SELECT count(*) FROM x`, turn.MaxOpenActions)
	want(t, b.sends(base+"/viec", http.StatusUnprocessableEntity, with("khoa", "another")), "quá nhiều việc chưa xong")
}

func TestActionsAreLimited(t *testing.T) {
	refuse := false
	s := newSite(t, asks, func(_ *house, w *server) {
		w.Limit = func(_ context.Context, key string, _ int, _ time.Duration) bool {
			return !refuse || !strings.HasPrefix(key, "web:todo:")
		}
	})
	base := "/phong/" + s.openRoom()
	b := s.browser()
	good := url.Values{"khoa": {"k"}, "viec": {"Họp"}, "donvi": {"Văn phòng"}, "han": {in(5)}}
	refuse = true
	for _, path := range []string{base + "/viec", base + "/viec/1"} {
		if resp, _ := b.post(path, "text/html", good); resp.StatusCode != http.StatusTooManyRequests || resp.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	refuse = false
	b.sends(base+"/viec", http.StatusOK, good)
}

// Many at once: each form makes one action, each change is made once.
func TestActionsAtOnce(t *testing.T) {
	s := newSite(t, asks)
	base := "/phong/" + s.openRoom()
	b := s.browser()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			form := url.Values{"khoa": {string(rune('a' + i%4))}, "viec": {"Họp"}, "donvi": {"Văn phòng"}, "han": {in(5)}}
			if resp, _ := b.post(base+"/viec", "text/html", form); resp.StatusCode != http.StatusOK {
				t.Error(resp.Status)
			}
		})
	}
	all.Wait()
	if n := len(s.actions()); n != 4 {
		t.Fatalf("%d actions", n)
	}
	var mu sync.Mutex
	got := map[int]int{}
	for i := range 6 {
		all.Go(func() {
			form := url.Values{"lan": {"1"}, "thanh": {"done"}, "noidung": {"người " + string(rune('a'+i)) + " báo xong"}}
			resp, _ := b.post(base+"/viec/1", "text/html", form)
			mu.Lock()
			defer mu.Unlock()
			got[resp.StatusCode]++
		})
	}
	all.Wait()
	if got[http.StatusOK] != 1 || got[http.StatusConflict] != 5 {
		t.Errorf("answers %v", got)
	}
}

func TestActionsOfTheDemo(t *testing.T) {
	s := newSite(t, asks, func(_ *house, w *server) { w.Demo = true })
	token := s.openRoom()
	b := s.browser()
	want(t, b.page("/lanh-dao"), `href="/lanh-dao/viec"`)
	want(t, b.page("/lanh-dao/viec"), "DỮ LIỆU MẪU", `action="/lanh-dao/viec"`, `href="/lanh-dao"`)
	want(t, b.sends("/lanh-dao/viec", http.StatusOK, url.Values{"khoa": {"k"}, "viec": {"Họp"}, "donvi": {"Văn phòng"}, "han": {in(0)}}), "Đã giao việc số 1.")
	want(t, b.page("/phong/"+token+"/viec"), "Họp", `action="/phong/`+token+`/viec/1"`)
}

// Whichever period is asked for: only one that has ended is shown.
func TestActionsPeriods(t *testing.T) {
	s := newSite(t, asks)
	base := "/phong/" + s.openRoom()
	b := s.browser()
	now := time.Now().In(org.Location())
	last := calendar.MonthOf(now).Add(-1).String()
	for asked, shown := range map[string]string{"": last, last: last, "x": last, "2999": last, calendar.MonthOf(now).String(): last, "2024-Q4": "2024-Q4", "2024": "2024"} {
		body := b.page(base + "/viec?" + url.Values{"ky": {asked}}.Encode())
		if got := field(t, body, "Việc khác, không từ", "ky"); got != shown {
			t.Errorf("asked for %q, shown %q, want %q", asked, got, shown)
		}
	}
}

// Old ones stand back until they are asked for.
func TestClosedActionsAreFolded(t *testing.T) {
	s := newSite(t, asks)
	base := "/phong/" + s.openRoom()
	s.query(`WITH x AS (INSERT INTO action SELECT $1::int, i, '2025-01', '', 'việc cũ ' || i || '.', 'Văn phòng', '2025-03-01', 'dropped', 'hết cần', null, '2025-02-01', '2025-02-02'::timestamptz + i * interval '1 hour', 2
		FROM generate_series(1, 23) i RETURNING 1) SELECT count(*) FROM x`, s.units[0].ID)
	b := s.browser()
	body := b.page(base + "/viec")
	want(t, body, "Xem thêm 3 việc cũ hơn", "việc cũ 23.", "việc cũ 4.")
	wantNot(t, body, "việc cũ 3.")
	want(t, b.page(base+"/viec?tatca=1"), "việc cũ 3.", "việc cũ 1.")
	wantNot(t, b.page(base+"/viec?tatca=1"), "Xem thêm")
}
