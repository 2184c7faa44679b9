package procedure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// comparePapers is the lines about the papers of a file: those that came, those that went, and those asked for in
// another way. A paper is known by its name and its case.
func comparePapers(old, new []Document) []string {
	if slices.Equal(old, new) {
		return nil
	}
	old, new = onlyIn(old, new, wholePaper), onlyIn(new, old, wholePaper)
	var lines []string
	for _, same := range []func(Document) string{casePaper, namePaper} {
		old, new = pairUp(old, new, same, func(a, b Document) { lines = append(lines, paperChange(a, b)) })
	}
	if len(lines) > compareItems {
		lines = []string{fmt.Sprintf(wordPapersChanged, len(lines))}
	}
	if len(new) > 0 {
		lines = append(lines, fmt.Sprintf(wordPapersMore, some(paperNames(new))))
	}
	if len(old) > 0 {
		lines = append(lines, fmt.Sprintf(wordPapersLess, some(paperNames(old))))
	}
	return lines
}

// onlyIn is what list has more of than other; a paper may stand in a list twice.
func onlyIn(list, other []Document, same func(Document) string) []Document {
	have := map[string]int{}
	for _, d := range other {
		have[same(d)]++
	}
	var out []Document
	for _, d := range list {
		if have[same(d)]--; have[same(d)] < 0 {
			out = append(out, d)
		}
	}
	return out
}

// pairUp takes the papers that are the same on both sides out of the lists, and calls both for each pair.
func pairUp(old, new []Document, same func(Document) string, both func(a, b Document)) (restOld, restNew []Document) {
	waiting := map[string][]int{}
	for i, d := range new {
		waiting[same(d)] = append(waiting[same(d)], i)
	}
	taken := map[int]bool{}
	for _, d := range old {
		if w := waiting[same(d)]; len(w) > 0 {
			both(d, new[w[0]])
			taken[w[0]], waiting[same(d)] = true, w[1:]
			continue
		}
		restOld = append(restOld, d)
	}
	for i, d := range new {
		if !taken[i] {
			restNew = append(restNew, d)
		}
	}
	return restOld, restNew
}

func namePaper(d Document) string { return plainText(d.Name) }

func casePaper(d Document) string { return plainText(d.Name) + "|" + plainText(d.When) }

func wholePaper(d Document) string {
	return strings.Join([]string{casePaper(d), plainText(d.Original), strconv.Itoa(max(d.Quantity, 1)), plainText(d.Action), plainText(d.Form)}, "|")
}

// paperChange is the line about a paper that is asked for in another way.
func paperChange(old, new Document) string {
	var parts []string
	for _, f := range []struct{ what, old, new string }{
		{wordPaperWhen, old.When, new.When},
		{wordPaperOriginal, old.Original, new.Original},
		{wordPaperQuantity, strconv.Itoa(max(old.Quantity, 1)), strconv.Itoa(max(new.Quantity, 1))},
		{wordPaperAction, old.Action, new.Action},
		{wordPaperForm, old.Form, new.Form},
	} {
		if plainText(f.old) != plainText(f.new) {
			parts = append(parts, fmt.Sprintf(wordChanged, f.what, orUnsaid(f.old), orUnsaid(f.new)))
		}
	}
	return fmt.Sprintf(wordPaperChanged, short(new.Name), strings.Join(parts, "; "))
}

func orUnsaid(s string) string {
	if strings.TrimSpace(s) == "" {
		return wordUnsaid
	}
	return short(s)
}

// paperNames are papers as they are listed: with the case they are for.
func paperNames(papers []Document) []string {
	out := make([]string, 0, len(papers))
	for _, d := range papers {
		name := d.Name
		if d.When != "" {
			name += " (" + d.When + ")"
		}
		out = append(out, name)
	}
	return out
}
