package fire_test

import (
	"context"
	"log/slog"
	"testing"

	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
	"motcua/survey"
)

// commune is a database with one unit of one reception point.
type commune struct {
	db   *storage.DB
	dir  *directory.Directory
	unit *directory.Unit
}

func newCommune(t *testing.T, dsn string) *commune {
	t.Helper()
	ctx := context.Background()
	db, err := storage.Open(ctx, dsn, slog.New(slog.DiscardHandler))
	check(t, err)
	t.Cleanup(db.Close)
	_, err = db.Migrate(ctx)
	check(t, err)
	_, err = db.Install(ctx, false)
	check(t, err)
	form, err := survey.Bundled("mau-v1")
	check(t, err)
	check(t, db.PublishForm(ctx, form))
	id, _, err := db.SaveUnit(ctx, org.Unit{Code: "26659", Name: "xã Thử", Settings: org.Settings{Hotline: "0254 3862 000"}})
	check(t, err)
	_, err = db.AddPoint(ctx, id, "quay-1", "Quầy 1")
	check(t, err)
	dir, err := db.Directory(ctx)
	check(t, err)
	unit, ok := dir.Default()
	if !ok {
		t.Fatal("the unit is not found")
	}
	return &commune{db, dir, unit}
}

// payload is what the QR at the reception point carries.
func (c *commune) payload() string {
	return org.Start{Unit: c.unit.ID, Point: 1, Slip: org.Result}.Sign(c.dir.Key())
}

// checkRollups compares the figures with a recount of the answers.
func (c *commune) checkRollups(t *testing.T) {
	t.Helper()
	kept, err := c.db.Rollup(context.Background(), c.unit.ID)
	check(t, err)
	counted, err := c.db.Recount(context.Background(), c.unit.ID, c.unit.Form)
	check(t, err)
	var diff []survey.Count
	for _, n := range kept {
		if survey.Recounted(n.Question) {
			diff = append(diff, n)
		}
	}
	for _, n := range counted {
		n.N = -n.N
		diff = append(diff, n)
	}
	for _, n := range survey.Add(diff...) {
		t.Errorf("rollup differs from a recount by %d in %+v", n.N, n.Cell)
	}
}
