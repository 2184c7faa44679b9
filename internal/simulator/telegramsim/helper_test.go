package telegramsim

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// params are the parameters of a call, as Go values.
type params map[string]any

// reply is the answer to a call.
type reply struct {
	Status      int
	Body        string
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// message reads the result as a message.
func (r reply) message(t *testing.T) Message {
	t.Helper()
	var m Message
	if err := json.Unmarshal(r.Result, &m); err != nil || m.ID == 0 {
		t.Fatalf("no message: %v in %s", err, r.Body)
	}
	return m
}

// serve hands a request to the server without a network, so that it also works inside a bubble.
func serve(t *testing.T, s *Server, r *http.Request) reply {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	a := reply{Status: w.Code, Body: w.Body.String()}
	if w.Body.Len() == 0 {
		return a
	}
	if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
		t.Fatalf("answer is no JSON: %v\n%s", err, w.Body)
	}
	if a.OK != (w.Code == 200) || !a.OK && a.Code != w.Code {
		t.Errorf("status %d does not go with %s", w.Code, w.Body)
	}
	return a
}

// do makes a call with a JSON body.
func do(t *testing.T, s *Server, method string, p params) reply {
	t.Helper()
	body, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/bot"+s.Token()+"/"+method, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return serve(t, s, r)
}

// must makes a call that has to succeed.
func must(t *testing.T, s *Server, method string, p params) reply {
	t.Helper()
	a := do(t, s, method, p)
	if !a.OK {
		t.Fatalf("%s: %s", method, a.Body)
	}
	return a
}

// refused makes a call that has to fail with this description.
func refused(t *testing.T, s *Server, method string, p params, description string) reply {
	t.Helper()
	a := do(t, s, method, p)
	if a.OK || a.Description != description {
		t.Errorf("%s: got %d %q, want %q", method, a.Status, a.Description, description)
	}
	return a
}

// updates fetches without waiting.
func updates(t *testing.T, s *Server, offset int) []gotUpdate {
	t.Helper()
	var list []gotUpdate
	if err := json.Unmarshal(must(t, s, "getUpdates", params{"offset": offset}).Result, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// gotUpdate is an update as a bot reads it.
type gotUpdate struct {
	ID       int      `json:"update_id"`
	Message  *Message `json:"message"`
	Edited   *Message `json:"edited_message"`
	Callback *struct {
		ID      string  `json:"id"`
		Data    string  `json:"data"`
		From    User    `json:"from"`
		Message Message `json:"message"`
	} `json:"callback_query"`
	Myself *struct {
		Chat Chat       `json:"chat"`
		Old  chatMember `json:"old_chat_member"`
		New  chatMember `json:"new_chat_member"`
	} `json:"my_chat_member"`
}

// quiet is a server without rate limits, for tests that are about something else.
func quiet(t *testing.T) *Server {
	t.Helper()
	s := New(Options{Limits: Limits{Rates: RatesOff}})
	t.Cleanup(s.Close)
	return s
}

// opened is a user who has opened the chat with the bot.
func opened(t *testing.T, s *Server) *User {
	t.Helper()
	u := s.NewUser("Lan")
	if _, err := s.Start(u); err != nil {
		t.Fatal(err)
	}
	return u
}

// keyboard is reply_markup with one callback button in each row: label, data, label, data …
func keyboard(pairs ...string) params {
	var rows [][]params
	for i := 0; i < len(pairs); i += 2 {
		rows = append(rows, []params{{"text": pairs[i], "callback_data": pairs[i+1]}})
	}
	return params{"inline_keyboard": rows}
}

// blamed checks that the newest violation, and with it the only one of the test, contains a text.
func blamed(t *testing.T, s *Server, text string) {
	t.Helper()
	v := s.Violations()
	if len(v) == 0 || !strings.Contains(v[len(v)-1], text) {
		t.Errorf("violations %q, want the last to tell of %q", v, text)
	}
}

func blameless(t *testing.T, s *Server) {
	t.Helper()
	if v := s.Violations(); len(v) > 0 {
		t.Errorf("violations: %q", v)
	}
}

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.NoCompression}).Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// form makes a multipart request; values that are bytes become files.
func form(t *testing.T, s *Server, method string, p params) reply {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, v := range p {
		var err error
		switch v := v.(type) {
		case []byte:
			part, e := w.CreateFormFile(name, name+".png")
			if e == nil {
				_, e = part.Write(v)
			}
			err = e
		case string:
			err = w.WriteField(name, v)
		default:
			raw, _ := json.Marshal(v)
			err = w.WriteField(name, string(raw))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/bot"+s.Token()+"/"+method, &b)
	r.Header.Set("Content-Type", w.FormDataContentType())
	return serve(t, s, r)
}
