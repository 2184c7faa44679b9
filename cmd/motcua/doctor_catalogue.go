package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"motcua/internal/service"
	"motcua/procedure"
)

const (
	soonDays   = 30 // how far ahead the end of a rule is announced
	namedRules = 5  // how many of what is wrong are named
)

// checkPublished looks at the installation's own catalogue: that it can be used, and what an official has to see to.
func (p *program) checkPublished(ctx context.Context, c *checkup, s *service.Store) {
	now := time.Now()
	today := service.Today(now)
	f, release, err := service.NewFinder(ctx, s.DB, today)
	if err != nil {
		c.fail(explain(err), wordCatalogueRemedy)
		return
	}
	drafts, err := s.Drafts(ctx)
	if err != nil {
		c.fail(explain(err), wordSeeCause)
		return
	}
	if release == 0 {
		c.ok(wordCatalogueBundled)
	} else if info, err := s.Releases(ctx, 1); err == nil && len(info) == 1 {
		c.ok(wordCatalogueFine, release, clock(info[0].At), info[0].Note, f.Len())
	}
	if len(drafts) > 0 {
		c.note(wordCatalogueDrafts, len(drafts))
	}
	p.checkReviews(ctx, c, s, now)
	p.checkRules(ctx, c, s, now)
}

func (p *program) checkReviews(ctx context.Context, c *checkup, s *service.Store, now time.Time) {
	due, err := s.ReviewDue(ctx, service.Today(now), service.Today(now))
	switch {
	case err != nil:
		c.fail(explain(err), wordSeeCause)
	case len(due) > 0:
		var keys []string
		for _, v := range due {
			keys = append(keys, v.Key)
		}
		c.note(wordReviewsDue, len(due), shortList(keys))
	}
}

// rule is a fee or an override, as far as its days go.
type rule struct {
	what        string // what it is about; rules that follow one another are about the same
	from, until procedure.Date
}

// checkRules names the rules that have ended, or end soon, without another that follows.
func (p *program) checkRules(ctx context.Context, c *checkup, s *service.Store, now time.Time) {
	e, _, _, err := s.Edition(ctx, service.Today(now))
	if err != nil {
		c.fail(explain(err), wordSeeCause)
		return
	}
	for _, list := range []struct {
		name, remedy string
		rules        []rule
	}{
		{wordRulesFees, "motcua import fees", feeRules(e.Fees)},
		{wordRulesOverrides, "motcua import overrides", overrideRules(e.Overrides)},
	} {
		over, soon := ending(list.rules, service.Today(now), service.Today(now.AddDate(0, 0, soonDays)))
		if len(over) > 0 {
			c.note(wordRulesOver, list.name, len(over), shortList(over), list.remedy)
		}
		if len(soon) > 0 {
			c.note(wordRulesSoon, list.name, len(soon), soonDays, shortList(soon), list.remedy)
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
func shortList(names []string) string {
	if len(names) <= namedRules {
		return strings.Join(names, ", ")
	}
	return say(wordAndMore, strings.Join(names[:namedRules], ", "), len(names)-namedRules)
}
