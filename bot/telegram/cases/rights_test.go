package cases_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/prose"
	"motcua/internal/simulator/telegramsim"
)

// leaders is a supergroup that a unit's reports go to, and who leads it.
func (w *world) leaders(title string) (telegramsim.Chat, *telegramsim.User) {
	w.t.Helper()
	head := w.tg.NewUser("Chủ tịch")
	g := w.tg.NewSupergroup(title, head)
	check(w.t, w.tg.AddBot(g.ID, head))
	w.link(head, g.ID)
	return g, head
}

// link makes a chat a destination, as its people do.
func (w *world) link(head *telegramsim.User, chat int64, parts ...telegramsim.Part) {
	w.t.Helper()
	code, err := w.now.db.NewLinkCode(w.t.Context(), w.unit.ID, time.Hour)
	check(w.t, err)
	_, err = w.tg.Send(head, chat, "/lienket@"+w.tg.Bot().Username+" "+code, parts...)
	check(w.t, err)
	w.until("linked", func() bool { return strings.Contains(w.tg.Chat(chat).Last().Text, "Đã liên kết") })
	w.settle()
}

// report sends a report to some conversations, as a digest is sent.
func (w *world) report(name string, shared bool, to ...string) {
	w.t.Helper()
	d := turn.Duty{Job: "test", Unit: w.unit.ID, Period: name}
	if won, err := w.now.db.Claim(w.t.Context(), d, "test", time.Minute); err != nil || !won {
		w.t.Fatal(won, err)
	}
	var chart bytes.Buffer
	check(w.t, png.Encode(&chart, image.NewGray(image.Rect(0, 0, 40, 30))))
	files := [][]byte{chart.Bytes(), []byte("tài liệu"), []byte("bảng")}
	check(w.t, w.now.db.Done(w.t.Context(), d, "test", time.Now(), "", files, func(blobs []int64) (posts []turn.Post, err error) {
		m := bot.Message{Lines: []prose.Line{prose.H(name)}, Shared: shared, Files: []bot.File{
			{Blob: blobs[0], Name: "bieu-do.png", Photo: true}, {Blob: blobs[1], Name: "bao-cao.docx"}, {Blob: blobs[2], Name: "so-lieu.xlsx"},
		}}
		body, err := json.Marshal(m)
		for _, conv := range to {
			posts = append(posts, turn.Post{Conv: conv, Unit: w.unit.ID, Body: body})
		}
		return posts, err
	}))
	w.settle()
}

func convOf(chat int64) string { return fmt.Sprintf("telegram:%d", chat) }

// all is what the bot has said in a chat, a line a message: texts, captions and names of files.
func (w *world) all(chat int64) string {
	var b strings.Builder
	for _, m := range w.tg.Chat(chat).Messages {
		if !m.FromBot() {
			continue
		}
		kind := ""
		switch {
		case len(m.Photo) > 0:
			kind = "[ảnh] "
		case m.Document != nil:
			kind = "[" + m.Document.Name + "] "
		}
		b.WriteString(kind + m.Text + m.Caption + "\n")
	}
	return b.String()
}

func (w *world) shows(chat int64, words ...string) {
	w.t.Helper()
	all := w.all(chat)
	for _, word := range words {
		if !strings.Contains(all, word) {
			w.t.Errorf("chat shows no %q:\n%s", word, all)
		}
	}
}

// lacked is what the operator is told.
func (w *world) lacked(want string) {
	w.t.Helper()
	const sql = `SELECT coalesce(string_agg(lacks, ' ' ORDER BY lacks), '') FROM refusal`
	w.until("the operator is told "+want, func() bool { return w.scalar(sql) == want })
}

// The rows of the case table that are about rights: what the group does not take arrives there another way, what does not arrive
// there at all goes to the unit's other destinations, and the operator is told until it is seen to.
func TestRightsMissingInTheLeadersGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	g, head := w.leaders("Lãnh đạo xã")
	other, _ := w.leaders("Tổ khảo sát")
	all := telegramsim.AllRights()

	noPhotos := all
	noPhotos.Photos = false
	check(t, w.tg.Permit(g.ID, noPhotos))
	w.report("Báo cáo 1", false, convOf(g.ID))
	w.shows(g.ID, "[bieu-do.png] Báo cáo 1", "[bao-cao.docx]", "[so-lieu.xlsx]")
	w.shows(other.ID, "chưa cho gửi ảnh")
	w.lacked("photos")

	nothing := telegramsim.Rights{Texts: true}
	check(t, w.tg.Permit(g.ID, all))
	check(t, w.tg.Restrict(g.ID, head, nothing))
	w.report("Báo cáo 2", false, convOf(g.ID))
	w.shows(g.ID, "\nBáo cáo 2", "chưa cho tôi gửi tệp: bieu-do.png, bao-cao.docx, so-lieu.xlsx")
	w.shows(other.ID, "chưa cho gửi ảnh, tệp", "[bao-cao.docx]", "[so-lieu.xlsx]", "[ảnh]")
	w.lacked("files photos")
	if strings.Contains(w.all(other.ID), "Báo cáo 2") {
		t.Error("the text that arrived is repeated elsewhere")
	}

	// Rights that come back are noticed, by the group's word and by what arrives.
	check(t, w.tg.Restrict(g.ID, head, all))
	w.lacked("")
	w.until("the group is told", func() bool { return strings.Contains(w.all(g.ID), "đã cho tôi gửi thêm") })
	check(t, w.tg.Permit(g.ID, noPhotos))
	w.report("Báo cáo 3", false, convOf(g.ID))
	w.lacked("photos")
	check(t, w.tg.Permit(g.ID, all))
	w.until("this process knows", func() bool {
		w.report(fmt.Sprint("Báo cáo ", time.Now().UnixNano()), false, convOf(g.ID))
		return w.scalar(`SELECT count(*) FROM refusal`) == "0"
	})
}

// A report that all destinations get is not shown twice to those that take it; they are told once.
func TestSharedReportIsNotRepeated(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	g, _ := w.leaders("Lãnh đạo xã")
	other, _ := w.leaders("Tổ khảo sát")
	check(t, w.tg.Permit(g.ID, telegramsim.Rights{Texts: true}))
	for i := range 2 {
		w.report(fmt.Sprint("Báo cáo ", i), true, convOf(g.ID), convOf(other.ID))
	}
	said := w.all(other.ID)
	if strings.Count(said, "bao-cao.docx") != 2 || strings.Count(said, "chưa cho gửi") != 1 {
		t.Errorf("the other destination shows\n%s", said)
	}
}

// Nothing at all can be sent, the group was deleted, the bot was thrown out unseen: what was owed goes elsewhere.
func TestNothingReachesTheGroup(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]telegramsim.Fault{
		"no rights":     {Status: 400, Description: "Bad Request: have no rights to send a message"},
		"write":         telegramsim.Behind("", 403, "CHAT_WRITE_FORBIDDEN"),
		"group deleted": {Status: 403, Description: "Forbidden: the group chat was deleted"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, noLimits)
			g, _ := w.leaders("Lãnh đạo xã")
			other, _ := w.leaders("Tổ khảo sát")
			fault.Chat = g.ID
			w.tg.Fault(fault)
			w.report("Báo cáo", false, convOf(g.ID))
			w.shows(other.ID, "chưa cho gửi tin nào", "Báo cáo", "[ảnh]", "[bao-cao.docx]", "[so-lieu.xlsx]")
			w.lacked("chat")
			w.tg.Heal()
			w.report("Báo cáo sau", false, convOf(g.ID))
			w.shows(g.ID, "Báo cáo sau")
		})
	}
}

// Both destinations refuse everything: nobody is left to be told but the operator, and there is an end to it.
func TestNobodyIsLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	g, _ := w.leaders("Lãnh đạo xã")
	other, _ := w.leaders("Tổ khảo sát")
	w.tg.Fault(telegramsim.Fault{Status: 400, Description: "Bad Request: have no rights to send a message"})
	w.report("Báo cáo", false, convOf(g.ID), convOf(other.ID))
	w.lacked("chat chat")
	if n := len(w.tg.Calls("sendPhoto", "sendMessage", "sendMediaGroup")); n > 20 {
		t.Errorf("%d calls", n)
	}
}

// A topic that is closed: the group gets it. Thrown out of the group, its topics are no destinations any more.
func TestTopicOfTheLeadersGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	other, _ := w.leaders("Tổ khảo sát")
	head := w.tg.NewUser("Chủ tịch")
	g := w.tg.NewSupergroup("Lãnh đạo xã", head)
	check(t, w.tg.AddBot(g.ID, head))
	topic, err := w.tg.NewTopic(g.ID, head, "Báo cáo")
	check(t, err)
	w.link(head, g.ID, telegramsim.InThread(topic))
	check(t, w.tg.CloseTopic(g.ID, topic))
	w.report("Báo cáo", true, fmt.Sprintf("%s/%d", convOf(g.ID), topic), convOf(other.ID))
	w.shows(g.ID, "Báo cáo", "[bao-cao.docx]", "[so-lieu.xlsx]")
	w.shows(other.ID, "chưa cho gửi vào chủ đề đã chọn")
	w.lacked("topic")
	check(t, w.tg.RemoveBot(g.ID, head))
	w.until("no destination any more", func() bool {
		return w.scalar(`SELECT count(*) FROM destination WHERE conv LIKE $1`, convOf(g.ID)+"%") == "0"
	})
	w.lacked("")
}

// Who calls the bot by its name in a group is led to a chat of his own, in one line; others are not answered.
func TestGroupsAnswerWhenAddressed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	g, head := w.leaders("Lãnh đạo xã")
	name := w.tg.Bot().Username
	for _, said := range []string{"/start@" + name, "/dulieu@" + name, "/tracuu@" + name + " khai sinh"} {
		before := len(w.tg.Chat(g.ID).Messages)
		_, err := w.tg.Send(head, g.ID, said)
		check(t, err)
		w.until(said, func() bool { return len(w.tg.Chat(g.ID).Messages) == before+2 })
		m := w.tg.Chat(g.ID).Last()
		if strings.Contains(m.Text, "\n") || len(m.Entities) != 1 || m.Entities[0].URL != "https://t.me/"+name {
			t.Errorf("%s: %+v", said, m)
		}
	}
	for _, said := range []string{"/start", "/dulieu", "Chào cả nhà"} {
		before := len(w.tg.Chat(g.ID).Messages)
		_, err := w.tg.Send(head, g.ID, said)
		check(t, err)
		w.settle()
		if got := len(w.tg.Chat(g.ID).Messages); got != before+1 {
			t.Errorf("%s is answered: %+v", said, w.tg.Chat(g.ID).Last())
		}
	}
}

// A channel can be a destination: an administrator writes the link code there, and no other word of the bot's stands in it.
func TestChannelAsDestination(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	head := w.tg.NewUser("Chủ tịch")
	ch := w.tg.NewChannel("Ban lãnh đạo", head)
	check(t, w.tg.AddBot(ch.ID, head))
	w.settle()
	code, err := w.now.db.NewLinkCode(t.Context(), w.unit.ID, time.Hour)
	check(t, err)
	_, err = w.tg.Post(ch.ID, "Chào mọi người")
	check(t, err)
	_, err = w.tg.Post(ch.ID, "/lienket "+code)
	check(t, err)
	w.until("linked", func() bool { return strings.Contains(w.tg.Chat(ch.ID).Last().Text, "Đã liên kết") })
	w.settle()
	w.report("Báo cáo", true, convOf(ch.ID))
	w.shows(ch.ID, "[ảnh] Báo cáo", "[bao-cao.docx]", "[so-lieu.xlsx]")
	if n := strings.Count(w.all(ch.ID), "\n"); n != 4 {
		t.Errorf("%d messages of the bot:\n%s", n, w.all(ch.ID))
	}
	check(t, w.tg.RemoveBot(ch.ID, head))
	w.until("no destination any more", func() bool { return w.scalar(`SELECT count(*) FROM destination`) == "0" })
}
