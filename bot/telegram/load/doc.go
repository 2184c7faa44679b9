// Package load has no code of its own. Its benchmark measures what an answer on Telegram costs: a bot in
// a process of its own, with a durable PostgreSQL and a real Redis, against a Bot API server that does as
// little as it can.
package load
