package layers

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The vocabulary names what is there: every Go name and every table and column of docs/tu-vung.md is found in the sources.
func TestVocabularyIsTrue(t *testing.T) {
	declared, rooms := declaredNames(t), map[string]bool{}
	for name := range declared {
		room, _, _ := strings.Cut(name, ".")
		rooms[room] = true
	}
	tables := schema(t)
	page, err := os.ReadFile("../../docs/tu-vung.md")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, line := range strings.Split(string(page), "\n") {
		cells := strings.Split(strings.Trim(line, "| "), "|")
		if !strings.HasPrefix(line, "| ") || len(cells) != 4 || strings.Contains(cells[2], "| Go") || strings.TrimSpace(cells[2]) == "Go" {
			continue
		}
		lines++
		for _, name := range quoted(cells[2]) {
			if !known(name, declared, rooms) {
				t.Errorf("%s: there is no %s in the sources", strings.TrimSpace(cells[0]), name)
			}
		}
		for _, name := range quoted(cells[3]) {
			if !tables[name] {
				t.Errorf("%s: there is no %s in the schema", strings.TrimSpace(cells[0]), name)
			}
		}
	}
	if lines < 30 {
		t.Errorf("only %d lines of the vocabulary were read", lines)
	}
}

var inBackquotes = regexp.MustCompile("`([^`]+)`")

// quoted are the names between backquotes: a value ("" or a small word after a colon) is none.
func quoted(cell string) (names []string) {
	for _, m := range inBackquotes.FindAllStringSubmatch(cell, -1) {
		names = append(names, m[1])
	}
	return names
}

// known reports whether a name is a room ("report/workbook"), a declared name ("org.Unit", "report.Figures.Digest") or the value of
// a constant ("poster").
func known(name string, declared, rooms map[string]bool) bool {
	return declared[name] || rooms[name] || strings.HasPrefix(name, `"`) || declared[`"`+name+`"`] || roomEndsWith(rooms, name)
}

func roomEndsWith(rooms map[string]bool, name string) bool {
	for room := range rooms {
		if room == name || strings.HasSuffix(room, "/"+name) {
			return true
		}
	}
	return false
}

// declaredNames are the exported names of all packages, "org.Unit", their methods and fields, "org.Unit.Name", the rooms, "bot/talk.",
// and the values of constants, in quotes.
func declaredNames(t *testing.T) map[string]bool {
	all := map[string]bool{}
	for _, p := range packages(t) {
		all[p.room()+"."] = true
		for _, file := range p.GoFiles {
			f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, file), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					all[lit.Value] = true
				}
				return true
			})
			for _, d := range f.Decls {
				for _, name := range namesOf(d) {
					all[f.Name.Name+"."+name] = true
				}
			}
		}
	}
	return all
}

// namesOf are the names a declaration makes.
func namesOf(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return []string{d.Name.Name}
		}
		return []string{receiver(d.Recv.List[0].Type) + "." + d.Name.Name}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.ValueSpec:
				for _, n := range s.Names {
					names = append(names, n.Name)
				}
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
				if st, ok := s.Type.(*ast.StructType); ok {
					for _, field := range st.Fields.List {
						for _, n := range field.Names {
							names = append(names, s.Name.Name+"."+n.Name)
						}
					}
				}
			}
		}
	}
	return names
}

func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

var (
	createTable = regexp.MustCompile(`(?s)CREATE TABLE (\w+) \((.*?)\n\)`)
	columnLine  = regexp.MustCompile(`(?m)^\s+(\w+) `)
)

// schema are the tables, their columns ("session.said") and the columns by themselves.
func schema(t *testing.T) map[string]bool {
	all := map[string]bool{}
	files, err := filepath.Glob("../../storage/migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no schema: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range createTable.FindAllStringSubmatch(string(text), -1) {
			all[table[1]] = true
			for _, column := range columnLine.FindAllStringSubmatch(table[2], -1) {
				all[column[1]], all[table[1]+"."+column[1]] = true, true
			}
		}
	}
	return all
}
