package telegramsim

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The foreign client, in versions that are known to fit testdata/grammy/check.mjs.
const (
	grammyVersion    = "1.46.0"
	autoRetryVersion = "2.0.2"
)

// TestGrammY lets a client library of another language and author judge the server. It needs node and
// npm, and the network when the packages have not been fetched before.
func TestGrammY(t *testing.T) {
	node, home := grammy(t)
	s := quiet(t)
	mux := http.NewServeMux()
	mux.Handle("/", s)
	mux.Handle("/play/", playground(s))
	front := httptest.NewServer(mux)
	defer front.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, node, "testdata/grammy/check.mjs")
	cmd.Env = append(os.Environ(), "GRAMMY_HOME="+home, "SERVER_URL="+front.URL, "BOT_TOKEN="+s.Token())
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "grammY agrees") {
		t.Fatalf("%v\n%s\nlast calls: %+v", err, out, lastCalls(s, 5))
	}
	want := []string{"can't parse entities", "message is too long", "BUTTON_DATA_INVALID", "chat not found", "query is too old",
		"IMAGE_PROCESS_FAILED", "terminated by other getUpdates"}
	got := s.Violations()
	for i, w := range want {
		if len(got) != len(want) || !strings.Contains(got[i], w) {
			t.Fatalf("violations\n%s\nwant one each of %q", strings.Join(got, "\n"), want)
		}
	}
}

func lastCalls(s *Server, n int) []Call {
	all := s.Calls()
	return all[max(0, len(all)-n):]
}

// grammy finds node and a directory with the packages, and skips the test loudly without them.
func grammy(t *testing.T) (node, home string) {
	t.Helper()
	skip := func(why string) {
		t.Helper()
		banner := strings.Repeat("!", 80)
		text := fmt.Sprintf("%s\n!! THE CROSS-CHECK WITH grammY DID NOT RUN: %s\n%s", banner, why, banner)
		fmt.Fprintln(os.Stderr, text)
		t.Skip(text)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		skip("node is not installed")
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		skip("npm is not installed")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	home = filepath.Join(cache, "motcua-test", "grammy-"+grammyVersion+"-"+autoRetryVersion)
	if _, err := os.Stat(filepath.Join(home, "node_modules", "grammy", "package.json")); err == nil {
		return node, home
	}
	if out, err := install(t, npm, home); err != nil {
		skip(fmt.Sprintf("npm cannot fetch the packages: %v\n%s", err, out))
	}
	return node, home
}

// install fetches the packages next to home and moves them there when they are complete, so that a run
// that is broken off leaves nothing half done.
func install(t *testing.T, npm, home string) ([]byte, error) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(home), 0o755); err != nil {
		return nil, err
	}
	fresh, err := os.MkdirTemp(filepath.Dir(home), "fetching-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(fresh)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--prefix", fresh,
		"grammy@"+grammyVersion, "@grammyjs/auto-retry@"+autoRetryVersion)
	cmd.Dir = fresh
	if out, err := cmd.CombinedOutput(); err != nil {
		return out, err
	}
	if err := os.Rename(fresh, home); err != nil {
		if _, there := os.Stat(filepath.Join(home, "node_modules")); there != nil {
			return nil, err
		}
	}
	return nil, nil
}

// playground lets the script play one person.
func playground(s *Server) http.Handler {
	u := s.NewUser("Lan")
	text := 0 // id of the last text
	say := func(m Message, err error) (any, error) { text = m.ID; return m, err }
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		message, _ := strconv.Atoi(q.Get("message"))
		var result any = struct{}{}
		var err error
		switch what := strings.TrimPrefix(r.URL.Path, "/play/"); what {
		case "start":
			result, err = say(s.StartWith(u, q.Get("payload")))
		case "text":
			result, err = say(s.Send(u, u.ID, q.Get("text")))
		case "sticker":
			result, err = s.SendSticker(u, u.ID, "👍")
		case "edit":
			result, err = s.Edit(u, u.ID, text, q.Get("text"))
		case "tap":
			var id string
			id, err = s.Tap(u, u.ID, message, q.Get("button"))
			result = map[string]string{"id": id}
		case "answer":
			result, _ = s.AnswerTo(q.Get("id"))
		case "block":
			s.Block(u)
		case "unblock":
			s.Unblock(u)
		case "chat":
			result = s.Chat(u.ID).Messages
		case "polling":
			result = map[string]bool{"waiting": s.Polling()}
		case "fault":
			s.Fault(map[string]Fault{
				"429": {RetryAfter: 1, Times: 1}, "drop": {DropAnswer: true, Times: 1}, "502": {Status: 502, HTML: true, Times: 1},
			}[q.Get("kind")])
		default:
			err = fmt.Errorf("no such play %s", what)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusTeapot)
			return
		}
		_ = json.NewEncoder(w).Encode(result)
	})
}
