package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// parseLookups reads the lines of "lookup --json" strictly.
func parseLookups(t *testing.T, out string) []lookupOutput {
	t.Helper()
	var all []lookupOutput
	for line := range strings.Lines(out) {
		d := json.NewDecoder(strings.NewReader(line))
		d.DisallowUnknownFields()
		var l lookupOutput
		if err := d.Decode(&l); err != nil {
			t.Fatalf("%v in %.200q", err, line)
		}
		all = append(all, l)
	}
	return all
}

func TestLookupArguments(t *testing.T) {
	t.Parallel()
	got := parseLookups(t, env{}.must(t, "lookup", "--json", "lam giay khai sinh can gi", "kết hôn mất bao lâu", "giá vàng hôm nay"))
	if len(got) != 3 {
		t.Fatalf("%d lines for three questions", len(got))
	}
	if got[2].Answered { // however near the nearest is
		t.Errorf("%+v", got[2])
	}
	for i, want := range []struct{ query, name string }{
		{"lam giay khai sinh can gi", "khai sinh"}, {"kết hôn mất bao lâu", "kết hôn"},
	} {
		l := got[i]
		if l.Query != want.query || !l.Answered || len(l.Hits) == 0 || len(l.Hits) > 5 || !strings.Contains(l.Hits[0].Name, want.name) {
			t.Errorf("%+v", l)
			continue
		}
		if !slices.IsSortedFunc(l.Hits, func(a, b lookupHit) int { return int(1e6 * (b.Score - a.Score)) }) {
			t.Errorf("hits of %q are not best first: %+v", l.Query, l.Hits)
		}
		for _, h := range l.Hits {
			if h.Code == "" || h.Name == "" || h.Score < 0 || h.Score > 1 {
				t.Errorf("hit %+v", h)
			}
		}
	}
}

func TestLookupLines(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("khai sinh ", 10_000) // 100 kB
	lines := []string{"đăng ký khai sinh", "", "\xff\xfe\x00\x1b[31m", long, `"; DROP TABLE unit; --`, "khai tử"}
	r := env{}.callWith(t, strings.NewReader(strings.Join(lines, "\n")+"\n"), "lookup", "--json")
	if r.status != 0 || r.err != "" {
		t.Fatalf("status %d: %.300s", r.status, r.err)
	}
	got := parseLookups(t, r.out)
	if len(got) != len(lines) {
		t.Fatalf("%d answers to %d lines", len(got), len(lines))
	}
	for i, answered := range []bool{true, false, false, true, false, true} {
		if got[i].Answered != answered {
			t.Errorf("%.40q answered: %v", lines[i], got[i].Answered)
		}
		if got[i].Hits == nil {
			t.Errorf("%.40q: hits is null, not a list", lines[i])
		}
	}
	if got[3].Query != long {
		t.Error("the long question is not repeated as it was")
	}
}

func TestLookupNumber(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 2} {
		l := parseLookups(t, env{}.must(t, "lookup", "--json", "-n", fmt.Sprint(n), "đăng ký đất đai"))[0]
		if len(l.Hits) != n {
			t.Errorf("-n %d: %d hits", n, len(l.Hits))
		}
	}
	env{}.refused(t, 2, []string{"lookup", "-n", "0", "x"}, "-n 0")
	env{}.refused(t, 2, []string{"lookup", "-n", "many", "x"}, "many")
}

// A line that is too long ends the run, but not at the price of the answers before it.
func TestLookupLineTooLong(t *testing.T) {
	t.Parallel()
	in := "khai sinh\n" + strings.Repeat("x", maxLine+1) + "\nkhai tử\n"
	r := env{}.callWith(t, strings.NewReader(in), "lookup", "--json")
	if got := parseLookups(t, r.out); r.status != 1 || len(got) != 1 || got[0].Query != "khai sinh" {
		t.Errorf("status %d, %d answers: %s", r.status, len(got), r.err)
	}
	contains(t, r.err, "dòng 2")
}

// Whoever asks line by line gets each answer before asking the next: at a terminal, or as a coprocess.
func TestLookupIsADialogue(t *testing.T) {
	t.Parallel()
	in, ask := io.Pipe()
	answer, out := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- run(t.Context(), []string{"lookup", "--json"}, env{}.getenv, in, out, io.Discard)
		_ = out.Close()
	}()
	answers := bufio.NewScanner(answer)
	for _, q := range []string{"khai sinh", "khai tử"} {
		if _, err := io.WriteString(ask, q+"\n"); err != nil {
			t.Fatal(err)
		}
		if !answers.Scan() {
			t.Fatalf("no answer to %q: %v", q, answers.Err())
		}
		if l := parseLookups(t, answers.Text())[0]; l.Query != q {
			t.Errorf("answer to %q, not %q", l.Query, q)
		}
	}
	check(t, ask.Close())
	if status := <-done; status != 0 {
		t.Errorf("status %d", status)
	}
}

// Without --json it shows what a citizen would be told.
func TestLookupText(t *testing.T) {
	t.Parallel()
	out := env{}.must(t, "lookup", "thủ tục đăng ký khai sinh", "đăng ký kết hôn cần giấy tờ gì", "khai sinh", "giá vàng hôm nay")
	rest := out
	for _, part := range []string{
		"Đăng ký khai sinh\n", "Kết quả: Giấy khai sinh.", "Giấy tờ – Đăng ký kết hôn\n",
		"Ông/Bà cần việc nào về giấy khai sinh?\n  1.001193  ", "Chưa có thông tin về câu hỏi này. Gần nhất:\n",
	} {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Errorf("%q is missing, or not in its place, in:\n%s", part, out)
			break
		}
		rest = after
	}
}
