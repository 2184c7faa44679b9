package scheduler

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"motcua/bot"
	"motcua/report"
	"motcua/storage"
)

// reissues shows reports again to the chats that asked for them.
func (s *Scheduler) reissues(ctx context.Context, now time.Time) {
	open, err := s.db.OpenDuties(ctx, bot.ReissueJob)
	if err != nil {
		s.trouble(ctx, bot.ReissueJob, err)
		return
	}
	for _, o := range open {
		won, err := s.db.Claim(ctx, o.Duty, s.holder, leaseTime)
		if err != nil {
			s.trouble(ctx, bot.ReissueJob, err)
			return
		}
		if !won {
			continue
		}
		if err := s.reissue(ctx, o, now); err != nil {
			s.failed(ctx, o.Duty, err)
			continue
		}
		s.look()
	}
}

func (s *Scheduler) reissue(ctx context.Context, o storage.Owing, now time.Time) error {
	var wish bot.Reissue
	if err := json.Unmarshal([]byte(o.Note), &wish); err != nil {
		return fmt.Errorf("note: %w", err)
	}
	u, ok := s.dir().Unit(o.Unit)
	if !ok {
		return storage.ErrNotFound
	}
	p, err := report.ParsePeriod(wish.Period)
	if err != nil {
		return err
	}
	m, err := s.make(ctx, u, p, now)
	if err != nil {
		return err
	}
	return s.db.Done(ctx, o.Duty, s.holder, o.Note, m.files(), func(blobs []int64) ([]storage.Post, error) {
		return m.posts(u, []string{wish.Conv}, blobs, wordAgain)
	})
}
