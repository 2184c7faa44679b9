package main

import (
	"context"
	"errors"
	"fmt"

	"motcua/procedure"
	"motcua/procedure/search"
)

// baseline tells how a baseline was set up.
type baseline struct {
	Name    string  `json:"name"`
	Setting string  `json:"setting"`
	Scale   string  `json:"scale"` // what the threshold is held against
	At      float64 `json:"threshold"`
	Balance float64 `json:"balanced_accuracy"` // of refusing, on the development questions
	tried   []tuning
}

// baselines are the systems ours is compared with.
type baselines struct {
	db      *database
	indexes []*bleveIndex
	systems []system
	tuned   []baseline
}

// openBaselines sets the baselines up and tunes them on the development questions: the setting by recall@1, the
// threshold by balanced accuracy. With words, bleve also comes with our everyday wordings as further entries.
func openBaselines(ctx context.Context, c *procedure.Catalog, sets questionSets, words bool) (*baselines, error) {
	b := &baselines{}
	if err := b.open(ctx, c, sets.dev(), words); err != nil {
		return nil, errors.Join(err, b.close())
	}
	return b, nil
}

func (b *baselines) open(ctx context.Context, c *procedure.Catalog, dev questionSet, words bool) (err error) {
	records := recordEntries(c)
	if b.db, err = openDatabase(ctx); err != nil {
		return err
	}
	if err := b.db.fill(ctx, records); err != nil {
		return err
	}
	models, err := b.openBleve(records)
	if err != nil {
		return err
	}
	if _, err := b.tune(ctx, "postgres", postgresSettings(b.db), dev); err != nil {
		return err
	}
	best, err := b.tune(ctx, "bleve", models, dev)
	if err != nil || !words {
		return err
	}
	return b.addWorded(ctx, c, best.(bleveRanker), dev)
}

func (b *baselines) openBleve(entries []entry) ([]ranker, error) {
	var out []ranker
	for _, model := range bleveModels {
		ix, err := openBleve(model, entries)
		if err != nil {
			return nil, err
		}
		b.indexes = append(b.indexes, ix)
		out = append(out, bleveSettings(ix)...)
	}
	return out, nil
}

// tune takes the best setting into the comparison and gives it back.
func (b *baselines) tune(ctx context.Context, label string, settings []ranker, dev questionSet) (ranker, error) {
	tried, err := tune(ctx, label, settings, dev.questions)
	if err != nil {
		return nil, err
	}
	best := tried[0]
	b.systems = append(b.systems, best.judged)
	b.tuned = append(b.tuned, baseline{
		Name: label, Setting: best.judged.ranker.setting(), Scale: best.judged.scale.name, At: best.judged.threshold,
		Balance: best.balance, tried: tried,
	})
	return best.judged.ranker, nil
}

// addWorded adds bleve's chosen setting once more with everyday wordings as entries of their own, with a threshold that
// suits: so one can tell what the wordings give from what the search makes of them. PostgreSQL compares trigrams of
// every entry with the question and would take seconds for each.
func (b *baselines) addWorded(ctx context.Context, c *procedure.Catalog, r bleveRanker, dev questionSet) error {
	wordings, err := wordingEntries(c)
	if err != nil {
		return err
	}
	ix, err := openBleve(r.ix.model, append(recordEntries(c), wordings...))
	if err != nil {
		return err
	}
	b.indexes = append(b.indexes, ix)
	r.ix = ix
	_, err = b.tune(ctx, "bleve + words", []ranker{r}, dev)
	return err
}

func (b *baselines) close() error {
	var err error
	for _, ix := range b.indexes {
		err = errors.Join(err, ix.Close())
	}
	if b.db != nil {
		err = errors.Join(err, b.db.close())
	}
	return err
}

// recordEntries is what the catalogue itself gives to search in.
func recordEntries(c *procedure.Catalog) []entry {
	var out []entry
	for _, p := range c.All() {
		e := entry{key: p.Key, name: p.Name, short: p.ShortName, field: p.Field}
		for _, d := range p.Documents {
			e.documents += d.Name + "\n"
		}
		out = append(out, e)
	}
	return out
}

// wordingEntries are the everyday wordings of our search, each as an entry of its own.
func wordingEntries(c *procedure.Catalog) ([]entry, error) {
	var out []entry
	err := eachWording(c, func(list search.List, head, wording string) {
		if _, ok := c.ByKey(head); ok && list == search.Everyday {
			out = append(out, entry{key: head, name: wording})
		}
	})
	return out, err
}

// eachWording hands over the wordings of the search, alternatives written out.
func eachWording(c *procedure.Catalog, fn func(list search.List, head, wording string)) error {
	_, err := search.NewPartial(c, func(list search.List, head, entry string) bool {
		fn(list, head, entry)
		return false
	})
	if err != nil {
		return fmt.Errorf("reading the wordings: %w", err)
	}
	return nil
}
