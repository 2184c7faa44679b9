package telegramsim

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

func TestDelayFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quiet(t)
		u := opened(t, s)
		s.Fault(Fault{Method: "sendmessage", Delay: 7 * time.Second, Times: 1})
		begun := time.Now()
		must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x"})
		must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x"})
		if d := time.Since(begun); d != 7*time.Second {
			t.Errorf("took %v", d)
		}
	})
}

func TestStatusFaults(t *testing.T) {
	s := quiet(t)
	u, other := opened(t, s), opened(t, s)
	to := params{"chat_id": u.ID, "text": "x"}
	for _, c := range []struct {
		fault Fault
		want  string
	}{
		{Fault{Status: 500, Times: 1}, "Internal Server Error: restart"},
		{Fault{Status: 502, Times: 1, Chat: u.ID}, "Bad Gateway"},
		{Fault{Status: 400, Times: 1, Description: "Bad Request: có chuyện"}, "Bad Request: có chuyện"},
		{Fault{Status: 403, Times: 1}, "Forbidden: bot was blocked by the user"},
	} {
		s.Fault(c.fault)
		if c.fault.Chat != 0 {
			must(t, s, "sendMessage", params{"chat_id": other.ID, "text": "x"})
		}
		updates(t, s, 0) // a fault for any method leaves polls alone
		refused(t, s, "sendMessage", to, c.want)
		must(t, s, "sendMessage", to)
	}
	s.Fault(Fault{Method: "getUpdates", Status: 500})
	refused(t, s, "getUpdates", nil, "Internal Server Error: restart")
	s.Heal()
	updates(t, s, 0)
	blameless(t, s)

	s.Fault(Fault{RetryAfter: 9, Times: 1})
	if a := refused(t, s, "sendMessage", to, "Too Many Requests: retry after 9"); a.Parameters.RetryAfter != 9 {
		t.Error(a.Body)
	}
	blameless(t, s)
	must(t, s, "sendMessage", to)
	blamed(t, s, "before retry_after was over")

	w := httptest.NewRecorder()
	s.Fault(Fault{Status: 502, HTML: true, Times: 1})
	s.ServeHTTP(w, httptest.NewRequest("GET", "/bot"+s.Token()+"/getMe", nil))
	if w.Code != 502 || w.Header().Get("Content-Type") != "text/html" || json.Valid(w.Body.Bytes()) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestChanceOfFault(t *testing.T) {
	roll := 0.0
	s := New(Options{Chance: func() float64 { return roll }})
	defer s.Close()
	s.Fault(Fault{Status: 500, Chance: 0.3})
	for _, c := range []struct {
		roll float64
		ok   bool
	}{{0.1, false}, {0.3, true}, {0.29, false}, {0.9, true}} {
		roll = c.roll
		if a := do(t, s, "getMe", nil); a.OK != c.ok {
			t.Errorf("roll %v: %s", c.roll, a.Body)
		}
	}
}

// Dropped answers and resets need real connections. What was dropped has happened, what was reset has not.
func TestBrokenConnections(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	front := httptest.NewServer(s)
	defer front.Close()
	post := func(text string) error {
		res, err := http.PostForm(front.URL+"/bot"+s.Token()+"/sendMessage", map[string][]string{"chat_id": {jsonOf(u.ID)}, "text": {text}})
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, res.Body)
		return errors.Join(err, res.Body.Close())
	}
	s.Fault(Fault{DropAnswer: true, Times: 1})
	s.Fault(Fault{Reset: true, Times: 1})
	for _, text := range []string{"mất câu trả lời", "bị ngắt"} {
		if err := post(text); !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if err := post("được"); err != nil {
		t.Error(err)
	}
	http.DefaultClient.CloseIdleConnections()
	var shown []string
	for _, m := range s.Chat(u.ID).Messages[1:] {
		shown = append(shown, m.Text)
	}
	if got := strings.Join(shown, ", "); got != "mất câu trả lời, được" {
		t.Errorf("shown: %s", got)
	}
	if c := s.Calls("sendMessage"); len(c) != 3 || !c[0].Fault || !c[1].Fault || c[2].Fault {
		t.Errorf("%+v", c)
	}
}
