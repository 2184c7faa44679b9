package testkit

import (
	"context"
	"testing"

	"motcua/storage"
	"motcua/survey"
)

// CheckFigures reports where the figures of a unit are not what a recount of all single answers to the responses gives. A
// figure of another questionnaire is one too many.
func CheckFigures(t testing.TB, db *storage.DB, unit int32, questionnaires ...*survey.Questionnaire) {
	t.Helper()
	// Not the test's context: tests check in their clean-up, too.
	ctx := context.Background()
	kept, err := db.Rollup(ctx, unit)
	if err != nil {
		t.Fatal(err)
	}
	var diff []survey.Count
	for _, c := range kept {
		if survey.Recounted(c.Question) {
			diff = append(diff, c)
		}
	}
	for _, questionnaire := range questionnaires {
		counted, err := db.Recount(ctx, unit, questionnaire)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range counted {
			c.N = -c.N
			diff = append(diff, c)
		}
	}
	for _, c := range survey.Add(diff...) {
		t.Errorf("the figures differ from a recount by %d in %+v", c.N, c.Cell)
	}
}
