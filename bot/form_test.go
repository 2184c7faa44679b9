package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/org"
	"motcua/survey"
)

func bundledForm(t testing.TB, id string) *survey.Form {
	t.Helper()
	f, err := survey.Bundled(id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// asks makes the chatter's unit ask another questionnaire; the one before stays published.
func (c *chatter) asks(id string) {
	c.t.Helper()
	unit, _ := c.env.Dir.Default()
	changed := *unit
	changed.Form = bundledForm(c.t, id)
	c.env.Dir = bot.NewDirectory([]byte("secret"), false, []*bot.UnitInfo{&changed}, unit.Form)
}

// Who is in the middle of a form when the unit takes up another goes on with the old one, and it counts as such; the next
// form is the new one.
func TestFormChangesUnderway(t *testing.T) {
	t.Parallel()
	c := newChatter(t, org.Settings{}, nil)
	c.said("/danhgia")
	c.said("đồng ý")
	c.said("hộ tịch")
	c.asks("tt01-2018-v2")
	d := c.said("hài lòng") // both forms have a question q1
	if !strings.Contains(words(d), "thái độ và cách hướng dẫn") {
		t.Fatalf("the old form does not go on:\n%s", words(d))
	}
	var last bot.Decision
	for range 8 {
		for _, n := range d.Counts {
			if n.Form != "mau-v1" {
				t.Errorf("counted as an answer to %s: %+v", n.Form, n)
			}
		}
		if last = c.said("B"); strings.Contains(words(last), "Mã phiếu") {
			break
		}
	}
	if len(last.Close) != 1 || last.Close[0].Status != survey.Finished {
		t.Fatalf("not finished: %+v\n%s", last.Close, words(last))
	}
	c.env.Now = c.env.Now.AddDate(0, 0, 1)
	c.said("/danhgia")
	if d = c.said("đồng ý"); d.Open == nil || d.Open.Form != "tt01-2018-v2" || d.Open.FormHash != bundledForm(t, "tt01-2018-v2").Hash {
		t.Errorf("the next form is %+v", d.Open)
	}
	if d = c.said("hộ tịch"); !strings.Contains(words(d), "Số lần phải liên hệ") {
		t.Errorf("it asks:\n%s", words(d))
	}
}

// A replica that has not heard of a questionnaire yet reads of it before it takes an answer to it, and before it shows or
// erases a form of it.
func TestReplicaLearnsOfAForm(t *testing.T) {
	t.Parallel()
	first := newHouse(t)
	second := openHouse(t, first.dsn, "")
	ctx := t.Context()
	if err := first.db.PublishForm(ctx, bundledForm(t, "tt01-2018-v2")); err != nil {
		t.Fatal(err)
	}
	if err := first.db.SetUnitForm(ctx, first.unit.ID, "tt01-2018-v2"); err != nil {
		t.Fatal(err)
	}
	dir, err := bot.LoadDirectory(ctx, first.db)
	if err != nil {
		t.Fatal(err)
	}
	first.engine.SetDirectory(dir)
	first.unit, _ = dir.Default()
	at := time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location())
	n := 0
	say := func(h *house, said string) {
		t.Helper()
		n++
		h.turn(bot.Event{Channel: "web", Chat: "a", ID: fmt.Sprint(n), Unit: first.unit.ID, At: at, Kind: bot.Text, Text: said})
	}
	say(first, "/danhgia")
	say(first, "đồng ý")
	for _, said := range []string{"hộ tịch", "không lần nào", "không cơ quan nào", "không", "đúng hẹn", "hài lòng", "B"} {
		say(second, said) // it does not know the form of the first of them
	}
	counts, err := first.db.Rollup(ctx, first.unit.ID)
	if err != nil {
		t.Fatal(err)
	}
	answered := map[string]int{}
	for _, c := range counts {
		if c.Form != "tt01-2018-v2" {
			t.Errorf("counted for %s: %+v", c.Form, c)
		}
		if c.By == survey.ByChannel {
			answered[fmt.Sprint(c.Question, "=", c.Choice)] += c.N
		}
	}
	for _, want := range []string{"c3=1", "c4=1", "c7=1", "c7h=2", "q1=4", "_finished=0"} {
		if answered[want] != 1 {
			t.Errorf("%s is counted %d times: %v", want, answered[want], answered)
		}
	}
	first.checkRollups()
	third := openHouse(t, first.dsn, "") // knows all of it; its unit asks the old form again
	if err := first.db.SetUnitForm(ctx, first.unit.ID, "mau-v1"); err != nil {
		t.Fatal(err)
	}
	if dir, err = bot.LoadDirectory(ctx, first.db); err != nil {
		t.Fatal(err)
	}
	third.engine.SetDirectory(dir)
	receipt := first.scalar(`SELECT receipt FROM session`)
	third.turn(bot.Event{Channel: "web", Chat: "b", ID: "erase", Unit: first.unit.ID, At: at, Kind: bot.Tap, Data: "x:" + receipt})
	if counts, err = first.db.Rollup(ctx, first.unit.ID); err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		if survey.Recounted(c.Question) {
			t.Errorf("left of the erased form: %+v", c)
		}
	}
}
