package service

import (
	"context"
	"errors"
	"fmt"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/scheduler"
	"motcua/storage"
)

// sendDigest is the button of the demo's leadership room: last month's digest, now.
func (s *Service) sendDigest(ctx context.Context, unit int32) (string, error) {
	u, ok := s.engine.Directory().Unit(unit)
	if !ok {
		return "", storage.ErrNotFound
	}
	now := s.clock.Now()
	month := calendar.WindowOf(u.Settings).LastMonth(now)
	at, err := s.scheduler.SendDigest(ctx, u, month, now)
	switch {
	case errors.Is(err, scheduler.ErrSent):
		return fmt.Sprintf(wordDigestSent, month.Label(), at.In(org.Location()).Format("15:04 ngày 02/01/2006")), nil
	case errors.Is(err, scheduler.ErrUnderWay):
		return fmt.Sprintf(wordDigestUnderWay, month.Label()), nil
	case err != nil:
		return "", err
	}
	return fmt.Sprintf(wordDigestNow, month.Label()), nil
}
