package telegramsim

import (
	"testing"
	"testing/synctest"
	"time"
)

const same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"

func TestEdit(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	sent := must(t, s, "sendMessage", params{"chat_id": u.ID, "text": "<b>Câu 1</b>", "parse_mode": "HTML", "reply_markup": keyboard("Tốt", "1")}).message(t)
	at := func(p params) params { p["chat_id"], p["message_id"] = u.ID, sent.ID; return p }

	refused(t, s, "editMessageText", at(params{"text": " <b>Câu 1</b> ", "parse_mode": "HTML", "reply_markup": keyboard("Tốt", "1")}), same)
	refused(t, s, "editMessageReplyMarkup", at(params{"reply_markup": keyboard("Tốt", "1")}), same)
	blameless(t, s) // a double tap makes every bot try this

	m := must(t, s, "editMessageText", at(params{"text": "Câu 1", "reply_markup": keyboard("Tốt", "1")})).message(t)
	if m.Text != "Câu 1" || m.Entities != nil || m.EditDate == 0 || len(m.Buttons()) != 1 {
		t.Errorf("%+v", m)
	}
	must(t, s, "editMessageReplyMarkup", at(params{"reply_markup": keyboard("Tốt", "2")}))
	if m := must(t, s, "editMessageText", at(params{"text": "Câu 1: Tốt"})).message(t); m.Markup != nil {
		t.Error("the keyboard is still there after an edit without reply_markup")
	}
	refused(t, s, "editMessageReplyMarkup", at(params{}), same)
	if shown := s.Chat(u.ID).Last(); shown.Text != "Câu 1: Tốt" || shown.Edits != 3 {
		t.Errorf("%+v", shown)
	}
	blameless(t, s)

	mine, err := s.Send(u, u.ID, "của tôi")
	if err != nil {
		t.Fatal(err)
	}
	refused(t, s, "editMessageText", params{"chat_id": u.ID, "message_id": 9999, "text": "x"}, "Bad Request: message to edit not found")
	refused(t, s, "editMessageText", params{"chat_id": u.ID, "message_id": mine.ID, "text": "x"}, "Bad Request: message can't be edited")
	refused(t, s, "editMessageCaption", at(params{"caption": "x"}), "Bad Request: there is no caption in the message to edit")
	refused(t, s, "editMessageText", at(params{"text": ""}), "Bad Request: message text is empty")
	refused(t, s, "editMessageReplyMarkup", at(params{"reply_markup": params{"remove_keyboard": true}}), "Bad Request: inline keyboard expected")
	s.Block(u)
	refused(t, s, "editMessageText", at(params{"text": "x"}), "Forbidden: bot was blocked by the user")
}

func TestDelete(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quiet(t)
		u := opened(t, s)
		group := s.NewGroup("Tổ", u)
		if err := s.AddBot(group.ID, u); err != nil {
			t.Fatal(err)
		}
		send := func(chat int64) int {
			return must(t, s, "sendMessage", params{"chat_id": chat, "text": "x"}).message(t).ID
		}
		old, fresh := send(u.ID), 0
		time.Sleep(deletable + time.Second)
		fresh = send(u.ID)
		theirs, err := s.Send(u, group.ID, "chào")
		if err != nil {
			t.Fatal(err)
		}
		del := func(chat int64, id int) params { return params{"chat_id": chat, "message_id": id} }
		refused(t, s, "deleteMessage", del(u.ID, old), "Bad Request: message can't be deleted for everyone")
		refused(t, s, "deleteMessage", del(group.ID, theirs.ID), "Bad Request: message can't be deleted")
		refused(t, s, "deleteMessage", params{"chat_id": u.ID}, "Bad Request: message identifier is not specified")
		must(t, s, "deleteMessage", del(u.ID, fresh))
		refused(t, s, "deleteMessage", del(u.ID, fresh), "Bad Request: message to delete not found")
		if err := s.Promote(group.ID, u); err != nil {
			t.Fatal(err)
		}
		must(t, s, "deleteMessage", del(group.ID, theirs.ID))
		mine, err := s.Send(u, u.ID, "012345678901")
		if err != nil {
			t.Fatal(err)
		}
		must(t, s, "deleteMessage", del(u.ID, mine.ID))
		if last := s.Chat(u.ID).Messages; last[len(last)-1].ID != old {
			t.Errorf("%+v", last)
		}
	})
}
