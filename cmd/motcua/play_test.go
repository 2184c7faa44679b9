package main

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// player plays on the page of a running demonstration.
type player struct {
	*serving
	at string // of the page's listener
}

var playedAt = regexp.MustCompile(`Chơi thử Telegram: (http://127\.0\.0\.1:\d+)/choi`)

func newPlayer(t *testing.T) *player {
	t.Helper()
	s := newEnv(t).serve(t, "--demo", "--play")
	at := playedAt.FindStringSubmatch(s.out.String())
	if at == nil {
		t.Fatalf("it does not say where to play:\n%s", s.out)
	}
	return &player{s, at[1]}
}

// fetch reads an address of the page's listener.
func (p *player) fetch(path string) (body string, header http.Header) {
	p.t.Helper()
	res, err := p.client.Get(p.at + path)
	check(p.t, err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	check(p.t, err)
	if res.StatusCode != http.StatusOK {
		p.t.Fatalf("GET %s: %d %s", path, res.StatusCode, b)
	}
	return string(b), res.Header
}

// do sends a form of the page without its script.
func (p *player) do(name, chat string, fields ...string) {
	p.t.Helper()
	form := url.Values{"chat": {chat}}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	res, err := p.client.PostForm(p.at+"/choi/"+name, form)
	check(p.t, err)
	b, err := io.ReadAll(res.Body)
	check(p.t, err)
	check(p.t, res.Body.Close())
	if res.StatusCode != http.StatusOK {
		p.t.Fatalf("%s %q: %d %s", name, fields, res.StatusCode, b)
	}
}

// sees waits until a chat's screen holds a text, and gives the screen.
func (p *player) sees(chat, text string) (screen string) {
	p.t.Helper()
	until(p.t, text, func() bool {
		screen, _ = p.fetch("/choi/man-hinh?chat=" + chat)
		return strings.Contains(html.UnescapeString(screen), text)
	})
	return screen
}

var keyboard = regexp.MustCompile(`(?s)name="message" value="(\d+)">(.*?)</form>`)

// tap taps the newest button with a label.
func (p *player) tap(chat, label string) {
	p.t.Helper()
	screen, _ := p.fetch("/choi/man-hinh?chat=" + chat)
	boards := keyboard.FindAllStringSubmatch(screen, -1)
	for i := len(boards) - 1; i >= 0; i-- {
		key := regexp.MustCompile(`name="data" value="([^"]*)"[^>]*>` + regexp.QuoteMeta(label) + `<`).FindStringSubmatch(boards[i][2])
		if key != nil {
			p.do("cham", chat, "message", boards[i][1], "data", html.UnescapeString(key[1]))
			return
		}
	}
	p.t.Fatalf("no button %q in:\n%s", label, screen)
}

var chatLink = regexp.MustCompile(`/choi\?chat=(-?\d+)"`)

// A person without a token scans the QR and answers by tapping, links the leaders' group, and is shown the
// report, all on the page; the product's own address knows nothing of it.
func TestPlay(t *testing.T) {
	t.Parallel()
	p := newPlayer(t)
	page, header := p.fetch("/")
	contains(t, page, "Bà Tư", "Lãnh đạo xã", "Thêm bot vào nhóm", `value="tra-ket-qua"`, "Bắt đầu")
	contains(t, header.Get("Content-Security-Policy"), "default-src 'none'", "script-src 'self'")
	if status, _ := p.get("/choi"); status != http.StatusNotFound {
		t.Errorf("the product's own address answers /choi with %d", status)
	}
	chats := chatLink.FindAllStringSubmatch(page, -1)
	citizen, group := chats[0][1], chats[len(chats)-1][1]
	place := regexp.MustCompile(`<select name="place"><option value="([^"]+)"`).FindStringSubmatch(page)[1]

	p.do("quet", citizen, "place", place, "slip", "tra-ket-qua")
	p.sees(citizen, "Không hỏi tên")
	p.tap(citizen, "Đồng ý và bắt đầu")
	p.sees(citizen, "Câu 1/9")
	p.do("loi", citizen, "fault", "mat") // the answers get lost, but not the survey
	p.tap(citizen, "Hộ tịch")
	p.sees(citizen, "Câu 2/9")
	p.do("loi", citizen, "fault", "")
	p.do("noi", citizen, "text", `<script>alert("xã")</script>`)
	screen := p.sees(citizen, `<script>alert("xã")</script>`)
	lacks(t, screen, "<script")
	p.do("chan", citizen)
	p.sees(citizen, "Bỏ chặn")

	p.do("nhom", group)
	p.sees(group, "đã thêm Một Cửa vào nhóm")
	p.do("ma", group)
	code := regexp.MustCompile(`value="(/lienket@[^"]+)"`).FindStringSubmatch(p.sees(group, "Gửi mã liên kết"))[1]
	p.do("noi", group, "text", code)
	p.sees(group, "Đã liên kết với UBND xã Tam Phước")
	p.do("noi", group, "text", "/baocao@motcua_bot")
	screen = p.sees(group, ", xem lại)")
	photo := regexp.MustCompile(`<img src="(/choi/tep[^"]+)"`).FindStringSubmatch(screen)
	if photo == nil {
		t.Fatalf("no picture in:\n%s", screen)
	}
	if b, h := p.fetch(html.UnescapeString(photo[1])); h.Get("Content-Type") != "image/png" || http.DetectContentType([]byte(b)) != "image/png" {
		t.Errorf("the picture is %s, %d bytes", h.Get("Content-Type"), len(b))
	}
	contains(t, p.sees(group, "Vi phạm quy tắc"), "Vi phạm quy tắc: 0")
	p.stop()
}

func TestPlayOnlyInTheDemo(t *testing.T) {
	t.Parallel()
	e := newEnv(t)
	e.refused(t, 2, []string{"serve", "--play"}, "chỉ đi cùng --demo")
	e.with("TELEGRAM_TOKEN", "1:abc").refused(t, 1, []string{"serve", "--demo", "--play"}, "TELEGRAM_TOKEN")
}
