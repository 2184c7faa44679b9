package report_test

import (
	"strings"
	"testing"

	"motcua/internal/prose"
	"motcua/report"
)

// Whoever reads the class of the nine indices reads in the same sentence what it is worth: in a chat nothing else stands beside it.
func TestClassIsToldWithItsCaveat(t *testing.T) {
	told := 0
	for _, s := range scenes(t) {
		f := report.Build(s.in)
		for _, line := range strings.Split(prose.Plain(f.Digest()), "\n") {
			if !strings.Contains(line, "xếp loại ") || strings.Contains(line, "chưa xếp loại") {
				continue
			}
			if told++; !strings.Contains(line, "khung cũ") || !strings.Contains(line, "cần đối chiếu văn bản") {
				t.Errorf("%s: %s", s.name, line)
			}
		}
	}
	if told == 0 {
		t.Error("no scene has a class")
	}
}
