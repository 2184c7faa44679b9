package telegramsim

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestChatRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		defer s.Close()
		u := opened(t, s)
		to := params{"chat_id": u.ID, "text": "x"}
		for range 5 {
			must(t, s, "sendMessage", to)
		}
		a := refused(t, s, "sendMessage", to, "Too Many Requests: retry after 1")
		if a.Code != 429 || a.Parameters.RetryAfter != 1 {
			t.Error(a.Body)
		}
		blamed(t, s, "retry after 1")
		must(t, s, "sendMessage", params{"chat_id": opened(t, s).ID, "text": "x"}) // another chat is free
		time.Sleep(400 * time.Millisecond)
		refused(t, s, "sendMessage", to, "Too Many Requests: retry after 1")
		time.Sleep(600 * time.Millisecond)
		must(t, s, "sendMessage", to)
		if v := s.Violations(); len(v) != 3 || v[1] != "sendMessage: back 0.6 s before retry_after was over" {
			t.Errorf("%q", v)
		}
		for range 20 {
			time.Sleep(time.Second)
			must(t, s, "sendMessage", to)
		}
	})
}

func TestGroupRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		defer s.Close()
		u := s.NewUser("Hà")
		g := s.NewGroup("Tổ", u)
		if err := s.AddBot(g.ID, u); err != nil {
			t.Fatal(err)
		}
		for range 10 {
			m := must(t, s, "sendMessage", params{"chat_id": g.ID, "text": "x"}).message(t)
			time.Sleep(2 * time.Second)
			must(t, s, "editMessageText", params{"chat_id": g.ID, "message_id": m.ID, "text": "y"})
		}
		refused(t, s, "sendMessage", params{"chat_id": g.ID, "text": "x"}, "Too Many Requests: retry after 40")
		time.Sleep(40 * time.Second)
		must(t, s, "sendMessage", params{"chat_id": g.ID, "text": "x"})
	})
}

func TestOverallRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := New(Options{})
		defer s.Close()
		var people []*User
		for range 31 {
			people = append(people, opened(t, s))
		}
		for i, u := range people {
			a := do(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x"})
			if a.OK != (i < 30) {
				t.Errorf("message %d: %s", i+1, a.Body)
			}
		}
		time.Sleep(500 * time.Millisecond)
		refused(t, s, "sendMessage", params{"chat_id": people[0].ID, "text": "x"}, "Too Many Requests: retry after 1")
		time.Sleep(500 * time.Millisecond)
		must(t, s, "sendMessage", params{"chat_id": people[30].ID, "text": "x"})
	})
}

// Answers to taps are not counted, and a watched limit lets everything through.
func TestRatesWatched(t *testing.T) {
	s := New(Options{Limits: Limits{Rates: RatesWatched, ChatBurst: 2}})
	defer s.Close()
	u := opened(t, s)
	m := must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x", "reply_markup": keyboard("a", "b")}).message(t)
	for range 5 {
		id, err := s.Tap(u, u.ID, m.ID, "a")
		if err != nil {
			t.Fatal(err)
		}
		must(t, s, "answerCallbackQuery", params{"callback_query_id": id})
	}
	must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x"})
	blameless(t, s)
	must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "x"})
	blamed(t, s, "sendMessage: too fast, would be answered with 429")
}
