package engine_test

import (
	"context"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/talk"
	"motcua/internal/prose"
	"motcua/internal/testkit"
	"motcua/org"
	"motcua/survey"
)

// A state that was stored before states carried a version is read as it was meant, and written with one.
func TestStateOfBefore(t *testing.T) {
	t.Parallel()
	file, err := os.ReadFile("testdata/state-before.json")
	if err != nil {
		t.Fatal(err)
	}
	var got talk.State
	if err := json.Unmarshal(file, &got); err != nil {
		t.Fatal(err)
	}
	if at := got.Response.Started; !at.Equal(time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)) {
		t.Errorf("begun at %s", at)
	}
	got.Response.Started = time.Time{}
	want := talk.State{
		Unit: 1, Invite: &talk.Invitation{Visit: talk.Visit{Unit: 1, Point: 2, Slip: "tra-ket-qua", Day: "2026-11-20"}},
		Response: &survey.Response{
			ID: 7, Questionnaire: "mau-v1", Unit: 1, Point: 2, Slip: "tra-ket-qua", Channel: "web", Month: 202611, Receipt: "ABCD-EFGH",
			Answers: map[string]survey.Answer{"lv": {Choice: 1}, "q8": {Choice: 1, Text: "nhanh"}}, At: "q2", Status: survey.Open,
		},
		Touch: 1795000000, Paused: true, Card: "1.004227", Pick: []string{"e", "h:1"}, Done: []talk.Visit{{Unit: 1, Day: "2026-11-20"}},
		Recent: []string{"1", "2"}, Wrong: 1, Since: 1794000000,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read as %+v\nwant    %+v", got, want)
	}
	if now, err := json.Marshal(got); err != nil || !strings.HasPrefix(string(now), `{"v":1,`) {
		t.Errorf("written as %s (%v)", now, err)
	}
}

// stored is a way past the program to what it has stored.
func (h *house) stored(sql string, args ...any) {
	h.t.Helper()
	if _, err := testkit.Pool(h.t, h.dsn).Exec(context.Background(), sql, args...); err != nil {
		h.t.Fatal(err)
	}
}

// A conversation whose state a newer program has written begins afresh: nobody is shut out, and nothing is half understood.
func TestStateOfANewerProgram(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.stored(`INSERT INTO conversation (conv, version, state) VALUES ('web:one', 5, '{"v":2,"w":"another kind","p":"1.004227"}')`)
	h.turn(bot.Event{Channel: "web", Chat: "one", ID: "1", Kind: bot.Text, Text: "/trogiup", At: time.Now().In(org.Location())})
	if got := h.settled("web:one", 0); len(got) == 0 {
		t.Error("no answer")
	}
	if state := h.scalar(`SELECT state FROM conversation WHERE conv = 'web:one'`); !strings.HasPrefix(state, `{"v":1,`) || strings.Contains(state, "1.004227") {
		t.Errorf("the state is now %s", state)
	}
}

// A message a newer program has written stays owed, and what stands behind it waits, until a program comes that can read it. One
// written before messages carried a version is delivered.
func TestMessageOfANewerProgram(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	say := func(text string) string {
		body, err := json.Marshal(bot.Message{Lines: []prose.Line{prose.P(text)}})
		if err != nil || !strings.HasPrefix(string(body), `{"v":1,`) {
			t.Fatalf("%s (%v)", body, err)
		}
		return string(body)
	}
	before := strings.Replace(say("hai"), `"v":1,`, "", 1)
	h.stored(`INSERT INTO pending (conv, seq, body) VALUES ('web:one', 16, '{"v":2,"l":"another kind"}'), ('web:one', 17, $1)`, before)
	h.stored(`INSERT INTO lane (conv, due) VALUES ('web:one', now())`)
	h.sender.Look()
	for end := time.Now().Add(20 * time.Second); h.scalar(`SELECT attempts FROM pending WHERE seq = 16`) == "0"; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nobody tried to deliver")
		}
	}
	if owed, sent := h.scalar(`SELECT count(*) FROM pending`), h.chat.delivered("web:one"); owed != "2" || len(sent) != 0 {
		t.Fatalf("%s messages are owed, %d were delivered", owed, len(sent))
	}
	h.stored(`UPDATE pending SET body = $1 WHERE seq = 16`, say("một"))
	for h.scalar(`SELECT holder IS NULL FROM lane`) != "true" { // the lane was given back
		time.Sleep(10 * time.Millisecond)
	}
	h.stored(`UPDATE lane SET due = now()`)
	h.sender.Look()
	var texts []string
	for _, d := range h.settled("web:one", 0) {
		texts = append(texts, prose.Plain(d.Message.Lines))
	}
	if got := strings.Join(texts, "|"); got != "một|hai" {
		t.Errorf("delivered was %q", got)
	}
}
