package cases_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/bot/telegram"
	"motcua/internal/simulator/telegramsim"
	"motcua/org"
)

// conv is the tail of the citizen's conversation key.
func (c *citizen) conv() string { return ":" + strconv.FormatInt(c.u.ID, 10) }

// gone is whether the citizen's chat is marked as out of reach.
const gone = `SELECT gone FROM conversation WHERE conv = 'telegram' || $1`

// Who blocked the bot or deleted his account is left alone and holds up nothing; who comes back finds his
// form where he left it.
func TestCase12BlockedOrDeactivated(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c, left, other := w.citizen("Bà Tư"), w.citizen("Anh Ba"), w.citizen("Chị Năm")
	c.begin()
	c.steps("Hộ tịch", "Câu 2/9")
	left.begin()
	w.settle()

	w.tg.Block(c.u) // Telegram tells
	w.until("the block is noted", func() bool { return w.scalar(gone, c.conv()) == "true" })
	w.stop()
	left.says("hộ tịch")
	w.tg.Deactivate(left.u) // Telegram does not tell
	calls := len(w.tg.Calls("sendMessage", "editMessageText"))
	w.start()
	w.until("the 403 is noted", func() bool { return w.scalar(gone, left.conv()) == "true" })
	other.begin()
	w.settle()
	w.now.wake(time.Now().Add(org.Settings{}.Partial() - 2*time.Hour)) // nobody is due yet
	toLost := 0
	for _, call := range w.tg.Calls("sendMessage", "editMessageText")[calls:] {
		if call.Chat != other.u.ID {
			toLost++
		}
	}
	if toLost != 1 {
		t.Errorf("%d calls for people out of reach, want the one that was refused", toLost)
	}

	w.tg.Unblock(c.u)
	c.says("/tieptuc")
	c.sees("Câu 2/9")
	w.settle()
	w.stored("false", gone, c.conv())

	// A form whose owner is gone ends in its time like any other.
	w.tg.Block(c.u)
	w.until("the block is noted", func() bool { return w.scalar(gone, c.conv()) == "true" })
	w.now.wake(time.Now().Add(org.Settings{}.Partial() + 2*time.Hour))
	w.settle()
	w.stored("3", `SELECT count(*) FROM response WHERE status = 'partial'`)
}

// A group that becomes a supergroup keeps its link, and what was on its way arrives at the new address.
func TestCase13GroupUpgraded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramsim.Limits{})
	chief := w.tg.NewUser("Chủ tịch")
	group := w.tg.NewGroup("Lãnh đạo xã", chief)
	check(t, w.tg.AddBot(group.ID, chief))
	says := func(chat int64, words string) {
		t.Helper()
		w.until(words, func() bool { return strings.Contains(w.tg.Chat(chat).Last().Text, words) })
	}
	says(group.ID, "/lienket")
	w.settle()
	code, err := w.now.db.NewLinkCode(t.Context(), w.unit.ID, time.Hour)
	check(t, err)
	w.stop()
	_, err = w.tg.Send(chief, group.ID, "/lienket@"+w.tg.Bot().Username+" "+code)
	check(t, err)
	after, err := w.tg.Migrate(group.ID, chief)
	check(t, err)
	w.start()
	says(after.ID, "Đã liên kết với")
	w.settle()
	w.stored(fmt.Sprintf("telegram:%d", after.ID), `SELECT string_agg(conv, ' ') FROM destination`)
	w.restart()
	_, err = w.tg.Send(chief, after.ID, "/baocao@"+w.tg.Bot().Username+" 1/2999")
	check(t, err)
	says(after.ID, "chưa bắt đầu")
}

// Whatever is sent, there is a friendly sentence and the question again; nothing of it is stored, and
// Telegram does not have to send it twice.
func TestCase14WrongKindOfInput(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{telegram.ModePoll, telegram.ModeWebhook} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			w := newWorldIn(t, noLimits, mode)
			c := w.citizen("Bà Tư")
			c.begin()
			typed, err := w.tg.Send(c.u, c.u.ID, "hộ tịch")
			check(t, err)
			c.sees("Câu 2/9")
			w.settle()
			for i, send := range []func() (telegramsim.Message, error){
				func() (telegramsim.Message, error) { return w.tg.SendSticker(c.u, c.u.ID, "🙂") },
				func() (telegramsim.Message, error) { return w.tg.SendVoice(c.u, c.u.ID) },
				func() (telegramsim.Message, error) {
					return w.tg.SendPhoto(c.u, c.u.ID, []byte("ảnh căn cước"), "rất hài lòng")
				},
				func() (telegramsim.Message, error) {
					return w.tg.SendDocument(c.u, c.u.ID, "don.pdf", []byte("đơn"))
				},
				func() (telegramsim.Message, error) { return w.tg.SendLocation(c.u, c.u.ID, 10.4, 107.1) },
				func() (telegramsim.Message, error) { return w.tg.SendPoll(c.u, c.u.ID, "Đi đâu?", "Chợ", "Nhà") },
				func() (telegramsim.Message, error) {
					return w.tg.Forward(c.u, c.u.ID, w.tg.NewUser("Ai đó"), "rất hài lòng")
				},
				func() (telegramsim.Message, error) {
					return w.tg.Edit(c.u, c.u.ID, typed.ID, "rất hài lòng")
				},
			} {
				_, err := send()
				check(t, err)
				w.until("a friendly sentence", func() bool { return c.count("chỉ đọc được chữ gõ") == i+1 })
				c.sees("Câu 2/9")
			}
			w.settle()
			w.answers("lv=1")
			w.stored("0", `SELECT count(*) FROM blob`)
			if n := len(w.tg.Calls("getFile")); n > 0 {
				t.Errorf("%d files were looked at", n)
			}
			c.steps("Rất hài lòng", "Câu 3/9")
		})
	}
}

// contactReply is what a desktop app sends for a shared contact: a reply to the bot's own message.
const contactReply = `{"update_id": 900000001, "message": {"message_id": 900, "date": %d, "from": {"id": %[2]d, "is_bot": false, "first_name": "Bà Tư"},
	"chat": {"id": %[2]d, "type": "private", "first_name": "Bà Tư"}, "contact": {"phone_number": "+84912345678", "first_name": "Bà Tư", "user_id": %[2]d},
	"reply_to_message": {"message_id": %[3]d, "date": %[1]d, "chat": {"id": %[2]d, "type": "private"}, "from": {"id": 7, "is_bot": true, "first_name": "Trợ lý"}, "text": "Câu 2/9"}}}`

// A contact is answered like anything else that is not asked for, whether it comes by itself or, as from a
// desktop, as a reply; the number is kept nowhere.
func TestCase19ContactSentAsReply(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	c.steps("Hộ tịch", "Câu 2/9")
	w.settle()
	_, err := w.tg.SendContact(c.u, c.u.ID, "+84912345678", c.u.ID)
	check(t, err)
	w.until("a friendly sentence", func() bool { return c.count("chỉ đọc được chữ gõ") == 1 })
	body := fmt.Sprintf(contactReply, time.Now().Unix(), c.u.ID, c.last().ID)
	r := httptest.NewRequest(http.MethodPost, "/hook/telegram", strings.NewReader(body))
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	rec := httptest.NewRecorder()
	w.now.channel.Webhook().ServeHTTP(rec, r)
	if rec.Code != http.StatusOK {
		t.Fatalf("the webhook answers %d", rec.Code)
	}
	w.until("a friendly sentence", func() bool { return c.count("chỉ đọc được chữ gõ") == 2 })
	c.sees("Câu 2/9")
	w.settle()
	w.answers("lv=1")
	w.stored("false", `SELECT EXISTS (SELECT FROM conversation WHERE state::text LIKE '%912345678%') OR EXISTS (SELECT FROM lookup_miss WHERE lookup_miss::text LIKE '%912345678%')`)
	c.steps("Rất hài lòng", "Câu 3/9")
}
