package main

import (
	"fmt"
	"slices"
)

// bins are the scores that questions are gathered by. The score of our first hit claims to be the chance that it is
// right: of the questions in a bin, about that share should be.
var bins = []float64{0, 0.2, 0.4, 0.6, 0.75, 0.9}

// bin is the questions whose first hit scores from From up to the next bin.
type bin struct {
	From   float64 `json:"from"`
	N      int     `json:"n"`
	Right  float64 `json:"right"`  // share whose first hit is right
	Claims float64 `json:"claims"` // mean score
}

// calibration gathers all questions by the score of the first hit.
type calibration []bin

// add enters a question; follow-ups and those that a procedure without code answers are counted nowhere.
func (c *calibration) add(q question, a answer) {
	if len(a.hits) == 0 || q.group != answerable && q.group != unanswerable {
		return
	}
	if *c == nil {
		for _, from := range bins {
			*c = append(*c, bin{From: from})
		}
	}
	k := len(bins) - 1
	for k > 0 && a.hits[0].score < bins[k] {
		k--
	}
	b := &(*c)[k]
	b.N++
	b.Claims += (a.hits[0].score - b.Claims) / float64(b.N)
	b.Right += (float64(count(slices.Contains(q.right, a.hits[0].key))) - b.Right) / float64(b.N)
}

func (p *printer) calibration(c calibration) {
	p.printf("   score of our first hit, and how often it is right:\n")
	rows := []string{"score\tquestions\tmean score\tright"}
	for i, b := range c {
		to := 1.0
		if i+1 < len(c) {
			to = c[i+1].From
		}
		right := "–\t–"
		if b.N > 0 {
			right = percent(b.Claims) + "\t" + percent(b.Right)
		}
		rows = append(rows, fmt.Sprintf("%.2f–%.2f\t%d\t%s", b.From, to, b.N, right))
	}
	p.table(rows)
}
