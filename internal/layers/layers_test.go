package layers

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// line is one storey of the house.
type line struct {
	rooms  []string
	within bool // rooms of this line may import each other
}

// order lists the rooms from the bottom up. A package may import the packages of the lines above its own in this list, and
// those of its own line only where the line says so.
var order = []line{
	{rooms: []string{"internal/testkit/golden", "internal/vntext", "internal/vnum", "internal/prose", "internal/qr", "internal/cputime", "internal/limit", "internal/layers"}},
	{rooms: []string{"org", "internal/heed"}},
	{rooms: []string{"internal/calendar"}},
	{rooms: []string{"survey", "procedure", "procedure/search", "procedure/card", "procedure/intake", "procedure/gen", "feedback"}, within: true},
	{rooms: []string{"org/directory"}},
	{rooms: []string{"report/claim", "report/say", "report/odd"}},
	{rooms: []string{"report"}},
	{rooms: []string{"report/simulate"}}, // tests only
	{rooms: []string{"report/letter/docx"}},
	{rooms: []string{"report/letter"}},
	{rooms: []string{"report/workbook"}},
	{rooms: []string{"report/files"}},
	{rooms: []string{"bot"}},
	{rooms: []string{"bot/turn"}},
	{rooms: []string{"internal/auditor"}},
	{rooms: []string{"storage/private", "storage/live"}},
	{rooms: []string{"internal/testkit/pgtest"}},
	{rooms: []string{"storage"}},
	{rooms: []string{"internal/testkit", "internal/demo"}},
	{rooms: []string{"bot/talk"}},
	{rooms: []string{"bot/outbox"}},
	{rooms: []string{"bot/engine"}},
	{rooms: []string{"bot/platform"}},
	{rooms: []string{"bot/webchat", "bot/kiosk", "bot/telegram", "bot/telegram/load", "bot/telegram/fire"}},
	{rooms: []string{"office"}},
	{rooms: []string{"scheduler"}},
	{rooms: []string{"internal/simulator/telegramsim"}},
	{rooms: []string{"internal/simulator/play"}},
	{rooms: []string{"web/site"}},
	{rooms: []string{"web/leaders", "web/screen"}},
	{rooms: []string{"web"}},
	{rooms: []string{"bot/telegram/cases", "scheduler/load"}}, // tests only, of everything above
	{rooms: []string{"internal/service"}},
	{rooms: []string{"cmd/motcua"}},
	{rooms: []string{"internal/setup", "internal/attack"}},
}

// pure rooms, and all rooms below them, do no I/O and take the time as an argument: no database, no network, no clock.
var pure = []string{"org", "survey", "procedure", "report", "feedback", "bot/talk", "bot/turn", "internal/vntext", "internal/vnum", "internal/prose", "internal/calendar", "internal/heed"}

// impure are programs and tools that stand below a pure room without being part of it.
var impure = []string{"procedure/gen", "procedure/search/eval"}

func isPure(room string) bool {
	within := func(top string) bool { return room == top || strings.HasPrefix(room, top+"/") }
	return slices.ContainsFunc(pure, within) && !slices.ContainsFunc(impure, within)
}

func TestImportsGoOneWay(t *testing.T) {
	level, within := map[string]int{}, map[string]bool{}
	for i, l := range order {
		for _, room := range l.rooms {
			level[room], within[room] = i, l.within
		}
	}
	for _, p := range packages(t) {
		from, ok := level[p.room()]
		if !ok {
			t.Errorf("%s stands in no line of the order: decide where it belongs", p.room())
			continue
		}
		for _, imp := range p.Imports {
			room, ours := strings.CutPrefix(imp, "motcua/")
			if !ours {
				continue
			}
			to, known := level[room]
			if !known || to > from || (to == from && !within[room]) {
				t.Errorf("%s imports %s: the arrow goes the wrong way", p.room(), room)
			}
		}
	}
}

// What rules and nouns stand on, directly or by a library of ours, does no I/O either.
func TestPureRoomsDoNoIO(t *testing.T) {
	for _, p := range packages(t) {
		if !isPure(p.room()) {
			continue
		}
		for _, imp := range p.Imports {
			room, ours := strings.CutPrefix(imp, "motcua/")
			if doesIO(imp) || (ours && !isPure(room)) {
				// The types of a conversation do no I/O; Channel is an interface of theirs.
				if room == "bot" {
					continue
				}
				t.Errorf("%s imports %s: rules and nouns do no I/O", p.room(), imp)
			}
		}
		for _, file := range p.GoFiles {
			for _, call := range clockCalls(t, filepath.Join(p.Dir, file)) {
				t.Errorf("%s/%s calls %s: rules and nouns take the time as an argument", p.room(), file, call)
			}
		}
	}
}

// "make test" runs rules and nouns without the race detector, since they start no goroutines.
func TestPureRoomsStartNoGoroutines(t *testing.T) {
	for _, p := range packages(t) {
		if !isPure(p.room()) {
			continue
		}
		for _, file := range p.GoFiles {
			if at := goroutine(t, filepath.Join(p.Dir, file)); at != "" {
				t.Errorf("%s starts a goroutine: it is no rule", at)
			}
		}
	}
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(makefile), "\nRULES = ")
	listed, _, _ := strings.Cut(rest, "\n")
	for _, room := range strings.Fields(listed) {
		if !slices.Contains(pure, room) && room != "internal/auditor" { // the auditor is one loop of arithmetic
			t.Errorf("the Makefile runs %s without the race detector", room)
		}
	}
}

// goroutine is where a file starts one; "" if nowhere.
func goroutine(t *testing.T, path string) (at string) {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			at = set.Position(n.Pos()).String()
		case *ast.CallExpr:
			if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Go" {
				at = set.Position(n.Pos()).String()
			}
		}
		return true
	})
	return at
}

func doesIO(imp string) bool {
	switch imp {
	case "net", "net/http", "os", "os/exec", "database/sql", "log", "log/slog":
		return true
	}
	return strings.HasPrefix(imp, "github.com/jackc/") || strings.HasPrefix(imp, "github.com/redis/")
}

// clockCalls are the calls of a file that read the clock or wait for it.
func clockCalls(t *testing.T, path string) (calls []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep", "After", "Tick", "NewTimer", "NewTicker", "AfterFunc"}, sel.Sel.Name) {
			calls = append(calls, "time."+sel.Sel.Name)
		}
		return true
	})
	return calls
}

// The test servers are part of the program only for --play, and come in by one file.
func TestSimulatorsComeInByOneDoor(t *testing.T) {
	const door = "cmd/motcua/play.go"
	for _, p := range packages(t) {
		if strings.HasPrefix(p.room(), "internal/simulator/") {
			continue
		}
		for _, file := range p.GoFiles {
			if p.room()+"/"+file == door {
				continue
			}
			for _, imp := range importsOf(t, filepath.Join(p.Dir, file)) {
				if strings.HasPrefix(imp, "motcua/internal/simulator/") {
					t.Errorf("%s/%s imports %s: only %s may", p.room(), file, imp, door)
				}
			}
		}
	}
}

func importsOf(t *testing.T, path string) (imports []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range f.Imports {
		imports = append(imports, strings.Trim(i.Path.Value, `"`))
	}
	return imports
}

type listed struct {
	ImportPath string
	Dir        string
	Imports    []string
	GoFiles    []string
}

func (p listed) room() string { return strings.TrimPrefix(p.ImportPath, "motcua/") }

// packages lists the packages of the module with what their own files, not their tests, import.
func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles", "motcua/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if len(all) < 15 {
		t.Fatalf("only %d packages found", len(all))
	}
	return all
}
