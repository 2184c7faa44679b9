package engine_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
)

// An event whose decision panics is reported as such, at once and for good, and spoils nobody else's.
func TestUndecided(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	broken := *h.unit
	broken.Questionnaire = nil // no unit is without a questionnaire: deciding about this one panics
	h.engine.SetDirectory(directory.New(make([]byte, 32), false, []*directory.Unit{&broken}))
	ev := bot.Event{Channel: "web", Chat: "one", ID: "1", Kind: bot.Tap, Data: "e", At: time.Now().In(org.Location())}
	err := h.engine.Turn(context.Background(), ev)
	var undecided *engine.UndecidedError
	if !errors.As(err, &undecided) || storage.Unavailable(err) {
		t.Errorf("the turn ends with %v; tried again: %v", err, storage.Unavailable(err))
	}
	ev.Kind, ev.ID, ev.Text = bot.Text, "2", "/trogiup"
	if err := h.engine.Turn(context.Background(), ev); err != nil {
		t.Errorf("the next event of the same chat ends with %v", err)
	}
}
