package auditor

import (
	"fmt"
	"maps"
	"slices"
)

// observation is one number that was issued: which responses' answers to which question it counts.
type observation struct {
	where    string
	question int
	forms    []bool // by class
}

// observe issues everything again and again, each time with other answers of a few classes of responses, and notes which numbers
// differ, and by how much. Numbers that count the same are noted once.
func (h *History) observe() ([]observation, error) {
	w := newWorld(h)
	base := w.all(nil, nil, func(int, int) int { return 0 })
	question, err := w.questionsOf(base)
	if err != nil {
		return nil, err
	}
	counted := make([]map[string][]bool, len(base))
	for i := range counted {
		counted[i] = map[string][]bool{}
		for where := range question[i] {
			counted[i][where] = make([]bool, len(w.classes))
		}
	}
	twins := w.twins()
	for _, weights := range w.rounds(twins) {
		changed := slices.Collect(maps.Keys(weights))
		for i, after := range w.all(base, changed, func(c, _ int) int { return weights[c] }) {
			for where, by := range differing(base[i], after) {
				for c, weight := range weights {
					if q, asked := question[i][where]; asked && by&weight != 0 {
						w.note(counted[i][where], twins[c], q)
					}
				}
			}
		}
	}
	return h.distinct(question, counted), nil
}

// note marks the classes that answered the question as counted.
func (w *world) note(in []bool, classes []int, question int) {
	for _, c := range classes {
		in[c] = w.classes[c].asked[question]
	}
}

// twins are the classes that storage reads in the same reports and in the same way, by the first of each: what counts one
// counts the others. Those that no report reads are left out.
func (w *world) twins() map[int][]int {
	type sign struct {
		response
		first int
	}
	first := map[sign]int{}
	twins := map[int][]int{}
	for i, c := range w.classes {
		at, ok := w.issued[lump{c.unit, c.month}]
		if !ok || !c.there(at) {
			continue
		}
		s := sign{c.response, at}
		s.come, s.gone = 0, 0
		if _, known := first[s]; !known {
			first[s] = i
		}
		twins[first[s]] = append(twins[first[s]], i)
	}
	return twins
}

// rounds puts classes together whose answers can be changed at once: one of the first, two of the second, four of the third …
// so that every sum of them is another.
func (w *world) rounds(twins map[int][]int) (all []map[int]int) {
	const most = 16
	next := map[int]int{} // by weight, the first round that has none of it
	for _, c := range slices.Sorted(maps.Keys(twins)) {
		best := 0
		for weight := 1; weight <= most && weight <= w.classes[c].n; weight *= 2 {
			if best == 0 || next[weight] < next[best] {
				best = weight
			}
		}
		if next[best] == len(all) {
			all = append(all, map[int]int{})
		}
		all[next[best]][c] = best
		next[best]++
	}
	return all
}

// questionsOf tells which question each number counts answers to.
func (w *world) questionsOf(base []numbers) ([]map[string]int, error) {
	question := make([]map[string]int, len(base))
	for i := range question {
		question[i] = map[string]int{}
	}
	everyone := make([]int, len(w.classes))
	for c := range everyone {
		everyone[c] = c
	}
	for q := range questions {
		all := w.all(base, everyone, func(c, asks int) int {
			if asks == q {
				return w.classes[c].n
			}
			return 0
		})
		for i, after := range all {
			for where := range differing(base[i], after) {
				if before, twice := question[i][where]; twice {
					return nil, fmt.Errorf("step %d, %s counts answers to both %s and %s", i, where, questions[before], questions[q])
				}
				question[i][where] = q
			}
		}
	}
	return question, nil
}

// differing are the numbers that are in both and not equal, and by how much.
func differing(a, b numbers) map[string]int {
	d := map[string]int{}
	for where, n := range a {
		if m, ok := b[where]; ok && m != n {
			d[where] = max(m-n, n-m)
		}
	}
	return d
}

// distinct leaves out numbers that count what another counts.
func (h *History) distinct(question []map[string]int, counted []map[string][]bool) []observation {
	var all []observation
	seen := map[string]bool{}
	for i := range question {
		for _, where := range slices.Sorted(maps.Keys(question[i])) {
			o := observation{fmt.Sprintf("%s: %s", h.Steps[i], where), question[i][where], counted[i][where]}
			if key := fmt.Sprint(o.question, tableOf(where), o.forms); !seen[key] {
				seen[key] = true
				all = append(all, o)
			}
		}
	}
	return all
}
