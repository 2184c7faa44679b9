package testkit_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(pgtest.M{M: m}) }

// opens is how a connection to PostgreSQL begins.
var opens = regexp.MustCompile(`\bpgx(pool)?\.(New|Connect)[A-Za-z]*\(|\bpgconn\.Connect|\bsql\.Open\(`)

// elsewhere may open connections in its own way: what stands below storage and asks for no day.
var elsewhere = []string{"internal/testkit/", "storage/private/", "procedure/search/eval/"}

// Tests see the database as the product does. One that opened connections by itself would take the zone of the machine,
// and fail for seven hours of each day.
func TestNobodyOpensByHimself(t *testing.T) {
	read := 0
	err := filepath.WalkDir("../..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		name, err := filepath.Rel("../..", path)
		if err != nil {
			return err
		}
		for _, free := range elsewhere {
			if strings.HasPrefix(filepath.ToSlash(name), free) {
				return nil
			}
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		read++
		if found := opens.Find(text); found != nil {
			t.Errorf("%s opens a connection with %q: use Pool, Exec or Value of internal/testkit", name, found)
		}
		return nil
	})
	if err != nil || read < 100 {
		t.Fatalf("%d files read: %v", read, err)
	}
}

// Whatever the machine and the server think, a day is a day in Vietnam.
func TestZoneOfTheMachine(t *testing.T) {
	for _, zone := range []string{"Pacific/Kiritimati", "UTC", "Pacific/Pago_Pago"} {
		t.Setenv("PGTZ", zone)
		dsn := testkit.Tables(t)
		const ask = `SELECT current_setting('timezone') || ' ' || (current_date = (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)::text`
		const want = "Asia/Ho_Chi_Minh true"
		if got := testkit.Value[string](t, dsn, ask); got != want {
			t.Errorf("PGTZ=%s: %s", zone, got)
		}
		var got string
		if err := testkit.Pool(t, dsn).QueryRow(t.Context(), ask).Scan(&got); err != nil || got != want {
			t.Errorf("PGTZ=%s: %s, %v", zone, got, err)
		}
	}
}

// A zone the machine does not know is silently UTC to Go, and a run in another zone would hold nothing.
func TestZoneOfThisRunIsKnown(t *testing.T) {
	for _, name := range []string{"TZ", "PGTZ"} {
		zone := strings.TrimPrefix(os.Getenv(name), ":")
		if _, err := time.LoadLocation(zone); err != nil && !filepath.IsAbs(zone) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
