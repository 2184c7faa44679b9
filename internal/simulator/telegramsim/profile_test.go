package telegramsim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestProfile(t *testing.T) {
	s := New(Options{Token: "42:abc", Username: "xa_bot"})
	defer s.Close()
	if a := must(t, s, "getMe", nil); !strings.Contains(a.Body, `"id":42,"is_bot":true`) || !strings.Contains(a.Body, `"username":"xa_bot"`) || !strings.Contains(a.Body, `"can_read_all_group_messages":false`) {
		t.Error(a.Body)
	}
	menu := []Command{{"start", "Bắt đầu"}, {"huy", "Dừng lại"}}
	must(t, s, "setMyCommands", params{"commands": menu, "language_code": "vi"})
	must(t, s, "setMyCommands", params{"commands": menu[:1], "scope": params{"type": "all_group_chats"}})
	if got := s.Commands("", "vi"); !slices.Equal(got, menu) {
		t.Errorf("%v", got)
	}
	if a := must(t, s, "getMyCommands", params{"scope": params{"type": "all_group_chats"}}); string(a.Result) != jsonOf(menu[:1]) {
		t.Error(a.Body)
	}
	must(t, s, "deleteMyCommands", params{"language_code": "vi"})
	if a := must(t, s, "getMyCommands", params{"language_code": "vi"}); string(a.Result) != "[]" {
		t.Error(a.Body)
	}
	must(t, s, "setMyDescription", params{"description": strings.Repeat("ế", 512)})
	must(t, s, "setMyShortDescription", params{"short_description": "Ngắn", "language_code": "vi"})
	if a := must(t, s, "getMyShortDescription", params{"language_code": "vi"}); !strings.Contains(a.Body, "Ngắn") {
		t.Error(a.Body)
	}
	if a := must(t, s, "getMyDescription", params{"language_code": "en"}); !strings.Contains(a.Body, "ế") {
		t.Error("the text without a language is for all:", a.Body)
	}
	blameless(t, s)
}

func TestProfileLimits(t *testing.T) {
	s := quiet(t)
	list := func(c ...Command) params { return params{"commands": c} }
	var many []Command
	for i := range 101 {
		many = append(many, Command{fmt.Sprintf("c%d", i), "x"})
	}
	must(t, s, "setMyCommands", list(many[:100]...))
	for _, c := range []struct {
		method string
		p      params
		want   string
	}{
		{"setMyCommands", list(many...), "Bad Request: BOT_COMMANDS_TOO_MUCH"},
		{"setMyCommands", list(Command{"Huy", "x"}), "Bad Request: BOT_COMMAND_INVALID"},
		{"setMyCommands", list(Command{"hủy", "x"}), "Bad Request: BOT_COMMAND_INVALID"},
		{"setMyCommands", list(Command{strings.Repeat("a", 33), "x"}), "Bad Request: command length must not exceed 32"},
		{"setMyCommands", list(Command{"/", "x"}), "Bad Request: command must be non-empty"},
		{"setMyCommands", list(Command{"a", " "}), "Bad Request: command description must be non-empty"},
		{"setMyCommands", list(Command{"a", strings.Repeat("ế", 257)}), "Bad Request: command description length must not exceed 256"},
		{"setMyCommands", params{"commands": menuOf(), "language_code": "vie"}, "Bad Request: invalid language code specified"},
		{"setMyCommands", params{"commands": menuOf(), "scope": params{"type": "everyone"}}, "Bad Request: can't parse BotCommandScope: Unsupported type specified"},
		{"setMyCommands", params{"commands": menuOf(), "scope": params{"type": "chat", "chat_id": 5}}, "Bad Request: chat not found"},
		{"setMyDescription", params{"description": strings.Repeat("ế", 513)}, "Bad Request: DESCRIPTION_TOO_LONG"},
		{"setMyShortDescription", params{"short_description": strings.Repeat("ế", 121)}, "Bad Request: ABOUT_TOO_LONG"},
	} {
		refused(t, s, c.method, c.p, c.want)
		blamed(t, s, c.want)
	}
}

func menuOf() []Command { return []Command{{"start", "Bắt đầu"}} }
