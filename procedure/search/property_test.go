package search

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// realQuestions are questions to vary; none of those kept aside.
func realQuestions(tb testing.TB) []string {
	tb.Helper()
	var out []string
	for _, name := range []string{"testdata/dev.tsv", "testdata/authored-a.tsv", "testdata/questions.tsv"} {
		for _, q := range readQuestions(tb, name, 2) {
			out = append(out, q.text)
		}
	}
	return out
}

// drawQuestion draws a real question, words of several in a row, or any text.
func drawQuestion(t *rapid.T, real []string) string {
	one := rapid.SampledFrom(real)
	switch rapid.IntRange(0, 3).Draw(t, "sort") {
	case 0:
		return one.Draw(t, "question")
	case 1:
		words := strings.Fields(one.Draw(t, "first") + " " + one.Draw(t, "second"))
		from := rapid.IntRange(0, len(words)-1).Draw(t, "from")
		return strings.Join(words[from:rapid.IntRange(from, len(words)).Draw(t, "to")], " ")
	case 2:
		return one.Draw(t, "question") + rapid.SampledFrom([]string{" ", ", ", ". ", " và ", " xong "}).Draw(t, "joint") + one.Draw(t, "other")
	default:
		return rapid.String().Draw(t, "text")
	}
}

// TestSearchIsTotal: whatever is asked, the result can be shown: no more than asked for, in order, each procedure once, each
// with a title, and nothing that contradicts the verdict.
func TestSearchIsTotal(t *testing.T) {
	f, real := bundled(t), realQuestions(t)
	rapid.Check(t, func(t *rapid.T) {
		q := drawQuestion(t, real)
		n := rapid.IntRange(-1, 12).Draw(t, "n")
		r := f.Search(q, n)
		checkHits(t, r, r.Hits, n)
		checkHits(t, r, r.Also, max(n, maxParts))
		for i, h := range r.Hits {
			if i > 0 && h.Score > r.Hits[i-1].Score {
				t.Fatalf("%q: hit %d is better than the one before", q, i)
			}
		}
		if len(r.Also) > 0 && len(r.Hits) > 0 && r.Also[0].P == r.Hits[0].P {
			t.Fatalf("%q: the first hit is also a further matter", q)
		}
		switch {
		case r.Query != q:
			t.Fatalf("%q: the result is for %q", q, r.Query)
		case r.Verdict == Clear && n > 0 && len(r.Hits) == 0, r.Verdict == Several && n > 0 && len(r.Hits) == 0:
			t.Fatalf("%q: answered with nothing", q)
		case r.Outside != nil && r.Answered():
			t.Fatalf("%q: answered, and yet a matter outside: %+v", q, r.Outside)
		case r.Ask != nil && r.Verdict != Several:
			t.Fatalf("%q: verdict %d with a question back", q, r.Verdict)
		}
		if r.Ask != nil {
			checkAsk(t, r)
		}
	})
}

func checkHits(t *rapid.T, r Result, hits []Hit, n int) {
	t.Helper()
	if len(hits) > max(n, 0) {
		t.Fatalf("%q: %d hits, asked for %d", r.Query, len(hits), n)
	}
	seen := map[*procedure.Procedure]bool{}
	for _, h := range hits {
		if h.P == nil || strings.TrimSpace(h.P.Name) == "" || strings.TrimSpace(h.P.Short()) == "" {
			t.Fatalf("%q: a hit without a title: %+v", r.Query, h)
		}
		if seen[h.P] {
			t.Fatalf("%q: %s twice", r.Query, h.P.Key)
		}
		if math.IsNaN(h.Score) || h.Score < 0 || h.Score > 1 {
			t.Fatalf("%q: %s has the score %v", r.Query, h.P.Key, h.Score)
		}
		seen[h.P] = true
	}
}

func checkAsk(t *rapid.T, r Result) {
	t.Helper()
	if strings.TrimSpace(r.Ask.Question) == "" || len(r.Ask.Options) < 2 {
		t.Fatalf("%q: asked back %+v", r.Query, r.Ask)
	}
	for _, o := range r.Ask.Options {
		if o.P == nil || strings.TrimSpace(o.Label) == "" || utf8.RuneCountInString(o.Label) > 40 {
			t.Fatalf("%q: option %+v", r.Query, o)
		}
	}
}

// TestRankingIsStable: case, diacritics, their normal form, the place of the tone mark, spaces and punctuation change
// neither what is found nor the verdict.
func TestRankingIsStable(t *testing.T) {
	f, real := bundled(t), realQuestions(t)
	rapid.Check(t, func(t *rapid.T) {
		q := drawQuestion(t, real)
		if !utf8.ValidString(q) {
			q = strings.ToValidUTF8(q, " ")
		}
		seed := rapid.Uint64().Draw(t, "seed")
		want := f.Search(q, 5)
		for range 2 {
			way := rapid.SampledFrom(waysToWrite).Draw(t, "way")
			other := rewritings[way](q, rand.New(rand.NewPCG(seed, 1)))
			if vntext.Fold(other) != vntext.Fold(q) {
				continue // letters of other scripts whose case folds to something else
			}
			if got := f.Search(other, 5); !same(want, got) {
				t.Fatalf("%s: %q and %q differ:\n%+v\n%+v", way, q, other, want, got)
			}
		}
	})
}

// waysToWrite are the names of rewritings, in an order that is the same when a failure is repeated.
var waysToWrite = slices.Sorted(maps.Keys(rewritings))

// rewritings are ways to write the same question.
var rewritings = map[string]func(q string, r *rand.Rand) string{
	"upper case":          func(q string, _ *rand.Rand) string { return strings.ToUpper(q) },
	"lower case":          func(q string, _ *rand.Rand) string { return strings.ToLower(q) },
	"decomposed":          func(q string, _ *rand.Rand) string { return norm.NFD.String(q) },
	"composed":            func(q string, _ *rand.Rand) string { return norm.NFC.String(q) },
	"no diacritics":       func(q string, _ *rand.Rand) string { return unmarked(q, func() bool { return true }) },
	"some diacritics":     func(q string, r *rand.Rand) string { return unmarked(q, func() bool { return r.IntN(2) == 0 }) },
	"tone mark elsewhere": func(q string, _ *rand.Rand) string { return otherTonePlace.Replace(norm.NFC.String(q)) },
	"spaces":              func(q string, _ *rand.Rand) string { return " \t" + strings.ReplaceAll(q, " ", "  \n ") + "  " },
	"punctuation":         func(q string, _ *rand.Rand) string { return "(" + q + ")?!…" },
}

// unmarked takes the diacritics off the letters that strip chooses.
func unmarked(q string, strip func() bool) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(q) {
		plain := vntext.Fold(string(r))
		if plain == "" || utf8.RuneCountInString(plain) != 1 || !strip() {
			b.WriteRune(r)
			continue
		}
		b.WriteString(plain)
	}
	return b.String()
}

// otherTonePlace moves the tone mark of oa, oe and uy to the other letter, both ways.
var otherTonePlace = func() *strings.Replacer {
	var pairs []string
	for _, p := range strings.Fields("óa/oá òa/oà ỏa/oả õa/oã ọa/oạ óe/oé òe/oè ỏe/oẻ õe/oẽ ọe/oẹ úy/uý ùy/uỳ ủy/uỷ ũy/uỹ ụy/uỵ") {
		a, b, _ := strings.Cut(p, "/")
		pairs = append(pairs, a, b, b, a)
	}
	return strings.NewReplacer(pairs...)
}()

// TestOrderOfTheCatalogueIsNothing: two catalogues of the same procedures in another order give the same verdicts,
// scores and hits. Only procedures with the same score may change places: for those the order of the catalogue decides.
func TestOrderOfTheCatalogueIsNothing(t *testing.T) {
	f := bundled(t)
	var ps []procedure.Procedure
	for _, p := range f.All() {
		ps = append(ps, *p)
	}
	r := rand.New(rand.NewPCG(5, 8))
	for range 2 {
		r.Shuffle(len(ps), func(i, k int) { ps[i], ps[k] = ps[k], ps[i] })
		c, err := procedure.New(ps)
		if err != nil {
			t.Fatal(err)
		}
		other, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		for i, q := range realQuestions(t) {
			if i%every == 0 {
				compareResults(t, q, f.Search(q, 5), other.Search(q, 5))
			}
		}
	}
}

// rounding is what sums of the same numbers in another order may differ by.
const rounding = 1e-9

func compareResults(t *testing.T, q string, a, b Result) {
	t.Helper()
	if a.Verdict != b.Verdict || a.Aspect != b.Aspect || len(a.Hits) != len(b.Hits) || (a.Ask == nil) != (b.Ask == nil) {
		t.Errorf("%q: verdict %d with %d hits, in another order %d with %d", q, a.Verdict, len(a.Hits), b.Verdict, len(b.Hits))
		return
	}
	if (a.Outside == nil) != (b.Outside == nil) || a.Outside != nil && a.Outside.ID != b.Outside.ID {
		t.Errorf("%q: outside %+v, in another order %+v", q, a.Outside, b.Outside)
	}
	for i, h := range a.Hits {
		if math.Abs(h.Score-b.Hits[i].Score) > rounding {
			t.Errorf("%q: hit %d has the score %v, in another order %v", q, i, h.Score, b.Hits[i].Score)
			return
		}
		tied := slices.ContainsFunc(a.Hits, func(o Hit) bool { return o.P != h.P && math.Abs(o.Score-h.Score) <= rounding })
		last := i == len(a.Hits)-1 // may be tied with one that was cut off
		if h.P.Key != b.Hits[i].P.Key && !tied && !last {
			t.Errorf("%q: hit %d is %s, in another order %s", q, i, h.P.Key, b.Hits[i].P.Key)
		}
	}
}
