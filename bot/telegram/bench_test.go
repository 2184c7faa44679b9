package telegram

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"motcua/bot"
	"motcua/internal/prose"
)

// sentMessage is what Telegram answers to sendMessage.
const sentMessage = `{"ok":true,"result":{"message_id":4711,"from":{"id":700000001,"is_bot":true,"first_name":"Một Cửa","username":"motcua_bot"},` +
	`"chat":{"id":5000000007,"first_name":"An","type":"private"},"date":1793000000,"text":"Câu 3/8\nÔng/Bà hài lòng với thái độ phục vụ không?",` +
	`"entities":[{"offset":0,"length":7,"type":"italic"},{"offset":8,"length":46,"type":"bold"}],"reply_markup":{"inline_keyboard":[` +
	`[{"text":"Rất hài lòng","callback_data":"a:1z141z4:q3:5"},{"text":"Hài lòng","callback_data":"a:1z141z4:q3:4"}],` +
	`[{"text":"Bình thường","callback_data":"a:1z141z4:q3:3"}]]}}}`

// BenchmarkSendMessage compares our own call with the library's, over a loopback connection. The server's
// share is in both.
func BenchmarkSendMessage(b *testing.B) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, sentMessage)
	}))
	defer srv.Close()
	c, err := newClient(Options{Token: "700000001:AAbenchmark", APIURL: srv.URL}, newMetrics(nil))
	check(b, err)
	defer c.close()
	m := bot.Message{
		Lines:   []prose.Line{prose.S("Câu 3/8"), prose.H("Ông/Bà hài lòng với thái độ phục vụ không?")},
		Buttons: []bot.Button{{Label: "Rất hài lòng", Data: "a:1z141z4:q3:5"}, {Label: "Hài lòng", Data: "a:1z141z4:q3:4"}, {Label: "Bình thường", Data: "a:1z141z4:q3:3"}},
	}
	library, err := tg.New("700000001:AAbenchmark", tg.WithSkipGetMe(), tg.WithServerURL(srv.URL), tg.WithHTTPClient(sendTimeout, c.send))
	check(b, err)
	b.Run("own", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			check(b, c.call(b.Context(), c.send, "sendMessage", textOf(target{chat: 5000000007}, plan(m)[0]), nil))
		}
	})
	b.Run("library", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s := plan(m)[0]
			_, err := library.SendMessage(b.Context(), &tg.SendMessageParams{
				ChatID: int64(5000000007), Text: s.html, ParseMode: models.ParseModeHTML, ReplyMarkup: s.keyboard, LinkPreviewOptions: noPreview(),
			})
			check(b, err)
		}
	})
}

func BenchmarkReceive(b *testing.B) {
	raw := []byte(`{"update_id":431000001,"callback_query":{"id":"3006477200000000001","from":{"id":5000000007,"is_bot":false,"first_name":"An","language_code":"vi"},` +
		`"message":` + sentMessage[len(`{"ok":true,"result":`):len(sentMessage)-1] + `,"chat_instance":"123456789","data":"a:1z141z4:q3:4"}}`)
	b.ReportAllocs()
	for b.Loop() {
		u, bad, err := decode(raw)
		if bad != nil || err != nil {
			b.Fatal(bad, err)
		}
		if _, err := read(u, "motcua_bot", bot.Event{}.At); err != nil {
			b.Fatal(err)
		}
	}
}
