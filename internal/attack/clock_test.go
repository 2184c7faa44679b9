package attack_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/testkit"
	"motcua/org"
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

// A machine whose clock, and the database's with it, was wrong when it was started: what the database believed last is weeks away. No
// month is fixed, nothing is sent, whoever asks; forms come into no month that is over; it survives a restart, and an operator's word
// ends it.
func TestBootedByAWrongClock(t *testing.T) {
	w := newTown(t)
	w.real = true
	now := time.Now().In(org.Location())
	month := calendar.MonthOf(now).Add(-1)
	start := month.Start(org.Location())
	t.Run("installed", func(t *testing.T) { w.in(t).serve("", "") })
	unit := w.commune(testkit.Open(t, w.dsn), "xa-a")
	w.put(testkit.Open(t, w.dsn), unit, 1<<32, honestMonth(start, rand.New(rand.NewPCG(1, 2))))
	w.exec(`UPDATE unit SET created_at = $1`, start)
	fixed := func() int64 {
		return w.scalar(`SELECT (SELECT count(*) FROM issued) + (SELECT count(*) FROM looked_over) + (SELECT count(*) FROM publication)
			+ (SELECT count(*) FROM duty WHERE job IN ('digest', 'sweep', 'forget', 'notice') AND done_at IS NOT NULL)`)
	}
	before := fixed()                                                                                               // what was owed today when it was installed
	for name, at := range map[string]time.Time{"ahead": start.AddDate(0, 0, 20), "behind": now.AddDate(0, 0, 40)} { // what was believed
		w.exec(`UPDATE heartbeat SET at = $1`, at)
		for start := range 2 {
			t.Run(fmt.Sprintf("%s, start %d", name, start+1), func(t *testing.T) {
				s := w.in(t).serve("", "")
				link := regexp.MustCompile(`/phong/[A-Za-z0-9_-]+`).FindString(w.run("room", "--unit", "xa-a"))
				time.Sleep(4 * time.Second) // its first look is over
				c := s.caller("127.0.0.1")
				asked := []string{"/cong-bo/" + month.String(), "/lo-phieu", "/viec"}
				for _, path := range asked {
					if status, _ := c.get(link + path); status == 0 || status == 500 {
						t.Errorf("%s: %d", path, status)
					}
				}
				cmd := exec.Command(build(t, ""), "digest", "--unit", "xa-a", "--period", month.String(), "--out", t.TempDir())
				cmd.Env = w.env()
				if out, err := cmd.CombinedOutput(); err == nil {
					t.Errorf("a report on the command line:\n%s", out)
				}
				amiss := func() int64 {
					return w.scalar(`SELECT count(*) FROM response WHERE id NOT BETWEEN $1 AND $1 + 100000
						AND started_at NOT BETWEEN $2::timestamptz AND $2 + interval '1 hour'`, int64(1)<<32, at)
				}
				late := -amiss()
				c = s.selfMade("127.0.0.1")
				c.does("text", "/danhgia")
				c.does("text", "đồng ý")
				late += amiss()
				through := int(fixed() - before + late)
				if through > 0 {
					t.Errorf("%d things fixed, %d forms by the wrong time", fixed()-before, late)
				}
				tried(t, "a machine booted with its clock "+name, 1+len(asked)+2, through, 0, "no month fixed, nothing sent, until an operator's word")
				if _, body := s.caller("127.0.0.1").get("/readyz"); s.metric("motcua_clock_held") != 1 || !strings.Contains(body, "motcua clock --trust") {
					t.Errorf("held %v; readyz: %s", s.metric("motcua_clock_held"), body)
				}
				s.serves("127.0.0.20")
			})
		}
	}
	w.run("clock", "--trust")
	right := w.serve("", "")
	until(t, "the digest once the clock is trusted", func() bool {
		return w.scalar(`SELECT count(*) FROM duty WHERE job = 'digest' AND done_at IS NOT NULL`) > 0
	})
	if right.metric("motcua_clock_held") != 0 {
		t.Error("held after an operator's word")
	}
}
