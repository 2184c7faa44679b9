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
// A Server is an http.Handler and imports nothing of the testing package, so that it can stand behind a
// demonstration as well. It judges nothing that is not listed in methods(): any other method is answered
// with 404 and noted.
//
// Time stamps, retention and limits follow Options.Now; waiting (long polls, webhook back-off, delays)
// follows package time. In a testing/synctest bubble both are the bubble's clock.
package telegramsim
