package setup_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fromMakefile is what make says that a variable of the Makefile stands for.
func fromMakefile(t *testing.T, name string) []string {
	t.Helper()
	cmd := exec.Command("make", "-s", "-f", "-", "show")
	cmd.Dir = "../.."
	cmd.Stdin = strings.NewReader("include Makefile\nshow: ; @echo '$(" + name + ")'\n")
	out, err := cmd.Output()
	check(t, err)
	return strings.Fields(string(out))
}

// "make build" builds again when anything changes that the program is made of, and only then.
func TestMakeSeesAllSources(t *testing.T) {
	root, err := filepath.Abs("../..")
	check(t, err)
	seen := fromMakefile(t, "SOURCES")
	slices.Sort(seen)
	out, err := exec.Command("go", "list", "-deps", "-json=Dir,Module,GoFiles,EmbedFiles", "motcua/cmd/motcua").Output()
	check(t, err)
	files := 0
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			Dir                 string
			Module              *struct{ Main bool }
			GoFiles, EmbedFiles []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if p.Module == nil || !p.Module.Main {
			continue
		}
		for _, name := range append(p.GoFiles, p.EmbedFiles...) {
			path, err := filepath.Rel(root, filepath.Join(p.Dir, name))
			check(t, err)
			files++
			if _, ok := slices.BinarySearch(seen, filepath.ToSlash(path)); !ok {
				t.Errorf("make build does not look at %s", path)
			}
		}
	}
	if files < 200 {
		t.Errorf("only %d files are compared", files)
	}
	for _, name := range seen {
		if strings.HasSuffix(name, "_test.go") {
			t.Errorf("make build looks at %s", name)
		}
	}
}

// What runs by itself exists, so that nothing is left out of both steps of "make test".
func TestMakeTestsEverything(t *testing.T) {
	for _, room := range fromMakefile(t, "ALONE") {
		check(t, exec.Command("go", "list", "motcua/"+room).Run())
	}
}
