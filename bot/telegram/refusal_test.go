package telegram

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/internal/prose"
	"motcua/internal/simulator/telegramsim"
)

// leaders is a group of leaders with the bot inside.
func (w *world) leaders() (telegramsim.Chat, *telegramsim.User) {
	w.t.Helper()
	head := w.opened("Chủ tịch")
	g := w.tg.NewSupergroup("Lãnh đạo xã", head)
	check(w.t, w.tg.AddBot(g.ID, head))
	return g, head
}

// digest is a report with a picture and two files, its text short enough to stand under the picture or not.
func (w *world) digest(long bool) bot.Message {
	w.blobs = map[int64][]byte{1: picture(w.t, 40, 30), 2: []byte("tài liệu"), 3: []byte("bảng")}
	m := bot.Message{
		Lines: []prose.Line{prose.H("Báo cáo tháng 10/2026")},
		Files: []bot.File{{Blob: 1, Name: "bieu-do.png", Photo: true}, {Blob: 2, Name: "bao-cao.docx"}, {Blob: 3, Name: "so-lieu.xlsx"}},
		Pin:   true,
	}
	if long {
		m.Lines = append(m.Lines, prose.P(strings.Repeat("nội dung ", 200)))
	}
	return m
}

// lacks lists what a delivery was refused, and what of the message has not arrived.
func lacks(err error) string {
	var e *bot.SendError
	if !errors.As(err, &e) {
		return fmt.Sprint(err)
	}
	var out []string
	for _, r := range e.Refused {
		out = append(out, string(r.Right))
	}
	if e.Gone {
		out = append(out, "gone")
	}
	if e.Left != nil {
		if len(e.Left.Lines) > 0 {
			out = append(out, "left:text")
		}
		for _, f := range e.Left.Files {
			out = append(out, "left:"+f.Name)
		}
	}
	return strings.Join(out, " ")
}

// What a group does not take arrives another way, and what arrives no way is named to it and to whoever sends.
func TestRightsThatAreMissing(t *testing.T) {
	all := telegramsim.AllRights()
	noPhotos, noFiles, noTexts, nothing := all, all, all, telegramsim.Rights{}
	noPhotos.Photos, noFiles.Documents, noTexts.Texts = false, false, false
	onlyText := telegramsim.Rights{Texts: true}
	for name, c := range map[string]struct {
		rights      telegramsim.Rights
		long        bool
		shape, want string
	}{
		"all":                    {all, false, "photo:Báo cáo tháng 10/2026 doc: doc:", "<nil>"},
		"no pictures":            {noPhotos, false, "doc:Báo cáo tháng 10/2026 doc: doc:", "photos"},
		"no pictures, long":      {noPhotos, true, "doc:Báo cáo tháng 10/2026 text doc: doc:", "photos"},
		"no files":               {noFiles, false, "photo:Báo cáo tháng 10/2026 text", "files left:bao-cao.docx left:so-lieu.xlsx"},
		"nothing but text":       {onlyText, false, "text text", "photos files left:bieu-do.png left:bao-cao.docx left:so-lieu.xlsx"},
		"nothing but text, long": {onlyText, true, "text text text", "photos files left:bieu-do.png left:bao-cao.docx left:so-lieu.xlsx"},
		"no text":                {noTexts, true, "photo:Báo cáo tháng 10/2026 doc: doc:", "texts left:text"},
		"nothing at all":         {nothing, false, "", "photos files texts left:text left:bieu-do.png left:bao-cao.docx left:so-lieu.xlsx"},
	} {
		for _, restricted := range []bool{true, false} {
			t.Run(fmt.Sprint(name, " by name=", restricted), func(t *testing.T) {
				inWorld(t, nil, func(t *testing.T, w *world) {
					g, head := w.leaders()
					if restricted {
						check(t, w.tg.Permit(g.ID, all))
						check(t, w.tg.Restrict(g.ID, head, c.rights))
					} else {
						check(t, w.tg.Permit(g.ID, c.rights))
					}
					err := w.deliver(g.ID, 1, w.digest(c.long))
					if got := lacks(err); got != c.want {
						t.Errorf("refused: %q, not %q", got, c.want)
					}
					if got := shape(w.fromBot(g.ID)); got != c.shape {
						t.Errorf("arrived: %q, not %q", got, c.shape)
					}
					if c.want != "<nil>" && !strings.Contains(w.log.String(), "does not take everything") {
						t.Error("nothing in the log")
					}
					w.noViolations()
				})
			})
		}
	}
}

// Every way in which the platform's servers say the same leads to the same.
func TestRefusalsAreOfAKind(t *testing.T) {
	for _, c := range []struct {
		fault telegramsim.Fault
		want  scope
	}{
		{telegramsim.Behind("", 403, "CHAT_SEND_PHOTOS_FORBIDDEN"), ofKind},
		{telegramsim.Behind("", 403, "CHAT_SEND_DOCS_FORBIDDEN"), ofKind},
		{telegramsim.Behind("", 403, "CHAT_SEND_PLAIN_FORBIDDEN"), ofKind},
		{telegramsim.Behind("", 400, "Not enough rights to send documents to the chat"), ofKind},
		{telegramsim.Fault{Status: 400, Description: `Bad Request: failed to send message #1 with the error message "Not enough rights to send documents to the chat"`}, ofKind},
		{telegramsim.Fault{Status: 403, Description: "Forbidden: CHAT_SEND_PHOTOS_FORBIDDEN"}, ofKind},
		{telegramsim.Behind("", 400, "TOPIC_CLOSED"), ofTopic},
		{telegramsim.Behind("", 400, "TOPIC_DELETED"), ofTopic},
		{telegramsim.Behind("", 400, "Message thread not found"), ofTopic},
		{telegramsim.Behind("", 403, "CHAT_WRITE_FORBIDDEN"), ofChat},
		{telegramsim.Behind("", 400, "CHAT_RESTRICTED"), ofChat},
		{telegramsim.Behind("", 400, "Have no write access to the chat"), ofChat},
		{telegramsim.Behind("", 400, "Have no rights to send a message"), ofChat},
		{telegramsim.Behind("", 400, "Need administrator rights in the channel chat"), ofChat},
		{telegramsim.Behind("", 400, "INPUT_USER_DEACTIVATED"), ofChat},
		{telegramsim.Behind("", 403, "USER_IS_BLOCKED"), ofChat},
		{telegramsim.Fault{Status: 403, Description: "Forbidden: the group chat was deleted"}, ofChat},
		{telegramsim.Behind("", 400, "MESSAGE_TOO_LONG"), ofMessage},
		{telegramsim.Behind("", 403, "MESSAGE_AUTHOR_REQUIRED"), ofMessage},
		{telegramsim.Behind("", 400, "IMAGE_PROCESS_FAILED"), ofMessage},
		{telegramsim.Fault{Status: 413}, ofMessage},
		{telegramsim.Fault{Status: 500}, ofNothing},
		{telegramsim.Fault{Status: 401}, ofNothing},
	} {
		if got := refusalOf(&apiError{Code: c.fault.Status, Description: c.fault.Description}); got != c.want {
			t.Errorf("%d %s: %d, not %d", c.fault.Status, c.fault.Description, got, c.want)
		}
	}
}

// A topic that is closed or gone is no reason to lose a report: it goes to the group. Where the general topic is closed too, nobody
// there can be reached.
func TestTopicClosed(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		g, head := w.leaders()
		topic := must(w.tg.NewTopic(g.ID, head, "Báo cáo"))
		send := func(seq int64) string {
			return lacks(w.c.Deliver(t.Context(), bot.Delivery{Conv: fmt.Sprintf("%s/%d", conv(g.ID), topic), Seq: seq, Message: w.digest(true)}))
		}
		check(t, w.tg.CloseTopic(g.ID, topic))
		if got := send(1); got != "topic" {
			t.Errorf("%q", got)
		}
		if got := shape(w.fromBot(g.ID)); got != "photo:Báo cáo tháng 10/2026 text doc: doc:" {
			t.Errorf("%q", got)
		}
		for _, m := range w.fromBot(g.ID) {
			if m.ThreadID != 0 {
				t.Errorf("in topic %d", m.ThreadID)
			}
		}
		check(t, w.tg.CloseTopic(g.ID, 0))
		if got := send(2); got != "chat topic gone" {
			t.Errorf("%q", got)
		}
		check(t, w.tg.ReopenTopic(g.ID, topic))
		time.Sleep(time.Minute)
		if got := send(3); got != "<nil>" {
			t.Errorf("%q", got)
		}
	})
}

// The group becomes a supergroup between the picture and the files: nothing comes twice, whoever hears of it first.
func TestMigrationInTheMiddle(t *testing.T) {
	for _, first := range []string{"the sender", "the intake"} {
		t.Run(first, func(t *testing.T) {
			inWorld(t, nil, func(t *testing.T, w *world) {
				head := w.opened("Chủ tịch")
				g := w.tg.NewGroup("Lãnh đạo xã", head)
				check(t, w.tg.AddBot(g.ID, head))
				m := w.digest(true)
				w.tg.Fault(telegramsim.Fault{Method: "sendMediaGroup", Status: 502, Times: 1})
				if err := w.deliver(g.ID, 7, m); err == nil {
					t.Fatal("no error")
				}
				to := must(w.tg.Migrate(g.ID, head))
				if first == "the sender" {
					var e *bot.SendError
					if err := w.deliver(g.ID, 7, m); !errors.As(err, &e) || e.Moved != conv(to.ID) || !e.Done {
						t.Errorf("%v", err)
					}
				} else {
					w.run()
					w.waitFor(time.Minute, "the move", func() bool { w.mu.Lock(); defer w.mu.Unlock(); return len(w.moves) > 0 })
				}
				check(t, w.deliver(to.ID, 1, m)) // as it stands in the outbox of the new chat
				if got := shape(append(w.fromBot(g.ID), w.fromBot(to.ID)...)); got != "photo:Báo cáo tháng 10/2026 text doc: doc:" {
					t.Errorf("%q", got)
				}
				time.Sleep(time.Minute)
				m.Lines[0].Text += " (lần 2)"
				check(t, w.deliver(to.ID, 2, m))
				if got := len(w.fromBot(to.ID)); got != 6 {
					t.Errorf("%d messages: the next report did not arrive whole", got)
				}
			})
		})
	}
}

// The digest is pinned where that is allowed, and its files are one album.
func TestPinAndAlbum(t *testing.T) {
	for _, may := range []bool{true, false} {
		inWorld(t, nil, func(t *testing.T, w *world) {
			g, _ := w.leaders()
			r := telegramsim.AllRights()
			r.Pin = may
			check(t, w.tg.Permit(g.ID, r))
			check(t, w.deliver(g.ID, 1, w.digest(true)))
			got := w.fromBot(g.ID)
			var pinned []int
			if may {
				pinned = []int{got[0].ID}
			}
			if p := w.tg.Chat(g.ID).Pinned; !slices.Equal(p, pinned) {
				t.Errorf("pinned %v, not %v", p, pinned)
			}
			if len(got) != 4 || got[2].Album == "" || got[2].Album != got[3].Album {
				t.Errorf("%+v", got)
			}
			w.noViolations()
		})
	}
}

// A server that knows no albums, and one that does not take one of the files: the others arrive.
func TestAlbumOneByOne(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		g, _ := w.leaders()
		for i, fault := range []telegramsim.Fault{
			{Method: "sendMediaGroup", Status: 404, Description: "Not Found: method not found"},
			{Method: "sendMediaGroup", Status: 413, HTML: true},
			telegramsim.Behind("sendMediaGroup", 400, "MEDIA_INVALID"),
		} {
			w.tg.Fault(fault)
			check(t, w.deliver(g.ID, int64(i+1), w.digest(false)))
			w.tg.Heal()
			if got := shape(w.fromBot(g.ID)[3*i:]); got != "photo:Báo cáo tháng 10/2026 doc: doc:" {
				t.Errorf("%s: %q", fault.Description, got)
			}
		}
	})
}

// Whatever an edit is refused for, the next question is there.
func TestEditRefused(t *testing.T) {
	for _, name := range []string{"MESSAGE_EDIT_TIME_EXPIRED", "MESSAGE_AUTHOR_REQUIRED", "MESSAGE_ID_INVALID", "message can't be edited", "SOMETHING_NEW"} {
		inWorld(t, nil, func(t *testing.T, w *world) {
			u := w.opened("An")
			check(t, w.deliver(u.ID, 1, say("Câu 1")))
			m := say("Câu 2")
			m.Edit = fmt.Sprint(w.tg.Chat(u.ID).Last().ID)
			w.tg.Fault(telegramsim.Behind("editMessageText", 403, name))
			check(t, w.deliver(u.ID, 2, m))
			if got := w.tg.Chat(u.ID).Last(); got.Text != "Câu 2" || got.Edits != 0 {
				t.Errorf("%s: %+v", name, got)
			}
		})
	}
}

// A preview of a link, or a reaction, is no edit.
func TestTouchIsNoEdit(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		w.run()
		u := w.tg.NewUser("An")
		m := must(w.tg.Send(u, u.ID, "xem https://a.vn"))
		check(t, w.tg.Touch(u, u.ID, m.ID))
		must(w.tg.Edit(u, u.ID, m.ID, "xem"))
		w.waitFor(time.Minute, "the edit", func() bool { return len(w.events()) == 2 })
		if got := w.events(); got[0].Kind != bot.Text || got[1].Kind != bot.Other {
			t.Errorf("%+v", got)
		}
	})
}
