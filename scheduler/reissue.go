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
	s.wishes(ctx, bot.ReissueJob, func(o storage.Owing) error { return s.reissue(ctx, o, now) })
}

// wishes does what chats have asked for by a duty of a job, unless another replica is at it.
func (s *Scheduler) wishes(ctx context.Context, job string, do func(storage.Owing) error) {
	open, err := s.db.OpenDuties(ctx, job)
	if err != nil {
		s.trouble(ctx, job, err)
		return
	}
	for _, o := range open {
		won, err := s.db.Claim(ctx, o.Duty, s.holder, leaseTime)
		if err != nil {
			s.trouble(ctx, job, err)
			return
		}
		if !won {
			continue
		}
		if err := do(o); err != nil {
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
	return s.db.Done(ctx, o.Duty, s.holder, now, o.Note, m.files(), func(blobs []int64) ([]storage.Post, error) {
		return m.posts(u, []string{wish.Conv}, blobs, wordAgain)
	})
}
