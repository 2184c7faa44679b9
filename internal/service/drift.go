package service

import (
	"context"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
)

// Drift counts the figures of a unit's questionnaire that differ from a recount of the single answers. Responses past their
// retention are not there to be counted again, so only months whose responses are all kept are compared.
func (s *Store) Drift(ctx context.Context, u org.Unit, questionnaire *survey.Questionnaire, now time.Time) (int, error) {
	kept, err := s.Rollup(ctx, u.ID)
	if err != nil {
		return 0, err
	}
	counted, err := s.Recount(ctx, u.ID, questionnaire)
	if err != nil {
		return 0, err
	}
	first := calendar.WindowOf(u.Settings).MonthOf(now.AddDate(0, -u.Settings.Retention(), 0)).Add(1)
	var diff []survey.Count
	for _, k := range kept {
		if k.Month >= first && k.Questionnaire == questionnaire.ID && survey.Recounted(k.Question) {
			diff = append(diff, k)
		}
	}
	for _, k := range counted {
		if k.Month >= first {
			k.N = -k.N
			diff = append(diff, k)
		}
	}
	return len(survey.Add(diff...)), nil
}
