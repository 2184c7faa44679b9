// Package cases plays the twenty ways in which bots like this one are known to have failed their users,
// against the whole product: engine, sender, PostgreSQL and the Telegram channel, with a strict Bot API
// server at the other end. Each case is a test named after it; the package holds nothing else.
//
// A restart here is a clean stop and a new start on the same database with nothing kept in memory. What
// kill -9 leaves behind (turns that were stored but not confirmed, messages that were sent but not noted)
// is brought about by faults on the wire instead.
package cases
