package report_test

import (
	"testing"

	"motcua/internal/prose"
	"motcua/internal/testkit/golden"
	"motcua/report"
)

func TestGolden(t *testing.T) {
	for _, s := range scenes(t) {
		t.Run(s.name, func(t *testing.T) {
			f := report.Build(s.in)
			golden.Check(t, s.name+".txt", []byte(prose.Plain(f.Digest())+"\n"))
			numbers, err := f.JSON()
			if err != nil {
				t.Fatal(err)
			}
			golden.Check(t, s.name+".json", numbers)
		})
	}
}
