package telegramsim

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func TestRouting(t *testing.T) {
	s := quiet(t)
	for _, c := range []struct {
		method, path string
		status       int
		description  string
	}{
		{"POST", "/bot" + s.Token() + "/getMe", 200, ""},
		{"GET", "/bot" + s.Token() + "/GETME", 200, ""},
		{"POST", "/bot" + s.Token() + "/getme", 200, ""},
		{"PUT", "/bot" + s.Token() + "/getMe", 404, "Not Found"},
		{"POST", "/bot" + s.Token() + "/sendDance", 404, "Not Found: method not found"},
		{"POST", "/bot1:wrong/getMe", 401, "Unauthorized"},
		{"GET", "/", 404, "Not Found"},
		{"GET", "/file/bot" + s.Token() + "/nothing", 404, "Not Found"},
		{"GET", "/file/bot1:wrong/x", 401, "Unauthorized"},
	} {
		a := serve(t, s, httptest.NewRequest(c.method, c.path, nil))
		if a.Status != c.status || a.Description != c.description {
			t.Errorf("%s %s: %d %q", c.method, c.path, a.Status, a.Description)
		}
	}
	if v := s.Violations(); len(v) != 2 {
		t.Errorf("violations: %q", v) // the unknown method and the wrong token
	}
}

// The same call in every encoding the platform takes.
func TestEncodings(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	path := "/bot" + s.Token() + "/sendMessage"
	query := "chat_id=" + jsonOf(u.ID) + "&text=a%20b&reply_markup=" + `%7B%22inline_keyboard%22%3A%5B%5B%7B%22text%22%3A%22x%22%2C%22callback_data%22%3A%22y%22%7D%5D%5D%7D`
	post := func(kind, body string) *http.Request {
		r := httptest.NewRequest("POST", path, strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		return r
	}
	markup := `{"inline_keyboard":[[{"text":"x","callback_data":"y"}]]}`
	for name, r := range map[string]*http.Request{
		"query":       httptest.NewRequest("GET", path+"?"+query, nil),
		"form":        post("application/x-www-form-urlencoded", query),
		"json":        post("application/json; charset=utf-8", `{"chat_id":`+jsonOf(u.ID)+`,"text":"a b","reply_markup":`+markup+`,"parse_mode":null}`),
		"json texts":  post("application/json", `{"chat_id":"`+jsonOf(u.ID)+`","text":"a b","reply_markup":`+jsonOf(markup)+`}`),
		"json, query": httptest.NewRequest("POST", path+"?"+query, nil),
	} {
		m := serve(t, s, r).message(t)
		if m.Text != "a b" || len(m.Buttons()) != 1 || m.Buttons()[0].Data != "y" || m.Chat.ID != u.ID {
			t.Errorf("%s: %+v", name, m)
		}
	}
	m := form(t, s, "sendMessage", params{"chat_id": u.ID, "text": "a b", "reply_markup": keyboard("x", "y")}).message(t)
	if m.Text != "a b" || len(m.Buttons()) != 1 {
		t.Errorf("multipart: %+v", m)
	}
	blameless(t, s)
	for kind, body := range map[string]string{"application/json": `{"chat_id":`, "text/plain": "chat_id=1", "multipart/form-data": "x"} {
		if a := serve(t, s, post(kind, body)); a.Status != 400 {
			t.Errorf("%s: %d", kind, a.Status)
		}
	}
	if v := s.Violations(); len(v) != 3 {
		t.Errorf("violations: %q", v)
	}
}

func jsonOf(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw)
}

func TestTexts(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	for _, c := range []struct {
		name, text, mode, shown, refusal string
	}{
		{"one letter", "x", "", "x", ""},
		{"as long as it may be", strings.Repeat("ế", 4096), "", strings.Repeat("ế", 4096), ""},
		{"a letter more", strings.Repeat("ế", 4097), "", "", "Bad Request: message is too long"},
		{"emoji count twice", strings.Repeat("😀", 2048), "", strings.Repeat("😀", 2048), ""},
		{"an emoji more", strings.Repeat("😀", 2049), "", "", "Bad Request: message is too long"},
		{"tags do not count", "<b>" + strings.Repeat("a", 4096) + "</b>", "HTML", strings.Repeat("a", 4096), ""},
		{"far too long", strings.Repeat("a", 33000), "", "", "Bad Request: text is too long"},
		{"none", "", "", "", "Bad Request: message text is empty"},
		{"only white space", " \n\t ", "", "", "Bad Request: text must be non-empty"},
		{"only tags", "<b></b>", "HTML", "", "Bad Request: text must be non-empty"},
		{"trimmed", "\n  a\r\nb \t\n", "", "a\nb", ""},
		{"tags are text without a mode", "<b>x", "", "<b>x", ""},
		{"broken tags", "<b>x", "HTML", "", `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"a mode nobody knows", "x", "BBCode", "", "Bad Request: unsupported parse_mode"},
		{"markdown is not served", "x", "MarkdownV2", "", "Bad Request: parse_mode markdownv2 is not served here"},
	} {
		p := params{"chat_id": u.ID, "text": c.text, "parse_mode": c.mode}
		if c.refusal != "" {
			refused(t, s, "sendMessage", p, c.refusal)
			blamed(t, s, c.refusal)
			continue
		}
		if got := must(t, s, "sendMessage", p).message(t).Text; got != c.shown {
			t.Errorf("%s: shown %.40q", c.name, got)
		}
	}
	refused(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x", "entities": []Entity{{Type: "bold", Length: 2}}}, "Bad Request: receive an entity with incorrect length 2")
	m := must(t, s, "sendMessage", params{"chat_id": u.ID, "text": " <b>Xin</b> chào", "parse_mode": "html", "disable_notification": true}).message(t)
	if want := []Entity{{Type: "bold", Length: 3}}; !slices.Equal(m.Entities, want) || m.Text != "Xin chào" {
		t.Errorf("%q %+v", m.Text, m.Entities)
	}
	if last := s.Chat(u.ID).Last(); !last.Silent || last.ID != m.ID || !last.FromBot() {
		t.Errorf("%+v", last)
	}
}

func TestInvalidUTF8(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	r := httptest.NewRequest("POST", "/bot"+s.Token()+"/sendMessage", strings.NewReader("chat_id="+jsonOf(u.ID)+"&text=%E1%BA"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if a := serve(t, s, r); a.Description != "Bad Request: strings must be encoded in UTF-8" {
		t.Error(a.Body)
	}
}

func TestKeyboards(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	one := func(b params) params { return params{"inline_keyboard": [][]params{{b}}} }
	many := func(rows, columns int) params {
		var all [][]params
		for range rows {
			var row []params
			for range columns {
				row = append(row, params{"text": "x", "callback_data": "y"})
			}
			all = append(all, row)
		}
		return params{"inline_keyboard": all}
	}
	const parse = "Bad Request: can't parse inline keyboard button: "
	for _, c := range []struct {
		name    string
		markup  any
		refusal string
	}{
		{"64 bytes", one(params{"text": "x", "callback_data": strings.Repeat("a", 64)}), ""},
		{"65 bytes", one(params{"text": "x", "callback_data": strings.Repeat("a", 65)}), "Bad Request: BUTTON_DATA_INVALID"},
		{"22 letters of 3 bytes", one(params{"text": "x", "callback_data": strings.Repeat("ế", 22)}), "Bad Request: BUTTON_DATA_INVALID"},
		{"address", one(params{"text": "x", "url": "https://xa.gov.vn/q"}), ""},
		{"address on this machine", one(params{"text": "x", "url": "http://localhost:8080/"}), "Bad Request: inline keyboard button URL 'http://localhost:8080/' is invalid: Wrong HTTP URL"},
		{"address of another kind", one(params{"text": "x", "url": "javascript:alert(1)"}), "Bad Request: inline keyboard button URL 'javascript:alert(1)' is invalid: Unsupported URL protocol"},
		{"page without TLS", one(params{"text": "x", "web_app": params{"url": "http://xa.gov.vn"}}), "Bad Request: inline keyboard button Web App URL 'http://xa.gov.vn' is invalid: Only HTTPS links are allowed"},
		{"no action", one(params{"text": "x"}), parse + "Text buttons are unallowed in the inline keyboard"},
		{"empty data", one(params{"text": "x", "callback_data": ""}), parse + "Text buttons are unallowed in the inline keyboard"},
		{"two actions", one(params{"text": "x", "callback_data": "a", "url": "https://a.vn"}), parse + "exactly one action is allowed"},
		{"disabled", one(params{"text": "x", "disabled": params{}}), ""},
		{"no label", one(params{"callback_data": "a"}), parse + `Can't find field "text"`},
		{"blank label", one(params{"text": " \n", "callback_data": "a"}), "Bad Request: inline keyboard button text must be non-empty"},
		{"style", one(params{"text": "x", "callback_data": "a", "style": "success"}), ""},
		{"style nobody knows", one(params{"text": "x", "callback_data": "a", "style": "pink"}), parse + "invalid button style specified"},
		{"misspelt field", one(params{"text": "x", "callbackData": "a"}), parse + `unknown field "callbackData"`},
		{"a text for a button", params{"inline_keyboard": [][]string{{"x"}}}, parse + "InlineKeyboardButton must be an Object"},
		{"one list too few", params{"inline_keyboard": []params{{"text": "x"}}}, `Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays`},
		{"8 in a row", many(1, 8), ""},
		{"9 in a row", many(1, 9), "Bad Request: reply markup is too long"},
		{"100", many(25, 4), ""},
		{"101", many(101, 1), "Bad Request: reply markup is too long"},
		{"no JSON", "{", "Bad Request: can't parse reply keyboard markup JSON object"},
		{"nothing of all", params{"inlinekeyboard": 1}, "Bad Request: reply_markup is no keyboard of any kind"},
		{"remove", params{"remove_keyboard": true}, ""},
		{"texts", params{"keyboard": [][]any{{"x", params{"text": "Số điện thoại", "request_contact": true}}}}, ""},
		{"blank text", params{"keyboard": [][]string{{" "}}}, "Bad Request: keyboard button text must be non-empty"},
	} {
		a := do(t, s, "sendMessage", params{"chat_id": u.ID, "text": c.name, "reply_markup": c.markup})
		if a.Description != c.refusal {
			t.Errorf("%s: %q, want %q", c.name, a.Description, c.refusal)
		}
	}
	m := must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x", "reply_markup": params{"inline_keyboard": [][]params{{}}}}).message(t)
	if m.Markup != nil {
		t.Error("a keyboard without buttons is none")
	}
}

func TestWhere(t *testing.T) {
	s := quiet(t)
	u, stranger, owner := opened(t, s), s.NewUser("Minh"), s.NewUser("Hà")
	group := s.NewGroup("Tổ khảo sát", owner)
	forum := s.NewSupergroup("Lãnh đạo", owner)
	to := func(chat any) params { return params{"chat_id": chat, "text": "x"} }
	refused(t, s, "sendMessage", params{"text": "x"}, "Bad Request: chat_id is empty")
	refused(t, s, "sendMessage", to(12345), "Bad Request: chat not found")
	refused(t, s, "sendMessage", to("@ai_do"), "Bad Request: chat not found")
	refused(t, s, "sendMessage", to(stranger.ID), "Bad Request: chat not found")
	refused(t, s, "sendMessage", to(group.ID), "Bad Request: chat not found")
	blamed(t, s, "chat not found")

	for _, id := range []int64{group.ID, forum.ID} {
		if err := s.AddBot(id, owner); err != nil {
			t.Fatal(err)
		}
		must(t, s, "sendMessage", to(id))
	}
	topic, err := s.NewTopic(forum.ID, owner, "Báo cáo")
	if err != nil {
		t.Fatal(err)
	}
	m := must(t, s, "sendMessage", params{"chat_id": forum.ID, "text": "x", "message_thread_id": topic}).message(t)
	if m.ThreadID != topic || !m.IsTopicMessage || !m.Chat.IsForum {
		t.Errorf("%+v", m)
	}
	for _, chat := range []int64{u.ID, group.ID, forum.ID} {
		refused(t, s, "sendMessage", params{"chat_id": chat, "text": "x", "message_thread_id": topic + 1}, "Bad Request: message thread not found")
	}
	reply := must(t, s, "sendMessage", params{"chat_id": forum.ID, "text": "x", "reply_parameters": params{"message_id": m.ID}}).message(t)
	if reply.ReplyTo == nil || reply.ReplyTo.ID != m.ID {
		t.Errorf("%+v", reply)
	}
	refused(t, s, "sendMessage", params{"chat_id": forum.ID, "text": "x", "reply_parameters": params{"message_id": 9999}}, "Bad Request: message to be replied not found")
	must(t, s, "sendMessage", params{"chat_id": forum.ID, "text": "x", "reply_parameters": params{"message_id": 9999, "allow_sending_without_reply": true}})
	must(t, s, "sendChatAction", params{"chat_id": u.ID, "action": "typing"})
	if !s.Chat(u.ID).Typing {
		t.Error("typing is not shown")
	}
	must(t, s, "sendMessage", to(u.ID))
	if s.Chat(u.ID).Typing {
		t.Error("typing is shown after the message")
	}
	refused(t, s, "sendChatAction", params{"chat_id": u.ID, "action": "dancing"}, "Bad Request: wrong parameter action in request")
}

func TestUnknownParametersAreNoted(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x", "parsemode": "HTML"})
	blamed(t, s, "sendMessage: unknown parameter parsemode")
}
