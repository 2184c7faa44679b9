package telegramsim

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const tooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid"

func TestTap(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	markup := params{"inline_keyboard": [][]params{{
		{"text": "Rất tốt", "callback_data": "s1:q3:5"}, {"text": "Trang", "url": "https://xa.gov.vn"}, {"text": "Đã khoá", "disabled": params{}},
	}}}
	m := must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "Câu 3", "reply_markup": markup}).message(t)
	id, err := s.Tap(u, u.ID, m.ID, "Rất tốt")
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Retap(id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Tap(u, u.ID, m.ID, "s1:q3:5"); err != nil {
		t.Error(err)
	}
	got := updates(t, s, 0)
	expect(t, "taps", got, "/start", "tap s1:q3:5", "tap s1:q3:5", "tap s1:q3:5")
	q := got[1].Callback
	if q.ID != id || q.From.ID != u.ID || q.Message.ID != m.ID || q.Message.Text != "Câu 3" || got[2].Callback.ID != again || id == again {
		t.Errorf("%+v", q)
	}
	for button, want := range map[string]error{"Trang": ErrDead, "Đã khoá": ErrDead, "Xấu": ErrNoButton, "": ErrNoButton} {
		if _, err := s.Tap(u, u.ID, m.ID, button); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", button, err, want)
		}
	}
	must(t, s, "editMessageReplyMarkup", params{"chat_id": u.ID, "message_id": m.ID})
	if _, err := s.Tap(u, u.ID, m.ID, "Rất tốt"); !errors.Is(err, ErrNoButton) {
		t.Errorf("the button is gone: %v", err)
	}
	must(t, s, "deleteMessage", params{"chat_id": u.ID, "message_id": m.ID})
	if _, err := s.TapStale(u, u.ID, m.ID, "s1:q3:1"); err != nil {
		t.Fatal(err)
	}
	stale := updates(t, s, got[3].ID+1)
	expect(t, "stale", stale, "tap s1:q3:1")
	if left := stale[0].Callback.Message; left.ID != m.ID || left.Date != 0 || left.Text != "" || left.Chat.ID != u.ID {
		t.Errorf("a message that is gone comes as inaccessible: %+v", left)
	}
	if _, err := s.Tap(s.NewUser("Minh"), u.ID, m.ID, "x"); !errors.Is(err, ErrNoChat) {
		t.Errorf("somebody else's chat: %v", err)
	}
	blameless(t, s)
}

func TestAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quiet(t)
		u := opened(t, s)
		m := must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "?", "reply_markup": keyboard("Tốt", "5")}).message(t)
		tap := func() string {
			id, err := s.Tap(u, u.ID, m.ID, "5")
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		answer := func(id, text string) params { return params{"callback_query_id": id, "text": text, "show_alert": true} }
		first, late := tap(), tap()
		refused(t, s, "answerCallbackQuery", answer(first, strings.Repeat("ế", 201)), "Bad Request: MESSAGE_TOO_LONG")
		if _, ok := s.AnswerTo(first); ok {
			t.Error("an answer that was refused is shown")
		}
		must(t, s, "answerCallbackQuery", answer(first, strings.Repeat("ế", 200)))
		if a, err := s.WaitForAnswer(t.Context(), first); err != nil || !a.Alert || len([]rune(a.Text)) != 200 {
			t.Errorf("%+v %v", a, err)
		}
		refused(t, s, "answerCallbackQuery", answer(first, ""), tooOld)
		blamed(t, s, "answerCallbackQuery: "+tooOld)
		refused(t, s, "answerCallbackQuery", answer("77", ""), tooOld)
		time.Sleep(15*time.Second + 1)
		refused(t, s, "answerCallbackQuery", answer(late, ""), tooOld)
		if n := s.Unanswered(); n != 1 {
			t.Errorf("%d taps without an answer", n)
		}
	})
}

// With a clock moved by hand, and in a group the bot has left.
func TestTapsThatDoNotArrive(t *testing.T) {
	now := time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC)
	s := New(Options{Now: func() time.Time { return now }, Limits: Limits{Rates: RatesOff}})
	defer s.Close()
	u := s.NewUser("Hà")
	g := s.NewGroup("Tổ", u)
	if err := s.AddBot(g.ID, u); err != nil {
		t.Fatal(err)
	}
	m := must(t, s, "sendMessage", params{"chat_id": g.ID, "text": "?", "reply_markup": keyboard("Tốt", "5")}).message(t)
	if m.Date != now.Unix() {
		t.Errorf("date %d", m.Date)
	}
	if _, err := s.Tap(u, g.ID, m.ID, "5"); err != nil {
		t.Fatal(err)
	}
	expect(t, "inside", updates(t, s, 0), "member", "", "tap 5")
	now = now.Add(keepCallback)
	if err := s.RemoveBot(g.ID, u); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Tap(u, g.ID, m.ID, "5"); err != nil {
		t.Fatal(err)
	}
	if got, want := texts(updates(t, s, 0)), []string{"member", "", "", "kicked"}; !slices.Equal(got, want) {
		t.Errorf("outside, after 150 s: %q, want %q", got, want)
	}
}
