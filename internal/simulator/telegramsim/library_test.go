package telegramsim

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// library is a bot of the real client library in front of a server on a real connection.
type library struct {
	s      *Server
	bot    *bot.Bot
	user   *User
	client *http.Client

	mu   sync.Mutex
	said []string
}

func newLibrary(t *testing.T, s *Server, options ...bot.Option) *library {
	t.Helper()
	l := &library{s: s, user: s.NewUser("Lan"), client: &http.Client{Transport: &http.Transport{}}}
	front := httptest.NewServer(s)
	t.Cleanup(func() {
		l.client.CloseIdleConnections()
		front.Close()
	})
	options = append(options, bot.WithServerURL(front.URL), bot.WithHTTPClient(10*time.Second, l.client), bot.WithNotAsyncHandlers(),
		bot.WithErrorsHandler(func(err error) {
			if !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}), bot.WithDefaultHandler(l.handle))
	b, err := bot.New(s.Token(), options...)
	if err != nil {
		t.Fatal(err)
	}
	l.bot = b
	return l
}

// handle answers a text with buttons, and a tap with a note and an edit.
func (l *library) handle(ctx context.Context, b *bot.Bot, u *models.Update) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case u.Message != nil:
		l.said = append(l.said, u.Message.Text)
		_, _ = b.SendMessage(ctx, &bot.SendMessageParams{
			ChatID: u.Message.Chat.ID, Text: "<b>Ông/Bà thấy thế nào?</b>", ParseMode: models.ParseModeHTML,
			ReplyMarkup: models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{{{Text: "Tốt", CallbackData: "5", Style: "success"}, {Text: "Kém", CallbackData: "1"}}}},
		})
	case u.CallbackQuery != nil:
		q := u.CallbackQuery
		l.said = append(l.said, "tap "+q.Data)
		_, _ = b.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{CallbackQueryID: q.ID, Text: "Đã ghi"})
		_, _ = b.EditMessageText(ctx, &bot.EditMessageTextParams{ChatID: q.Message.Message.Chat.ID, MessageID: q.Message.Message.ID, Text: "Cảm ơn"})
	}
}

// converse plays a whole exchange and checks what both sides saw.
func (l *library) converse(t *testing.T) {
	t.Helper()
	s, u := l.s, l.user
	if _, err := s.StartWith(u, "abc"); err != nil {
		t.Fatal(err)
	}
	asked, err := s.WaitFor(t.Context(), u.ID, func(m Message) bool { return m.FromBot() })
	if err != nil || len(asked.Buttons()) != 2 || asked.Entities[0].Type != "bold" || asked.Buttons()[0].Style != "success" {
		t.Fatalf("%+v %v", asked, err)
	}
	id, err := s.Tap(u, u.ID, asked.ID, "Tốt")
	if err != nil {
		t.Fatal(err)
	}
	if a, err := s.WaitForAnswer(t.Context(), id); err != nil || a.Text != "Đã ghi" {
		t.Errorf("%+v %v", a, err)
	}
	thanked, err := s.WaitFor(t.Context(), u.ID, func(m Message) bool { return m.Edits == 1 })
	if err != nil || thanked.Text != "Cảm ơn" || thanked.Markup != nil {
		t.Errorf("%+v %v", thanked, err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.said) != 2 || l.said[0] != "/start abc" || l.said[1] != "tap 5" {
		t.Errorf("the bot heard %q", l.said)
	}
}

func TestLibraryPolling(t *testing.T) {
	l := newLibrary(t, quiet(t))
	ctx, cancel := context.WithCancel(t.Context())
	var run sync.WaitGroup
	run.Go(func() { l.bot.Start(ctx) })
	l.converse(t)
	if _, err := l.s.WaitForCall(t.Context(), func(c Call) bool { return c.Method == "getUpdates" && c.Params["offset"] != "1" }); err != nil {
		t.Error(err)
	}
	cancel()
	run.Wait()
	blameless(t, l.s)
}

func TestLibraryWebhook(t *testing.T) {
	l := newLibrary(t, quiet(t), bot.WithWebhookSecretToken("s3cret"))
	front := httptest.NewServer(l.bot.WebhookHandler())
	defer front.Close()
	ctx, cancel := context.WithCancel(t.Context())
	var run sync.WaitGroup
	run.Go(func() { l.bot.StartWebhook(ctx) })
	if _, err := l.bot.SetWebhook(t.Context(), &bot.SetWebhookParams{URL: front.URL, SecretToken: "s3cret", AllowedUpdates: []string{"message", "callback_query"}}); err != nil {
		t.Fatal(err)
	}
	l.converse(t)
	i, err := l.bot.GetWebhookInfo(t.Context())
	if err != nil || i.URL != front.URL || i.LastErrorDate != 0 || len(i.AllowedUpdates) != 2 {
		t.Errorf("%+v %v", i, err)
	}
	if ok, err := l.bot.DeleteWebhook(t.Context(), nil); !ok || err != nil {
		t.Error(ok, err)
	}
	cancel()
	run.Wait()
	blameless(t, l.s)
}

func TestLibraryFilesAndErrors(t *testing.T) {
	l := newLibrary(t, quiet(t))
	s, u, ctx := l.s, l.user, t.Context()
	if _, err := s.Start(u); err != nil {
		t.Fatal(err)
	}
	photo := picture(t, 64, 48)
	m, err := l.bot.SendPhoto(ctx, &bot.SendPhotoParams{ChatID: u.ID, Photo: &models.InputFileUpload{Filename: "a.png", Data: bytes.NewReader(photo)}, Caption: "Tháng 10"})
	if err != nil || m.Photo[0].Width != 64 || !bytes.Equal(s.FileData(m.Photo[0].FileID), photo) {
		t.Fatalf("%+v %v", m, err)
	}
	if _, err := l.bot.SendPhoto(ctx, &bot.SendPhotoParams{ChatID: u.ID, Photo: &models.InputFileString{Data: m.Photo[0].FileID}}); err != nil {
		t.Error(err)
	}
	d, err := l.bot.SendDocument(ctx, &bot.SendDocumentParams{ChatID: u.ID, Document: &models.InputFileUpload{Filename: "báo cáo.docx", Data: bytes.NewReader([]byte("PK"))}})
	if err != nil || d.Document.FileName != "báo cáo.docx" {
		t.Errorf("%+v %v", d, err)
	}
	f, err := l.bot.GetFile(ctx, &bot.GetFileParams{FileID: m.Photo[0].FileID})
	if err != nil {
		t.Fatal(err)
	}
	res, err := l.client.Get(l.bot.FileDownloadLink(f))
	if err != nil || res.StatusCode != 200 {
		t.Errorf("%v %v", res, err)
	} else {
		_ = res.Body.Close()
	}
	if _, err := l.bot.SetMyCommands(ctx, &bot.SetMyCommandsParams{Commands: []models.BotCommand{{Command: "start", Description: "Bắt đầu"}}, Scope: &models.BotCommandScopeAllPrivateChats{}, LanguageCode: "vi"}); err != nil {
		t.Error(err)
	}
	if c, err := l.bot.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: u.ID, UserID: s.Bot().ID}); err != nil || c.Type != models.ChatMemberTypeMember {
		t.Errorf("%+v %v", c, err)
	}
	blameless(t, s)

	send := func(chat int64) error {
		_, err := l.bot.SendMessage(ctx, &bot.SendMessageParams{ChatID: chat, Text: "x"})
		return err
	}
	g := s.NewGroup("Tổ", u)
	if err := s.AddBot(g.ID, u); err != nil {
		t.Fatal(err)
	}
	to, err := s.Migrate(g.ID, u)
	if err != nil {
		t.Fatal(err)
	}
	if e, ok := errors.AsType[*bot.MigrateError](send(g.ID)); !ok || int64(e.MigrateToChatID) != to.ID {
		t.Errorf("migrate: %v", e)
	}
	s.Fault(Fault{RetryAfter: 3, Times: 1})
	if e, ok := errors.AsType[*bot.TooManyRequestsError](send(u.ID)); !ok || e.RetryAfter != 3 {
		t.Errorf("too many: %v", e)
	}
	s.Block(u)
	if err := send(u.ID); !errors.Is(err, bot.ErrorForbidden) {
		t.Errorf("blocked: %v", err)
	}
	if err := send(1); !errors.Is(err, bot.ErrorBadRequest) {
		t.Errorf("unknown: %v", err)
	}
}
