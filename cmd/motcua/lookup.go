package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"motcua/internal/prose"
	"motcua/internal/service"
	"motcua/procedure"
	"motcua/procedure/card"
	"motcua/procedure/search"
)

// lookupOutput is one line of "motcua lookup --json".
type lookupOutput struct {
	Query    string      `json:"query"`
	Answered bool        `json:"answered"` // false: a citizen is told honestly that there is no answer
	Hits     []lookupHit `json:"hits"`     // best first; also filled, with the nearest, where not answered
	Micros   int64       `json:"micros"`   // time the search took
}

type lookupHit struct {
	Code  string  `json:"code"` // official code; the catalogue's own key where a procedure has none
	Name  string  `json:"name"`
	Score float64 `json:"score"` // 0 to 1, comparable across questions
}

// maxLine bounds one question read from standard input.
const maxLine = 1 << 20

// lookup searches the catalogue for each word of the call, or for each line of standard input: the one the installation has
// published, while its database can be asked, else the bundled one.
func (p *program) lookup(f *flags) action {
	asJSON, n := f.yes("json"), f.number("n", 5)
	return func(ctx context.Context) error {
		if *n < 1 {
			return wrong(wordAtLeastOne, *n)
		}
		catalog, err := p.knownCatalogue(ctx)
		if err != nil {
			return err
		}
		write := lookupText
		if *asJSON {
			write = lookupJSON
		}
		out := bufio.NewWriter(p.out)
		return eachQuery(ctx, p.words, p.in, func(q string) error {
			// Flushed with each answer: whoever asks line by line waits for it.
			return errors.Join(write(out, catalog, q, *n), out.Flush())
		})
	}
}

// knownCatalogue is the known installation's catalogue or, said on standard error, the bundled one where its database
// cannot be asked now.
func (p *program) knownCatalogue(ctx context.Context) (service.Catalogue, error) {
	k, err := p.place.Catalogue(ctx)
	if err != nil {
		fmt.Fprintln(p.err, "motcua:", because(err, wordLookupBundled))
	}
	if k.Finder != nil {
		return k, nil
	}
	k.Finder, err = search.Bundled()
	return k, err
}

// cardOf is what a card says beside the record: the rules of the unit, and what day it is.
func cardOf(k service.Catalogue, p *procedure.Procedure) card.Options {
	set := k.Unit.Settings
	return card.Options{
		Hotline: set.Hotline, CenterName: set.Center, Address: set.Address,
		Local: k.Local(k.Unit.Code, set.Province, p), Today: service.Today(time.Now()),
	}
}

// eachQuery calls fn for each argument, or, without any, for each line.
func eachQuery(ctx context.Context, args []string, in io.Reader, fn func(string) error) error {
	for _, q := range args {
		if err := fn(q); err != nil {
			return err
		}
	}
	if len(args) > 0 {
		return nil
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	line := 1
	for ; lines.Scan() && ctx.Err() == nil; line++ {
		if err := fn(lines.Text()); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return because(err, wordInputLine, line)
	}
	return nil
}

func lookupJSON(w io.Writer, c service.Catalogue, q string, n int) error {
	began := time.Now()
	res := c.Search(q, n)
	line := lookupOutput{Query: q, Answered: res.Answered(), Hits: []lookupHit{}, Micros: time.Since(began).Microseconds()}
	for _, h := range res.Hits {
		line.Hits = append(line.Hits, lookupHit{h.P.Key, h.P.Name, h.Score})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(line)
}

// lookupText shows what a citizen would be told.
func lookupText(w io.Writer, c service.Catalogue, q string, n int) error {
	res := c.Search(q, n)
	switch {
	case res.Verdict == search.Clear:
		best := res.Hits[0].P
		lines := card.Of(best, cardOf(c, best))
		if res.Aspect != procedure.Overview {
			lines = card.Aspect(best, res.Aspect, cardOf(c, best))
		}
		_, err := fmt.Fprintln(w, prose.Plain(lines))
		return err
	case res.Ask != nil:
		fmt.Fprintln(w, res.Ask.Question)
		for _, o := range res.Ask.Options {
			if _, err := fmt.Fprintf(w, "  %s  %s\n", o.P.Key, o.Label); err != nil {
				return err
			}
		}
		return nil
	case res.Verdict == search.Several:
		fmt.Fprint(w, wordLookupSeveral)
	case res.Outside != nil && res.Outside.Advice != "":
		_, err := fmt.Fprintln(w, res.Outside.Advice)
		return err
	default:
		fmt.Fprint(w, wordLookupNone)
	}
	for _, h := range res.Hits {
		if _, err := fmt.Fprintf(w, "  %s  %s\n", h.P.Key, h.P.Name); err != nil {
			return err
		}
	}
	return nil
}
