package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua/bot"
)

const (
	private = `"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"An"},"date":1`
	group   = `"chat":{"id":-5,"type":"group"},"from":{"id":7,"first_name":"An"},"date":1`
	forum   = `"chat":{"id":-100,"type":"supergroup","is_forum":true},"from":{"id":7,"first_name":"An"},"date":1`
)

func TestRead(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	in := func(chat string, group bool, kind bot.Kind, text string) bot.Event {
		return bot.Event{Channel: "telegram", ID: "u9", Chat: chat, User: "7", At: now, Kind: kind, Text: text, Group: group}
	}
	none := bot.Event{}
	for name, c := range map[string]struct {
		update string
		want   bot.Event
	}{
		"text":                          {`"message":{"message_id":1,` + private + `,"text":"khai sinh"}`, in("7", false, bot.Text, "khai sinh")},
		"start":                         {`"message":{"message_id":1,` + private + `,"text":"/start"}`, in("7", false, bot.Start, "")},
		"start with payload":            {`"message":{"message_id":1,` + private + `,"text":"/start aB-_9"}`, in("7", false, bot.Start, "aB-_9")},
		"start by name":                 {`"message":{"message_id":1,` + private + `,"text":"/START@motcua_bot  aB"}`, in("7", false, bot.Start, "aB")},
		"command":                       {`"message":{"message_id":1,` + private + `,"text":"/xoa@motcua_bot 7KQ4MD"}`, in("7", false, bot.Text, "/xoa 7KQ4MD")},
		"command with letters":          {`"message":{"message_id":1,` + private + `,"text":"/dữ liệu"}`, in("7", false, bot.Text, "/dữ liệu")},
		"command over lines":            {`"message":{"message_id":1,` + private + `,"text":"/tracuu\nkhai sinh"}`, in("7", false, bot.Text, "/tracuu khai sinh")},
		"text before a command":         {`"message":{"message_id":1,` + private + `,"text":"chào /start"}`, in("7", false, bot.Text, "chào /start")},
		"a thread of replies":           {`"message":{"message_id":1,"message_thread_id":3,` + private + `,"text":"a"}`, in("7", false, bot.Text, "a")},
		"talk in a group":               {`"message":{"message_id":1,` + group + `,"text":"họp lúc 8 giờ"}`, none},
		"command in a group":            {`"message":{"message_id":1,` + group + `,"text":"/baocao 10/2026"}`, in("-5", true, bot.Text, "/baocao 10/2026")},
		"to us":                         {`"message":{"message_id":1,` + group + `,"text":"/baocao@MotCua_bot"}`, called(in("-5", true, bot.Text, "/baocao"))},
		"called by name":                {`"message":{"message_id":1,` + group + `,"text":"Nhờ @MotCua_Bot, xem giúp"}`, called(in("-5", true, bot.Start, ""))},
		"a name like ours":              {`"message":{"message_id":1,` + group + `,"text":"@motcua_bot2 xem giúp"}`, none},
		"to another bot":                {`"message":{"message_id":1,` + group + `,"text":"/baocao@other_bot"}`, none},
		"sticker in a group":            {`"message":{"message_id":1,` + group + `,"sticker":{"file_id":"x"}}`, none},
		"topic":                         {`"message":{"message_id":1,"message_thread_id":44,"is_topic_message":true,` + forum + `,"text":"/baocao"}`, in("-100/44", true, bot.Text, "/baocao")},
		"replies in a forum":            {`"message":{"message_id":1,"message_thread_id":44,` + forum + `,"text":"/baocao"}`, in("-100", true, bot.Text, "/baocao")},
		"sticker":                       {`"message":{"message_id":1,` + private + `,"sticker":{"file_id":"x"}}`, in("7", false, bot.Other, "")},
		"photo with words":              {`"message":{"message_id":1,` + private + `,"photo":[{"file_id":"x"}],"caption":"giấy tờ"}`, in("7", false, bot.Other, "")},
		"voice":                         {`"message":{"message_id":1,` + private + `,"voice":{"file_id":"x"}}`, in("7", false, bot.Other, "")},
		"document":                      {`"message":{"message_id":1,` + private + `,"document":{"file_id":"x"}}`, in("7", false, bot.Other, "")},
		"contact":                       {`"message":{"message_id":1,` + private + `,"contact":{"phone_number":"0912345678","first_name":"An"}}`, in("7", false, bot.Other, "")},
		"location":                      {`"message":{"message_id":1,` + private + `,"location":{"latitude":1,"longitude":2}}`, in("7", false, bot.Other, "")},
		"poll":                          {`"message":{"message_id":1,` + private + `,"poll":{"id":"1","question":"?"}}`, in("7", false, bot.Other, "")},
		"forwarded text":                {`"message":{"message_id":1,` + private + `,"forward_origin":{"type":"hidden_user","date":1,"sender_user_name":"x"},"text":"tin"}`, in("7", false, bot.Other, "")},
		"edited":                        {`"edited_message":{"message_id":1,"edit_date":2,` + private + `,"text":"sửa"}`, in("7", false, bot.Other, "")},
		"a preview was found":           {`"edited_message":{"message_id":1,` + private + `,"text":"https://a.vn"}`, none},
		"edited in a group":             {`"edited_message":{"message_id":1,"edit_date":2,` + group + `,"text":"/baocao"}`, none},
		"live location":                 {`"edited_message":{"message_id":1,"edit_date":2,` + private + `,"location":{"latitude":1,"longitude":2}}`, none},
		"pinned":                        {`"message":{"message_id":1,` + private + `,"pinned_message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"}}}`, none},
		"title":                         {`"message":{"message_id":1,` + group + `,"new_chat_title":"x"}`, none},
		"let in, the service message":   {`"message":{"message_id":1,` + group + `,"new_chat_members":[{"id":1,"is_bot":true,"first_name":"b"}]}`, none},
		"another bot":                   {`"message":{"message_id":1,"chat":{"id":-5,"type":"group"},"from":{"id":8,"is_bot":true,"first_name":"b"},"date":1,"text":"/baocao"}`, none},
		"nobody":                        {`"message":{"message_id":1,"chat":{"id":-5,"type":"group"},"date":1,"text":"/baocao"}`, none},
		"channel":                       {`"message":{"message_id":1,"chat":{"id":-9,"type":"channel"},"from":{"id":7,"first_name":"An"},"date":1,"text":"/baocao"}`, none},
		"channel post":                  {`"channel_post":{"message_id":1,"chat":{"id":-9,"type":"channel"},"date":1,"text":"đã đọc"}`, none},
		"command in a channel":          {`"channel_post":{"message_id":1,"chat":{"id":-9,"type":"channel"},"sender_chat":{"id":-9},"date":1,"text":"/lienket A"}`, by(in("-9", true, bot.Text, "/lienket A"), "-9")},
		"forwarded into a channel":      {`"channel_post":{"message_id":1,"chat":{"id":-9,"type":"channel"},"date":1,"text":"/lienket A","forward_origin":{"type":"user"}}`, none},
		"blocked":                       {`"my_chat_member":` + change("private", 7, "member", "kicked"), in("7", false, bot.Blocked, "")},
		"unblocked":                     {`"my_chat_member":` + change("private", 7, "kicked", "member"), in("7", false, bot.Joined, "")},
		"added":                         {`"my_chat_member":` + change("group", -5, "left", "member"), in("-5", true, bot.Joined, "")},
		"added as administrator":        {`"my_chat_member":` + change("supergroup", -5, "left", "administrator"), in("-5", true, bot.Joined, "")},
		"promoted":                      {`"my_chat_member":` + change("group", -5, "member", "administrator"), in("-5", true, bot.Allowed, "")},
		"demoted":                       {`"my_chat_member":` + change("group", -5, "administrator", "member"), none},
		"rights come back":              {`"my_chat_member":` + restricted(`"can_send_messages":true`, `"can_send_messages":true,"can_send_photos":true`), in("-5", true, bot.Allowed, "")},
		"rights are taken":              {`"my_chat_member":` + restricted(`"can_send_messages":true,"can_send_photos":true`, `"can_send_messages":true`), none},
		"shut out while restricted":     {`"my_chat_member":{"chat":{"id":-5,"type":"supergroup"},"from":{"id":7},"date":1,"old_chat_member":{"status":"restricted","is_member":true},"new_chat_member":{"status":"restricted","is_member":false}}`, in("-5", true, bot.Blocked, "")},
		"thrown out":                    {`"my_chat_member":` + change("group", -5, "administrator", "kicked"), in("-5", true, bot.Blocked, "")},
		"left":                          {`"my_chat_member":` + change("group", -5, "member", "left"), in("-5", true, bot.Blocked, "")},
		"a channel shuts out":           {`"my_chat_member":` + change("channel", -9, "administrator", "kicked"), in("-9", true, bot.Blocked, "")},
		"a channel lets in":             {`"my_chat_member":` + change("channel", -9, "left", "administrator"), none},
		"what nobody asked for":         {`"poll":{"id":"1","question":"?"}`, none},
		"a kind that is not there yet":  {`"holograms":{"id":"1"}`, none},
		"tap without a chat":            {`"callback_query":{"id":"1","from":{"id":7,"first_name":"An"},"inline_message_id":"x","data":"a:1"}`, none},
		"tap on a game":                 {`"callback_query":{"id":"1","from":{"id":7,"first_name":"An"},"message":{"message_id":3,` + private + `},"game_short_name":"x"}`, none},
		"an administrator as the group": {`"message":{"message_id":1,"chat":{"id":-5,"type":"group"},"sender_chat":{"id":-5,"type":"group"},"from":{"id":7,"is_bot":true,"first_name":"Group"},"date":1,"text":"/baocao"}`, in("-5", true, bot.Text, "/baocao")},
	} {
		t.Run(name, func(t *testing.T) {
			got := readJSON(t, c.update, "motcua_bot", now).event
			if c.want.Kind == "" {
				if got.Kind != "" {
					t.Errorf("an event: %+v", got)
				}
				return
			}
			if got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func change(kind string, chat int64, was, is string) string {
	return fmt.Sprintf(`{"chat":{"id":%d,"type":%q},"from":{"id":7,"first_name":"An"},"date":1,
		"old_chat_member":{"status":%q,"user":{"id":1,"is_bot":true,"first_name":"b"}},
		"new_chat_member":{"status":%q,"user":{"id":1,"is_bot":true,"first_name":"b"}}}`, chat, kind, was, is)
}

func readJSON(t *testing.T, fields, self string, now time.Time) update {
	t.Helper()
	var u incoming
	check(t, json.Unmarshal([]byte(`{"update_id":9,`+fields+`}`), &u))
	got, err := read(&u, self, now)
	check(t, err)
	return got
}

func TestReadTap(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	keys := `,"reply_markup":{"inline_keyboard":[[{"text":"Một","callback_data":"a:1"}],[{"text":"Trang","url":"https://x"},{"text":"Hai","callback_data":"a:2"}]]}`
	tap := func(message string) string {
		return `"callback_query":{"id":"77","from":{"id":7,"first_name":"An"},"message":{"message_id":31,` + message + `},"data":"a:2"}`
	}
	want := bot.Event{Channel: "telegram", ID: "u9", Chat: "7", User: "7", At: now, Kind: bot.Tap, Data: "a:2", Label: "Hai", Ref: "31"}
	for name, c := range map[string]struct {
		update string
		want   func(bot.Event) bot.Event
	}{
		"tap":               {tap(private + keys), func(e bot.Event) bot.Event { return e }},
		"without keyboard":  {tap(private), func(e bot.Event) bot.Event { e.Label = ""; return e }},
		"in a group":        {tap(group + keys), func(e bot.Event) bot.Event { e.Chat, e.Group = "-5", true; return e }},
		"in a topic":        {tap(forum + keys + `,"is_topic_message":true,"message_thread_id":4`), func(e bot.Event) bot.Event { e.Chat, e.Group = "-100/4", true; return e }},
		"message is gone":   {tap(`"chat":{"id":7,"type":"private"},"date":0`), func(e bot.Event) bot.Event { e.Label, e.Ref = "", ""; return e }},
		"gone, and a group": {tap(`"chat":{"id":-5,"type":"group"},"date":0`), func(e bot.Event) bot.Event { e.Chat, e.Group, e.Label, e.Ref = "-5", true, "", ""; return e }},
	} {
		got := readJSON(t, c.update, "motcua_bot", now)
		if w := c.want(want); got.event != w {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got.event, w)
		}
		if got.tap != "77" || got.kind != "callback_query" || got.chat == 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestReadMove(t *testing.T) {
	for _, c := range []string{
		`"message":{"message_id":1,` + group + `,"migrate_to_chat_id":-100}`,
		`"message":{"message_id":1,` + forum + `,"migrate_from_chat_id":-5}`,
	} {
		got := readJSON(t, c, "motcua_bot", time.Now())
		if got.from != -5 || got.to != -100 || got.event.Kind != "" {
			t.Errorf("%+v", got)
		}
	}
}

func TestReadBeforeTheNameIsKnown(t *testing.T) {
	var u incoming
	check(t, json.Unmarshal([]byte(`{"update_id":9,"message":{"message_id":1,`+group+`,"text":"/baocao@motcua_bot"}}`), &u))
	if _, err := read(&u, "", time.Now()); !errors.Is(err, errNoSelf) {
		t.Errorf("error %v", err)
	}
	check(t, json.Unmarshal([]byte(`{"update_id":9,"message":{"message_id":1,`+private+`,"text":"/trogiup@motcua_bot"}}`), &u))
	if got, err := read(&u, "", time.Now()); err != nil || got.event.Text != "/trogiup" {
		t.Errorf("%+v, %v", got, err)
	}
}

// An album is many messages at once and one deed: it gets one answer.
func TestAlbumIsOneEvent(t *testing.T) {
	album := `"message":{"message_id":%d,` + private + `,"media_group_id":"555","photo":[{"file_id":"x"}]}`
	one, two := readJSON(t, fmt.Sprintf(album, 1), "b", time.Now()), readJSON(t, fmt.Sprintf(album, 2), "b", time.Now())
	if one.event.Kind != bot.Other || one.event.ID != two.event.ID || one.event.ID == "u9" {
		t.Errorf("%+v, %+v", one.event, two.event)
	}
}

func TestAddress(t *testing.T) {
	for s, want := range map[string]string{"7": "7 0", "-100": "-100 0", "-100/4": "-100 4", "": "", "0": "", "x": "", "7/": "", "7/x": "", "7/-1": "", "7/0": "", "7/4/4": ""} {
		chat, thread, ok := parseAddress(s)
		if got := fmt.Sprint(chat, thread); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s, %t", s, got, ok)
		}
	}
}

func TestDecode(t *testing.T) {
	for raw, want := range map[string]string{
		`{"update_id":5,"message":{"message_id":1,"chat":{"id":7,"type":"private"},"date":1}}`: "5",
		`{"update_id":5,"message":{"message_id":"một","chat":{"id":7}}}`:                       "5 bad",
		`{"update_id":5,"message":"0912345678"}`:                                               "5 bad",
		`{"update_id":5,"my_chat_member":{"chat":{"id":1,"type":7}}}`:                          "5 bad",
		`{"update_id":5,"message":{"chat":{"id":7},"sticker":"not as documented"}}`:            "5",
		`{"update_id":"5"}`: "none",
		`{}`:                "none",
		`[1]`:               "none",
		`{"update_id":5`:    "none",
		`null`:              "none",
	} {
		u, bad, err := decode([]byte(raw))
		got := "none"
		if err == nil {
			got = fmt.Sprint(u.ID)
			if bad != nil {
				got += " bad"
				if strings.Contains(bad.Error(), "0912") {
					t.Errorf("%s: the content is in the error: %v", raw, bad)
				}
			}
		}
		if got != want {
			t.Errorf("%s: %s, not %s", raw, got, want)
		}
	}
}

func FuzzDecodeAndRead(f *testing.F) {
	f.Add(`{"update_id":9,"message":{"message_id":1,` + private + `,"text":"/start@motcua_bot x"}}`)
	f.Add(`{"update_id":9,"callback_query":{"id":"1","from":{"id":7},"message":{"date":0,"chat":{"id":7}},"data":"x"}}`)
	f.Add(`{"update_id":9,"my_chat_member":` + change("private", 7, "restricted", "kicked") + `}`)
	f.Add(`{"update_id":1,"message":{"from":{},"text":"0"}}`)
	f.Fuzz(func(t *testing.T, raw string) {
		u, _, err := decode([]byte(raw))
		if err != nil {
			return
		}
		got, err := read(u, "motcua_bot", time.Now())
		if err == nil && got.event.Kind != "" && (got.event.Chat == "" || got.event.User == "" || got.chat == 0) {
			t.Errorf("event without a place: %+v", got.event)
		}
	})
}

// called is an event in a group in which we were called by our name.
func called(ev bot.Event) bot.Event {
	ev.Private = "https://t.me/motcua_bot"
	return ev
}

func by(ev bot.Event, user string) bot.Event {
	ev.User = user
	return ev
}

// restricted is a change of what a restricted member may do.
func restricted(before, after string) string {
	who := func(may string) string { return `{"status":"restricted","is_member":true,` + may + `,"user":{"id":1}}` }
	return `{"chat":{"id":-5,"type":"supergroup"},"from":{"id":7},"date":1,"old_chat_member":` + who(before) + `,"new_chat_member":` + who(after) + `}`
}
