package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/char/asciifolding"
	"github.com/blevesearch/bleve/v2/analysis/token/lowercase"
	"github.com/blevesearch/bleve/v2/analysis/token/shingle"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/unicode"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"
)

// bleveIndex is the catalogue in one of bleve's scoring models, in memory. bleve has no analyser for Vietnamese: its
// tokenizer by Unicode's rules, its lower case and its folding to ASCII, which takes đ for d, are what fits best.
type bleveIndex struct {
	bleve.Index
	model string
	keys  []string // document number → key
}

const (
	singleWords = "words"
	wordPairs   = "pairs"
)

// bleveFields are the fields of a document; each is indexed by words and by pairs of words.
var bleveFields = []string{"name", "short", "field", "documents"}

func openBleve(model string, entries []entry) (*bleveIndex, error) {
	m, err := bleveMapping(model)
	if err != nil {
		return nil, err
	}
	ix, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	b := &bleveIndex{Index: ix, model: model}
	batch := ix.NewBatch() // one batch is one segment: statistics of words are those of the whole catalogue
	for i, e := range entries {
		b.keys = append(b.keys, e.key)
		doc := map[string]string{"name": normal(e.name), "short": normal(e.short), "field": normal(e.field), "documents": normal(e.documents)}
		if err := batch.Index(strconv.Itoa(i), doc); err != nil {
			return nil, errors.Join(err, ix.Close())
		}
	}
	if err := ix.Batch(batch); err != nil {
		return nil, errors.Join(err, ix.Close())
	}
	return b, nil
}

func bleveMapping(model string) (*mapping.IndexMappingImpl, error) {
	m := bleve.NewIndexMapping()
	m.ScoringModel = model
	if err := m.AddCustomTokenFilter("two", map[string]any{"type": shingle.Name, "min": 2.0, "max": 2.0, "output_original": false}); err != nil {
		return nil, err
	}
	for name, filters := range map[string][]string{singleWords: {lowercase.Name}, wordPairs: {lowercase.Name, "two"}} {
		err := m.AddCustomAnalyzer(name, map[string]any{
			"type": custom.Name, "char_filters": []string{asciifolding.Name}, "tokenizer": unicode.Name, "token_filters": filters,
		})
		if err != nil {
			return nil, err
		}
	}
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range bleveFields {
		var fields []*mapping.FieldMapping
		for _, analyzer := range []string{singleWords, wordPairs} {
			f := bleve.NewTextFieldMapping()
			f.Name, f.Analyzer, f.Store, f.IncludeInAll, f.DocValues = name+"."+analyzer, analyzer, false, false, false
			fields = append(fields, f)
		}
		doc.AddFieldMappingsAt(name, fields...)
	}
	m.DefaultMapping = doc
	return m, nil
}

// bleveRanker is one way of asking.
type bleveRanker struct {
	ix        *bleveIndex
	boosts    map[string]float64 // by field
	pairs     float64            // boost of pairs of words over single ones; 0 asks for words only
	fuzziness int                // letters that may be wrong
}

// bleveSettings are all settings tried on one index.
func bleveSettings(ix *bleveIndex) []ranker {
	var out []ranker
	for _, boosts := range []map[string]float64{
		{"name": 1},
		{"name": 3, "short": 2, "field": 0.5, "documents": 0.5},
		{"name": 5, "short": 3, "field": 0.2, "documents": 0.1},
		{"name": 5, "short": 5, "field": 0.2, "documents": 0.1},
	} {
		for _, pairs := range []float64{0, 1, 2} {
			out = append(out, bleveRanker{ix: ix, boosts: boosts, pairs: pairs})
		}
	}
	return append(out, bleveRanker{ix: ix, boosts: map[string]float64{"name": 5, "short": 3, "field": 0.2, "documents": 0.1}, fuzziness: 1})
}

func (r bleveRanker) setting() string {
	s := r.ix.model
	for _, f := range bleveFields {
		if r.boosts[f] > 0 {
			s += fmt.Sprintf(", %s %g", f, r.boosts[f])
		}
	}
	if r.pairs > 0 {
		s += fmt.Sprintf(", pairs × %g", r.pairs)
	}
	if r.fuzziness > 0 {
		s += fmt.Sprintf(", fuzziness %d", r.fuzziness)
	}
	return s
}

func (r bleveRanker) rank(ctx context.Context, q string) ([]hit, error) {
	var parts []query.Query
	add := func(field, analyzer string, boost float64) {
		m := bleve.NewMatchQuery(q)
		m.SetField(field + "." + analyzer)
		m.Analyzer = analyzer
		m.SetFuzziness(r.fuzziness)
		m.SetBoost(boost)
		parts = append(parts, m)
	}
	for _, f := range bleveFields {
		if r.boosts[f] == 0 {
			continue
		}
		add(f, singleWords, r.boosts[f])
		if r.pairs > 0 {
			add(f, wordPairs, r.pairs*r.boosts[f])
		}
	}
	return r.ix.find(ctx, bleve.NewDisjunctionQuery(parts...))
}

// entriesAsked is more than hitsAsked, since several entries may belong to one procedure.
const entriesAsked = 8 * hitsAsked

func (b *bleveIndex) find(ctx context.Context, q query.Query) ([]hit, error) {
	found, err := b.SearchInContext(ctx, bleve.NewSearchRequestOptions(q, entriesAsked, 0, false))
	if err != nil {
		return nil, err
	}
	var hits []hit
	seen := map[string]bool{}
	for _, d := range found.Hits {
		i, err := strconv.Atoi(d.ID)
		if err != nil {
			return nil, err
		}
		if key := b.keys[i]; !seen[key] && len(hits) < hitsAsked {
			seen[key] = true
			hits = append(hits, hit{key, d.Score})
		}
	}
	return hits, nil
}

// bleveModels are the scoring models bleve offers.
var bleveModels = []string{index.TFIDFScoring, index.BM25Scoring}
