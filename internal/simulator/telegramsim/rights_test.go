package telegramsim

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// An error of the servers behind is passed on as the official server does.
func TestOfficialErrors(t *testing.T) {
	for _, c := range []struct {
		code    int
		message string
		want    int
		text    string
	}{
		{403, "CHAT_SEND_PHOTOS_FORBIDDEN", 400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN"},
		{400, "TOPIC_CLOSED", 400, "Bad Request: TOPIC_CLOSED"},
		{404, "Message thread not found", 400, "Bad Request: message thread not found"},
		{403, "USER_IS_BLOCKED", 403, "Forbidden: bot was blocked by the user"},
		{400, "INPUT_USER_DEACTIVATED", 403, "Forbidden: user is deactivated"},
		{403, "Forbidden: bot is not a member of the channel chat", 403, "Forbidden: bot is not a member of the channel chat"},
		{400, "MESSAGE_NOT_MODIFIED", 400, notModified().text},
		{400, "QUERY_ID_INVALID", 400, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{400, "Not enough rights to send photos to the chat", 400, "Bad Request: not enough rights to send photos to the chat"},
		{406, "FROZEN_METHOD_INVALID", 400, "Bad Request: FROZEN_METHOD_INVALID"},
	} {
		if r := official(c.code, c.message); r.code != c.want || r.text != c.text {
			t.Errorf("%d %s: %d %q, not %d %q", c.code, c.message, r.code, r.text, c.want, c.text)
		}
	}
}

// A flood is held back for three seconds before it is refused for a minute.
func TestFloodIsHeldBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		defer s.Close()
		u := s.NewUser("An")
		if _, err := s.Start(u); err != nil {
			t.Fatal(err)
		}
		s.Fault(Flood("sendMessage"))
		began := time.Now()
		a := do(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x"})
		if a.Code != 429 || a.Parameters.RetryAfter != 60 || time.Since(began) != 3*time.Second {
			t.Errorf("%d after %v: %+v", a.Code, time.Since(began), a.Parameters)
		}
	})
}

// Uploads of one size are taken one after the other, those of another size beside them.
func TestUploadsOfOneSize(t *testing.T) {
	now := time.Now()
	s := New(Options{Now: func() time.Time { return now }})
	defer s.Close()
	one := func(size int) *call { return &call{files: map[string]*upload{"a": {data: make([]byte, size)}}} }
	var waits []string
	for range 12 {
		wait, err := s.uploadDelay(one(9_000_000))
		if err != nil {
			waits = append(waits, "refused")
			continue
		}
		waits = append(waits, wait.Round(time.Second/10).String())
	}
	want := "0s 0s 800ms 1.7s 2.6s 3.5s 4.4s 5.3s refused refused refused refused"
	if got := strings.Join(waits, " "); got != want {
		t.Errorf("%s\nnot %s", got, want)
	}
	if wait, err := s.uploadDelay(one(9_000_001)); err != nil || wait != 0 {
		t.Errorf("another size: %v, %v", wait, err)
	}
	if wait, err := s.uploadDelay(one(90_000)); err != nil || wait != 0 {
		t.Errorf("a small one: %v, %v", wait, err)
	}
}

// The bot is told of its rights in the words of the API, and a message once more that nobody has edited.
func TestRightsAndTouchesAreTold(t *testing.T) {
	s := New(Options{Limits: Limits{Rates: RatesOff}})
	defer s.Close()
	head := s.NewUser("Chủ tịch")
	g := s.NewSupergroup("Lãnh đạo", head)
	if err := s.AddBot(g.ID, head); err != nil {
		t.Fatal(err)
	}
	if err := s.Restrict(g.ID, head, Rights{Texts: true}); err != nil {
		t.Fatal(err)
	}
	m, err := s.Send(head, head.ID, "https://a.vn")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Touch(head, head.ID, m.ID); err != nil {
		t.Fatal(err)
	}
	var updates []map[string]json.RawMessage
	if err := json.Unmarshal(do(t, s, "getUpdates", params{}).Result, &updates); err != nil {
		t.Fatal(err)
	}
	var restricted string
	edited := json.RawMessage(`none`)
	for _, u := range updates {
		if c := string(u["my_chat_member"]); strings.Contains(c, `"restricted"`) {
			restricted = c
		}
		if e := u["edited_message"]; e != nil {
			edited = e
		}
	}
	for _, want := range []string{`"is_member":true`, `"can_send_messages":true`, `"can_send_photos":false`, `"can_send_documents":false`} {
		if !strings.Contains(restricted, want) {
			t.Errorf("no %s in %s", want, restricted)
		}
	}
	if strings.Contains(string(edited), "edit_date") || !strings.Contains(string(edited), "https://a.vn") {
		t.Errorf("%s", edited)
	}
}
