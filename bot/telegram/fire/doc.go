// Package fire holds tests of the Telegram channel under fire and under load: whole replicas as processes
// of their own, a shared durable PostgreSQL and a real Redis, and the strict Bot API server between them
// and the citizens. There is nothing in it but tests.
//
// MOTCUA_FIRE_CITIZENS and MOTCUA_FIRE_BROADCAST set how many citizens fill in responses (40) and how many
// chats are written to (300).
package fire
