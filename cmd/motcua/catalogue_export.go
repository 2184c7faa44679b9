package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/internal/service"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
)

// exportCatalogue writes what import reads back.
func (p *program) exportCatalogue(f *flags) action {
	demo, unit := f.demo(), f.unit()
	return func(ctx context.Context) error {
		what := "procedures"
		if len(p.words) > 0 {
			what = p.words[0]
		}
		write, ok := exports()[what]
		if !ok {
			return wrong(wordExportWhat, what)
		}
		return p.withCatalogue(ctx, *demo, func(w *workshop) error {
			e, own, _, err := w.Edition(ctx, service.Today(time.Now()))
			if err != nil {
				return err
			}
			drafts, err := w.Drafts(ctx)
			if err != nil {
				return err
			}
			if what == "overrides" {
				u, err := pickUnit(w.dir, *unit)
				if err != nil {
					return err
				}
				e.Overrides = slices.DeleteFunc(e.Overrides, func(o procedure.Override) bool { return o.Unit != u.Code })
			}
			out := bufio.NewWriter(p.out)
			return errors.Join(write(out, exported{e, own, drafts}), out.Flush())
		})
	}
}

// exported is what there is to write.
type exported struct {
	procedure.Edition
	words  []search.Word
	drafts []storage.Version
}

// exports are the forms import reads.
func exports() map[string]func(io.Writer, exported) error {
	return map[string]func(io.Writer, exported) error{
		"procedures": func(w io.Writer, e exported) error { return writeRecords(w, e.Procedures) },
		"drafts": func(w io.Writer, e exported) error {
			records := make([]procedure.Procedure, len(e.drafts))
			for i, d := range e.drafts {
				records[i] = d.Procedure
			}
			return writeRecords(w, records)
		},
		"fees": func(w io.Writer, e exported) error {
			return writeTable(w, feeColumns, e.Fees, func(f procedure.FeeRule) []string {
				return []string{f.Province, f.Key, f.Channel, f.Condition, strconv.Itoa(f.AmountVND), f.Per, f.Exempt, f.Source, string(f.From), string(f.Until)}
			})
		},
		"overrides": func(w io.Writer, e exported) error {
			return writeTable(w, overrideColumns, e.Overrides, func(o procedure.Override) []string {
				return []string{o.Key, string(o.Block), o.Text, o.Source, string(o.From), string(o.Until)}
			})
		},
		"words": func(w io.Writer, e exported) error {
			if _, err := fmt.Fprintln(w, strings.ReplaceAll(headerOf(wordColumns), ",", "\t")); err != nil {
				return err
			}
			for _, x := range e.words { // an import keeps no tab within a cell
				if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", x.List, x.Head, x.Entries); err != nil {
					return err
				}
			}
			return nil
		},
		"aliases": func(w io.Writer, e exported) error {
			return writeTable(w, aliasColumns, e.Aliases, func(a procedure.Alias) []string { return []string{a.Code, a.Key, string(a.Since)} })
		},
	}
}

func writeRecords(w io.Writer, records []procedure.Procedure) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, r := range records {
		if err := enc.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

func writeTable[T any](w io.Writer, columns []column, rows []T, cells func(T) []string) error {
	out := csv.NewWriter(w)
	if err := out.Write(strings.Split(headerOf(columns), ",")); err != nil {
		return err
	}
	for _, r := range rows {
		if err := out.Write(cells(r)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
