package attack_test

import (
	crand "crypto/rand"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/testkit"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
	"motcua/survey"
)

// stuffing is what somebody adds to a unit's month to move its figures. The month is over when he is done, so it is put into the
// database as the program would have stored it; what follows is the program's.
type stuffing struct {
	name string
	n    int
	form func(i int) stuffed
}

// stuffed is one form of it.
type stuffed struct {
	at      time.Time
	point   int16
	mark    int // of all rated questions; 0 = of all sorts
	channel string
	device  int // 0 = one for each form
}

const points = 3

var slips = []string{"tiep-nhan", "bo-sung", "tu-choi", "tra-ket-qua"}

// stuffings are the attacks on the month in which day 13 is a working day.
func stuffings(day func(d, hour, minute int) time.Time) []stuffing {
	worst, best := 1, 5
	var all []stuffing
	add := func(name string, n int, form func(i int) stuffed) { all = append(all, stuffing{name, n, form}) }
	add("40 of the worst mark in an hour at a point", 40, func(i int) stuffed {
		return stuffed{day(13, 9, 0).Add(time.Duration(i*85) * time.Second), 1, worst, "web", 0}
	})
	add("40 of the best mark in an hour at a point", 40, func(i int) stuffed {
		return stuffed{day(13, 9, 0).Add(time.Duration(i*85) * time.Second), 1, best, "web", 0}
	})
	add("60 of the worst mark in ten minutes, spread over the points", 60, func(i int) stuffed {
		return stuffed{day(13, 9, i/6), int16(1 + i%points), worst, "web", 0}
	})
	add("four a minute at a point for a day, marks of all sorts", 4*60*9, func(i int) stuffed {
		return stuffed{day(13, 8, i/4), 2, 0, "web", 0}
	})
	add("an even drip of the worst mark, a tenth of the month", 33, func(i int) stuffed {
		return stuffed{day(1, 0, 0).Add(time.Duration(i) * 30 * 24 * time.Hour / 33), int16(1 + i%points), worst, "web", 0}
	})
	add("an even drip of the best mark, a tenth of the month", 33, func(i int) stuffed {
		return stuffed{day(1, 0, 0).Add(time.Duration(i) * 30 * 24 * time.Hour / 33), int16(1 + i%points), best, "web", 0}
	})
	add("eight forms of one device on a day", 8, func(i int) stuffed { return stuffed{day(13, 8, 61*i), int16(1 + i%points), 0, "web", 7} })
	add("a kiosk's link at its full pace for a day, marks of all sorts", 60, func(i int) stuffed {
		return stuffed{day(13, 8, 3*i), 1, 0, "kiosk", 0}
	})
	add("at night", 12, func(i int) stuffed { return stuffed{day(13, 2, 5*i), 1, 0, "web", 0} })
	return all
}

// A month of each unit was stuffed in a way of its own: the running program counts the most of it apart, says so, and its report
// stands where it would without; a month nobody stuffed is left alone.
func TestStuffedMonths(t *testing.T) {
	w := newTown(t)
	w.real = true
	s := w.serve("", "")
	now := time.Now().In(org.Location())
	month := calendar.MonthOf(now).Add(-1)
	start := month.Start(org.Location())
	all := append([]stuffing{{"nothing", 0, nil}}, stuffings(func(d, hour, minute int) time.Time {
		at := start.AddDate(0, 0, d-1)
		for d > 1 && (at.Weekday() == time.Saturday || at.Weekday() == time.Sunday) {
			at = at.AddDate(0, 0, 1)
		}
		return at.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	})...)
	db := testkit.Open(t, w.dsn)
	for i, a := range all {
		code := fmt.Sprintf("xa-%d", i)
		unit := w.commune(db, code)
		honest := honestMonth(start, rand.New(rand.NewPCG(1, 2)))
		w.put(db, unit, int64(i)<<32, honest)
		before := satisfaction(honest)
		bad := make([]stuffed, a.n)
		for k := range bad {
			bad[k] = a.form(k)
		}
		w.put(db, unit, int64(i)<<32+falseForms, bad)
		row, err := db.Units(t.Context())
		check(t, err)
		check(t, db.LookOver(t.Context(), row[i], now)) // as batch list, the room and the report do
		apart := int(w.scalar(`SELECT count(*) FROM batch_response b JOIN response r ON r.id = b.response WHERE r.unit = $1 AND r.id % (1::bigint << 32) >= $2`, unit.ID, falseForms))
		honestApart := w.scalar(`SELECT count(*) FROM batch_response b JOIN response r ON r.id = b.response WHERE r.unit = $1 AND r.id % (1::bigint << 32) < $2`, unit.ID, falseForms)
		with := satisfaction(append(honest, bad...))
		tried(t, "a month stuffed: "+a.name, a.n, a.n-apart, a.n/4, fmt.Sprintf("%d counted apart; satisfied %.1f %% without, %.1f %% with all of it", apart, 100*before, 100*with))
		if honestApart > int64(a.n/4) {
			t.Errorf("%s: %d honest forms are counted apart", a.name, honestApart)
		}
		if i == 1 {
			if list := w.run("batch", "list", "--unit", code); !strings.Contains(list, fmt.Sprintf("%d phiếu", apart)) {
				t.Errorf("the list of batches:\n%s", list)
			}
			digest := w.run("digest", "--unit", code, "--period", month.String(), "--out", t.TempDir())
			if !strings.Contains(digest, "Tính riêng 40 phiếu") || !strings.Contains(digest, "72,3% hài lòng: 217 trong 300") {
				t.Errorf("the report says nothing of what is counted apart:\n%s", digest)
			}
		}
	}
	if status, _ := s.caller("127.0.0.10").get("/readyz"); status != http.StatusOK {
		t.Errorf("readyz: %d", status)
	}
}

// falseForms begin at this number of a unit's.
const falseForms = 1 << 20

// satisfaction is the share of satisfied forms.
func satisfaction(forms []stuffed) float64 {
	yes := 0
	for i, f := range forms {
		if f.choice(i) >= 4 {
			yes++
		}
	}
	return float64(yes) / float64(len(forms))
}

// choice is a form's mark, one of all sorts where it has none of its own.
func (f stuffed) choice(i int) int {
	if f.mark > 0 {
		return f.mark
	}
	return 2 + i*7%3
}

// honestMonth is 300 forms of office hours, by the rhythm of an office.
func honestMonth(start time.Time, r *rand.Rand) (forms []stuffed) {
	for len(forms) < 300 {
		at := start.AddDate(0, 0, r.IntN(30)).Add(time.Duration(7*60+r.IntN(4*60)+r.IntN(2)*r.IntN(6*60)) * time.Minute).Add(time.Duration(r.IntN(60)) * time.Second)
		if at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
			continue
		}
		forms = append(forms, stuffed{at, int16(1 + r.IntN(points)), []int{5, 5, 5, 4, 4, 4, 4, 3, 2, 0}[r.IntN(10)], "web", 0})
	}
	return forms
}

// commune adds a unit.
func (w *town) commune(db *storage.DB, code string) *directory.Unit {
	w.t.Helper()
	id, _, err := db.SaveUnit(w.t.Context(), org.Unit{Code: code, Name: "xã " + code})
	check(w.t, err)
	for i := 1; i <= points; i++ {
		_, err := db.AddPoint(w.t.Context(), id, "quay-"+strconv.Itoa(i), "Quầy "+strconv.Itoa(i))
		check(w.t, err)
	}
	dir, err := db.Directory(w.t.Context())
	check(w.t, err)
	u, _ := dir.Unit(id)
	return u
}

// put stores forms as the program stores them when they have been filled in.
func (w *town) put(db *storage.DB, u *directory.Unit, from int64, forms []stuffed) {
	w.t.Helper()
	var all []storage.CompleteResponse
	for i, f := range forms {
		id := from + int64(i) + 1
		r := survey.Begin(survey.Response{
			ID: id, Unit: u.ID, Point: f.point, Slip: slips[i/points%len(slips)], Channel: f.channel, Month: calendar.MonthOf(f.at), Started: f.at,
			Receipt: survey.NewReceipt(func(b []byte) { _, _ = crand.Read(b) }),
		}, u.Questionnaire)
		r.Status, r.Answers = survey.Finished, map[string]survey.Answer{}
		for k, q := range u.Questionnaire.Questions {
			if q.Rated {
				choice := f.choice(i)
				if f.mark == 0 {
					choice = 2 + (i*7+k)%3 // no two questions alike
				}
				r.Answers[q.ID] = survey.Answer{Choice: choice}
			}
		}
		respondent := fmt.Sprintf("r%d", id)
		if f.device > 0 {
			respondent = fmt.Sprintf("device%d-%d", u.ID, f.device)
		}
		c := storage.CompleteResponse{FinishedAt: f.at.Add(time.Minute)}
		c.Response, c.QuestionnaireHash, c.Day, c.Respondent, c.Notice = r, u.Questionnaire.Hash, f.at, respondent, "tb-1"
		all = append(all, c)
	}
	check(w.t, db.Import(w.t.Context(), u.Questionnaire, all, nil, nil))
}

// A poster that somebody has photographed, with ever new cookies and addresses made up: an hour's worth of one address, no more.
func TestPhotographedPoster(t *testing.T) {
	if !whole() {
		t.Skip("six hundred requests: only by make attack")
	}
	w := newTown(t)
	s := w.serve("", "")
	s.watch()
	before := w.books()
	var poster struct{ Payload string }
	readJSON(t, w.run("qr", "--demo", "--point", firstPoint(t, w), "--slip", "tra-ket-qua"), &poster)
	const n = 400
	for i := range n {
		c := s.selfMade("127.0.0.38")
		c.header.Set("X-Forwarded-For", fmt.Sprintf("198.51.%d.%d", i/250, i%250))
		c.begin(poster.Payload)
		c.client.CloseIdleConnections()
	}
	tried(t, "a photographed poster, new cookies and false addresses", n, int(w.books().forms-before.forms), 300, "all on the evidence of a poster")
	w.balance(before)
}

// Whoever holds the link of a kiosk begins no more forms than people at it would.
func kioskLink(t *testing.T, w *town, s *server) {
	link := w.screen("--kiosk")
	before, n := w.books(), 12
	for i := range n {
		c := s.selfMade(fmt.Sprintf("127.0.4.%d", 1+i))
		var visit struct{ Session string }
		_, body := c.post(link+"/phieu", url.Values{"do": {"begin"}, "page": {"abcdefgh"}, "id": {fmt.Sprintf("begin%04d", i)}})
		readJSON(t, body, &visit)
		for _, id := range []string{"agree", "again"} {
			c.post(link+"/phieu", url.Values{"do": {"agree"}, "id": {fmt.Sprintf("%s%04d", id, i)}, "session": {visit.Session}})
		}
	}
	tried(t, "forms in a row with the link of a kiosk", n, int(w.books().forms-before.forms), 5, "then one in three minutes")
}

// Forms of one device for the same visits again and again, in the words of a citizen and in a button's.
func oneDevice(t *testing.T, w *town, s *server) {
	before, c, n := w.books(), s.selfMade("127.0.0.39"), 0
	today := time.Now().In(org.Location()).Format(time.DateOnly)
	for _, slip := range slips[:2] {
		var poster struct{ Payload string }
		readJSON(t, w.run("qr", "--demo", "--point", firstPoint(t, w), "--slip", slip), &poster)
		for range 3 {
			c.begin(poster.Payload)
			c.does("tap", "y:1.1:"+slip+":"+today)
			n++
		}
	}
	tried(t, "one device, the same visits again and again", n, int(w.books().forms-before.forms), 2, "one for each visit")
}
