package storage_test

import (
	"context"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"go.uber.org/goleak"

	"motcua/bot/turn"
	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/org"
	"motcua/storage"
	"motcua/survey"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(pgtest.M{M: m}) }

// base is a migrated database with one unit, and a way to look at it past the package's own methods.
type base struct {
	*storage.DB
	t    testing.TB
	dsn  string
	sql  *pgxpool.Pool
	unit storage.UnitRow
	form *survey.Questionnaire
}

// conditional is a form with conditions, so that answers are dropped as well.
const conditional = "../survey/testdata/co-dieu-kien.yaml"

// fill adds two units and the form with conditions.
func fill(ctx context.Context, db *storage.DB) error {
	file, err := os.ReadFile(conditional)
	if err != nil {
		return err
	}
	other, err := survey.ParseQuestionnaire(file)
	if err != nil {
		return err
	}
	if err := db.PublishQuestionnaire(ctx, other); err != nil {
		return err
	}
	for _, code := range []string{"mot", "hai"} {
		if _, _, err := db.SaveUnit(ctx, org.Unit{Code: code, Name: "xã " + code}); err != nil {
			return err
		}
	}
	return nil
}

// newBase opens a database of its own for a test.
func newBase(t testing.TB) *base {
	t.Helper()
	return openBase(t, testkit.Start(t, "storage", fill))
}

// openBase opens a database that was filled.
func openBase(t testing.TB, dsn string) *base {
	t.Helper()
	b := &base{t: t, dsn: dsn, DB: testkit.Open(t, dsn), sql: testkit.Pool(t, dsn)}
	units, err := b.Units(t.Context())
	if err != nil || len(units) != 2 {
		t.Fatal(len(units), err)
	}
	b.unit = units[0]
	if b.form, err = b.PublishedQuestionnaire(t.Context(), "mau-v1"); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *base) exec(sql string, args ...any) {
	b.t.Helper()
	if _, err := b.sql.Exec(b.t.Context(), sql, args...); err != nil {
		b.t.Fatalf("%s: %v", sql, err)
	}
}

// count is the result of a query for one number.
func (b *base) count(sql string, args ...any) int {
	b.t.Helper()
	return value[int](b, sql, args...)
}

func value[T any](b *base, sql string, args ...any) T {
	b.t.Helper()
	rows, err := b.sql.Query(b.t.Context(), sql, args...)
	if err == nil {
		var v T
		if v, err = pgx.CollectExactlyOneRow(rows, pgx.RowTo[T]); err == nil {
			return v
		}
	}
	b.t.Fatalf("%s: %v", sql, err)
	panic("unreachable")
}

// rows counts everything a turn can write, by table.
func (b *base) rows() map[string]int {
	b.t.Helper()
	n := map[string]int{}
	for _, table := range []string{"conversation", "seen", "response", "answer", "figure", "lookup_miss", "pending", "lane", "blob", "weblog"} {
		n[table] = b.count(`SELECT count(*) FROM ` + table)
	}
	return n
}

// turn is a plain turn of a conversation; Version is the one it was decided on.
func (b *base) turn(conv string, version int64, out ...string) *storage.Turn {
	t := &storage.Turn{
		Channel: "web", Event: conv + "/" + strconv.FormatInt(version, 10), Conv: conv, Unit: b.unit.ID, Version: version,
		State: []byte(`{"v":` + strconv.FormatInt(version, 10) + `}`),
	}
	for _, m := range out {
		t.Out = append(t.Out, []byte(m))
	}
	return t
}

// commit stores one turn that must go through and says whether it took its lane.
func (b *base) commit(holder string, t *storage.Turn) bool {
	b.t.Helper()
	taken, err := b.Commit(b.t.Context(), holder, []*storage.Turn{t})
	if err != nil {
		b.t.Fatalf("turn %s: %v", t.Event, err)
	}
	return taken[0]
}

// started is a form begun in October; id makes respondent and receipt its own.
func (b *base) started(id int64) turn.OpenedResponse {
	at := time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location())
	return turn.OpenedResponse{
		Response: survey.Begin(survey.Response{
			ID: id, Unit: b.unit.ID, Point: 1, Slip: "tra-ket-qua", Channel: "web", Month: 202610, Started: at, Receipt: receipt(id),
		}, b.form),
		QuestionnaireHash: b.form.Hash, Day: at, Respondent: "respondent-" + strconv.FormatInt(id, 10), Notice: "tb-1",
	}
}

// receipt is a code for a session id.
func receipt(id int64) string {
	return survey.NewReceipt(func(p []byte) {
		for i := range p {
			p[i], id = byte(id%18), id/18 // one letter of 18 others than the last for each
		}
	})
}

// opening is the turn that begins a form.
func (b *base) opening(conv string, version int64, s turn.OpenedResponse) *storage.Turn {
	t := b.turn(conv, version)
	t.Open = &s
	t.Counts = survey.Change(b.form, survey.Response{}, s.Response)
	return t
}

// eventually waits for a condition that another goroutine or server process brings about.
func eventually(t testing.TB, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// waiting says how many of this database's connections wait for a lock.
func (b *base) waiting() int {
	return b.count(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
}

func sortedCounts(counts []survey.Count) []survey.Count {
	counts = slices.Clone(counts)
	slices.SortFunc(counts, func(a, b survey.Count) int { return a.Cell.Compare(b.Cell) })
	return counts
}

// checkMarks compares what is kept of closed forms besides their answers with what the answers say.
func (b *base) checkMarks(questionnaire *survey.Questionnaire) {
	b.t.Helper()
	rows, err := b.sql.Query(b.t.Context(), `SELECT receipt, fives, said FROM response WHERE questionnaire = $1 AND status <> 'open'`, questionnaire.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	type kept struct {
		Receipt string
		Fives   bool
		Said    []string
	}
	closed, err := pgx.CollectRows(rows, pgx.RowToStructByPos[kept])
	if err != nil || len(closed) == 0 {
		b.t.Fatal(len(closed), err)
	}
	for _, k := range closed {
		r, err := b.RecordByReceipt(b.t.Context(), k.Receipt)
		if err != nil {
			b.t.Fatal(err)
		}
		if m := r.Marks(questionnaire); m.Fives != k.Fives || !slices.Equal(m.Said, k.Said) {
			b.t.Errorf("form %s is kept as %+v, its answers say %+v", k.Receipt, k, m)
		}
	}
}
