package layers

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// A sentence for people stands once in the product. Two that are the same would be corrected in one place and stay wrong in
// the other.
func TestSentencesStandOnce(t *testing.T) {
	const words = 7 // shorter ones are labels, and those may agree
	at := map[string]string{}
	eachFile(t, func(path string, f *ast.File, fset *token.FileSet) {
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			s, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			key := strings.Join(strings.Fields(strings.Trim(s, " .,;:\n")), " ")
			if len(strings.Fields(key)) < words || !vietnamese(key) {
				return true
			}
			here := fset.Position(lit.Pos()).String()
			if there, again := at[key]; again && !sameLine(there, here) { // a table may name a thing twice
				t.Errorf("%s and %s say the same: %q", there, here, key)
			}
			at[key] = here
			return true
		})
	})
	if len(at) < 300 {
		t.Errorf("only %d sentences found", len(at))
	}
}

func sameLine(a, b string) bool {
	return a[:strings.LastIndex(a, ":")] == b[:strings.LastIndex(b, ":")]
}

// What is said has one prefix, so that it is known for wording wherever it is used.
func TestWordingHasItsPrefix(t *testing.T) {
	seen := 0
	eachFile(t, func(path string, f *ast.File, fset *token.FileSet) {
		if !strings.HasPrefix(filepath.Base(path), "wording") {
			return
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				v := s.(*ast.ValueSpec)
				if !isText(v) {
					continue
				}
				seen++
				if n := v.Names[0].Name; !strings.HasPrefix(strings.ToLower(n), "word") {
					t.Errorf("%s: %s does not begin with word", fset.Position(v.Pos()), n)
				}
			}
		}
	})
	if seen < 500 {
		t.Errorf("only %d found", seen)
	}
}

// isText reports whether a constant is a text in Vietnamese.
func isText(v *ast.ValueSpec) bool {
	if len(v.Values) != 1 {
		return false
	}
	lit, ok := v.Values[0].(*ast.BasicLit)
	return ok && lit.Kind == token.STRING && vietnamese(lit.Value)
}

// vietnamese reports whether a text has a letter that only Vietnamese has, with its accents.
func vietnamese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return strings.ContainsRune("ăđơưắằặẳẵấầậẩẫếềệểễốồộổỗớờợởỡứừựửữịọụạẹỉỏủảẻ", r)
	})
}

// eachFile parses every file of the product that is not a test.
func eachFile(t *testing.T, look func(path string, f *ast.File, fset *token.FileSet)) {
	t.Helper()
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "bin" || d.Name() == "data"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, filepath.Join("../..", path), nil, parser.SkipObjectResolution)
		if err == nil {
			look(path, f, fset)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
