package layers

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// order lists the rooms from the bottom up. A package may import packages of its own line's rooms only
// where that line says so, and of the lines above it in this list. Small things under internal/ that
// are listed nowhere stand at the bottom and import nothing of ours but each other.
var order = []struct {
	rooms  []string
	within bool // rooms of this line may import each other
}{
	{rooms: []string{"internal/vntext", "internal/vnum", "internal/prose", "internal/qr", "internal/cputime", "internal/layers"}},
	{rooms: []string{"org"}},
	{rooms: []string{"survey", "procedure", "procedure/search", "procedure/card", "procedure/intake", "procedure/gen", "feedback"}, within: true},
	{rooms: []string{"report/claim"}},
	{rooms: []string{"report"}},
	{rooms: []string{"report/simulate"}}, // tests only
	{rooms: []string{"report/letter/docx"}},
	{rooms: []string{"report/letter"}},
	{rooms: []string{"report/workbook"}},
	{rooms: []string{"report/pack"}},
	{rooms: []string{"storage/private", "storage/live"}},
	{rooms: []string{"internal/pgtest"}},
	{rooms: []string{"storage"}},
	{rooms: []string{"internal/filled"}},
	{rooms: []string{"internal/demo", "bot"}},
	{rooms: []string{"bot/webchat", "bot/telegram", "bot/telegram/telegramtest", "bot/telegram/load", "bot/telegram/fire", "bot/zalo"}, within: true},
	{rooms: []string{"scheduler", "internal/play"}},
	{rooms: []string{"web"}},
	{rooms: []string{"bot/telegram/cases", "scheduler/load"}}, // tests only, of everything below
	{rooms: []string{"cmd/motcua"}},
	{rooms: []string{"internal/setup"}},
}

// nouns must not do I/O: no database, no network, no clock of their own making.
var nouns = map[string]bool{"org": true, "survey": true, "procedure": true, "report": true, "feedback": true, "internal/vntext": true, "internal/prose": true}

func TestImportsGoOneWay(t *testing.T) {
	level, within := map[string]int{}, map[string]bool{}
	for i, line := range order {
		for _, room := range line.rooms {
			level[room], within[room] = i, line.within
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
				if nouns[p.room()] && doesIO(imp) {
					t.Errorf("%s imports %s: nouns do no I/O", p.room(), imp)
				}
				continue
			}
			to, known := level[room]
			if !known || to > from || (to == from && !within[room]) {
				t.Errorf("%s imports %s: the arrow goes the wrong way", p.room(), room)
			}
		}
	}
}

func doesIO(imp string) bool {
	return imp == "net/http" || imp == "os" || imp == "database/sql" || strings.HasPrefix(imp, "github.com/jackc/") || strings.HasPrefix(imp, "github.com/redis/")
}

type listed struct {
	ImportPath string
	Imports    []string
}

func (p listed) room() string { return strings.TrimPrefix(p.ImportPath, "motcua/") }

// packages lists the packages of the module with what their own files, not their tests, import.
func packages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "motcua/...").Output()
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
