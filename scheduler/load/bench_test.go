package load

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"go.uber.org/goleak"

	"motcua/internal/calendar"
	"motcua/internal/testkit/pgtest"
	"motcua/report"
	"motcua/report/files"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(pgtest.M{M: m}) }

// The aims, on two cores.
const (
	aimUnit    = 5 * time.Millisecond   // everything a report of one unit and month is made of: read and built
	aimAll     = 150 * time.Millisecond // the same of all units together
	aimCompare = 150 * time.Millisecond // how all units compare
	aimFactor  = 1.5                    // what ten times the answers may cost more
	aimFiles   = 60 * time.Second       // all units' digests with all files
	aimMemory  = 300 << 20              // of the process that makes them, at its most
)

const (
	cores   = 2
	workers = 2
	single  = 600 // single units are measured so often
	rounds  = 15  // all units
)

// TestReports makes the answers and measures what the aims speak of.
func TestReports(t *testing.T) {
	answers, err := strconv.Atoi(os.Getenv("MOTCUA_BENCH_ANSWERS"))
	if err != nil {
		t.Skip("MOTCUA_BENCH_ANSWERS does not say how many answers to make; see make bench-report")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(300)) // as the service does
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	few, many := newProvince(t, answers/10), newProvince(t, answers)
	small, large := few.measure(t, out), many.measure(t, out)
	fmt.Fprintf(out, "factor\tone unit %.2f\tall units %.2f\tcompared %.2f\n", small.unit.times(large.unit), small.all.times(large.all), small.compared.times(large.compared))
	took, memory := many.files(t)
	fmt.Fprintf(out, "files of %d units\t%.1f s\t%d MB at most\n", len(many.units), took.Seconds(), memory>>20)
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what   string
		missed bool
	}{
		{"one unit", large.unit.median > aimUnit}, {"all units", large.all.median > aimAll}, {"all units compared", large.compared.median > aimCompare},
		{"factor of one unit", small.unit.times(large.unit) > aimFactor}, {"factor of all units", small.all.times(large.all) > aimFactor},
		{"factor of all units compared", small.compared.times(large.compared) > aimFactor},
		{"files", took > aimFiles}, {"memory", memory > aimMemory},
	} {
		if c.missed {
			t.Errorf("aim missed: %s", c.what)
		}
	}
}

// measured is how long reading and building takes.
type measured struct{ unit, all, compared spread }

func (p *province) measure(t *testing.T, out *tabwriter.Writer) measured {
	t.Helper()
	for i := range months { // everything was read before, as on a machine in use
		p.everyUnit(t, i)
	}
	r := rand.New(rand.NewPCG(1, 2))
	m := measured{
		unit:     timed(single, func() { p.report(t, r.IntN(len(p.units)), r.IntN(months)) }),
		all:      timed(rounds, func() { p.everyUnit(t, 0) }),
		compared: timed(rounds, func() { p.compare(t) }),
	}
	fmt.Fprintf(out, "%d answers\tone unit %s\tall %d units %s\tcompared %s\n", p.answers, m.unit, len(p.units), m.all, m.compared)
	return m
}

func period(ago int) calendar.Period { return calendar.MonthPeriod(last.Add(-ago)) }

func now() time.Time { return last.Add(1).Start(time.UTC) }

// report reads and builds the report of a unit on a month so many before the last.
func (p *province) report(t *testing.T, unit, ago int) (report.Input, report.Figures) {
	in, err := p.db.ReportInput(t.Context(), p.units[unit], p.form, period(ago), now())
	if err != nil {
		t.Error(err)
	}
	f := report.Build(in)
	if f.Overall == nil || f.Overall.N == 0 && p.answers > 1_000_000 {
		t.Errorf("unit %d has no answers in %s", unit, period(ago))
	}
	return in, f
}

// everyUnit reads and builds the reports of all units, on all cores.
func (p *province) everyUnit(t *testing.T, ago int) {
	p.onCores(func(unit int) { p.report(t, unit, ago) })
}

// onCores does something for every unit.
func (p *province) onCores(do func(unit int)) {
	next := make(chan int)
	var busy sync.WaitGroup
	for range workers {
		busy.Go(func() {
			for unit := range next {
				do(unit)
			}
		})
	}
	for unit := range p.units {
		next <- unit
	}
	close(next)
	busy.Wait()
}

func (p *province) compare(t *testing.T) {
	ins, err := p.db.CompareInputs(t.Context(), p.units, period(0), now())
	if err != nil {
		t.Fatal(err)
	}
	built := make([]report.Figures, len(ins))
	for i, in := range ins {
		built[i] = report.Build(in)
	}
	if c := report.Compare(report.Unit{Name: "tỉnh"}, period(0), built); len(c.Ranked()) != len(p.units) && p.answers > 1_000_000 {
		t.Errorf("%d of %d units have a rank", len(c.Ranked()), len(p.units))
	}
}

// files makes the digests of all units' last month with everything that goes with them, and says how much memory the
// process took at most meanwhile.
func (p *province) files(t *testing.T) (took time.Duration, memory int64) {
	t.Helper()
	runtime.GC()
	debug.FreeOSMemory()
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil { // start anew with the most
		t.Log("what the process took before counts as well:", err)
	}
	began := time.Now()
	p.onCores(func(unit int) { p.made(t, unit) })
	return time.Since(began), residentAtMost(t)
}

func (p *province) made(t *testing.T, unit int) {
	_, f := p.report(t, unit, 0)
	files, err := files.Of(f, p.units[unit].Unit)
	if err != nil || len(f.Digest()) == 0 || len(files) < 5 {
		t.Errorf("unit %d: %d files: %v", unit, len(files), err)
	}
}

// spread is how long something took: half of the times no longer than the median.
type spread struct{ median, p99 time.Duration }

func timed(n int, do func()) spread {
	took := make([]time.Duration, n)
	for i := range took {
		began := time.Now()
		do()
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return spread{took[n/2], took[(n*99+99)/100-1]}
}

// times is how many times as long the other took.
func (s spread) times(other spread) float64 { return float64(other.median) / float64(s.median) }

func (s spread) String() string {
	return fmt.Sprintf("%.2f ms (p99 %.2f)", s.median.Seconds()*1000, s.p99.Seconds()*1000)
}
