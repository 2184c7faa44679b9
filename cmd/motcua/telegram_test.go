package main

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"motcua/internal/simulator/telegramsim"
)

// onTelegram serves the demo against a strict Bot API server.
func onTelegram(t *testing.T, limits telegramsim.Limits) (*serving, env, *telegramsim.Server) {
	t.Helper()
	tg := telegramsim.New(telegramsim.Options{Limits: limits})
	api := httptest.NewServer(tg)
	t.Cleanup(func() { // the service has stopped by then: its clean-up runs first
		tg.Close()
		api.Close()
	})
	e := newEnv(t).with("TELEGRAM_TOKEN", tg.Token()).with("TELEGRAM_API_URL", api.URL)
	return e.serve(t, "--demo"), e, tg
}

// sayingTakes is how long a test waits for the bot, on a machine that is busy and under the race detector.
const sayingTakes = 90 * time.Second

// botSays waits for a message of the bot in a chat whose text or caption has these words.
func botSays(t *testing.T, tg *telegramsim.Server, chat int64, words string) telegramsim.Message {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), sayingTakes)
	defer cancel()
	m, err := tg.WaitFor(ctx, chat, func(m telegramsim.Message) bool {
		return m.From != nil && m.From.IsBot && strings.Contains(m.Text+m.Caption, words)
	})
	if err != nil {
		t.Fatalf("the bot never says %q: %v\n%+v", words, err, tg.Chat(chat))
	}
	return m
}

// A citizen scans the QR, fills in the form by tapping, and asks about a procedure, all on Telegram.
func TestTelegramCitizen(t *testing.T) {
	t.Parallel()
	s, e, tg := onTelegram(t, telegramsim.Limits{Rates: telegramsim.RatesWatched})
	q := readQR(t, e.must(t, "qr", "--demo", "--point", "quay-1", "--slip", "tra-ket-qua"))
	if want := "https://t.me/" + tg.Bot().Username + "?start=" + q.Payload; q.Links["telegram"] != want {
		t.Errorf("the link is %q, not %q", q.Links["telegram"], want)
	}
	if said := e.must(t, "doctor"); !strings.Contains(said, "Telegram trả lời; bot là @"+tg.Bot().Username) {
		t.Errorf("doctor says %s", said)
	}
	u := tg.NewUser("Bà Tư")
	if _, err := tg.StartWith(u, q.Payload); err != nil {
		t.Fatal(err)
	}
	m := botSays(t, tg, u.ID, "Không hỏi tên")
	for _, step := range []struct{ tap, then string }{
		{"Đồng ý và bắt đầu", "Câu 1/9"}, {"Hộ tịch", "Câu 2/9"}, {"Rất hài lòng", "Câu 3/9"}, {"Hài lòng", "Câu 4/9"},
		{"Bình thường", "Câu 5/9"}, {"Hài lòng", "Câu 6/9"}, {"Không lần nào", "Câu 7/9"}, {"Đúng hẹn", "Câu 8/9"}, {"Không", "Câu 9/9"},
		{"Bỏ qua", "Mã phiếu"},
	} {
		id, err := tg.Tap(u, u.ID, m.ID, step.tap)
		if err != nil {
			t.Fatalf("tap on %q: %v", step.tap, err)
		}
		m = botSays(t, tg, u.ID, step.then)
		if _, err := tg.WaitForAnswer(t.Context(), id); err != nil {
			t.Errorf("tap on %q is not answered: %v", step.tap, err)
		}
	}
	if _, err := tg.Send(u, u.ID, "lam giay khai sinh can gi"); err != nil {
		t.Fatal(err)
	}
	m = botSays(t, tg, u.ID, "Ông/Bà thuộc trường hợp nào?")
	if _, err := tg.Tap(u, u.ID, m.ID, "Xem tất cả"); err != nil {
		t.Fatal(err)
	}
	botSays(t, tg, u.ID, "Giấy chứng sinh")
	if _, err := tg.SendSticker(u, u.ID, "🙂"); err != nil {
		t.Fatal(err)
	}
	botSays(t, tg, u.ID, "chỉ đọc được chữ gõ")
	if v := tg.Violations(); len(v) > 0 {
		t.Errorf("rules broken: %q", v)
	}
	if _, body := s.get("/readyz"); !strings.Contains(body, `"telegram":"up"`) {
		t.Errorf("readyz says %s", body)
	}
}

// Leaders link their group with a one-time code and are shown last month's report, with its chart.
func TestTelegramLeaders(t *testing.T) {
	t.Parallel()
	_, e, tg := onTelegram(t, telegramsim.Limits{Rates: telegramsim.RatesWatched})
	code := e.must(t, "link", "--demo")
	code = code[strings.LastIndex(code, " ")+1:]
	chief := tg.NewUser("Chủ tịch")
	group := tg.NewGroup("Lãnh đạo xã", chief)
	if err := tg.AddBot(group.ID, chief); err != nil {
		t.Fatal(err)
	}
	botSays(t, tg, group.ID, "/lienket")
	for _, say := range []string{"chiều nay họp", "/baocao@" + tg.Bot().Username, "/lienket@" + tg.Bot().Username + " " + code} {
		if _, err := tg.Send(chief, group.ID, strings.TrimSpace(say)); err != nil {
			t.Fatal(err)
		}
	}
	botSays(t, tg, group.ID, "Đã liên kết với UBND xã Tam Phước")
	if _, err := tg.Send(chief, group.ID, "/baocao@"+tg.Bot().Username); err != nil {
		t.Fatal(err)
	}
	m := botSays(t, tg, group.ID, ", xem lại)")
	if len(m.Photo) == 0 || !strings.Contains(m.Caption, "DỮ LIỆU MẪU") {
		t.Errorf("the report is %+v", m)
	}
	if v := tg.Violations(); len(v) > 0 {
		t.Errorf("rules broken: %q", v)
	}
}

// With Telegram out of reach the service starts and serves, says that the channel is down, and takes the
// bot's messages in once Telegram is there.
func TestTelegramOutOfReach(t *testing.T) {
	t.Parallel()
	s := newEnv(t).with("TELEGRAM_TOKEN", "1:abc").with("TELEGRAM_API_URL", "http://127.0.0.1:1").serve(t, "--demo")
	status, body := s.get("/readyz")
	if status != 200 || !strings.Contains(body, `"telegram":"down`) {
		t.Errorf("readyz says %d %s", status, body)
	}
	if strings.Contains(s.log.String()+s.out.String(), "1:abc") {
		t.Error("the token is printed")
	}
}
