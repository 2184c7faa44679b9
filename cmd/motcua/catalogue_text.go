package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"motcua/procedure"
	"motcua/storage"
)

func blockList(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = cmp.Or(blockNames[n], n)
	}
	return strings.Join(out, ", ")
}

// gapText says what a record lacks, or that it is complete.
func gapText(p *procedure.Procedure) string {
	if gaps := p.Gaps(); len(gaps) > 0 {
		return fmt.Sprintf(wordLacks, blockList(gaps))
	}
	return wordComplete
}

// changesShown is how many changed procedures are shown one by one.
const changesShown = 200

// writeChanges shows what citizens see differently.
func writeChanges(w io.Writer, changes []procedure.Change) {
	for _, c := range changes[:min(len(changes), changesShown)] {
		fmt.Fprintf(w, "  %s  %s\n", c.Key, c.Name)
		for _, line := range c.Lines {
			fmt.Fprintf(w, "      %s\n", line)
		}
	}
	if more := len(changes) - changesShown; more > 0 {
		fmt.Fprintf(w, wordMoreChanges, more)
	}
}

// writeOutcome shows what came of a change of the catalogue.
func writeOutcome(w io.Writer, out storage.Outcome, dry bool) {
	if out.Release == 0 && len(out.Stored) == 0 {
		fmt.Fprintln(w, wordNothingChanged)
		return
	}
	if dry {
		fmt.Fprintln(w, wordWouldBe)
	}
	if len(out.Stored) > 0 {
		fmt.Fprintf(w, wordStored, len(out.Stored), keyList(out.Stored))
	}
	if len(out.Unchanged) > 0 {
		fmt.Fprintf(w, wordUnchanged, len(out.Unchanged))
	}
	switch {
	case len(out.Published) > 0:
		fmt.Fprintf(w, wordReleased, out.Release, keyList(out.Published))
	case out.Release > 0:
		fmt.Fprintf(w, wordRelease, out.Release)
	}
	if len(out.Later) > 0 {
		fmt.Fprintf(w, wordLater, keyList(out.Later))
	}
}

// keysShown is how many keys are named in a line.
const keysShown = 20

func keyList(keys []string) string {
	if len(keys) <= keysShown {
		return strings.Join(keys, ", ")
	}
	return say(wordMoreKeys, strings.Join(keys[:keysShown], ", "), len(keys)-keysShown)
}

// writeWaiting names the records that were to be published and are not, and why; waiting is sorted.
func writeWaiting(w io.Writer, waiting []string, records []procedure.Procedure) {
	if len(waiting) == 0 {
		return
	}
	fmt.Fprint(w, wordWaiting)
	for i := range records {
		p := &records[i]
		if _, waits := slices.BinarySearch(waiting, p.Key); !waits {
			continue
		}
		why := wordWasWithdrawn
		if p.Draft() {
			why = gapText(p)
		}
		fmt.Fprintf(w, "  %s  %s: %s\n", p.Key, p.Name, why)
	}
}
