package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/webchat"
	"motcua/internal/prose"
	"motcua/org"
)

// blob stores a file and gives its id.
func (s *house) blob(body []byte) int64 {
	return s.query(`INSERT INTO blob (body) VALUES ($1) RETURNING id`, body)
}

func chart(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 108, 118))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRoom(t *testing.T) {
	s := newSite(t)
	token := s.openRoom()
	picture, other := s.blob(chart(t)), s.blob([]byte("của phòng khác"))
	page := s.blob([]byte("<script>alert(1)</script>"))
	s.deliver(webchat.RoomConv("long-dien"), 16, bot.Message{
		Lines:   []prose.Line{prose.H("Báo cáo tháng 10/2026"), prose.I("412 phiếu")},
		Buttons: []bot.Button{{Label: "Không có ở đây", Data: "x"}},
		Files: []bot.File{{Blob: picture, Name: "biểu đồ.png", Type: "image/png", Alt: "Biểu đồ hài lòng", Photo: true},
			{Blob: page, Name: "so-lieu.html", Type: "text/html"}},
	})
	b := s.browser()
	base := "/phong/" + token
	resp, body := b.get(base)
	if resp.StatusCode != http.StatusOK {
		t.Fatal(resp.Status)
	}
	want(t, body, "Báo cáo tháng 10/2026", "UBND xã Long Điền", "Gửi lúc",
		fmt.Sprintf(`<img src="%s/tep/%d" alt="Biểu đồ hài lòng" width="108" height="118" loading="lazy">`, base, picture),
		fmt.Sprintf(`href="%s/tep/%d" download>so-lieu.html`, base, page))
	wantNot(t, body, "Không có ở đây", "Gửi báo cáo", `id="say"`)
	for name, value := range map[string]string{"Referrer-Policy": "same-origin", "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"} {
		if got := resp.Header.Get(name); got != value {
			t.Errorf("%s is %q", name, got)
		}
	}
	if len(resp.Cookies()) != 0 {
		t.Error("the room gave a cookie")
	}

	resp, body = b.get(fmt.Sprintf("%s/tep/%d", base, picture))
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "image/png" || body != string(chart(t)) {
		t.Errorf("picture: %s, %s", resp.Status, resp.Header.Get("Content-Type"))
	}
	resp, _ = b.get(fmt.Sprintf("%s/tep/%d", base, page))
	if d := resp.Header.Get("Content-Disposition"); resp.Header.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(d, "attachment") {
		t.Errorf("a stored page is served as %s, %s", resp.Header.Get("Content-Type"), d)
	}
	for _, path := range []string{fmt.Sprintf("%s/tep/%d", base, other), base + "/tep/x", base + "/tep/99999", "/chat/tep/" + fmt.Sprint(picture)} {
		if resp, _ := b.get(path); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	events, _ := b.listen(base + "/events")
	if e := next(t, events); e.id != "16" || !strings.Contains(e.data, "412 phiếu") {
		t.Errorf("stream of the room: %+v", e)
	}
	want(t, b.page(base+"/log"), "412 phiếu")
	wantNot(t, b.page(base+"/log?after=16"), "412 phiếu")
}

func TestRoomIsClosedToOthers(t *testing.T) {
	s := newSite(t, func(s *house, _ *server) {
		s.addUnit(org.Unit{Code: "aaaaaaaaaaaaaaaag", Name: "xã có tên hai mươi hai chữ"})
	})
	token := s.openRoom()
	long := webchat.RoomConv("aaaaaaaaaaaaaaaag")
	s.deliver(long, 1, text("bí mật"))
	s.deliver(webchat.RoomConv("long-dien"), 1, text("bí mật"))
	b := s.browser()
	for _, wrong := range []string{"x", token[1:], token + "A", strings.ToLower(token), strings.Repeat("A", 43)} {
		for _, tail := range []string{"", "/events", "/log", "/tep/1"} {
			resp, body := b.get("/phong/" + wrong + tail)
			if resp.StatusCode != http.StatusNotFound {
				t.Errorf("/phong/%s%s: %s", wrong, tail, resp.Status)
			}
			wantNot(t, body, "bí mật")
		}
	}
	_, chat := bot.SplitConv(long)
	for _, path := range []string{"/", "/u/long-dien", "/chat/log?unit=1"} {
		_, body := b.get(path, "Cookie", cookieName+"="+chat)
		wantNot(t, body, "bí mật")
	}
	// A real installation has no open room, and no other page of the demo.
	for _, path := range []string{"/lanh-dao", "/lanh-dao/log", "/lanh-dao/events", "/mau"} {
		if resp, _ := b.get(path); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	if resp, _ := b.post("/lanh-dao/gui", "*/*", nil); resp.StatusCode != http.StatusNotFound {
		t.Errorf("demo button: %s", resp.Status)
	}
	// A new link closes the old one.
	s.openRoom()
	if resp, _ := b.get("/phong/" + token); resp.StatusCode != http.StatusNotFound {
		t.Errorf("the former link: %s", resp.Status)
	}
}

func TestDemo(t *testing.T) {
	var fail error
	s := newSite(t, func(s *house, w *server) {
		w.Demo = true
		seq := int64(0)
		w.SendDigest = func(ctx context.Context, unit int32) (string, error) {
			if unit != s.units[0].ID {
				t.Errorf("digest of unit %d", unit)
			}
			seq += 16
			if err := s.chat.Deliver(ctx, bot.Delivery{Conv: webchat.RoomConv("long-dien"), Seq: seq, Message: text("Báo cáo mới")}); err != nil {
				return "", err
			}
			return "Đã gửi báo cáo tháng 10/2026.", fail
		}
	})
	b := s.browser()
	if resp, _ := b.get("/lanh-dao"); resp.StatusCode != http.StatusNotFound {
		t.Errorf("room that was not opened: %s", resp.Status)
	}
	s.openRoom()
	want(t, b.page("/lanh-dao"), "DỮ LIỆU MẪU – không phải số liệu thật của đơn vị nào", "Chưa có báo cáo nào", "Gửi báo cáo tháng trước", `action="/lanh-dao/gui"`)
	resp, body := b.post("/lanh-dao/gui", "*/*", nil)
	if resp.StatusCode != http.StatusOK || body != "Đã gửi báo cáo tháng 10/2026." || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("%s %q", resp.Status, body)
	}
	resp, body = b.post("/lanh-dao/gui", "text/html", nil)
	if resp.StatusCode != http.StatusOK || strings.Count(body, "Báo cáo mới") != 2 {
		t.Errorf("%s with %d digests", resp.Status, strings.Count(body, "Báo cáo mới"))
	}
	want(t, body, `role="status">Đã gửi báo cáo tháng 10/2026.`)
	want(t, b.page("/lanh-dao/log?after=16"), "Báo cáo mới")
	events, _ := b.listen("/lanh-dao/events?after=16")
	if e := next(t, events); e.id != "32" {
		t.Errorf("stream: %+v", e)
	}
	fail = errors.New("connection refused")
	for _, accept := range []string{"*/*", "text/html"} {
		if resp, _ := b.post("/lanh-dao/gui", accept, nil); resp.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("digest fails: %s", resp.Status)
		}
	}
	r := b.request("POST", "/lanh-dao/gui", nil, "Sec-Fetch-Site", "cross-site")
	if resp, _ := b.do(r); resp.StatusCode != http.StatusForbidden {
		t.Errorf("from another site: %s", resp.Status)
	}
	for _, path := range []string{"/", "/mau", "/quyen-rieng-tu", "/khong-co"} {
		_, body := b.get(path)
		want(t, body, "DỮ LIỆU MẪU – không phải số liệu thật của đơn vị nào")
	}
}

func TestTourShowsEveryCode(t *testing.T) {
	s := newSite(t, func(s *house, w *server) {
		w.Demo, w.PublicURL = true, "https://motcua.example"
		s.units[0].Points = append(s.units[0].Points, org.Point{Unit: s.units[0].ID, ID: 2, Code: "q2", Name: "Quầy 2"})
	})
	b := s.browser()
	body := b.page("/mau")
	want(t, body, "https://motcua.example", `href="/lanh-dao"`, `href="/"`, "Quầy 2")
	for _, p := range s.units[0].Points {
		for _, slip := range org.Slips() {
			payload := org.Start{Unit: p.Unit, Point: p.ID, Slip: slip}.Sign(s.directory().Key())
			want(t, body, "/s/"+payload, "/qr/"+payload+".png", fmt.Sprintf("Mã QR: %s, %s", slip.Label(), p.Name))
			resp, picture := b.get("/qr/" + payload + ".png")
			if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "image/png" {
				t.Fatal(resp.Status)
			}
			img, err := png.Decode(strings.NewReader(picture))
			if err != nil || img.Bounds().Dx() != qrSize {
				t.Errorf("QR %v: %v", err, img.Bounds())
			}
		}
	}
	good := org.Start{Unit: 1, Point: 1, Slip: org.Result}.Sign(s.directory().Key())
	for _, bad := range []string{good, good[:23] + ".png", "x.png", ".png", url.PathEscape("../" + good + ".png")} {
		if resp, _ := b.get("/qr/" + bad); resp.StatusCode != http.StatusNotFound {
			t.Errorf("/qr/%s: %s", bad, resp.Status)
		}
	}
}

// A link that was replaced shows nothing more from then on, also where its stream stands open.
func TestRevokedLinkEndsItsStreams(t *testing.T) {
	s := newSite(t, func(_ *house, w *server) { w.Beat = 50 * time.Millisecond })
	conv := webchat.RoomConv(s.units[0].Code)
	old := s.openRoom()
	before, _ := s.browser().listen("/phong/" + old + "/events")
	s.deliver(conv, 1, text("trước khi thay"))
	for next(t, before).event != "m" {
	}
	link := s.openRoom()
	began := time.Now()
	s.deliver(conv, 2, text("sau khi thay"))
	for e := range before {
		if e.event == "m" {
			t.Fatalf("a revoked link is shown %+v", e)
		}
	}
	t.Logf("the stream ended after %v", time.Since(began))
	for _, path := range []string{"", "/events", "/log", "/tep/1", "/viec", "/cong-bo"} {
		if resp, _ := s.browser().get("/phong/" + old + path); resp.StatusCode != http.StatusNotFound {
			t.Errorf("%s of a revoked link: %s", path, resp.Status)
		}
	}
	quiet, _ := s.browser().listen("/phong/" + link + "/events")
	s.openRoom() // nothing is delivered any more: the heartbeat finds out
	ended := time.After(5 * time.Second)
	for {
		select {
		case _, ok := <-quiet:
			if !ok {
				return
			}
		case <-ended:
			t.Fatal("a quiet stream of a revoked link goes on")
		}
	}
}
