package web

import (
	"context"
	"errors"
	"net/url"
	"time"

	"motcua/bot"
	"motcua/bot/talk"
	"motcua/bot/webchat"
	"motcua/org"
	"motcua/storage"
)

// settle decides which unit an event is for, and with it the conversation it belongs to.
func (s *server) settle(ctx context.Context, e *bot.Event) error {
	unit, err := s.unitOf(ctx, *e)
	if err != nil {
		return err
	}
	if unit != 0 {
		e.Unit = unit
	}
	e.Chat = webchat.ChatWith(e.User, e.Unit)
	return nil
}

// unitOf is the unit of the QR or the code an event brings, else that of its page, else the only one; 0 when nothing tells.
func (s *server) unitOf(ctx context.Context, e bot.Event) (int32, error) {
	dir := s.Directory()
	if u, alone := dir.Default(); alone {
		return u.ID, nil
	}
	if e.Kind == bot.Start {
		if start, err := org.ParseStart(dir.Key(), e.Text); err == nil {
			return start.Unit, nil
		}
	}
	unit, err := s.unitOfCode(ctx, e)
	if _, known := dir.Unit(e.Unit); unit == 0 && known {
		unit = e.Unit
	}
	return unit, err
}

// Wrong codes in an hour after which codes lead nowhere by themselves. They are asked for here only to find the conversation; that
// must not help whoever tries codes, whom the conversation stops answering at the same number.
const (
	wrongCodes       = 600
	wrongCodesWindow = time.Hour
	wrongCodesKey    = "web:wrong-codes"
)

// unitOfCode is the unit of the visit code an event brings, 0 without one.
func (s *server) unitOfCode(ctx context.Context, e bot.Event) (int32, error) {
	hash := talk.TicketGiven(e)
	if hash == nil || s.Count(ctx, wrongCodesKey, 0, wrongCodesWindow) >= wrongCodes {
		return 0, nil
	}
	t, err := s.DB.Ticket(ctx, hash)
	if errors.Is(err, storage.ErrNotFound) {
		s.Count(ctx, wrongCodesKey, 1, wrongCodesWindow)
		return 0, nil
	}
	return t.Unit, err
}

// scannedPage is the page of what a QR says.
func scannedPage(payload string) string { return "/s/" + url.PathEscape(payload) }
