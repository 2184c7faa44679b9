package fire_test

import (
	"context"
	"testing"

	"motcua/internal/testkit"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
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
	check(t, testkit.Database(dsn, testkit.Commune(1)))
	db := testkit.Open(t, dsn)
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
	testkit.CheckFigures(t, c.db, c.unit.ID, c.unit.Questionnaire)
}
