package search

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// joints are where one matter of a message may end and the next begin.
var joints = regexp.MustCompile(`(?i)[.?!;,\n]+|\s(?:và|va|với lại|voi lai|xong|rồi|roi|sẵn|ngoài ra|ngoai ra|đồng thời|dong thoi|còn|con)\s`)

const (
	maxParts = 4    // parts of a message that are looked at
	partSure = 0.85 // chance from which a part is a matter of its own

	partContenders = 12 // procedures looked at closely for a part; only a clear one counts
)

// also are the other matters of a message: "tách hộ xong làm lại căn cước" asks about two. Only parts that clearly ask
// about something count; a story around one matter has none.
func (f *Finder) also(q string, whole Result) []Hit {
	if whole.Verdict == None || whole.Ask != nil || len(whole.Hits) == 0 {
		return nil
	}
	parts := joints.Split(norm.NFC.String(q), -1)
	if len(parts) < 2 {
		return nil
	}
	var out []Hit
	for _, part := range parts[:min(len(parts), maxParts)] {
		if len(strings.Fields(part)) < 2 {
			continue
		}
		r := decide(Result{}, f.index.rank(f.index.analyse(part), partContenders), 1)
		if r.Verdict != Clear || r.Hits[0].Score < partSure {
			continue
		}
		same := func(h Hit) bool { return h.P == r.Hits[0].P }
		if !slices.ContainsFunc(whole.Hits[:1], same) && !slices.ContainsFunc(out, same) {
			out = append(out, r.Hits[0])
		}
	}
	return out
}
