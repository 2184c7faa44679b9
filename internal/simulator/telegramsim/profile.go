package telegramsim

import (
	"encoding/json"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Limits of what the bot says about itself, in letters.
const (
	maxCommands           = 100
	maxCommandText        = 256
	maxDescription        = 512
	maxShortDescription   = 120
	maxCommandsInAllBytes = 6000 // observed, not documented: a little above, the list is refused as a whole
)

var (
	commandForm  = regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	languageForm = regexp.MustCompile(`^([a-z]{2})?$`)
)

// Command is an entry of the bot's menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// profile is what the bot says about itself, by language; commands by scope and language.
type profile struct {
	commands    map[string][]Command
	description map[string]string
	short       map[string]string
	menu        *menuButton // nil = never set
}

func newProfile() profile {
	return profile{commands: map[string][]Command{}, description: map[string]string{}, short: map[string]string{}}
}

// myself is the answer of getMe.
type myself struct {
	User
	Join   bool `json:"can_join_groups"`
	All    bool `json:"can_read_all_group_messages"`
	Inline bool `json:"supports_inline_queries"`
}

func getMe(s *Server, _ *call) (any, error) {
	return myself{User: s.me, Join: true, All: s.seesAll}, nil
}

func language(c *call) (string, error) {
	code := c.params["language_code"]
	if !languageForm.MatchString(code) {
		return "", bad("invalid language code specified")
	}
	return code, nil
}

// scope reads whom a list of commands is for, as a key that is the same for the same scope.
func (s *Server) scope(c *call) (string, error) {
	scope := struct {
		Type string      `json:"type"`
		Chat json.Number `json:"chat_id"`
		User json.Number `json:"user_id"`
	}{Type: "default"}
	if _, err := c.object("scope", &scope); err != nil {
		return "", err
	}
	code, err := language(c)
	if err != nil {
		return "", err
	}
	switch scope.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
		return scope.Type + "/" + code, nil
	case "chat", "chat_administrators", "chat_member":
		target := &call{method: c.method, params: map[string]string{"chat_id": scope.Chat.String()}}
		if _, err := s.access(target, toRead); err != nil {
			return "", err
		}
		return strings.Join([]string{scope.Type, scope.Chat.String(), scope.User.String(), code}, "/"), nil
	}
	return "", bad("can't parse BotCommandScope: Unsupported type specified")
}

func setMyCommands(s *Server, c *call) (any, error) {
	var list []Command
	if _, err := c.object("commands", &list); err != nil {
		return nil, err
	}
	key, err := s.scope(c)
	if err != nil {
		return nil, err
	}
	total := 0
	for i, cmd := range list {
		name, text := strings.TrimPrefix(strings.TrimSpace(cmd.Command), "/"), strings.TrimSpace(cmd.Description)
		switch {
		case name == "":
			return nil, bad("command must be non-empty")
		case utf8.RuneCountInString(name) > 32:
			return nil, bad("command length must not exceed 32")
		case !commandForm.MatchString(name):
			return nil, bad("BOT_COMMAND_INVALID")
		case text == "":
			return nil, bad("command description must be non-empty")
		case utf8.RuneCountInString(text) > maxCommandText:
			return nil, bad("command description length must not exceed %d", maxCommandText)
		}
		list[i] = Command{name, text}
		total += len(text)
	}
	if len(list) > maxCommands || total > maxCommandsInAllBytes {
		return nil, bad("BOT_COMMANDS_TOO_MUCH")
	}
	s.profile.commands[key] = list
	s.note()
	return true, nil
}

func getMyCommands(s *Server, c *call) (any, error) {
	key, err := s.scope(c)
	if err != nil {
		return nil, err
	}
	if list := s.profile.commands[key]; list != nil {
		return list, nil
	}
	return []Command{}, nil
}

func deleteMyCommands(s *Server, c *call) (any, error) {
	key, err := s.scope(c)
	if err != nil {
		return nil, err
	}
	delete(s.profile.commands, key)
	return true, nil
}

// Commands lists the menu a scope type ("" is default) and language show, for scopes without a chat.
func (s *Server) Commands(scope, language string) []Command {
	if scope == "" {
		scope = "default"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.profile.commands[scope+"/"+language]
}

// setDescription makes the setter of one of the two texts about the bot.
func setDescription(field string, limit int, tooLong string, in func(*profile) map[string]string) func(*Server, *call) (any, error) {
	return func(s *Server, c *call) (any, error) {
		code, err := language(c)
		if err != nil {
			return nil, err
		}
		text := c.params[field]
		if err := notUTF8(text); err != nil {
			return nil, err
		}
		if utf8.RuneCountInString(text) > limit {
			return nil, bad("%s", tooLong)
		}
		in(&s.profile)[code] = text
		s.note()
		return true, nil
	}
}

// getDescription makes the getter that goes with setDescription.
func getDescription(field string, in func(*profile) map[string]string) func(*Server, *call) (any, error) {
	return func(s *Server, c *call) (any, error) {
		code, err := language(c)
		if err != nil {
			return nil, err
		}
		texts := in(&s.profile)
		text, ok := texts[code]
		if !ok {
			text = texts[""]
		}
		return map[string]string{field: text}, nil
	}
}

func descriptions(p *profile) map[string]string      { return p.description }
func shortDescriptions(p *profile) map[string]string { return p.short }
