package telegramsim

import (
	"slices"
	"strings"
)

// method is an API method: its official name, the parameters it knows, and what it does. run is called
// with Server.mu held.
type method struct {
	name   string
	params []string
	run    func(*Server, *call) (any, error)
}

// Parameters that many methods share.
const (
	sendParams = "business_connection_id chat_id message_thread_id direct_messages_topic_id ephemeral_message_parameters " +
		"disable_notification protect_content allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters " +
		"reply_markup reply_to_message_id allow_sending_without_reply parse_mode "
	// An album takes neither a keyboard nor a mode of parsing of its own.
	albumParams = "business_connection_id chat_id message_thread_id direct_messages_topic_id disable_notification protect_content " +
		"allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters reply_to_message_id allow_sending_without_reply media"
	captionParams = "caption caption_entities show_caption_above_media "
	editParams    = "business_connection_id chat_id message_id inline_message_id reply_markup "
)

// methods are all methods served here, by lower-case name: the platform does not mind the case.
func methods() map[string]method {
	all := map[string]method{}
	add := func(name, params string, run func(*Server, *call) (any, error)) {
		all[strings.ToLower(name)] = method{name: name, params: strings.Fields(params), run: run}
	}
	add("getUpdates", "offset limit timeout allowed_updates", getUpdates)
	add("setWebhook", "url certificate ip_address max_connections allowed_updates drop_pending_updates secret_token", setWebhook)
	add("deleteWebhook", "drop_pending_updates", deleteWebhook)
	add("getWebhookInfo", "", getWebhookInfo)
	add("getMe", "", getMe)
	add("sendMessage", sendParams+"text entities link_preview_options disable_web_page_preview", sendMessage)
	add("sendPhoto", sendParams+captionParams+"photo has_spoiler", sendPhoto)
	add("sendDocument", sendParams+captionParams+"document thumbnail disable_content_type_detection", sendDocument)
	add("sendMediaGroup", albumParams, sendMediaGroup)
	add("pinChatMessage", "business_connection_id chat_id message_id disable_notification", pinChatMessage)
	add("setChatMenuButton", "chat_id menu_button", setChatMenuButton)
	add("getChatMenuButton", "chat_id", getChatMenuButton)
	add("sendChatAction", "business_connection_id chat_id message_thread_id action", sendChatAction)
	add("editMessageText", editParams+"text parse_mode entities link_preview_options disable_web_page_preview", editMessageText)
	add("editMessageCaption", editParams+captionParams+"parse_mode", editMessageCaption)
	add("editMessageReplyMarkup", editParams, editMessageReplyMarkup)
	add("deleteMessage", "chat_id message_id", deleteMessage)
	add("answerCallbackQuery", "callback_query_id text show_alert url cache_time", answerCallbackQuery)
	add("getChat", "chat_id", getChat)
	add("getChatMember", "chat_id user_id", getChatMember)
	add("getChatAdministrators", "chat_id return_bots", getChatAdministrators)
	add("getChatMemberCount", "chat_id", getChatMemberCount)
	add("leaveChat", "chat_id", leaveChat)
	add("getFile", "file_id", getFile)
	add("setMyCommands", "commands scope language_code", setMyCommands)
	add("getMyCommands", "scope language_code", getMyCommands)
	add("deleteMyCommands", "scope language_code", deleteMyCommands)
	// The words of these two refusals are not known from the platform; the limits are.
	add("setMyDescription", "description language_code", setDescription("description", maxDescription, "DESCRIPTION_TOO_LONG", descriptions))
	add("getMyDescription", "language_code", getDescription("description", descriptions))
	add("setMyShortDescription", "short_description language_code", setDescription("short_description", maxShortDescription, "ABOUT_TOO_LONG", shortDescriptions))
	add("getMyShortDescription", "language_code", getDescription("short_description", shortDescriptions))
	return all
}

// checkParameters notes parameters the method does not know. The platform ignores them, and with them
// whatever the bot wanted to say. The caller holds mu.
func (s *Server) checkParameters(m method, c *call) {
	for name := range c.params {
		if !slices.Contains(m.params, name) {
			s.breachLocked(m.name, "unknown parameter "+name)
		}
	}
	for name := range c.files {
		if !slices.Contains(m.params, name) && !c.attached(name) {
			s.breachLocked(m.name, "a file nothing refers to")
		}
	}
}

// attached says that a parameter refers to the file part of this name.
func (c *call) attached(name string) bool {
	for _, v := range c.params {
		if v == "attach://"+name || strings.Contains(v, `"attach://`+name+`"`) {
			return true
		}
	}
	return false
}
