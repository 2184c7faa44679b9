package intake

import (
	"os"
	"strings"
	"testing"
)

// TestReport compares the report on a small table with what is kept in testdata, word for word.
func TestReport(t *testing.T) {
	data, err := os.ReadFile("testdata/thu-tuc.csv")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("testdata/thu-tuc.report.txt")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read("thu-tuc.csv", data)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Report(); got != string(want) {
		t.Errorf("report\n%s", got)
	}
}

// TestEveryBlockIsReported: each record has each block once, in order, and a note wherever something is unclear.
func TestEveryBlockIsReported(t *testing.T) {
	data, err := os.ReadFile("testdata/thu-tuc.csv")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Read("thu-tuc.csv", data)
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range r.Records {
		for i, b := range AllBlocks() {
			got := rec.Blocks[i]
			if got.Block != b || got.State == StateUnclear && got.Note == "" || got.State == StateMissing && has(&rec.P, b) {
				t.Errorf("%s: %+v", rec.Where, got)
			}
		}
		if wordBlockNames[rec.Blocks[0].Block] == "" || !strings.Contains(wordFormatNames[r.Format], "CSV") {
			t.Error("a block or a format has no name")
		}
	}
}
