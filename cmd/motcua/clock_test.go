package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ownClock are the files that may read the clock of this machine: to measure how long something takes, to compare it with the
// database's, and for the catalogue, which has its own dates.
var ownClock = []string{"localtime.go", "localtime_skew.go", "doctor.go", "lookup.go", "catalogue.go", "catalogue_export.go", "doctor_catalogue.go", "import.go", "import_procedures.go"}

// Which month is over is for the database to say. A command run on a machine whose clock is ahead would otherwise look a month over
// for odd batches, or fix its figures, while it is still under way, for good.
func TestCommandsAskTheDatabaseWhatTimeItIs(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || slices.Contains(ownClock, name) {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.SelectorExpr); ok && call.Sel.Name == "Now" {
				if x, ok := call.X.(*ast.Ident); ok && x.Name == "time" {
					t.Errorf("%s reads the clock of this machine", name)
				}
			}
			return true
		})
	}
}
