package report_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"motcua/internal/prose"
	"motcua/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file of testdata, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test -update writes it anew)\ngot:\n%s\nwant:\n%s", name, got, want)
	}
}

func TestGolden(t *testing.T) {
	for _, s := range scenes(t) {
		t.Run(s.name, func(t *testing.T) {
			f := report.Build(s.in)
			golden(t, s.name+".txt", []byte(prose.Plain(f.Digest())+"\n"))
			numbers, err := f.JSON()
			if err != nil {
				t.Fatal(err)
			}
			golden(t, s.name+".json", numbers)
		})
	}
}
