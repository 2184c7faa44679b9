// Command eval measures the look-up of procedures beside two baselines, PostgreSQL's full text search and bleve, on
// questions as citizens write them. "make eval" runs it; docs/tra-cuu.md says how to read it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"

	"motcua/procedure"
	"motcua/procedure/search"
)

type options struct {
	questions           string
	ours, settings      bool
	words, cross, fails bool
	json                bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o := options{}
	flag.StringVar(&o.questions, "questions", "../testdata", "folder of the question files")
	flag.BoolVar(&o.ours, "ours", false, "leave the baselines out")
	flag.BoolVar(&o.settings, "settings", false, "list all settings of the baselines that were tried")
	flag.BoolVar(&o.words, "words", false, "measure bleve also with our everyday wordings in its index")
	flag.BoolVar(&o.cross, "cv", false, "cross-validate: measure ours with a part of the everyday wordings taken out")
	flag.BoolVar(&o.fails, "fails", false, "print the questions that went wrong with ours, with the first three hits")
	flag.BoolVar(&o.json, "json", false, "print JSON instead of tables")
	flag.Parse()
	if err := run(ctx, os.Stdout, o); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

// report is all that was measured.
type report struct {
	Baselines []baseline   `json:"baselines,omitempty"`
	Files     []fileReport `json:"files"`
	Cross     []crossRow   `json:"cross_validation,omitempty"`
	LeaveOut  *leaveOut    `json:"leave_own_wording_out,omitempty"`
}

// fileReport is what all systems made of one file.
type fileReport struct {
	File    string      `json:"file"`
	About   string      `json:"about"`
	Systems []*measured `json:"systems"`
	aside   bool
}

func run(ctx context.Context, w io.Writer, o options) (err error) {
	c, err := procedure.Bundled()
	if err != nil {
		return err
	}
	sets, err := readAll(o.questions, c)
	if err != nil {
		return err
	}
	finder, err := search.New(c)
	if err != nil {
		return err
	}
	systems := []system{ours{"ours", finder}}
	var r report
	if !o.ours {
		b, err := openBaselines(ctx, c, sets, o.words)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, b.close()) }()
		systems, r.Baselines = append(systems, b.systems...), b.tuned
	}
	if r.Files, err = measureAll(ctx, systems, sets); err != nil {
		return err
	}
	if o.cross {
		if r.Cross, err = crossValidate(ctx, c, sets); err != nil {
			return err
		}
		if r.LeaveOut, err = leaveOwnWordingOut(ctx, c, sets.dev()); err != nil {
			return err
		}
	}
	if o.json {
		return writeJSON(w, r)
	}
	return writeTables(w, r, o)
}

// measureAll asks every system all questions.
func measureAll(ctx context.Context, systems []system, sets questionSets) ([]fileReport, error) {
	var out []fileReport
	for _, set := range sets {
		fr := fileReport{File: set.file.name, About: set.file.about, aside: set.file.aside}
		for _, s := range systems {
			m, err := measure(ctx, s, set)
			if err != nil {
				return nil, fmt.Errorf("%s, %s: %w", s.name(), set.file.name, err)
			}
			fr.Systems = append(fr.Systems, m)
		}
		out = append(out, fr)
	}
	return out, nil
}
