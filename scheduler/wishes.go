package scheduler

import (
	"context"
	"time"

	"motcua/bot/turn"
)

// publishes does what chats of leaders wish about what is published, in the order in which they wished it.
func (s *Scheduler) publishes(ctx context.Context, now time.Time) {
	s.wishes(ctx, turn.PublishJob, func(o turn.Owing) error { return s.clerk.Publish(ctx, o, now) })
}

// reissues shows reports again to the chats that asked for them.
func (s *Scheduler) reissues(ctx context.Context, now time.Time) {
	s.wishes(ctx, turn.ReissueJob, func(o turn.Owing) error { return s.clerk.Reissue(ctx, o, now) })
}

// wishes does what chats have asked for by a duty of a job, unless another replica is at it.
func (s *Scheduler) wishes(ctx context.Context, job string, do func(turn.Owing) error) {
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
