package search

import (
	"runtime"
	"slices"
	"testing"
	"time"
)

// Targets on one core (BenchmarkScale measures them): a search in the slowest hundredth takes less than 1 ms with the
// bundled catalogue and less than 5 ms with 6,000 procedures; the bundled index is built in less than 300 ms. The tests
// measure processor time and allow for slack (race_on_test.go), since a busy machine is slower in that too; they catch a
// search that has become slower by an order of magnitude, not by a fifth.
const (
	smallP99      = time.Millisecond
	largeP99      = 5 * time.Millisecond
	buildTime     = 300 * time.Millisecond
	bundledMemory = 24 << 20 // bytes
)

// searchTimes asks all development questions and gives the sorted times.
func searchTimes(tb testing.TB, f *Finder) []time.Duration {
	tb.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var took []time.Duration
	for _, q := range readQuestions(tb, "testdata/dev.tsv", 3) {
		began := clock()
		f.Search(q.text, 5)
		took = append(took, clock()-began)
	}
	slices.Sort(took)
	return took
}

func percentile(sorted []time.Duration, p int) time.Duration {
	return sorted[min(len(sorted)*p/100, len(sorted)-1)]
}

func TestSearchIsFast(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	for _, tc := range []struct {
		scale scale
		p99   time.Duration
	}{{scales[0], smallP99}, {scales[1], largeP99}} {
		took := searchTimes(t, tc.scale.finder(t))
		t.Logf("%s procedures: p50 %v, p99 %v", tc.scale.name, percentile(took, 50), percentile(took, 99))
		if got := percentile(took, 99); got > slack*tc.p99 {
			t.Errorf("%s procedures: p99 %v, want less than %v even here", tc.scale.name, got, slack*tc.p99)
		}
	}
}

func TestIndexIsBuiltFast(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	c := bundled(t).Catalog
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	best := time.Hour
	for range 3 {
		began := clock()
		if _, err := New(c); err != nil {
			t.Fatal(err)
		}
		best = min(best, clock()-began)
	}
	t.Logf("index of %d procedures built in %v", c.Len(), best)
	if best > slack*buildTime {
		t.Errorf("building the index takes %v, want less than %v even here", best, slack*buildTime)
	}
}

func TestIndexIsSmall(t *testing.T) {
	c, lex := scales[0].parts(t)
	grown := indexMemory(func() *Finder { return &Finder{Catalog: c, index: buildIndex(c.All(), lex)} })
	t.Logf("index of %d procedures: %.1f MB", c.Len(), float64(grown)/(1<<20))
	if grown > bundledMemory {
		t.Errorf("the index takes %d bytes, want less than %d", grown, bundledMemory)
	}
}

// indexMemory is how much the live heap grows by an index.
func indexMemory(build func() *Finder) int64 {
	before := liveHeap()
	f := build()
	grown := liveHeap() - before
	runtime.KeepAlive(f)
	return grown
}

// liveHeap is the bytes in use after everything unused has been collected; pools need two rounds.
func liveHeap() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// BenchmarkScale measures searching, building and memory at all sizes on one core, in processor time; "make eval" runs
// it. A loop of a search is one pass over all development questions, or one build.
func BenchmarkScale(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, s := range scales {
		b.Run("search/"+s.name, func(b *testing.B) { benchmarkSearchAt(b, s.finder(b)) })
		b.Run("build/"+s.name, func(b *testing.B) { benchmarkBuildAt(b, s) })
	}
}

func benchmarkSearchAt(b *testing.B, f *Finder) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	qs := readQuestions(b, "testdata/dev.tsv", 3)
	var took []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		for _, q := range qs {
			began := clock()
			f.Search(q.text, 5)
			took = append(took, clock()-began)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(percentile(took, 50).Nanoseconds()), "p50-ns")
	b.ReportMetric(float64(percentile(took, 99).Nanoseconds()), "p99-ns")
	b.ReportMetric(float64(percentile(took, 100).Nanoseconds()), "max-ns")
}

func benchmarkBuildAt(b *testing.B, s scale) {
	c, lex := s.parts(b)
	build := func() *Finder { return &Finder{Catalog: c, index: buildIndex(c.All(), lex)} }
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var f *Finder
	began, n := clock(), 0
	for b.Loop() {
		f = build()
		n++
	}
	b.ReportMetric(float64((clock()-began).Nanoseconds())/float64(n), "cpu-ns/op")
	b.ReportMetric(float64(len(f.index.phrases)), "phrases")
	b.ReportMetric(float64(f.index.terms.size), "terms")
	f = nil
	b.ReportMetric(float64(indexMemory(build))/(1<<20), "index-MB")
}
