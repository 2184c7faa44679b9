package letter_test

import (
	"bytes"
	"testing"

	"motcua/internal/testkit/golden"
)

// TestGolden keeps the text of the letter in each situation.
func TestGolden(t *testing.T) {
	for _, s := range scenes(t) {
		t.Run(s.name, func(t *testing.T) {
			file, _ := draft(t, s.in)
			got := []byte(plain(read(t, file, "word/document.xml")))
			golden.Check(t, s.name+".txt", got)
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
