package simulate

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/report"
	"motcua/report/claim"
	"motcua/survey"
)

// reports is how many reports are drawn for each line: few in a test, which judges all lines together; MOTCUA_SIMULATE
// by "make simulate".
func reports(t *testing.T) int {
	s := os.Getenv("MOTCUA_SIMULATE")
	if s == "" {
		return 12
	}
	n, err := strconv.Atoi(s)
	if err != nil || n <= 0 {
		t.Fatalf("MOTCUA_SIMULATE=%q is no number of reports", s)
	}
	return n
}

const (
	mayErr   = 0.05 // of the reports on a world without any difference may claim anything
	mustFind = 0.80 // of what an exact test alone would find
)

// claims are the sorts of things a report has claimed.
type claims struct{ fall, rise, question, field, low bool }

func (c claims) any() bool { return c != claims{} }

func claimsOf(f report.Figures) claims {
	c := claims{question: f.WeakestQuestion.Found != nil, field: f.WeakestField.Found != nil}
	moves := []*report.Change{f.YearAgo}
	for _, r := range f.Rated {
		moves = append(moves, r.Change)
	}
	for _, m := range moves {
		c.fall = c.fall || m != nil && m.Verdict == report.Down
		c.rise = c.rise || m != nil && m.Verdict == report.Up
	}
	for _, found := range report.Findings(f) {
		switch found.Kind {
		case report.FindingWeakQuestion:
			c.question = true
		case report.FindingWeakField:
			c.field = true
		case report.FindingLow, report.FindingPoint:
			c.low = true
		}
	}
	return c
}

// each draws reports at the same time on all processors, always the same ones, and calls see for one after the other.
func each(t *testing.T, w world, seed uint64, see func(report.Figures)) {
	f := form(t, w.questions)
	var wg sync.WaitGroup
	var mu sync.Mutex
	next := make(chan uint64)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := range next {
				drawn := w.report(rand.New(rand.NewPCG(seed, i)), f)
				mu.Lock()
				see(drawn)
				mu.Unlock()
			}
		})
	}
	for i := range uint64(reports(t)) {
		next <- i
	}
	close(next)
	wg.Wait()
}

// allowance is what so many reports may be above a true rate of mayErr by chance alone, three standard errors.
func allowance(n int) float64 { return 3 * math.Sqrt(mayErr*(1-mayErr)/float64(n)) }

// Where nothing differs, hardly any report claims anything.
func TestNothingDiffers(t *testing.T) {
	t.Logf("%-38s %8s %8s %8s %8s %8s %8s", "nothing differs: reports that claim", "a fall", "a rise", "question", "field", "low", "anything")
	reported, wrong := 0, 0.0
	for i, w := range quiet() {
		n, sum := 0.0, [6]float64{}
		each(t, w, uint64(i), func(f report.Figures) {
			c := claimsOf(f)
			n++
			for i, is := range []bool{c.fall, c.rise, c.question, c.field, c.low, c.any()} {
				if is {
					sum[i]++
				}
			}
		})
		line := fmt.Sprintf("%-38s", w)
		for _, s := range sum {
			line += fmt.Sprintf(" %7.1f%%", 100*s/n)
		}
		t.Log(line)
		if rate := sum[5] / n; rate > mayErr+allowance(int(n)) {
			t.Errorf("%s: %.1f %% of the reports claim something that is not so", w, 100*rate)
		}
		reported, wrong = reported+int(n), wrong+sum[5]
	}
	rate := wrong / float64(reported)
	t.Logf("of all %d reports %.1f %% claim something that is not so", reported, 100*rate)
	if rate > mayErr+allowance(reported) {
		t.Errorf("%.1f %% of all reports claim something that is not so", 100*rate)
	}
}

// quiet are the worlds without a difference.
func quiet() []world {
	var all []world
	for _, months := range []int{1, 3} {
		for _, questions := range []int{4, 9} {
			for _, n := range []int{30, 100, 350, 1000, 3000} {
				for _, share := range []float64{0.8, 0.9} {
					all = append(all, world{questions: questions, share: share, tied: 0.4, months: months, n: n})
				}
			}
		}
	}
	for _, tied := range []float64{0, 0.9} { // nothing and nearly everything in common
		all = append(all, world{questions: 4, share: 0.85, tied: tied, months: 1, n: 350}, world{questions: 9, share: 0.85, tied: tied, months: 1, n: 350})
	}
	return all
}

// Where something truly fell by ten points, most reports say so of which an exact test of that alone would.
func TestAFallIsFound(t *testing.T) {
	t.Logf("%-38s %8s %8s %8s", "a fall of 10 points: reports", "alone", "say so", "of these")
	alone, told := 0, 0
	for i, w := range falls() {
		single, found, n := 0, 0, 0
		each(t, w, 1000+uint64(i), func(f report.Figures) {
			n++
			q := f.Rated[1]
			if claim.Fisher(q.Score.Satisfied, q.N, q.Change.Score.Satisfied, q.Change.N) > mayErr {
				return
			}
			single++
			if q.Change.Verdict == report.Down {
				found++
			}
		})
		rate := float64(found) / float64(single)
		t.Logf("%-38s %7.1f%% %7.1f%% %7.1f%%", w, 100*float64(single)/float64(n), 100*float64(found)/float64(n), 100*rate)
		if rate < mustFind-3*math.Sqrt(mustFind*(1-mustFind)/float64(single)) {
			t.Errorf("%s: found in %.1f %% of the reports in which an exact test alone would find it", w, 100*rate)
		}
		alone, told = alone+single, told+found
	}
	if rate := float64(told) / float64(alone); rate < mustFind {
		t.Errorf("of all falls that an exact test alone would find, reports find %.1f %%", 100*rate)
	}
}

// falls are worlds in which the second question, or every one, fell by ten points.
func falls() []world {
	var all []world
	for _, questions := range []int{4, 9} {
		for _, share := range []float64{0.85, 0.88, 0.9, 0.95} {
			for _, whole := range []bool{false, true} {
				all = append(all, world{questions: questions, share: share, tied: 0.4, months: 1, n: 350, fall: 0.1, all: whole})
			}
		}
	}
	return all
}

func (w world) String() string {
	period := "month"
	if w.months == 3 {
		period = "quarter"
	}
	s := fmt.Sprintf("%s, %d questions, n %d, %.0f %%", period, w.questions, w.n, 100*w.share)
	switch {
	case w.all:
		s += ", all fell"
	case w.tied != 0.4:
		s += fmt.Sprintf(", tied %.1f", w.tied)
	}
	return strings.TrimSpace(s)
}

// The one that the former rule on expected cells hid.
func TestAClearFallFromAllIsCalled(t *testing.T) {
	f := form(t, 4)
	at := func(m calendar.Month, choice, n int) []survey.Count {
		return survey.Visit{Unit: 1, Month: m, Questionnaire: "thu", Channel: "web"}.Headline("q1", choice, n)
	}
	in := report.Input{Questionnaire: f, Period: calendar.MonthPeriod(202610), Now: time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC), Counts: append(at(202610, 4, 52), at(202610, 3, 8)...), Previous: at(202609, 4, 60)}
	if c := report.Build(in).Change; c.Verdict != report.Down {
		t.Errorf("60 of 60, then 52 of 60: %q", c.Verdict)
	}
}
