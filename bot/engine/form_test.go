package engine_test

import (
	"fmt"
	"testing"
	"time"

	"motcua/bot"
	"motcua/org"
	"motcua/survey"
)

// A replica that has not heard of a questionnaire yet reads of it before it takes an answer to it, and before it shows or
// erases a form of it.
func TestReplicaLearnsOfAForm(t *testing.T) {
	t.Parallel()
	first := newHouse(t)
	second := openHouse(t, first.dsn, "")
	ctx := t.Context()
	questionnaire, err := survey.Bundled("tt01-2018-v3")
	if err != nil {
		t.Fatal(err)
	}
	if err := first.db.PublishQuestionnaire(ctx, questionnaire); err != nil {
		t.Fatal(err)
	}
	if err := first.db.SetUnitQuestionnaire(ctx, first.unit.ID, "tt01-2018-v3"); err != nil {
		t.Fatal(err)
	}
	dir, err := first.db.Directory(ctx)
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
		if c.Questionnaire != "tt01-2018-v3" {
			t.Errorf("counted for %s: %+v", c.Questionnaire, c)
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
	if err := first.db.SetUnitQuestionnaire(ctx, first.unit.ID, "mau-v1"); err != nil {
		t.Fatal(err)
	}
	if dir, err = first.db.Directory(ctx); err != nil {
		t.Fatal(err)
	}
	third.engine.SetDirectory(dir)
	receipt := first.scalar(`SELECT receipt FROM response`)
	third.turn(bot.Event{Channel: "web", Chat: "b", ID: "look", Unit: first.unit.ID, At: at, Kind: bot.Text, Text: "/xoa " + receipt})
	third.turn(bot.Event{Channel: "web", Chat: "b", ID: "erase", Unit: first.unit.ID, At: at, Kind: bot.Tap, Data: third.button("web:b", "Xóa phiếu")})
	if counts, err = first.db.Rollup(ctx, first.unit.ID); err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		if survey.Recounted(c.Question) {
			t.Errorf("left of the erased form: %+v", c)
		}
	}
}
