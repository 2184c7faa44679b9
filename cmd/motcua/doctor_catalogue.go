package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"motcua/procedure"
)

const (
	soonDays   = 30 // how far ahead the end of a rule is announced
	namedRules = 5  // how many of what is wrong are named
)

// checkPublished looks at the installation's own catalogue: that it can be used, and what an official has to see to.
func (p *program) checkPublished(ctx context.Context, c *checkup, s *store) {
	now := time.Now()
	today := localDay(now)
	f, release, err := newFinder(ctx, s.DB, today)
	if err != nil {
		c.fail("published catalogue: "+err.Error(), "the service goes on with the catalogue it had; undo the last change, see: motcua catalogue history KEY")
		return
	}
	drafts, err := s.Drafts(ctx)
	if err != nil {
		c.fail("drafts: "+err.Error(), "see the error")
		return
	}
	if release == 0 {
		c.ok("published catalogue: nothing of its own, the bundled one is used")
	} else if info, err := s.Releases(ctx, 1); err == nil && len(info) == 1 {
		c.ok("published catalogue: release %d of %s (%s), %d procedures", release, clock(info[0].At), info[0].Note, f.Len())
	}
	if len(drafts) > 0 {
		c.note("%d drafts wait: motcua catalogue drafts", len(drafts))
	}
	p.checkReviews(ctx, c, s, now)
	p.checkRules(ctx, c, s, now)
}

func (p *program) checkReviews(ctx context.Context, c *checkup, s *store, now time.Time) {
	due, err := s.ReviewDue(ctx, localDay(now), localDay(now))
	switch {
	case err != nil:
		c.fail("reviews: "+err.Error(), "see the error")
	case len(due) > 0:
		var keys []string
		for _, v := range due {
			keys = append(keys, v.Key)
		}
		c.note("%d procedures are past their review: %s; motcua catalogue due", len(due), named(keys))
	}
}

// rule is a fee or an override, as far as its days go.
type rule struct {
	what        string // what it is about; rules that follow one another are about the same
	from, until procedure.Date
}

// checkRules names the rules that have ended, or end soon, without another that follows.
func (p *program) checkRules(ctx context.Context, c *checkup, s *store, now time.Time) {
	e, _, _, err := s.Edition(ctx, localDay(now))
	if err != nil {
		c.fail("fees and overrides: "+err.Error(), "see the error")
		return
	}
	for _, list := range []struct {
		name, remedy string
		rules        []rule
	}{
		{"fees of provinces", "motcua import fees", feeRules(e.Fees)},
		{"overrides of units", "motcua import overrides", overrideRules(e.Overrides)},
	} {
		over, soon := ending(list.rules, localDay(now), localDay(now.AddDate(0, 0, soonDays)))
		if len(over) > 0 {
			c.note("%s: %d have ended and nothing follows: %s; see: %s", list.name, len(over), named(over), list.remedy)
		}
		if len(soon) > 0 {
			c.note("%s: %d end within %d days and nothing follows: %s; see: %s", list.name, len(soon), soonDays, named(soon), list.remedy)
		}
	}
}

func feeRules(fees []procedure.FeeRule) []rule {
	out := make([]rule, len(fees))
	for i, f := range fees {
		out[i] = rule{strings.Join([]string{f.Province, f.Key, f.Channel, f.Condition, f.Per}, " "), f.From, f.Until}
	}
	return out
}

func overrideRules(overrides []procedure.Override) []rule {
	out := make([]rule, len(overrides))
	for i, o := range overrides {
		out[i] = rule{strings.Join([]string{o.Unit, o.Key, string(o.Block)}, " "), o.From, o.Until}
	}
	return out
}

// ending finds what has ended by today and what ends by a later day, each once, unless another rule about the same
// holds on.
func ending(rules []rule, today, by procedure.Date) (over, soon []string) {
	last := map[string]procedure.Date{} // last day of the last rule; "9" for no end
	var order []string
	for _, r := range rules {
		end := r.until
		if end == "" {
			end = "9"
		}
		if _, known := last[r.what]; !known {
			order = append(order, r.what)
		}
		last[r.what] = max(last[r.what], end)
	}
	for _, what := range order {
		switch end := last[what]; {
		case end < today:
			over = append(over, fmt.Sprintf("%s (%s)", tidyName(what), end))
		case end <= by:
			soon = append(soon, fmt.Sprintf("%s (%s)", tidyName(what), end))
		}
	}
	return over, soon
}

func tidyName(s string) string { return strings.Join(strings.Fields(s), " ") }

// named is the first of some names and the number of the others.
func named(names []string) string {
	if len(names) <= namedRules {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:namedRules], ", "), len(names)-namedRules)
}
