// Package telegramsim is a Telegram Bot API server for judging a bot: strict, complete in what this
// project uses, and driven by code that plays the people on the other side.
//
// It keeps the platform's rules as the official server's source and its observed behaviour show them:
// long polling with offsets and one poller, retention of updates (24 hours, taps 150 seconds), webhook
// delivery in queues with a secret and retries, limits of texts and keyboards, HTML with the real error
// texts, "not modified", 403 of blocked and kicked bots, migration of groups, rate limits, files. Where
// the platform is lenient (an unknown parameter, a call that comes back before retry_after) the call
// passes but the breach is noted: see Server.Violations.
//
// Methods, their parameters, update types, limits and words of refusals were compared with tdlib/telegram-bot-api at 01a3679 (Bot API
// 10.0, 7 May 2026), what a chat refuses with tdlib/td at 49b3bcb, on which it is built. ephemeral_message_parameters is of Bot API
// 10.2 and not in that source. What only the servers behind both know (rates, BUTTON_DATA_INVALID and its like) is from the documentation
// and from what others observed.
//
// A Server is an http.Handler and imports nothing of the testing package, so that it can stand behind a
// demonstration as well. It judges nothing that is not listed in methods(): any other method is answered
// with 404 and noted.
//
// Time stamps, retention and limits follow Options.Now; waiting (long polls, webhook back-off, delays)
// follows package time. In a testing/synctest bubble both are the bubble's clock.
package telegramsim
