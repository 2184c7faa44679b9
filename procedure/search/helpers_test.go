package search

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
)

// shared is one finder for all tests: it is immutable, and building it under the race detector takes its time.
var shared = sync.OnceValues(Bundled)

func bundled(tb testing.TB) *Finder {
	tb.Helper()
	c, err := shared()
	if err != nil {
		tb.Fatalf("Bundled: %v", err)
	}
	return c
}

// question is a question with the keys of the procedures that answer it; none for one nothing answers.
type question struct {
	text  string
	right []string
	kind  string
}

// readQuestions reads a table whose first two columns are the question and the right keys; kind is the column that
// says what kind of question it is.
func readQuestions(tb testing.TB, path string, kind int) []question {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatalf("open questions: %v", err)
	}
	defer f.Close()
	var out []question
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		cells := strings.Split(sc.Text(), "\t")
		if len(cells) <= kind || strings.HasPrefix(cells[0], "#") {
			continue
		}
		q := question{text: cells[0], kind: cells[kind]}
		if cells[1] != "-" {
			q.right = strings.Split(cells[1], "|")
		}
		out = append(out, q)
	}
	if err := sc.Err(); err != nil {
		tb.Fatalf("read questions: %v", err)
	}
	return out
}

// figures are what a set of questions measured.
type figures struct {
	answerable, first, firstAnswered, among5, wrongCard int
	hopeless, refused, cardAnyway                       int
}

func (f *figures) add(q question, r Result) (good bool) {
	if q.right == nil {
		f.hopeless++
		if r.Verdict == Clear {
			f.cardAnyway++
		}
		if !r.Answered() {
			f.refused++
		}
		return !r.Answered()
	}
	f.answerable++
	rank := slices.IndexFunc(r.Hits, func(h Hit) bool { return slices.Contains(q.right, h.P.Key) })
	if rank == 0 {
		f.first++
		if r.Answered() {
			f.firstAnswered++
		}
	} else if r.Verdict == Clear {
		f.wrongCard++
	}
	if rank >= 0 && rank < 5 && r.Answered() {
		f.among5++
	}
	return rank == 0 && r.Answered()
}

func (f *figures) log(tb testing.TB) {
	tb.Helper()
	tb.Logf("answerable %d: right first %.1f %%, right first and answered %.1f %%, right among what is offered %.1f %%, wrong card %.1f %%",
		f.answerable, percent(f.first, f.answerable), percent(f.firstAnswered, f.answerable),
		percent(f.among5, f.answerable), percent(f.wrongCard, f.answerable))
	tb.Logf("unanswerable %d: refused %.1f %%, card shown anyway %.1f %%",
		f.hopeless, percent(f.refused, f.hopeless), percent(f.cardAnyway, f.hopeless))
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
