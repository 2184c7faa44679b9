package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"motcua/internal/vntext"
	"motcua/procedure"
)

// questionFile is one of the sets of questions the systems are measured on.
type questionFile struct {
	name  string // of the file in the folder of questions
	about string // what to know when reading the figures
	aside bool   // only aggregates may ever be printed, so that nobody can tune to single questions
}

var questionFiles = []questionFile{
	{name: "dev.tsv", about: "real questions; word lists and thresholds were made with them in sight"},
	{name: "authored-a.tsv", about: "written without sight of the word lists; the weights of the ranking are fitted to them"},
	{name: "authored-b.tsv", about: "written likewise, and kept aside from all tuning; aggregates only", aside: true},
}

// group says how a question is counted.
type group string

const (
	answerable   group = "answerable"
	unanswerable group = "unanswerable" // nothing in the catalogue answers it: refusing is right
	uncoded      group = "uncoded"      // a procedure without official code answers it; counted apart
	followup     group = "followup"     // makes sense only after another question; left out
)

// question is one line of a file.
type question struct {
	text  string
	right []string // keys of the procedures that answer it; any one is a hit
	kind  string   // where it comes from: found/wild, chatbot, …
	typ   string   // single, multi, oos, meta, clarify, followup
	group group
}

// questionSet is a file with its questions.
type questionSet struct {
	file      questionFile
	questions []question
}

type questionSets []questionSet

// dev is the set that baselines are tuned on.
func (s questionSets) dev() questionSet { return s[0] }

// readAll reads all files of a folder.
func readAll(dir string, c *procedure.Catalog) (questionSets, error) {
	var out questionSets
	for _, f := range questionFiles {
		qs, err := readQuestions(dir, f, c)
		if err != nil {
			return nil, err
		}
		out = append(out, questionSet{f, qs})
	}
	return out, nil
}

// readQuestions reads a file of question, codes, kind, type and note.
func readQuestions(dir string, file questionFile, c *procedure.Catalog) ([]question, error) {
	f, err := os.Open(filepath.Join(dir, file.name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []question
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for line := 1; sc.Scan(); line++ {
		if strings.HasPrefix(sc.Text(), "#") || strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		q, err := parseQuestion(sc.Text(), c)
		if err != nil {
			return nil, fmt.Errorf("%s line %d: %w", file.name, line, err)
		}
		out = append(out, q)
	}
	return out, sc.Err()
}

func parseQuestion(line string, c *procedure.Catalog) (question, error) {
	cells := strings.Split(line, "\t")
	if len(cells) < 4 {
		return question{}, fmt.Errorf("%d cells, want at least question, codes, kind and type", len(cells))
	}
	q := question{text: cells[0], kind: cells[2], typ: cells[3], group: answerable}
	if q.typ == "followup" {
		q.group = followup
		return q, nil
	}
	if cells[1] != "-" {
		q.right = strings.Split(cells[1], "|")
		return q, nil
	}
	q.group = unanswerable
	if q.typ == "single" && len(cells) > 4 {
		if q.right = withoutCode(cells[4], c); len(q.right) > 0 {
			q.group = uncoded
		}
	}
	return q, nil
}

// withoutCode finds the procedures without official code that a note names: all its words, remarks in brackets left
// out, stand in the name or the short name.
func withoutCode(note string, c *procedure.Catalog) []string {
	named, _, _ := strings.Cut(note, "(")
	words := vntext.Tokens(named)
	if len(words) < 2 {
		return nil
	}
	var keys []string
	for _, p := range c.All() {
		has := func(text string) bool {
			tokens := vntext.Tokens(text)
			return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(tokens, w) })
		}
		if p.Code == "" && (has(p.Name) || has(p.ShortName)) {
			keys = append(keys, p.Key)
		}
	}
	return keys
}
