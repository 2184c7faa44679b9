package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/internal/simulator/telegramsim"
)

// opened is a person with a chat.
func (w *world) opened(name string) *telegramsim.User {
	u := w.tg.NewUser(name)
	must(w.tg.Start(u))
	return u
}

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	check(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))))
	return b.Bytes()
}

// fromBot are the bot's messages in a chat.
func (w *world) fromBot(chat int64) []telegramsim.Message {
	return slices.DeleteFunc(w.tg.Chat(chat).Messages, func(m telegramsim.Message) bool { return !m.FromBot() })
}

func TestDeliver(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		m := bot.Message{
			Lines: []prose.Line{
				prose.H("Khai sinh <b>&amp;"), prose.P("Cần 2 > 1 giấy & tờ."), prose.I("Tờ khai"), prose.I("Giấy chứng sinh"),
				prose.A("Cổng dịch vụ", "https://dvc.example.vn/?a=1&b=\"2\""), prose.S("Nguồn: QĐ 1"),
			},
			Buttons: []bot.Button{{Label: "Có", Data: "a:1"}, {Label: "Về đầu", Data: "m", Nav: true}},
		}
		check(t, w.deliver(u.ID, 1, m))
		got := w.tg.Chat(u.ID).Last()
		want := "Khai sinh <b>&amp;\nCần 2 > 1 giấy & tờ.\n• Tờ khai\n• Giấy chứng sinh\nCổng dịch vụ\n\nNguồn: QĐ 1"
		if got.Text != want {
			t.Errorf("text\n%q\nnot\n%q", got.Text, want)
		}
		var kinds []string
		for _, e := range got.Entities {
			kinds = append(kinds, e.Type)
			if e.Type == "text_link" && e.URL != `https://dvc.example.vn/?a=1&b="2"` {
				t.Errorf("link to %s", e.URL)
			}
		}
		if !slices.Equal(kinds, []string{"bold", "text_link", "italic"}) {
			t.Errorf("entities: %q", kinds)
		}
		if b := got.Buttons(); len(b) != 2 || b[0].Text != "Có" || b[0].Data != "a:1" {
			t.Errorf("buttons: %+v", b)
		}
		w.noViolations()
	})
}

// Cases 2 and 11: after a lost answer an edit is tried again, and "message is not modified" means that it had
// worked.
func TestCase11EditAfterALostAnswer(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		check(t, w.deliver(u.ID, 1, say("Câu 1")))
		id := w.tg.Chat(u.ID).Last().ID
		second := say("Câu 2")
		second.Edit, second.Buttons = fmt.Sprint(id), []bot.Button{{Label: "Tốt", Data: "a:2"}}
		w.tg.Fault(telegramsim.Fault{Method: "editMessageText", DropAnswer: true, Times: 1})
		if err := w.deliver(u.ID, 2, second); err == nil {
			t.Error("a lost answer is no error")
		}
		check(t, w.deliver(u.ID, 2, second)) // "message is not modified"
		if got := w.fromBot(u.ID); len(got) != 1 || got[0].Text != "Câu 2" || got[0].Edits != 1 || len(got[0].Buttons()) != 1 {
			t.Errorf("%+v", got)
		}
	})
}

func TestDeliverWhereThereIsNothingToEdit(t *testing.T) {
	for name, edit := range map[string]func(w *world, u *telegramsim.User) string{
		"gone":           func(*world, *telegramsim.User) string { return "99999" },
		"the citizen's":  func(w *world, u *telegramsim.User) string { return fmt.Sprint(must(w.tg.Send(u, u.ID, "tôi")).ID) },
		"no message id":  func(*world, *telegramsim.User) string { return "x" },
		"a bare picture": pictureSent,
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(t *testing.T, w *world) {
				u := w.opened("An")
				m := say("Câu 2")
				m.Edit = edit(w, u)
				check(t, w.deliver(u.ID, 2, m))
				if got := w.tg.Chat(u.ID).Last(); got.Text != "Câu 2" || got.Edits != 0 {
					t.Errorf("%+v", got)
				}
			})
		})
	}
}

func pictureSent(w *world, u *telegramsim.User) string {
	w.blobs[1] = picture(w.t, 10, 10)
	check(w.t, w.deliver(u.ID, 1, bot.Message{Files: []bot.File{{Blob: 1, Name: "a.png", Photo: true}}}))
	return fmt.Sprint(w.tg.Chat(u.ID).Last().ID)
}

func TestDeliverLongText(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		var m bot.Message
		var words []string
		for i := range 150 {
			text := fmt.Sprintf("Đoạn %d 🙂 %s", i, strings.Repeat("chữ & nghĩa ", 6))
			words = append(words, strings.Fields(text)...)
			m.Lines = append(m.Lines, prose.Line{Kind: []prose.Kind{prose.Para, prose.Item, prose.Head, prose.Small}[i%4], Text: text})
		}
		m.Lines = append(m.Lines, prose.P(strings.Repeat("dài ", 3000)))
		words = append(words, strings.Fields(m.Lines[150].Text)...)
		m.Buttons = []bot.Button{{Label: "Có", Data: "1"}}
		check(t, w.deliver(u.ID, 1, m))
		got := w.fromBot(u.ID)
		if len(got) < 3 {
			t.Fatalf("%d messages", len(got))
		}
		var back []string
		for i, part := range got {
			if n := len(part.Buttons()); (n > 0) != (i == len(got)-1) {
				t.Errorf("part %d has %d buttons", i, n)
			}
			back = append(back, strings.Fields(strings.ReplaceAll(part.Text, "• ", ""))...)
		}
		if !slices.Equal(back, words) {
			t.Errorf("%d words of %d arrived", len(back), len(words))
		}
		w.noViolations()
	})
}

func TestDeliverFiles(t *testing.T) {
	long := []prose.Line{prose.H("Báo cáo tháng 10/2026"), prose.P(strings.Repeat("nội dung ", 200))}
	files := []bot.File{
		{Blob: 2, Name: "bao-cao.docx", Type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{Blob: 1, Name: "bieu-do.png", Type: "image/png", Alt: "Biểu đồ", Photo: true},
		{Blob: 3, Name: "so-lieu.xlsx", Alt: "Số liệu"},
	}
	buttons := []bot.Button{{Label: "Xem", Data: "x"}}
	for name, c := range map[string]struct {
		m    bot.Message
		want string // kinds and captions in order; * marks the buttons
	}{
		"short text":    {bot.Message{Lines: []prose.Line{prose.P("Ngắn")}, Files: files, Buttons: buttons}, "photo:Ngắn* doc: doc:Số liệu"},
		"long text":     {bot.Message{Lines: long, Files: files, Buttons: buttons}, "photo:Báo cáo tháng 10/2026 text* doc: doc:Số liệu"},
		"no text":       {bot.Message{Files: files[1:], Buttons: buttons}, "photo:* doc:Số liệu"},
		"one document":  {bot.Message{Lines: []prose.Line{prose.P("Ngắn")}, Files: files[:1]}, "text doc:"},
		"only a file":   {bot.Message{Files: files[2:], Buttons: buttons}, "doc:Số liệu*"},
		"only buttons":  {bot.Message{Buttons: buttons}, "text*"},
		"edit is moot":  {bot.Message{Lines: []prose.Line{prose.P("Ngắn")}, Files: files[1:2], Edit: "1"}, "photo:Ngắn"},
		"file is gone":  {bot.Message{Lines: []prose.Line{prose.P("Ngắn")}, Files: []bot.File{{Blob: 9, Name: "x.png", Photo: true}, files[0]}, Buttons: buttons}, "text* doc:"},
		"no picture":    {bot.Message{Lines: []prose.Line{prose.P("Ngắn")}, Files: []bot.File{{Blob: 2, Name: "x.png", Photo: true}}, Buttons: buttons}, "doc:Ngắn*"},
		"a long banner": {bot.Message{Lines: []prose.Line{prose.P("Ngắn")}, Files: []bot.File{{Blob: 4, Name: "x.png", Photo: true}}}, "doc:Ngắn"},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, nil, func(t *testing.T, w *world) {
				w.blobs = map[int64][]byte{1: picture(t, 40, 30), 2: []byte("tài liệu"), 3: []byte("bảng"), 4: picture(t, 3000, 10)}
				u := w.opened("An")
				check(t, w.deliver(u.ID, 1, c.m))
				if got := shape(w.fromBot(u.ID)); got != c.want {
					t.Errorf("got  %s\nwant %s", got, c.want)
				}
			})
		})
	}
}

func shape(ms []telegramsim.Message) string {
	var out []string
	for _, m := range ms {
		s := "text"
		if len(m.Photo) > 0 {
			s = "photo:" + m.Caption
		} else if m.Document != nil {
			s = "doc:" + m.Caption
		}
		if m.Markup != nil {
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// A message that fails in the middle goes on from there: in this process, in another one that sees the same
// Redis, and in this one without Redis.
func TestDeliverGoesOnInTheMiddle(t *testing.T) {
	for _, where := range []string{"here", "another process", "without redis"} {
		inWorld(t, nil, func(t *testing.T, w *world) {
			if where == "without redis" {
				check(t, w.o.Live.Close())
			}
			w.blobs = map[int64][]byte{1: picture(t, 40, 30), 2: []byte("tài liệu"), 3: []byte("bảng")}
			u := w.opened("An")
			m := bot.Message{Lines: []prose.Line{prose.P("Ngắn")}, Files: []bot.File{{Blob: 1, Name: "a.png", Photo: true}, {Blob: 2, Name: "b"}, {Blob: 3, Name: "c"}}}
			for range 3 {
				w.tg.Fault(telegramsim.Fault{Method: "sendMediaGroup", Status: 502, HTML: true, Times: 1})
				if err := w.deliver(u.ID, 7, m); err == nil {
					t.Fatal("no error")
				}
				w.tg.Heal()
				w.tg.Fault(telegramsim.Fault{Method: "sendMediaGroup", Reset: true, Times: 1})
				if err := w.deliver(u.ID, 7, m); err == nil {
					t.Fatal("no error")
				}
				w.tg.Heal()
			}
			if where == "another process" {
				var err error
				w.c, err = New(w.o)
				check(t, err)
				w.c.api.send.Transport, w.c.api.poll.Transport = w.wire, w.wire
			}
			check(t, w.deliver(u.ID, 7, m))
			if got := shape(w.fromBot(u.ID)); got != "photo:Ngắn doc: doc:" {
				t.Errorf("%s", got)
			}
			check(t, w.deliver(u.ID, 8, m)) // another message is another matter
			if got := len(w.fromBot(u.ID)); got != 6 {
				t.Errorf("%d messages", got)
			}
			if len(w.c.progress.of) != 0 {
				t.Errorf("%d left in memory", len(w.c.progress.of))
			}
			w.noViolations()
		})
	}
}

func TestDeliverErrors(t *testing.T) {
	type verdict struct {
		gone, never bool
		after       time.Duration
		moved       string
	}
	again := verdict{} // a plain error: the usual back-off
	for name, c := range map[string]struct {
		fault telegramsim.Fault
		want  verdict
	}{
		"flood":               {telegramsim.Fault{RetryAfter: 17}, verdict{after: 17 * time.Second}},
		"page of a gateway":   {telegramsim.Fault{Status: 502, HTML: true}, again},
		"500":                 {telegramsim.Fault{Status: 500}, again},
		"reset":               {telegramsim.Fault{Reset: true}, again},
		"answer lost":         {telegramsim.Fault{DropAnswer: true}, again},
		"too slow":            {telegramsim.Fault{Delay: time.Hour}, again},
		"token revoked":       {telegramsim.Fault{Status: 401}, again},
		"wrong server":        {telegramsim.Fault{Status: 404}, again},
		"page of a carrier":   {telegramsim.Fault{Status: 200, HTML: true}, again},
		"page 403":            {telegramsim.Fault{Status: 403, HTML: true}, again},
		"blocked":             {telegramsim.Fault{Status: 403, Description: "Forbidden: bot was blocked by the user"}, verdict{gone: true}},
		"deactivated":         {telegramsim.Fault{Status: 403, Description: "Forbidden: user is deactivated"}, verdict{gone: true}},
		"kicked":              {telegramsim.Fault{Status: 403, Description: "Forbidden: bot was kicked from the supergroup chat"}, verdict{gone: true}},
		"not a member":        {telegramsim.Fault{Status: 403, Description: "Forbidden: bot is not a member of the channel chat"}, verdict{gone: true}},
		"no chat":             {telegramsim.Fault{Status: 400, Description: "Bad Request: chat not found"}, verdict{gone: true}},
		"no right to write":   {telegramsim.Fault{Status: 400, Description: "Bad Request: have no rights to send a message"}, verdict{gone: true}},
		"group deleted":       {telegramsim.Fault{Status: 403, Description: "Forbidden: the group chat was deleted"}, verdict{gone: true}},
		"nothing may be sent": {telegramsim.Behind("", 403, "CHAT_WRITE_FORBIDDEN"), verdict{gone: true}},
		"too large":           {telegramsim.Fault{Status: 413, Description: "Request Entity Too Large"}, verdict{never: true}},
		"page 413":            {telegramsim.Fault{Status: 413, HTML: true}, verdict{never: true}},
		"topic deleted":       {telegramsim.Fault{Status: 400, Description: "Bad Request: message thread not found"}, verdict{gone: true}},
		"refused":             {telegramsim.Fault{Status: 400, Description: "Bad Request: message text is empty"}, verdict{never: true}},
		"what nobody thinks":  {telegramsim.Fault{Status: 400, Description: "Bad Request: SOMETHING_NEW"}, verdict{never: true}},
	} {
		for _, file := range []bool{false, true} {
			t.Run(fmt.Sprint(name, " file=", file), func(t *testing.T) {
				inWorld(t, nil, func(t *testing.T, w *world) {
					u := w.opened("An")
					m := say("lời nhắn bí mật")
					if file {
						w.blobs[2] = []byte("tài liệu")
						m = bot.Message{Files: []bot.File{{Blob: 2, Name: "b"}}}
					}
					w.tg.Fault(c.fault)
					err := w.deliver(u.ID, 1, m)
					if err == nil {
						t.Fatal("no error")
					}
					var got verdict
					var e *bot.SendError
					if errors.As(err, &e) {
						got = verdict{e.Gone, e.Never, e.After, e.Moved}
					}
					if got != c.want {
						t.Errorf("%+v, not %+v: %v", got, c.want, err)
					}
					for _, secret := range []string{w.o.Token, "bí mật"} {
						if strings.Contains(err.Error(), secret) || strings.Contains(w.log.String(), secret) {
							t.Errorf("%q is shown: %v", secret, err)
						}
					}
				})
			})
		}
	}
}

func TestDeliverNonsense(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		for name, d := range map[string]bot.Delivery{
			"no address":    {Conv: "telegram:", Message: say("x")},
			"another's":     {Conv: "telegram:abc", Message: say("x")},
			"empty message": {Conv: conv(u.ID)},
			"blank message": {Conv: conv(u.ID), Message: say(" \n ")},
		} {
			var e *bot.SendError
			if err := w.c.Deliver(t.Context(), d); !errors.As(err, &e) || !e.Never {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := len(w.tg.Calls("sendMessage")); n != 0 {
			t.Errorf("%d calls", n)
		}
	})
}

// Stop in the middle of a delivery: what is out is out, the rest follows.
func TestDeliverStopsWithItsContext(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		w.tg.Fault(telegramsim.Fault{Method: "sendMessage", Delay: time.Hour, Times: 1})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		began := time.Now()
		err := w.c.Deliver(ctx, bot.Delivery{Conv: conv(u.ID), Seq: 1, Message: say("x")})
		if err == nil || errors.Is(err, io.EOF) || time.Since(began) > 2*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		check(t, w.deliver(u.ID, 1, say("x")))
	})
}
