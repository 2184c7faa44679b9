package telegramsim

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestStart(t *testing.T) {
	s := quiet(t)
	u := s.NewUser("Lan")
	if _, err := s.StartWith(u, "phieu-1_A"); err != nil {
		t.Fatal(err)
	}
	m := updates(t, s, 0)[0].Message
	if m.Text != "/start phieu-1_A" || len(m.Entities) != 1 || m.Entities[0] != (Entity{Type: "bot_command", Length: 6}) || m.From.LanguageCode != "vi" || m.Chat.Type != Private {
		t.Errorf("%+v", m)
	}
	for _, p := range []string{"", "phiếu", "a b", strings.Repeat("a", 65)} {
		if _, err := s.StartWith(u, p); !errors.Is(err, ErrPayload) {
			t.Errorf("%q: %v", p, err)
		}
	}
	if _, err := s.Send(u, s.NewUser("Minh").ID, "x"); !errors.Is(err, ErrNoChat) {
		t.Errorf("nobody writes in the chat of another: %v", err)
	}
}

func TestCommandsAreMarked(t *testing.T) {
	for text, want := range map[string][]Entity{
		"/huy":                        {{Type: "bot_command", Length: 4}},
		"Chào /start@motcua_bot nhé.": {{Type: "bot_command", Offset: 5, Length: 17}},
		"ố/huy và 1/2":                nil,
		"đi /huy, /tieptuc":           {{Type: "bot_command", Offset: 3, Length: 4}, {Type: "bot_command", Offset: 9, Length: 8}},
		"😀 /a":                        {{Type: "bot_command", Offset: 3, Length: 2}},
		"/ x":                         nil,
	} {
		got := commands(text)
		if len(got) != len(want) {
			t.Errorf("%q: %+v", text, got)
			continue
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%q: %+v, want %+v", text, got[i], want[i])
			}
		}
	}
}

func TestEverythingPeopleSend(t *testing.T) {
	s := quiet(t)
	u, friend := opened(t, s), s.NewUser("Minh")
	sent := func(_ Message, err error) {
		t.Helper()
		if err != nil {
			t.Error(err)
		}
	}
	sent(s.SendSticker(u, u.ID, "👍"))
	sent(s.SendPhoto(u, u.ID, []byte("jpeg"), "ảnh"))
	sent(s.SendVoice(u, u.ID))
	sent(s.SendDocument(u, u.ID, "don.pdf", []byte("%PDF")))
	sent(s.SendPoll(u, u.ID, "Mấy giờ?", "8", "9"))
	sent(s.SendContact(u, u.ID, "0912345678", u.ID))
	sent(s.SendLocation(u, u.ID, 10.5, 106.7))
	sent(s.Forward(u, u.ID, friend, "/start x"))
	got := updates(t, s, 0)
	if len(got) != 9 {
		t.Fatalf("%d updates", len(got))
	}
	if m := got[1].Message; m.Sticker == nil || m.Sticker.Emoji != "👍" || m.Text != "" {
		t.Errorf("sticker %+v", m)
	}
	if m := got[2].Message; len(m.Photo) != 1 || m.Caption != "ảnh" || string(s.FileData(m.Photo[0].ID)) != "jpeg" {
		t.Errorf("photo %+v", m)
	}
	if got[3].Message.Voice == nil || got[4].Message.Document.Name != "don.pdf" || len(got[5].Message.Poll.Options) != 2 {
		t.Errorf("voice, document, poll %+v", got[3:6])
	}
	if got[6].Message.Contact.UserID != u.ID || got[7].Message.Location.Longitude != 106.7 || got[8].Message.ForwardOrigin.Sender.ID != friend.ID {
		t.Errorf("contact, location, forward %+v", got[6:])
	}
}

func TestBlocking(t *testing.T) {
	s := quiet(t)
	u := opened(t, s)
	to := params{"chat_id": u.ID, "text": "x"}
	s.Block(u)
	s.Block(u)
	refused(t, s, "sendMessage", to, "Forbidden: bot was blocked by the user")
	blameless(t, s)
	refused(t, s, "sendMessage", to, "Forbidden: bot was blocked by the user")
	blamed(t, s, "again in a chat that has refused")
	s.Unblock(u)
	must(t, s, "sendMessage", to)
	s.Block(u)
	refused(t, s, "sendMessage", to, "Forbidden: bot was blocked by the user")
	write(t, s, u, "chào")
	must(t, s, "sendMessage", to)
	got := updates(t, s, 0)
	expect(t, "told once each", got, "/start", "kicked", "member", "kicked", "member", "chào")
	if c := got[1].Myself; c.Old.Status != "member" || c.New.User.ID != s.Bot().ID || c.New.Until == nil || c.Chat.ID != u.ID {
		t.Errorf("%+v", c)
	}
	s.Deactivate(u)
	refused(t, s, "sendMessage", to, "Forbidden: user is deactivated")
	if v := s.Violations(); len(v) != 1 {
		t.Errorf("violations: %q", v)
	}
}

func TestPrivacyMode(t *testing.T) {
	s := quiet(t)
	u, w := s.NewUser("Hà"), s.NewUser("Minh")
	g := s.NewGroup("Tổ", u)
	say := func(who *User, text string, parts ...Part) Message {
		t.Helper()
		m, err := s.Send(who, g.ID, text, parts...)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	say(u, "trước khi có bot /a@motcua_bot")
	if err := s.AddBot(g.ID, u); err != nil {
		t.Fatal(err)
	}
	say(u, "chào")
	say(u, "/baocao")
	say(u, "/baocao@MotCua_Bot")
	say(u, "/baocao@other_bot")
	say(u, "😀 ơi /baocao@motcua_bot")
	bot := must(t, s, "sendMessage", params{"chat_id": g.ID, "text": "x"}).message(t)
	say(u, "/thang 10")
	say(u, "/thang 11") // not the bot but Hà spoke last
	say(u, "cảm ơn", ReplyTo(bot.ID))
	if _, err := s.Send(w, g.ID, "x"); !errors.Is(err, ErrNoChat) {
		t.Errorf("not in the group: %v", err)
	}
	if err := s.Join(g.ID, w); err != nil {
		t.Fatal(err)
	}
	got := updates(t, s, 0)
	expect(t, "privacy mode", got, "member", "", "/baocao@MotCua_Bot", "😀 ơi /baocao@motcua_bot", "/thang 10", "cảm ơn", "")
	if got[5].Message.ReplyTo.ID != bot.ID || got[1].Message.NewMembers[0].ID != s.Bot().ID || got[6].Message.NewMembers[0].ID != w.ID {
		t.Errorf("%+v", got)
	}
	if err := s.Promote(g.ID, u); err != nil {
		t.Fatal(err)
	}
	say(w, "giờ bot thấy")
	expect(t, "administrator", updates(t, s, got[6].ID+1), "administrator", "giờ bot thấy")
	for who, want := range map[int64]string{s.Bot().ID: `"status":"administrator"`, u.ID: `"status":"creator"`, w.ID: `"status":"member"`} {
		if a := must(t, s, "getChatMember", params{"chat_id": g.ID, "user_id": who}); !strings.Contains(a.Body, want) {
			t.Error(a.Body)
		}
	}
	refused(t, s, "getChatMember", params{"chat_id": g.ID}, "Bad Request: invalid user_id specified")
	refused(t, s, "getChatMember", params{"chat_id": g.ID, "user_id": 12}, "Bad Request: PARTICIPANT_ID_INVALID")
	if a := must(t, s, "getChatMember", params{"chat_id": g.ID, "user_id": s.NewUser("Xa").ID}); !strings.Contains(a.Body, `"status":"left"`) {
		t.Error(a.Body)
	}
	if all := s.Chats(); len(all) != 1 || all[0] != g {
		t.Errorf("%+v", all)
	}
	if a := must(t, s, "getChatAdministrators", params{"chat_id": g.ID}); !strings.Contains(a.Body, "Hà") || strings.Contains(a.Body, "Minh") {
		t.Error(a.Body)
	}
	if a := must(t, s, "getChatMemberCount", params{"chat_id": g.ID}); string(a.Result) != "3" {
		t.Error(a.Body)
	}
	if a := must(t, s, "getChat", params{"chat_id": g.ID}); !strings.Contains(a.Body, `"title":"Tổ"`) {
		t.Error(a.Body)
	}
}

func TestLeavingGroups(t *testing.T) {
	s := quiet(t)
	u := s.NewUser("Hà")
	for _, c := range []struct {
		chat                  Chat
		kicked, left, updates string
	}{
		{s.NewGroup("a", u), "Forbidden: bot was kicked from the group chat", "Forbidden: bot is not a member of the group chat", "member,,,kicked,member,,left"},
		{s.NewSupergroup("b", u), "Forbidden: bot was kicked from the supergroup chat", "Forbidden: bot is not a member of the supergroup chat", "member,,kicked,member,,left"},
	} {
		must(t, s, "getUpdates", params{"offset": -1})
		before := updates(t, s, -1)
		add := func() {
			if err := s.AddBot(c.chat.ID, u); err != nil {
				t.Fatal(err)
			}
		}
		to := params{"chat_id": c.chat.ID, "text": "x"}
		add()
		must(t, s, "sendMessage", to)
		if err := s.RemoveBot(c.chat.ID, u); err != nil {
			t.Fatal(err)
		}
		refused(t, s, "sendMessage", to, c.kicked)
		add()
		must(t, s, "leaveChat", params{"chat_id": c.chat.ID})
		refused(t, s, "sendMessage", to, c.left)
		got := updates(t, s, 0)[len(before):]
		if all := strings.Join(texts(got), ","); all != c.updates {
			t.Errorf("%s: %s, want %s", c.chat.Type, all, c.updates)
		}
	}
	blameless(t, s)
}

func TestMigration(t *testing.T) {
	s := quiet(t)
	u := s.NewUser("Hà")
	g := s.NewGroup("Lãnh đạo", u)
	if err := s.AddBot(g.ID, u); err != nil {
		t.Fatal(err)
	}
	sent := must(t, s, "sendMessage", params{"chat_id": g.ID, "text": "x"}).message(t)
	seen := updates(t, s, 0)
	to, err := s.Migrate(g.ID, u)
	if err != nil {
		t.Fatal(err)
	}
	got := updates(t, s, seen[1].ID+1)
	if len(got) != 2 || got[0].Message.MigrateTo != to.ID || got[0].Message.Chat.ID != g.ID || got[1].Message.MigrateFrom != g.ID || got[1].Message.Chat.ID != to.ID {
		t.Errorf("%+v", got)
	}
	old := params{"chat_id": g.ID, "text": "báo cáo"}
	a := refused(t, s, "sendMessage", old, "Bad Request: group chat was upgraded to a supergroup chat")
	if a.Parameters.MigrateTo != to.ID || to.ID > -1_000_000_000_000 {
		t.Error(a.Body)
	}
	blameless(t, s)
	must(t, s, "sendMessage", params{"chat_id": to.ID, "text": "báo cáo"})
	refused(t, s, "editMessageText", params{"chat_id": to.ID, "message_id": sent.ID, "text": "y"}, "Bad Request: message to edit not found")
	refused(t, s, "sendMessage", old, "Bad Request: group chat was upgraded to a supergroup chat")
	blamed(t, s, "again in a chat that has refused")
	if _, err := s.Migrate(g.ID, u); !errors.Is(err, ErrNoGroup) {
		t.Errorf("twice: %v", err)
	}
}

func TestTopics(t *testing.T) {
	s := quiet(t)
	u := s.NewUser("Hà")
	if _, err := s.NewTopic(s.NewGroup("a", u).ID, u, "x"); !errors.Is(err, ErrNoForum) {
		t.Errorf("a basic group has no topics: %v", err)
	}
	g := s.NewSupergroup("b", u)
	if err := s.AddBot(g.ID, u); err != nil {
		t.Fatal(err)
	}
	id, err := s.NewTopic(g.ID, u, "Báo cáo")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Send(u, g.ID, "/a@motcua_bot", InThread(id)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Send(u, g.ID, "x", InThread(id+5)); !errors.Is(err, ErrNoTopic) {
		t.Errorf("no such topic: %v", err)
	}
	got := updates(t, s, 0)
	if m := got[len(got)-1].Message; m.ThreadID != id || !m.IsTopicMessage || got[len(got)-2].Message.TopicCreated.Name != "Báo cáo" {
		t.Errorf("%+v", m)
	}
	if err := s.DeleteTopic(g.ID, id); err != nil {
		t.Fatal(err)
	}
	refused(t, s, "sendMessage", params{"chat_id": g.ID, "text": "x", "message_thread_id": id}, "Bad Request: message thread not found")
	blameless(t, s)
}

func TestWaitFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := quiet(t)
		u := opened(t, s)
		go func() {
			time.Sleep(time.Minute)
			do(t, s, "sendMessage", params{"chat_id": u.ID, "text": "một"})
			time.Sleep(time.Minute)
			do(t, s, "editMessageText", params{"chat_id": u.ID, "message_id": s.Chat(u.ID).Last().ID, "text": "hai"})
		}()
		m, err := s.WaitFor(t.Context(), u.ID, func(m Message) bool { return m.Text == "hai" })
		if err != nil || m.Edits != 1 {
			t.Errorf("%+v %v", m, err)
		}
		if c, err := s.WaitForCall(t.Context(), func(c Call) bool { return c.Method == "editMessageText" }); err != nil || c.Chat != u.ID || c.Status != 200 || c.Params["text"] != "hai" {
			t.Errorf("%+v %v", c, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := s.WaitFor(ctx, u.ID, func(m Message) bool { return m.Text == "ba" }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v", err)
		}
	})
}
