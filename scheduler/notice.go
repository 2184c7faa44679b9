package scheduler

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"motcua/bot/talk"
	"motcua/bot/turn"
	"motcua/org"
	"motcua/procedure"
	"motcua/storage"
)

// noticeJob names the news of changed procedures, and the end of following, in logs and in the duty table.
const noticeJob = "notice"

const (
	noticesAtOnce = 200         // followers told in one transaction
	changesAtOnce = 1000        // changes read at a time
	noticeAfter   = time.Minute // after a release, so that every replica answers from it when its news arrives
	noticeFrom    = 7           // nobody is woken by a message nobody waits for: notices go out from this hour,
	noticeUntil   = 21          // … and until this one, Vietnam's time
)

// notices tells the followers of procedures what newer releases of the catalogue have changed. What is owed is in the
// followers' rows themselves, each of which names the release its owner has heard of: there is nothing to claim, and
// replicas share the work.
func (s *Scheduler) notices(ctx context.Context, now time.Time) {
	local := now.In(org.Location())
	s.endFollows(ctx, local)
	if local.Hour() < noticeFrom || local.Hour() >= noticeUntil {
		return
	}
	if err := s.tell(ctx, now); err != nil {
		s.trouble(ctx, noticeJob, err)
	}
}

// endFollows ends, once a day, the following whose time is over.
func (s *Scheduler) endFollows(ctx context.Context, local time.Time) {
	day := local.Format(time.DateOnly)
	s.once(ctx, turn.Duty{Job: noticeJob, Period: day}, local, func() (string, error) {
		c, err := s.reach(ctx, storage.Service, local) // it deletes as well
		if err != nil {
			return "", err
		}
		n, err := s.db.EndFollows(ctx, c.Day)
		return fmt.Sprintf("%d followings ended", n), err
	})
}

// tell tells all followers who are behind.
func (s *Scheduler) tell(ctx context.Context, now time.Time) error {
	newest, err := s.db.CatalogueRelease(ctx)
	if err != nil {
		return err
	}
	oldest, some, err := s.db.Behind(ctx, newest)
	if err != nil || !some {
		return err
	}
	changed, err := s.changedSince(ctx, oldest, newest)
	if err != nil {
		return err
	}
	if fresh(changed, now.Add(-noticeAfter)) {
		return nil
	}
	keys := make([]string, 0, len(changed))
	for key, changes := range changed {
		if err := s.tellOf(ctx, key, changes, newest); err != nil {
			return err
		}
		keys = append(keys, key)
	}
	return s.db.CatchUp(ctx, keys, newest)
}

// changedSince reads what the releases after oldest up to newest changed, by procedure, the newest change last.
func (s *Scheduler) changedSince(ctx context.Context, oldest, newest int64) (map[string][]procedure.Change, error) {
	changed := map[string][]procedure.Change{}
	for oldest < newest {
		page, err := s.db.Changes(ctx, time.Time{}, oldest, changesAtOnce)
		if err != nil {
			return nil, err
		}
		if len(page) == 0 {
			break
		}
		oldest = page[len(page)-1].Release // the changes of a release come whole
		for _, c := range page {
			if c.Release <= newest {
				changed[c.Key] = append(changed[c.Key], c)
			}
		}
	}
	return changed, nil
}

// fresh tells whether some change is so new that it may not be in use everywhere.
func fresh(changed map[string][]procedure.Change, since time.Time) bool {
	for _, changes := range changed {
		if changes[len(changes)-1].At.After(since) {
			return true
		}
	}
	return false
}

// tellOf tells the followers of one procedure, in batches.
func (s *Scheduler) tellOf(ctx context.Context, key string, changes []procedure.Change, newest int64) error {
	n := storage.Notice{Key: key, Upto: newest}
	if p, ok := s.finder().ByKey(key); !ok {
		n.Ended = changes[len(changes)-1].Kind == procedure.Withdrawn
	} else if p.Key != key {
		n.Heir = p.Key
	}
	for {
		told, err := s.db.Tell(ctx, n, noticesAtOnce, func(f storage.Follower) ([]byte, error) {
			return notice(f, n, changes)
		})
		if err != nil {
			return fmt.Errorf("followers of %s: %w", key, err)
		}
		if told > 0 {
			s.look()
			s.log.Info("followers told of a change", "procedure", key, "release", newest, "n", told)
		}
		if told < noticesAtOnce {
			return nil
		}
	}
}

// notice is the message to a follower: what has changed since he last heard; nil when that is nothing.
func notice(f storage.Follower, n storage.Notice, changes []procedure.Change) ([]byte, error) {
	news := slices.DeleteFunc(slices.Clone(changes), func(c procedure.Change) bool { return c.Release <= f.Release || len(c.Lines) == 0 })
	if len(news) == 0 {
		return nil, nil
	}
	key := n.Key
	switch {
	case n.Ended:
		key = ""
	case n.Heir != "":
		key = n.Heir
	}
	return json.Marshal(talk.Notice(news, key))
}
