package attack_test

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

func readJSON(t *testing.T, s string, into any) {
	t.Helper()
	check(t, json.Unmarshal([]byte(s), into))
}

// whole says that there is time for what takes a minute and more: "make attack" as against "make test".
func whole() bool { return os.Getenv("MOTCUA_ATTACK_WHOLE") != "" }

// firstPoint is the code of the demo's first reception point.
func firstPoint(t *testing.T, w *town) string {
	t.Helper()
	code, _, _ := strings.Cut(strings.TrimSpace(w.run("point", "list", "--demo")), " ")
	if code, _, _ = strings.Cut(code, "\t"); code == "" {
		t.Fatal("no reception point")
	}
	return code
}

// Replicas whose clock is years ahead, months ahead, months behind, or jumps while they run, beside one that is right:
// nothing is deleted, nothing is sent, citizens are served, and everything says so.
func TestWrongClocks(t *testing.T) {
	build(t, "clockskew") // which takes a while
	w := newTown(t)
	right := w.serve("", "")
	state := func() [4]int64 {
		return [4]int64{
			w.scalar(`SELECT count(*) FROM response`), w.scalar(`SELECT count(*) FROM answer`),
			w.scalar(`SELECT count(*) FROM duty WHERE job IN ('digest', 'sweep', 'forget', 'notice') AND done_at IS NOT NULL`),
			w.scalar(`SELECT coalesce(sum(n), 0) FROM figure WHERE question <> '_lookup'`), // questions are asked meanwhile
		}
	}
	last := state()
	until(t, "the right replica's first look", func() bool { now := state(); same := now == last; last = now; time.Sleep(time.Second); return same })
	before := state()
	for name, skew := range map[string][2]string{
		"three years ahead":             {"26280h", "0s"},
		"three months ahead":            {"2160h", "0s"},
		"three months behind":           {"-2160h", "0s"},
		"two minutes ahead":             {"2m", "0s"},
		"jumps two years while it runs": {"17520h", "1s"},
	} {
		t.Run(name, func(t *testing.T) {
			if skew[1] != "0s" && !whole() {
				t.Skip("waits for a minute: only by make attack")
			}
			wrong := w.in(t).serve("clockskew", "", "MOTCUA_TEST_SKEW="+skew[0], "MOTCUA_TEST_SKEW_AFTER="+skew[1])
			if skew[1] == "0s" {
				time.Sleep(4 * time.Second) // its first look is over
			} else {
				time.Sleep(62 * time.Second) // … and one after the jump
			}
			through := 0
			if after := state(); after != before {
				through = 1
				t.Errorf("forms, answers, duties done, figures: %v before, %v after", before, after)
			}
			tried(t, "a clock "+name, 1, through, 0, "nothing deleted or sent by it")
			if wrong.metric("motcua_clock_held") != 1 || !strings.Contains(wrong.log.String(), "clock not believed") {
				t.Errorf("held %v; the log says:\n%s", wrong.metric("motcua_clock_held"), wrong.log)
			}
			if status, body := wrong.caller("127.0.0.1").get("/readyz"); status != http.StatusOK || !strings.Contains(body, `"clock":"this machine`) {
				t.Errorf("readyz: %d %s", status, body)
			}
			wrong.serves("127.0.0.20")
		})
	}
	if right.metric("motcua_clock_held") != 0 {
		t.Error("the right one is held too")
	}
	// A form begun through a wrong replica bears the database's time.
	wrong := w.serve("clockskew", "", "MOTCUA_TEST_SKEW=26280h")
	c := wrong.caller("127.0.0.1")
	c.get("/")
	c.send("abcdefgh", "text", "/danhgia")
	c.send("abcdefgi", "text", "đồng ý")
	if n := w.scalar(`SELECT count(*) FROM response WHERE started_at > now() + interval '1 hour'`); n != 0 {
		t.Errorf("%d forms begun in the future", n)
	}
	if n := w.scalar(`SELECT count(*) FROM response`); n != before[0]+1 {
		t.Errorf("%d forms, %d before", n, before[0])
	}
}
