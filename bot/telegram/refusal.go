package telegram

import (
	"errors"
	"net/http"
	"strings"
)

// scope is how far a refusal goes. Only what the whole chat refuses makes it out of reach; what it does not take of one kind, or
// not in one topic, arrives another way.
type scope int

const (
	ofNothing scope = iota // no refusal: it worked, nobody answered, or it passes by itself
	ofMessage              // nobody would take it: the content is wrong, or too large
	ofKind                 // the chat does not take this kind of content from us
	ofTopic                // the topic is closed or gone
	ofChat                 // nothing reaches the chat
)

// The words by which the Bot API tells them apart; it has no other names for its errors. They are those of
// tdlib/telegram-bot-api at 01a3679 (Bot API 10.0) and of the tdlib/td it is built on, 49b3bcb; the words in capitals come from
// the servers behind them. Which kind of content is meant is known from the call: "not enough rights to send photos to the chat".
var (
	kindWords  = []string{"not enough rights to send ", "chat_send_"}
	topicWords = []string{"message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid"}
	chatWords  = []string{
		"chat not found", "user not found", "peer_id_invalid", "channel_private", "group chat was deactivated", "group chat was deleted",
		"have no rights to send", "no write access", "need administrator rights in the channel", "chat_write_forbidden", "chat_restricted",
		"chat_admin_required", "chat_guest_send_forbidden", "user_banned_in_channel", "user_is_blocked", "user is deactivated",
	}
)

// refusalOf tells how far the refusal goes that a call met.
func refusalOf(err error) scope {
	var e *apiError
	if !errors.As(err, &e) || e.MigrateTo != 0 {
		return ofNothing
	}
	switch {
	case e.Code == http.StatusRequestEntityTooLarge:
		return ofMessage
	case e.Code != http.StatusBadRequest && e.Code != http.StatusForbidden:
		return ofNothing
	case e.says(kindWords...):
		return ofKind
	case e.says(topicWords...):
		return ofTopic
	case e.says(chatWords...):
		return ofChat
	case e.Code == http.StatusForbidden && !ofAMessage(e.Description):
		return ofChat
	}
	return ofMessage
}

// ofAMessage reports that a description of a 403 speaks of the message, or is a server's bare name of an error, as
// MESSAGE_AUTHOR_REQUIRED: the official server gives those as 400, others may not.
func ofAMessage(description string) bool {
	_, name, found := strings.Cut(description, ": ")
	if !found {
		name = description
	}
	return strings.HasPrefix(name, "message ") || name != "" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == ""
}
