package auditor

import (
	"fmt"
	"maps"
	"slices"

	"motcua/survey"
)

// observation is one number that was issued: which forms' answers to which question it counts.
type observation struct {
	where    string
	question int
	forms    []bool // by class
}

// observe issues everything again and again, each time with other answers of a few classes of forms, and notes which numbers
// differ, and by how much. Numbers that count the same are noted once.
func (h *History) observe() ([]observation, error) {
	asked, classes := questionnaire(), h.classes()
	everyone := make([]int, len(classes))
	for c := range everyone {
		everyone[c] = c
	}
	base := h.all(asked, classes, nil, nil, func(int, int) int { return 0 })
	question, err := h.questionsOf(asked, classes, base, everyone)
	if err != nil {
		return nil, err
	}
	counted := make([]map[string][]bool, len(base))
	for i := range counted {
		counted[i] = map[string][]bool{}
		for where := range question[i] {
			counted[i][where] = make([]bool, len(classes))
		}
	}
	for _, weights := range rounds(classes) {
		changed := slices.Collect(maps.Keys(weights))
		for i, after := range h.all(asked, classes, base, changed, func(c, _ int) int { return weights[c] }) {
			for where, by := range differing(base[i], after) {
				if in := counted[i][where]; in != nil {
					for c, weight := range weights {
						in[c] = classes[c].asked[question[i][where]] && by&weight != 0
					}
				}
			}
		}
	}
	return h.distinct(question, counted), nil
}

// rounds puts classes together whose answers can be changed at once: one of the first, two of the second, four of the third …
// so that every sum of them is another.
func rounds(classes []class) (all []map[int]int) {
	const most = 16
	next := map[int]int{} // by weight, the first round that has none of it
	for c := range classes {
		best := 0
		for weight := 1; weight <= most && weight <= classes[c].n; weight *= 2 {
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
func (h *History) questionsOf(asked *survey.Form, classes []class, base []numbers, everyone []int) ([]map[string]int, error) {
	question := make([]map[string]int, len(base))
	for i := range question {
		question[i] = map[string]int{}
	}
	for q := range questions {
		all := h.all(asked, classes, base, everyone, func(c, asks int) int {
			if asks == q {
				return classes[c].n
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
			if key := fmt.Sprint(o.question, o.forms); !seen[key] {
				seen[key] = true
				all = append(all, o)
			}
		}
	}
	return all
}
