package search

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// TestQuestions holds the search to what it reached on questions written for this test in all the ways people write:
// with and without diacritics, abbreviated, mistyped, in raw Telex.
func TestQuestions(t *testing.T) {
	c := bundled(t)
	var f figures
	for _, q := range readQuestions(t, "testdata/questions.tsv", 2) {
		r := c.Search(q.text, 5)
		if !f.add(q, r) {
			t.Logf("%s: %q", q.kind, q.text)
			for _, h := range r.Hits[:min(2, len(r.Hits))] {
				t.Logf("    %.2f %s %s", h.Score, h.P.Key, h.P.Short())
			}
		}
	}
	f.log(t)
	if got := percent(f.firstAnswered, f.answerable); got < 90 {
		t.Errorf("right first and answered: %.1f %%, want at least 90 %%", got)
	}
	if got := percent(f.wrongCard, f.answerable); got > 4 {
		t.Errorf("wrong card: %.1f %%, want at most 4 %%", got)
	}
	if got := percent(f.refused, f.hopeless); got < 92 {
		t.Errorf("refused: %.1f %%, want at least 92 %%", got)
	}
	if got := percent(f.cardAnyway, f.hopeless); got > 5 {
		t.Errorf("card for an unanswerable question: %.1f %%, want at most 5 %%", got)
	}
}

// TestHalfOfTheWordings measures what the search makes of questions nobody has thought of, as far as one can who has
// thought of them: every second everyday wording and every second outside one is taken away at random.
func TestHalfOfTheWordings(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c, err := NewPartial(bundled(t).Catalog, func(List, string, string) bool { return r.IntN(2) == 0 })
	if err != nil {
		t.Fatal(err)
	}
	var f figures
	for _, q := range readQuestions(t, "testdata/questions.tsv", 2) {
		f.add(q, c.Search(q.text, 5))
	}
	f.log(t)
	if got := percent(f.firstAnswered, f.answerable); got < 80 {
		t.Errorf("right first and answered: %.1f %%, want at least 80 %%", got)
	}
	if got := percent(f.cardAnyway, f.hopeless); got > 10 {
		t.Errorf("card for an unanswerable question: %.1f %%, want at most 10 %%", got)
	}
}

func TestSearchVerdicts(t *testing.T) {
	c := bundled(t)
	for _, tc := range []struct {
		q       string
		verdict Verdict
		aspect  procedure.Aspect
		first   string
	}{
		{"lệ phí đăng ký kết hôn bao nhiêu", Clear, procedure.Fee, "1.000894"},
		{"đăng ký khai sinh mất mấy ngày", Clear, procedure.Time, "1.001193"},
		{"bao nhiêu tuổi được kết hôn", Clear, procedure.Overview, "1.000894"},
		{"chứng thực chữ ký nộp ở đâu", Clear, procedure.Where, "2.000884"},
		{"mẫu đơn đăng ký tạm trú", Clear, procedure.Form, "1.004194"},
		{"1.001193", Clear, procedure.Overview, "1.001193"},
		{"1 001193 cần giấy gì", Clear, procedure.Papers, "1.001193"},
		{"mã 1.001193.000.00.00.H41", Clear, procedure.Overview, "1.001193"},
		{"lệ phí bao nhiêu?", None, procedure.Fee, ""},
		{"", None, procedure.Overview, ""},
		{"???", None, procedure.Overview, ""},
		{"chào anh chị", None, procedure.Overview, ""},
		{"9.999999", None, procedure.Overview, ""},
	} {
		r := c.Search(tc.q, 5)
		if r.Verdict != tc.verdict || r.Aspect != tc.aspect || r.Query != tc.q {
			t.Errorf("Search(%q): verdict %d aspect %d, want %d and %d", tc.q, r.Verdict, r.Aspect, tc.verdict, tc.aspect)
		}
		if tc.first != "" && (len(r.Hits) == 0 || r.Hits[0].P.Key != tc.first) {
			t.Errorf("Search(%q): first is not %s: %v", tc.q, tc.first, r.Hits)
		}
	}
}

func TestSearchOutside(t *testing.T) {
	c := bundled(t)
	r := c.Search("tôi muốn ly hôn đơn phương", 5)
	if r.Answered() || r.Outside == nil || r.Outside.ID != "ly-hon" || !strings.Contains(r.Outside.Advice, "Tòa án") {
		t.Errorf("divorce: %+v", r)
	}
	if r := c.Search("đăng ký khai sinh", 5); r.Outside != nil {
		t.Errorf("an answered question is outside: %+v", r.Outside)
	}
}

// TestNamesFindThemselves: whoever copies the name of a procedure, with diacritics or without, finds it or one that
// is called the same. What is nothing but a name is refused, and named as the nearest.
func TestNamesFindThemselves(t *testing.T) {
	c := bundled(t)
	lost := 0
	for _, p := range c.All() {
		for _, q := range []string{p.Name, vntext.Fold(p.Name)} {
			r := c.Search(q, 5)
			if r.Answered() == bare(p) && r.Verdict != Several || !slices.ContainsFunc(r.Hits, func(h Hit) bool { return h.P == p }) {
				lost++
				t.Logf("%s %q: verdict %d", p.Key, p.Name, r.Verdict)
			}
		}
	}
	if got := percent(lost, 2*c.Len()); got > 3 {
		t.Errorf("%.1f %% of the names do not find their procedure", got)
	}
}

func checkResult(t interface {
	Helper()
	Fatalf(string, ...any)
}, r Result, n int) {
	t.Helper()
	limit := max(n, 0)
	if r.Verdict == None {
		limit = min(limit, nearest)
	}
	if r.Verdict == Several {
		limit = min(limit, maxChoices)
	}
	if len(r.Hits) > limit {
		t.Fatalf("%q: %d hits with n %d and verdict %d", r.Query, len(r.Hits), n, r.Verdict)
	}
	for i, h := range r.Hits {
		if h.P == nil || h.Score < 0 || h.Score > 1 {
			t.Fatalf("%q: hit %d is %+v", r.Query, i, h)
		}
	}
	if !slices.IsSortedFunc(r.Hits, func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) }) {
		t.Fatalf("%q: hits are not in order", r.Query)
	}
}

func same(a, b Result) bool {
	return a.Verdict == b.Verdict && a.Aspect == b.Aspect && slices.Equal(a.Hits, b.Hits) && a.Outside == b.Outside
}

// TestSearchIgnoresTheWayOfWriting: case, diacritics, spaces and normal form change nothing.
func TestSearchIgnoresTheWayOfWriting(t *testing.T) {
	c := bundled(t)
	words := strings.Fields("tôi muốn đăng ký lại khai sinh cho con nộp ở đâu mất bao lâu lệ phí chứng thực hợp đồng " +
		"sổ đỏ bị mất hộ kinh doanh xin cấp giấy phép xây dựng nhà mẹ chồng vừa mất ly hôn cccd Trần Thị Bưởi")
	rapid.Check(t, func(t *rapid.T) {
		q := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 14).Draw(t, "words"), " ")
		want := c.Search(q, 5)
		checkResult(t, want, 5)
		for _, other := range []string{
			strings.ToUpper(q), norm.NFD.String(q), vntext.Fold(q), "  " + strings.ReplaceAll(q, " ", " \t ") + " ?!",
		} {
			if got := c.Search(other, 5); !same(want, got) {
				t.Fatalf("%q and %q differ: %+v, %+v", q, other, want, got)
			}
		}
	})
}

// TestSearchesAtOnce: searches at the same time do not disturb one another.
func TestSearchTogether(t *testing.T) {
	c := bundled(t)
	qs := []string{"đăng ký kết hôn", "mất sổ đỏ", "ly hôn", "trợ cấp người già 80 tuổi", "xây nhà"}
	want := make([]Result, len(qs))
	for i, q := range qs {
		want[i] = c.Search(q, 5)
	}
	done := make(chan string, 4)
	for range cap(done) {
		go func() {
			for i := range 200 {
				k := i % len(qs)
				if got := c.Search(qs[k], 5); !same(want[k], got) {
					done <- qs[k]
					return
				}
			}
			done <- ""
		}()
	}
	for range cap(done) {
		if q := <-done; q != "" {
			t.Errorf("%q has another answer when asked together with others", q)
		}
	}
}

func FuzzSearch(f *testing.F) {
	c := bundled(f)
	for _, s := range []string{"đăng ký khai sinh", "1.001193", "", "\xff", "ddawng kys", "a b c", "ok 1 . 001193"} {
		f.Add(s, 5)
	}
	f.Fuzz(func(t *testing.T, q string, n int) {
		r := c.Search(q, n)
		checkResult(t, r, n)
		if !same(r, c.Search(q, n)) {
			t.Fatalf("%q has two answers", q)
		}
		if _, rest := AspectOf(q); strings.ContainsFunc(rest, unicode.IsUpper) && strings.ToLower(rest) != rest {
			t.Fatalf("AspectOf(%q) leaves %q", q, rest)
		}
	})
}

func BenchmarkSearch(b *testing.B) {
	c := bundled(b)
	qs := readQuestions(b, "testdata/questions.tsv", 2)
	took := make([]time.Duration, 0, 1<<16)
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		c.Search(qs[i%len(qs)].text, 5)
		if len(took) < cap(took) {
			took = append(took, time.Since(start))
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds()), "p50-ns")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds()), "p99-ns")
}

func BenchmarkNew(b *testing.B) {
	c := bundled(b).Catalog
	for b.Loop() {
		if _, err := New(c); err != nil {
			b.Fatal(err)
		}
	}
}
