package storage_test

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/org"
	"motcua/storage"
	"motcua/survey"
)

func TestSaveUnit(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	settings := org.Settings{Hotline: "0254 3862 000", DigestHour: 9, RetentionMonths: 12}
	id, created, err := b.SaveUnit(ctx, org.Unit{Code: "ba", Name: "xã Ba", Settings: settings})
	if err != nil || !created {
		t.Fatalf("%d %t %v", id, created, err)
	}
	made := value[time.Time](b, `SELECT created_at FROM unit WHERE id = $1`, id)
	same, created, err := b.SaveUnit(ctx, org.Unit{Code: "ba", Name: "phường Ba"})
	if err != nil || created || same != id {
		t.Errorf("saving again: %d %t %v", same, created, err)
	}
	units, err := b.Units(ctx)
	if err != nil || len(units) != 3 {
		t.Fatal(len(units), err)
	}
	last := units[2]
	if last.Name != "phường Ba" || !reflect.DeepEqual(last.Settings, org.Settings{}) || last.Demo || last.QuestionnaireID != "mau-v1" || !last.Created.Equal(made) {
		t.Errorf("unit is %+v", last)
	}
	for _, u := range []org.Unit{{}, {Code: "x"}, {Name: "xã X"}, {Code: "Xã", Name: "xã X"}, {Code: "a/b", Name: "xã X"}} {
		if _, _, err := b.SaveUnit(ctx, u); err == nil {
			t.Errorf("%+v was saved", u)
		}
	}
}

func TestAddPoint(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	const desks = 8
	var all sync.WaitGroup
	for i := range desks { // at once: no number may be given twice
		all.Go(func() {
			if _, err := b.AddPoint(ctx, b.unit.ID, "quay-"+string(rune('a'+i)), "Quầy"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	p, err := b.AddPoint(ctx, b.unit.ID, "quay-c", "Quầy Hộ tịch")
	if err != nil || p.Name != "Quầy Hộ tịch" || p.ID < 1 || p.ID > desks {
		t.Errorf("renamed point is %+v (%v)", p, err)
	}
	if p, err := b.AddPoint(ctx, b.unit.ID+1, "quay-1", "Quầy 1"); err != nil || p.ID != 1 {
		t.Errorf("the other unit's first point is %+v (%v)", p, err)
	}
	units, err := b.Units(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range units[0].Points {
		if int(p.ID) != i+1 || p.Unit != b.unit.ID || (p.Code == "quay-c") != (p.Name == "Quầy Hộ tịch") {
			t.Errorf("point %d is %+v", i+1, p)
		}
	}
	if len(units[0].Points) != desks || len(units[1].Points) != 1 {
		t.Errorf("%d and %d points", len(units[0].Points), len(units[1].Points))
	}
	for _, bad := range [][2]string{{"", "Quầy"}, {"Quầy", "Quầy"}, {"quay", ""}} {
		if _, err := b.AddPoint(ctx, b.unit.ID, bad[0], bad[1]); err == nil {
			t.Errorf("%v was added", bad)
		}
	}
	if _, err := b.AddPoint(ctx, 999, "quay", "Quầy"); err == nil {
		t.Error("a point of no unit was added")
	}
}

// Answers given to one wording must never seem to be given to another.
func TestPublishForm(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	ctx := t.Context()
	if err := b.PublishQuestionnaire(ctx, b.form); err != nil {
		t.Errorf("publishing the same file again: %v", err)
	}
	changed, err := survey.ParseQuestionnaire([]byte(strings.Replace(string(b.form.Source), "Nhìn chung, Ông/Bà", "Ông/Bà", 1)))
	if err != nil || changed.Hash == b.form.Hash {
		t.Fatal(err)
	}
	if err := b.PublishQuestionnaire(ctx, changed); err == nil || !strings.Contains(err.Error(), "mau-v1") {
		t.Errorf("another wording was published: %v", err)
	}
	stored, err := b.PublishedQuestionnaire(ctx, "mau-v1")
	if err != nil || !reflect.DeepEqual(stored, b.form) {
		t.Errorf("the published form changed (%v)", err)
	}
	if _, err := b.PublishedQuestionnaire(ctx, "mau-v2"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("a form that was never published: %v", err)
	}
}

// What is around the questions of a published questionnaire may change; then the newer file takes its place.
func TestPublishFormAroundItsQuestions(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	changed := strings.Replace(string(b.form.Source), "    slips: [tra-ket-qua, khong-ro]\n", "", 1)
	questionnaire, err := survey.ParseQuestionnaire([]byte(changed))
	if err != nil || questionnaire.Hash == b.form.Hash {
		t.Fatal(err, "nothing changed")
	}
	if err := b.PublishQuestionnaire(t.Context(), questionnaire); err != nil {
		t.Fatal(err)
	}
	stored, err := b.PublishedQuestionnaire(t.Context(), questionnaire.ID)
	if err != nil || stored.Hash != questionnaire.Hash {
		t.Errorf("stored is %s, %v; want %s", stored.Hash, err, questionnaire.Hash)
	}
}
