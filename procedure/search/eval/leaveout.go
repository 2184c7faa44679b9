package main

import (
	"context"
	"strings"

	"motcua/procedure"
	"motcua/procedure/search"
)

// ownShare is the share of a question's telling words from which on a wording counts as made for that question.
const ownShare = 0.8

// leaveOut compares ours with and without the wordings that look as if they had been taken from the question.
type leaveOut struct {
	File     string `json:"file"`
	N        int    `json:"n"`        // questions measured: answerable and unanswerable
	Affected int    `json:"affected"` // that lose at least one wording
	Removed  int    `json:"removed"`  // wordings taken out, over all questions
	Before   ratios `json:"before"`   // of all questions
	After    ratios `json:"after"`    // of all questions, each without its own wordings
	// The affected questions alone.
	AffectedBefore ratios `json:"affected_before"`
	AffectedAfter  ratios `json:"affected_after"`
}

// leaveOwnWordingOut asks each question of a search that has none of the wordings that equal the question or contain
// nearly all of its telling words.
func leaveOwnWordingOut(ctx context.Context, c *procedure.Catalog, set questionSet) (*leaveOut, error) {
	whole, err := search.New(c)
	if err != nil {
		return nil, err
	}
	w, err := readWordings(c)
	if err != nil {
		return nil, err
	}
	out := &leaveOut{File: set.file.name}
	var before, after, affectedBefore, affectedAfter figures
	for _, q := range set.questions {
		a, err := ours{"ours", whole}.ask(ctx, q.text)
		if err != nil {
			return nil, err
		}
		before.add(q, a)
		own := w.madeFor(q.text)
		if len(own) == 0 {
			after.add(q, a)
			continue
		}
		if q.group == answerable || q.group == unanswerable {
			out.Affected++
			out.Removed += len(own)
		}
		affectedBefore.add(q, a)
		finder, err := search.NewPartial(c, func(list search.List, head, entry string) bool { return !own[wordingID{list, head, entry}] })
		if err != nil {
			return nil, err
		}
		if a, err = (ours{"ours", finder}).ask(ctx, q.text); err != nil {
			return nil, err
		}
		after.add(q, a)
		affectedAfter.add(q, a)
	}
	out.N = before.n + before.hopeless
	out.Before, out.After = before.ratios(), after.ratios()
	out.AffectedBefore, out.AffectedAfter = affectedBefore.ratios(), affectedAfter.ratios()
	return out, ctx.Err()
}

type wordingID struct {
	list        search.List
	head, entry string
}

// wordings are all wordings of the search with their words, and which words tell little.
type wordings struct {
	all      map[wordingID]map[string]bool
	frequent map[string]bool
}

// frequentShare is the share of procedures and outside matters above which a word of theirs tells little.
const frequentShare = 0.1

func readWordings(c *procedure.Catalog) (*wordings, error) {
	w := &wordings{all: map[wordingID]map[string]bool{}, frequent: map[string]bool{}}
	heads := map[string]map[string]bool{} // word → heads it is said of
	owners := map[string]bool{}
	err := eachWording(c, func(list search.List, head, entry string) {
		words := asked(entry)
		w.all[wordingID{list, head, entry}] = words
		owners[head] = true
		for word := range words {
			if heads[word] == nil {
				heads[word] = map[string]bool{}
			}
			heads[word][head] = true
		}
	})
	for word, of := range heads {
		w.frequent[word] = float64(len(of)) > frequentShare*float64(len(owners))
	}
	return w, err
}

// asked is the distinct words of a text without the phrases of asking, abbreviations written out.
func asked(text string) map[string]bool {
	_, rest := search.AspectOf(text)
	out := map[string]bool{}
	for _, word := range strings.Fields(rest) {
		out[word] = true
	}
	return out
}

// madeFor finds the wordings that hold nearly all telling words of a question.
func (w *wordings) madeFor(q string) map[wordingID]bool {
	var telling []string
	for word := range asked(q) {
		if !w.frequent[word] {
			telling = append(telling, word)
		}
	}
	own := map[wordingID]bool{}
	if len(telling) == 0 {
		return own
	}
	for id, words := range w.all {
		held := 0
		for _, word := range telling {
			held += count(words[word])
		}
		if share(held, len(telling)) >= ownShare {
			own[id] = true
		}
	}
	return own
}
