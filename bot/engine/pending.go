package engine

import (
	"time"

	"motcua/bot"
	"motcua/bot/talk"
	"motcua/bot/turn"
	"motcua/storage"
)

// pending is an event on its way through the engine.
type pending struct {
	ev   bot.Event
	conv string
	came time.Time
	done chan error

	version int64
	state   talk.State
	away    bool // the citizen was out of reach; known only when fresh
	fresh   bool // version and state were read from the database, not from Redis
	tries   int
	asked   bool // whether a response may be begun

	formless bool // the response the conversation is about is not stored any more

	known  turn.Known
	dec    talk.Decision
	turn   *storage.Turn
	stored []byte
}

// UndecidedError is a fault of ours: an event that cannot be decided, today or tomorrow. Trying again does
// not help, so it must not be mistaken for a database that is away.
type UndecidedError struct{ cause string }

func (e *UndecidedError) Error() string { return "event cannot be decided: " + e.cause }

// Final says that the same event would fail again.
func (e *UndecidedError) Final() bool { return true }
