package play

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"motcua/internal/simulator/telegramsim"
)

const attack = `<script>alert(1)</script><img src=x onerror="alert(2)">`

// newPage is a page on a platform without a bot.
func newPage(t *testing.T) (*Page, *telegramsim.Server) {
	t.Helper()
	s := telegramsim.New(telegramsim.Options{})
	t.Cleanup(s.Close)
	p := New(Options{
		Server: s, Places: []Place{{ID: "xa/1", Label: "Quầy " + attack}}, Slips: []Place{{Label: "không"}},
		Payload: func(place, slip string) (string, error) { return "place-" + strings.ReplaceAll(place, "/", "-"), nil },
		Link:    func(context.Context) (string, error) { return "ABCD-1234", nil },
	})
	t.Cleanup(p.Close)
	return p, s
}

// ask sends a request as a browser on this machine would; headers come in pairs.
func ask(p *Page, method, path string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1:1"+path, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	return w
}

func TestEverythingWrittenStaysText(t *testing.T) {
	t.Parallel()
	p, s := newPage(t)
	ask(p, "POST", "/choi/nguoi", url.Values{"name": {`<b onclick=alert(3)>`}})
	ask(p, "POST", "/choi/noi", url.Values{"text": {attack}})
	body := ask(p, "GET", "/choi", nil).Body.String()
	if !strings.Contains(body, html.EscapeString("<script>alert(1)</script>")) {
		t.Error("what was written is not shown")
	}
	for _, live := range []string{"<script>alert", "<img src=x", "<b onclick"} {
		if strings.Contains(body, live) {
			t.Errorf("%s is live in the page", live)
		}
	}
	if m := s.Chat(p.people[0].ID).Messages; len(m) != 1 || m[0].Text != attack {
		t.Errorf("the bot's side sees %+v", m)
	}
}

func TestAddressesOfTheBotAreChecked(t *testing.T) {
	t.Parallel()
	p, s := newPage(t)
	ask(p, "POST", "/choi/noi", url.Values{"text": {"chào"}})
	params, err := json.Marshal(map[string]any{"chat_id": p.people[0].ID, "text": "bấm đây", "reply_markup": map[string]any{
		"inline_keyboard": [][]map[string]string{{{"text": "tốt", "url": "https://dichvucong.gov.vn/a?b=1&c=2"}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", "/bot"+s.Token()+"/sendMessage", bytes.NewReader(params))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	if s.ServeHTTP(w, r); w.Code != http.StatusOK {
		t.Fatal(w.Body)
	}
	if body := ask(p, "GET", "/choi", nil).Body.String(); !strings.Contains(body, `href="https://dichvucong.gov.vn/a?b=1&amp;c=2"`) {
		t.Errorf("the link is not shown:\n%s", body)
	}
	v := p.look(scene{chat: p.people[0].ID, user: p.people[0]})
	v.Messages[0].Text = []segment{{Text: "xấu", URL: "javascript:alert(1)"}}
	v.Messages[0].Rows = [][]button{{{Label: "xấu", URL: "javascript:alert(2)"}}}
	var b bytes.Buffer
	if err := templates().ExecuteTemplate(&b, "screen", v); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "javascript:") || !strings.Contains(b.String(), "xấu") {
		t.Errorf("a script is an address:\n%s", b.String())
	}
}

func TestGuards(t *testing.T) {
	t.Parallel()
	p, s := newPage(t)
	form := url.Values{"text": {"chào"}}
	for name, c := range map[string]struct {
		method, path string
		form         url.Values
		headers      []string
		want         int
	}{
		"form of another site":       {"POST", "/choi/noi", form, []string{"Sec-Fetch-Site", "cross-site"}, 403},
		"form of an old browser":     {"POST", "/choi/noi", form, []string{"Origin", "https://elsewhere.example"}, 403},
		"name bound to this machine": {"GET", "/choi", nil, []string{"Host", "elsewhere.example"}, 421},
		"unknown chat":               {"POST", "/choi/noi", url.Values{"text": {"x"}, "chat": {"12"}}, nil, 404},
		"chat that is no number":     {"GET", "/choi/man-hinh?chat=x", nil, nil, 404},
		"chat of an earlier run":     {"GET", "/choi?chat=12", nil, nil, 303},
		"message that is no number":  {"POST", "/choi/cham", url.Values{"message": {"x"}}, nil, 400},
		"button that is not there":   {"POST", "/choi/cham", url.Values{"message": {"1"}, "data": {"x"}}, nil, 409},
		"too long a form":            {"POST", "/choi/noi", url.Values{"text": {strings.Repeat("x", maxForm)}}, nil, 400},
		"file of no message":         {"GET", "/choi/tep?message=1", nil, nil, 404},
		"group cannot scan":          {"POST", "/choi/quet", url.Values{"chat": {strconv.FormatInt(p.group.ID, 10)}}, nil, 400},
	} {
		w := ask(p, c.method, c.path, c.form, c.headers...)
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d", name, w.Code, c.want)
		}
		if w.Header().Get("Content-Security-Policy") != policy {
			t.Errorf("%s: no policy", name)
		}
	}
	if m := s.Chat(p.people[0].ID).Messages; len(m) > 0 {
		t.Errorf("something was said: %+v", m)
	}
}

// The dial goes back by itself when the disturbance is used up, and stays where it lasts.
func TestDial(t *testing.T) {
	t.Parallel()
	p, s := newPage(t)
	status := func() int {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "/bot"+s.Token()+"/getMe", nil))
		return w.Code
	}
	pressed := func(label string) bool {
		body := ask(p, "GET", "/choi", nil).Body.String()
		return strings.Contains(body, `aria-pressed="true">`+label)
	}
	if !pressed("Bình thường") {
		t.Error("it does not begin undisturbed")
	}
	ask(p, "POST", "/choi/loi", url.Values{"fault": {"502"}})
	for i := range struck {
		if !pressed(wordGateway) {
			t.Errorf("off after %d", i)
		}
		if got := status(); got != 502 {
			t.Errorf("call %d: %d", i, got)
		}
	}
	if status() != 200 || !pressed("Bình thường") {
		t.Error("it does not end")
	}
	ask(p, "POST", "/choi/loi", url.Values{"fault": {"429"}})
	ask(p, "POST", "/choi/loi", url.Values{"fault": {""}})
	if status() != 200 || !pressed("Bình thường") {
		t.Error("it cannot be turned off")
	}
}

// A code that has been written in the group is no longer offered.
func TestCodeIsOfferedOnce(t *testing.T) {
	t.Parallel()
	p, _ := newPage(t)
	group := strconv.FormatInt(p.group.ID, 10)
	ask(p, "POST", "/choi/ma", url.Values{"chat": {group}})
	if body := ask(p, "GET", "/choi?chat="+group, nil).Body.String(); !strings.Contains(body, "/lienket@motcua_bot ABCD-1234") {
		t.Fatalf("no code in:\n%s", body)
	}
	ask(p, "POST", "/choi/noi", url.Values{"chat": {group}, "text": {"/lienket ABCD-1234"}})
	if body := ask(p, "GET", "/choi?chat="+group, nil).Body.String(); strings.Contains(body, "Gửi mã liên kết</button>") {
		t.Error("the code is offered again")
	}
}

func TestSegments(t *testing.T) {
	t.Parallel()
	got := segments("😀 đậm nghiêng", []telegramsim.Entity{
		{Type: "bold", Offset: 3, Length: 11}, {Type: "italic", Offset: 7, Length: 7}, {Type: "text_link", Offset: 7, Length: 7, URL: "https://a.vn"},
	})
	want := []segment{{Text: "😀 "}, {Text: "đậm ", Class: "e-bold"}, {Text: "nghiêng", Class: "e-bold e-italic", URL: "https://a.vn"}}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := segments("ngắn", []telegramsim.Entity{{Type: "bold", Offset: 2, Length: 90}, {Type: "bold", Offset: -5, Length: 2}}); len(got) != 2 {
		t.Errorf("offsets outside the text: %+v", got)
	}
}

func TestPeopleAreLimited(t *testing.T) {
	t.Parallel()
	p, _ := newPage(t)
	for range maxPeople - 2 {
		if w := ask(p, "POST", "/choi/nguoi", url.Values{"name": {""}}, "X-Play", "1"); w.Code != 204 || w.Header().Get("X-Go") == "" {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	if w := ask(p, "POST", "/choi/nguoi", url.Values{"name": {"thừa"}}); w.Code != 409 {
		t.Errorf("one too many: %d", w.Code)
	}
}

// The stream speaks at once and at each change, and ends with the page.
func TestStream(t *testing.T) {
	t.Parallel()
	p, s := newPage(t)
	server := httptest.NewServer(p)
	defer server.Close()
	res, err := server.Client().Get(server.URL + "/choi/song")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	if !lines.Scan() || lines.Text() != "data: 1" {
		t.Fatalf("the stream begins with %q", lines.Text())
	}
	lines.Scan()
	if _, err := s.Start(p.people[0]); err != nil {
		t.Fatal(err)
	}
	if !lines.Scan() || lines.Text() != "data: 1" {
		t.Fatalf("a message is told as %q", lines.Text())
	}
	p.Close()
	for lines.Scan() {
	}
	if err := lines.Err(); err != nil {
		t.Errorf("the stream ends with %v", err)
	}
}
