// Command gen makes the bundled catalogue from a drop of collected procedures.
//
//	go run ./procedure/gen path/to/procedures.json > procedure/data/procedures.jsonl
//
// It keeps what the product can show or trace, gives a key to every record, tidies what the collection split or
// annotated for its own use, and writes one record a line in the order of the source. The result passes
// procedure.New, or gen says what is wrong and writes nothing.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"motcua/procedure"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("want one argument, the file with the collected procedures")
	}
	data, err := os.ReadFile(args[0])
	if err != nil {
		return fmt.Errorf("read source: %w", err)
	}
	var collected []record
	if err := json.Unmarshal(data, &collected); err != nil {
		return fmt.Errorf("decode source: %w", err)
	}
	ps := make([]procedure.Procedure, 0, len(collected))
	for _, r := range collected {
		ps = append(ps, r.procedure())
	}
	if _, err := procedure.New(ps); err != nil {
		return err
	}
	return write(out, ps)
}

func write(out io.Writer, ps []procedure.Procedure) error {
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, p := range ps {
		if err := enc.Encode(p); err != nil {
			return fmt.Errorf("write %s: %w", p.Key, err)
		}
	}
	return w.Flush()
}
