package attack_test

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"

	"motcua/bot/turn"
	"motcua/internal/testkit"
)

// attempt is an attack, how often it was tried, and how often it got through: what it wanted happened.
type attempt struct {
	attack         string
	tried, through int
	note           string
}

// attempts are those of all tests.
var attempts attemptTable

type attemptTable struct {
	mu  sync.Mutex
	all []attempt
}

func (a *attemptTable) add(one attempt) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.all = append(a.all, one)
}

func (a *attemptTable) print(to io.Writer) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.all) == 0 {
		return
	}
	w := tabwriter.NewWriter(to, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "\nattack\ttried\tgot through\t")
	for _, one := range a.all {
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\n", one.attack, one.tried, one.through, one.note)
	}
	_ = w.Flush()
}

// tried notes what an attack came to. More than most getting through fails the test.
func tried(t *testing.T, attack string, n, through, most int, note string) {
	t.Helper()
	attempts.add(attempt{attack, n, through, note})
	if through > most {
		t.Errorf("%s: %d of %d got through, at most %d may", attack, through, n, most)
	}
}

// books are what must add up, whatever was done: forms, and the one-time tickets they stand on.
type books struct {
	forms, ofCodes, ofScreens, codesUsed, screensUsed int64
}

func (w *town) books() books {
	w.t.Helper()
	return books{
		w.scalar(`SELECT count(*) FROM response`),
		w.scalar(`SELECT count(*) FROM response WHERE evidence = 'code'`), w.scalar(`SELECT count(*) FROM response WHERE evidence = 'screen'`),
		w.scalar(`SELECT count(*) FROM ticket WHERE kind = 'code' AND state = 'used'`),
		w.scalar(`SELECT count(*) FROM ticket WHERE kind = 'screen' AND state = 'used'`),
	}
}

// balance sees to it that since then no form was lost, none stands on a ticket that was not used up for it, and the figures, by
// evidence as by all else, are those of the forms.
func (w *town) balance(since books) {
	w.t.Helper()
	now := w.books()
	if now.forms < since.forms {
		w.t.Errorf("%d forms, %d before", now.forms, since.forms)
	}
	if forms, used := now.ofCodes-since.ofCodes, now.codesUsed-since.codesUsed; forms != used {
		w.t.Errorf("%d forms stand on codes, %d codes were used", forms, used)
	}
	if forms, used := now.ofScreens-since.ofScreens, now.screensUsed-since.screensUsed; forms > used { // who declines has opened
		w.t.Errorf("%d forms stand on screens, %d of their codes were opened", forms, used)
	}
	db := testkit.Open(w.t, w.dsn)
	dir, err := db.Directory(w.t.Context())
	check(w.t, err)
	for _, u := range dir.Units() {
		testkit.CheckFigures(w.t, db, u.ID, u.Questionnaire)
	}
}

func number(t *testing.T, id string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(id, 36, 64)
	check(t, err)
	return n
}

func ticketHash(code string) []byte { return turn.TicketHash(strings.ReplaceAll(code, "-", "")) }
