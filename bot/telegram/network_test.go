package telegram

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/internal/simulator/telegramsim"
	"motcua/storage/live"
)

// Everything else is tested in virtual time without a network. Here it is real: connections, long polls,
// uploads, and a stop in the middle of a long poll.
func TestOverANetwork(t *testing.T) {
	tgs := telegramsim.New(telegramsim.Options{})
	defer tgs.Close()
	srv := httptest.NewServer(tgs)
	defer srv.Close()
	lv, err := live.Open(t.Context(), "", nil)
	check(t, err)
	defer lv.Close()
	events := make(chan bot.Event, 10)
	c, err := New(Options{
		Token: tgs.Token(), APIURL: srv.URL, Live: lv,
		Turn: func(_ context.Context, ev bot.Event) error { events <- ev; return nil },
		Blob: func(context.Context, int64) ([]byte, error) { return picture(t, 40, 30), nil },
	})
	check(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	running, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { defer close(done); c.Run(running) }()
	u := tgs.NewUser("An")
	next := func() bot.Event {
		t.Helper()
		select {
		case ev := <-events:
			return ev
		case <-ctx.Done():
			t.Fatal("no event")
			return bot.Event{}
		}
	}
	must(tgs.StartWith(u, "abc"))
	if ev := next(); ev.Kind != bot.Start || ev.Text != "abc" {
		t.Errorf("%+v", ev)
	}
	m := bot.Message{Lines: []prose.Line{prose.H("Báo cáo")}, Files: []bot.File{{Blob: 1, Name: "a.png", Photo: true}}, Buttons: []bot.Button{{Label: "Xem", Data: "x:1"}}}
	check(t, c.Deliver(ctx, bot.Delivery{Conv: conv(u.ID), Seq: 1, Message: m}))
	sent := tgs.Chat(u.ID).Last()
	if sent.Caption != "Báo cáo" || len(sent.Photo) == 0 {
		t.Errorf("%+v", sent)
	}
	tap := must(tgs.Tap(u, u.ID, sent.ID, "Xem"))
	if ev := next(); ev.Kind != bot.Tap || ev.Data != "x:1" {
		t.Errorf("%+v", ev)
	}
	_, err = tgs.WaitForAnswer(ctx, tap)
	check(t, err)
	edited := bot.Message{Lines: []prose.Line{prose.P("Câu 2")}}
	check(t, c.Deliver(ctx, bot.Delivery{Conv: conv(u.ID), Seq: 2, Message: edited}))
	began := time.Now()
	stop()
	<-done
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("stopping took %v", took)
	}
	if v := tgs.Violations(); len(v) > 0 {
		t.Errorf("rules broken: %q", v)
	}
}
