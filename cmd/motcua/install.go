package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/internal/demo"
	"motcua/org"
	"motcua/scheduler"
	"motcua/storage"
	"motcua/survey"
)

// fill settles what the database is and, for the demo's first start, fills it. Forms that are bundled
// are published, so that answers have something frozen to refer to.
func (s *service) fill(ctx context.Context, isDemo bool) error {
	if _, err := s.store.Install(ctx, isDemo); err != nil {
		if errors.Is(err, storage.ErrKind) {
			return fmt.Errorf("%w; give it a DATABASE_URL of its own", err)
		}
		return err
	}
	form, err := survey.Bundled(defaultForm)
	if err != nil {
		return err
	}
	if err := s.store.PublishForm(ctx, form); err != nil {
		return err
	}
	if !isDemo {
		return nil
	}
	return s.fillDemo(ctx, form)
}

// demoDuty is done once by one of the replicas that start on an empty demo database.
func demoDuty(unit int32) storage.Duty { return storage.Duty{Job: "demo", Unit: unit, Period: "once"} }

// fillDemo makes the sample unit, its reception points, its leadership room and its answers, unless they
// are there.
func (s *service) fillDemo(ctx context.Context, form *survey.Form) error {
	u := demo.Unit()
	id, _, err := s.store.SaveUnit(ctx, u)
	if err != nil {
		return err
	}
	won, err := s.store.Claim(ctx, demoDuty(id), "start", time.Minute)
	if err != nil || !won {
		return err
	}
	for _, p := range demo.Points() {
		if _, err := s.store.AddPoint(ctx, id, p[0], p[1]); err != nil {
			return err
		}
	}
	if _, err := s.store.OpenRoom(ctx, id, roomConv(u.Code)); err != nil {
		return err
	}
	sample := demo.Answers(id, form, time.Now())
	if err := s.store.Import(ctx, form, sample.Forms, sample.Counts, sample.Misses); err != nil {
		return fmt.Errorf("sample data: %w", err)
	}
	if err := demo.TakeUp(ctx, s.store.DB, id, time.Now()); err != nil {
		return fmt.Errorf("sample actions: %w", err)
	}
	return s.store.Done(ctx, demoDuty(id), "start", s.clock.Now(), "sample data", nil, func([]int64) ([]storage.Post, error) { return nil, nil })
}

// sendDigest is the button of the demo's leadership room: last month's digest, now.
func (s *service) sendDigest(ctx context.Context, unit int32) (string, error) {
	u, ok := s.engine.Directory().Unit(unit)
	if !ok {
		return "", storage.ErrNotFound
	}
	now := s.clock.Now()
	month := survey.MonthOf(now.In(org.Location())).Add(-1)
	at, err := s.scheduler.SendDigest(ctx, u, month, now)
	switch {
	case errors.Is(err, scheduler.ErrSent):
		return fmt.Sprintf("Báo cáo tháng %s đã gửi lúc %s; mỗi tháng chỉ gửi một lần.", month.Label(), at.In(org.Location()).Format("15:04 ngày 02/01/2006")), nil
	case errors.Is(err, scheduler.ErrUnderWay):
		return fmt.Sprintf("Báo cáo tháng %s đang được gửi; xin xem lại sau một phút.", month.Label()), nil
	case err != nil:
		return "", err
	}
	return fmt.Sprintf("Đã gửi báo cáo tháng %s vào phòng này.", month.Label()), nil
}
