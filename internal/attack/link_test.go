package attack_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// A leaders' link that was replaced stops showing anything within a heartbeat, on streams that stand open as well.
func TestRevokedLink(t *testing.T) {
	w := newTown(t)
	s := w.serve("", "")
	link := regexp.MustCompile(`/phong/[A-Za-z0-9_-]+`)
	old := link.FindString(w.run("room", "--demo", "--unit", unitCode(t, w)))
	status, lines := s.caller("127.0.0.1").stream(old + "/events")
	if status != http.StatusOK {
		t.Fatalf("the stream of a good link: %d", status)
	}
	w.run("room", "--demo", "--unit", unitCode(t, w))
	began := time.Now()
	ended := make(chan struct{})
	go func() {
		for lines.Scan() {
		}
		close(ended)
	}()
	select {
	case <-ended:
		t.Logf("ended after %v", time.Since(began))
	case <-time.After(25 * time.Second):
		t.Error("the stream of a revoked link goes on")
	}
	through := 0
	paths := []string{"", "/events", "/log", "/viec", "/cong-bo", "/lo-phieu"}
	for _, path := range paths {
		if status, _ := s.caller("127.0.0.1").get(old + path); status != http.StatusNotFound {
			through++
			t.Errorf("%s of a revoked link: %d", path, status)
		}
	}
	tried(t, "a revoked leaders' link", len(paths)+1, through, 0, "its open stream ends within a heartbeat")
}

// unitCode is the code of the demo's unit.
func unitCode(t *testing.T, w *town) string {
	t.Helper()
	fields := strings.Fields(w.run("unit", "list", "--demo"))
	if len(fields) == 0 {
		t.Fatal("no unit")
	}
	return fields[0]
}

// Receipt codes guessed by ever new cookies from one address, and buttons made up for codes that exist: nothing is found,
// nothing is erased, and it is on the record.
func TestGuessingCodes(t *testing.T) {
	w := newTown(t)
	s := w.serve("", "")
	forms := w.scalar(`SELECT count(*) FROM response`)
	for i := range 80 {
		c := s.caller("127.0.0.1")
		c.get("/")
		c.send("abcdefgh", "text", fmt.Sprintf("/dulieu 2C3C4%s", strings.NewReplacer("0", "C", "1", "H").Replace(fmt.Sprintf("%05d", i))))
		c.send("abcdefgi", "tap", fmt.Sprintf("x:2C3C5%s", strings.NewReplacer("0", "C", "1", "H").Replace(fmt.Sprintf("%05d", i))))
	}
	tried(t, "guessed receipts of one address, looked up and to erase", 160, int(s.metric(`motcua_receipt_codes_total{result="wrong"}`)), 30, "looked up; none was found")
	if n := s.metric(`motcua_receipt_codes_total{result="refused"}`); n < 100 {
		t.Errorf("%v were refused", n)
	}
	if n := w.scalar(`SELECT count(*) FROM response`); n != forms {
		t.Errorf("%d forms, %d before", n, forms)
	}
	s.serves("127.0.0.10")
}
