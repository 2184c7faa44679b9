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

// lookup searches the catalogue for each argument, or for each line of standard input: the one the installation has
// published, while its database can be asked, else the bundled one.
func (p *program) lookup(ctx context.Context) error {
	f := p.flags("lookup")
	asJSON := f.Bool("json", false, "one JSON line for each question")
	n := f.Int("n", 5, "how many procedures at the most")
	if err := p.parseSome(f); err != nil {
		return err
	}
	if *n < 1 {
		return fmt.Errorf("-n %d: at least 1; %w", *n, errUsage)
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
	return eachQuery(ctx, f.Args(), p.in, func(q string) error {
		// Flushed with each answer: whoever asks line by line waits for it.
		return errors.Join(write(out, catalog, q, *n), out.Flush())
	})
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
		return fmt.Errorf("standard input, line %d: %w", line, err)
	}
	return nil
}

func lookupJSON(w io.Writer, c known, q string, n int) error {
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
func lookupText(w io.Writer, c known, q string, n int) error {
	res := c.Search(q, n)
	switch {
	case res.Verdict == search.Clear:
		best := res.Hits[0].P
		lines := card.Of(best, c.card(best))
		if res.Aspect != procedure.Overview {
			lines = card.Aspect(best, res.Aspect, c.card(best))
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
		fmt.Fprintln(w, "Có mấy thủ tục gần với câu hỏi:")
	case res.Outside != nil && res.Outside.Advice != "":
		_, err := fmt.Fprintln(w, res.Outside.Advice)
		return err
	default:
		fmt.Fprintln(w, "Chưa có thông tin về câu hỏi này. Gần nhất:")
	}
	for _, h := range res.Hits {
		if _, err := fmt.Fprintf(w, "  %s  %s\n", h.P.Key, h.P.Name); err != nil {
			return err
		}
	}
	return nil
}
