package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
)

func TestMisses(t *testing.T) {
	t.Parallel()
	e := newDemo(t)
	last := calendar.MonthOf(time.Now().In(org.Location())).Add(-1)
	out := e.must(t, "misses", "--period", last.String())
	lines := strings.Split(strings.TrimSpace(out), "\n")
	contains(t, lines[0], "lượt hỏi chưa trả lời được", "tháng "+fmt.Sprintf("%02d/%d", last.Number(), last.Year()))
	if len(lines) < 3 {
		t.Fatalf("the demo's month has few questions:\n%s", out)
	}
	if got := strings.Count(e.must(t, "misses", "--period", last.String(), "-n", "1"), "\n"); got != 2 {
		t.Errorf("-n 1 prints %d lines", got)
	}
	contains(t, e.must(t, "misses"), "lượt hỏi chưa trả lời được")
	e.refused(t, 2, []string{"misses", "--period", "hôm qua"}, "--period")
	e.refused(t, 2, []string{"misses", "-n", "0"}, "ít nhất 1")
	e.refused(t, 1, []string{"misses", "--unit", "x"}, `Không có đơn vị "x"`)
}
