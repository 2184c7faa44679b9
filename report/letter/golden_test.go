package letter_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden keeps the text of the letter in each situation.
func TestGolden(t *testing.T) {
	for _, s := range scenes(t) {
		t.Run(s.name, func(t *testing.T) {
			file, _ := draft(t, s.in)
			got := []byte(plain(read(t, file, "word/document.xml")))
			path := filepath.Join("testdata", s.name+".txt")
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
				t.Errorf("%s differs (go test -update writes it anew)\ngot:\n%s\nwant:\n%s", path, got, want)
			}
		})
	}
}

func TestSameBytes(t *testing.T) {
	for _, s := range scenes(t) {
		a, _ := draft(t, s.in)
		b, _ := draft(t, s.in)
		if !bytes.Equal(a, b) {
			t.Errorf("%s: the same figures give another file", s.name)
		}
	}
}
