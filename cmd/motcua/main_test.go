package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/testkit/pgtest"

	"go.uber.org/goleak"
)

// childEnv makes the test program the command itself, for what only a process of its own can show:
// signals and exit statuses.
const childEnv = "MOTCUA_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		main()
	}
	goleak.VerifyTestMain(pgtest.M{M: m})
}

// env is an environment.
type env map[string]string

// newEnv is a machine with a PostgreSQL of its own that DATABASE_URL names, which is much quicker than a
// private one.
func newEnv(t testing.TB) env {
	t.Helper()
	return env{"MOTCUA_DATA": t.TempDir(), "MOTCUA_ADDR": "127.0.0.1:0", "DATABASE_URL": pgtest.New(t)}
}

// with is the environment with one setting changed.
func (e env) with(name, value string) env {
	c := env{name: value}
	for k, v := range e {
		if k != name {
			c[k] = v
		}
	}
	return c
}

func (e env) getenv(name string) string { return e[name] }

// result is what a run of the command came to.
type result struct {
	status   int
	out, err string
}

// call runs the command in this process.
func (e env) call(t testing.TB, args ...string) result {
	t.Helper()
	return e.callWith(t, strings.NewReader(""), args...)
}

func (e env) callWith(t testing.TB, in io.Reader, args ...string) result {
	t.Helper()
	var out, errOut bytes.Buffer
	status := run(t.Context(), args, e.getenv, in, &out, &errOut)
	return result{status, out.String(), errOut.String()}
}

// wordOfAddress is what is said on stderr where nobody outside can open the address, as in most tests.
var wordOfAddress = regexp.MustCompile(`Lưu ý: điện thoại của người dân .*\n`)

// must runs the command, which has to succeed, and returns what it printed.
func (e env) must(t testing.TB, args ...string) string {
	t.Helper()
	r := e.call(t, args...)
	if r.status != 0 || wordOfAddress.ReplaceAllString(r.err, "") != "" {
		t.Fatalf("motcua %s: status %d\n%s%s", strings.Join(args, " "), r.status, r.out, r.err)
	}
	return r.out
}

// refused runs the command, which has to fail with this status and say all of this.
func (e env) refused(t testing.TB, status int, args []string, says ...string) {
	t.Helper()
	r := e.call(t, args...)
	if r.status != status {
		t.Errorf("motcua %s: status %d, want %d\n%s%s", strings.Join(args, " "), r.status, status, r.out, r.err)
	}
	contains(t, r.err, says...)
}

// child is the command as a process of its own.
func (e env) child(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), childEnv+"=1")
	for k, v := range e {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	return cmd
}

func contains(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("%q is missing in:\n%s", p, text)
		}
	}
}

func lacks(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(text, p) {
			t.Errorf("%q is in:\n%s", p, text)
		}
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
