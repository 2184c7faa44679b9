// Package office is what leaders and staff do, whoever asks: the page, the chat or the command line. It hands reports over,
// compares units, proposes what may be published, publishes and withdraws. When something is owed is package scheduler.
package office

import (
	"log/slog"

	"motcua/org/directory"
	"motcua/storage"
)

// Clerk carries out what was claimed as a duty: he makes the report or the publication, and in the transaction that puts
// the messages into the outbox marks the duty as done. What is owed, and when, is not his business.
type Clerk struct {
	DB        *storage.DB
	Directory func() *directory.Directory
	Holder    string // under which the duties were claimed
	Log       *slog.Logger
	PublicURL string // where citizens find the service; "" where that is not known
}
