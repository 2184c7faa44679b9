package service

import (
	"context"
	"fmt"
	"time"

	"motcua/bot/turn"
	"motcua/bot/webchat"
	"motcua/internal/demo"
	"motcua/survey"
)

// DefaultQuestionnaire is the questionnaire a new unit begins with.
const DefaultQuestionnaire = "mau-v2"

// install settles what the database is and, for the demo's first start, fills it. The questionnaire units begin with is
// published, so that answers have something frozen to refer to.
func (s *Service) install(ctx context.Context) error {
	if _, err := s.store.Install(ctx, s.o.Demo); err != nil {
		return err
	}
	questionnaire, err := survey.Bundled(DefaultQuestionnaire)
	if err != nil {
		return err
	}
	if err := s.store.PublishQuestionnaire(ctx, questionnaire); err != nil {
		return err
	}
	if !s.o.Demo {
		return nil
	}
	return s.fillDemo(ctx, questionnaire)
}

// demoDuty is done once by one of the replicas that start on an empty demo database.
func demoDuty(unit int32) turn.Duty { return turn.Duty{Job: "demo", Unit: unit, Period: "once"} }

// fillDemo makes the sample unit, its reception points, its leadership room and its answers, unless they
// are there.
func (s *Service) fillDemo(ctx context.Context, questionnaire *survey.Questionnaire) error {
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
	if _, err := s.store.OpenRoom(ctx, id, webchat.RoomConv(u.Code)); err != nil {
		return err
	}
	sample := demo.Answers(id, questionnaire, s.clock.Now())
	if err := s.store.Import(ctx, questionnaire, sample.Forms, sample.Counts, sample.Misses); err != nil {
		return fmt.Errorf("sample data: %w", err)
	}
	if err := demo.TakeUp(ctx, s.store.DB, id, s.clock.Now()); err != nil {
		return fmt.Errorf("sample actions: %w", err)
	}
	return s.store.Done(ctx, demoDuty(id), "start", s.clock.Now(), "sample data", nil, func([]int64) ([]turn.Post, error) { return nil, nil })
}
