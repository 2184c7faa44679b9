package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// part is one way in which PostgreSQL scores a record for a question, between 0 and 1: SQL over the record r and the
// question w.
type part struct{ name, sql string }

// The full text parts. The question is an OR of its words: with AND hardly a sentence of a citizen would find anything.
// Normalisation 32 maps a rank to rank/(rank+1), 1 divides it by the length of the record. Vietnamese words are mostly
// two syllables long, so neighbouring words that are neighbours in the record too are tried as well.
var textParts = []part{
	{"ts_rank_cd", coverDensity},
	{"ts_rank_cd/length", `ts_rank_cd('{0.05, 0.1, 0.6, 1.0}', r.words, w.any, 1|32)`},
	{"ts_rank", plainRank},
	{"ts_rank/length", `ts_rank('{0.05, 0.1, 0.6, 1.0}', r.words, w.any, 1)`},
	{"ts_rank_cd with pairs", `(0.4 * ` + coverDensity + ` + 0.6 * ` + pairsDensity + `)`},
	{"ts_rank with pairs", `(0.4 * ` + plainRank + ` + 0.6 * ` + pairsDensity + `)`},
}

const (
	coverDensity = `ts_rank_cd('{0.05, 0.1, 0.6, 1.0}', r.words, w.any, 32)`
	plainRank    = `ts_rank('{0.05, 0.1, 0.6, 1.0}', r.words, w.any, 0)`
	pairsDensity = `ts_rank_cd('{0.05, 0.1, 0.6, 1.0}', r.words, w.pairs, 32)`
)

// The trigram parts. word_similarity looks for its first argument inside the second: for a name in a question that
// tells a story, or for a short question in a long name.
var trigramParts = []part{
	{"word_similarity(name, question)", nameInQuestion},
	{"word_similarity both ways", `(` + nameInQuestion + ` + greatest(word_similarity(w.folded, r.name), word_similarity(w.folded, r.short))) / 2`},
	{"similarity", `greatest(similarity(r.name, w.folded), similarity(r.short, w.folded))`},
}

const nameInQuestion = `greatest(word_similarity(r.name, w.folded), word_similarity(r.short, w.folded))`

// trigramShares are the shares of the trigram part in the score that are tried.
var trigramShares = []float64{0, 0.2, 0.35, 0.5, 0.65, 0.8, 1}

// postgresRanker is one way of searching with PostgreSQL's own means.
type postgresRanker struct {
	d       *database
	scores  *postgresScores // what tuning looks up instead of asking
	text    int             // number of the full text part
	trigram int             // number of the trigram part
	share   float64         // of the trigram part, 0 to 1
	rare    bool            // ask without the words that stand in more than a tenth of the procedures
}

// postgresSettings are all settings tried.
func postgresSettings(d *database) []ranker {
	var out []ranker
	scores := &postgresScores{d: d, known: map[string][]recordScores{}}
	for _, rare := range []bool{false, true} {
		for text := range textParts {
			for trigram := range trigramParts {
				for _, share := range trigramShares {
					out = append(out, postgresRanker{d: d, scores: scores, text: text, trigram: trigram, share: share, rare: rare})
				}
			}
		}
	}
	return out
}

func (p postgresRanker) setting() string {
	s := fmt.Sprintf("%.2f %s + %.2f %s", 1-p.share, textParts[p.text].name, p.share, trigramParts[p.trigram].name)
	if p.rare {
		s += ", without frequent words"
	}
	return s
}

// questionSQL takes a question ($1) apart, with or without ($2) its frequent words.
const questionSQL = `
WITH token AS (
	SELECT lexeme, lead(lexeme) OVER (ORDER BY place) AS next
	FROM unnest(to_tsvector('vi', $1)) AS u(lexeme, places, weights), unnest(places) AS place
	WHERE NOT $2 OR lexeme NOT IN (SELECT word FROM common)
), w AS MATERIALIZED (
	SELECT lower(unaccent($1)) AS folded,
		coalesce(string_agg(quote_literal(lexeme), ' | '), '')::tsquery AS any,
		coalesce(string_agg(quote_literal(lexeme) || ' <-> ' || quote_literal(next), ' | '), '')::tsquery AS pairs
	FROM token
)
`

// rank asks in one statement, so that the time measured is that of one round trip.
func (p postgresRanker) rank(ctx context.Context, q string) ([]hit, error) {
	const sql = questionSQL + `SELECT key, ((1 - $3::float8) * (%s) + $3::float8 * (%s)) AS score FROM record r, w ORDER BY score DESC, key LIMIT $4`
	rows, err := p.d.conn.Query(ctx, fmt.Sprintf(sql, textParts[p.text].sql, trigramParts[p.trigram].sql), q, p.rare, p.share, hitsAsked)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (hit, error) {
		var h hit
		err := row.Scan(&h.key, &h.score)
		return h, err
	})
}

// postgresScores remembers what each part gives for each record, so that the hundreds of combinations tried need one
// statement a question.
type postgresScores struct {
	d     *database
	known map[string][]recordScores // by question, with a mark for those without frequent words
}

// recordScores are the parts of one record's score: full text parts, then trigram parts.
type recordScores struct {
	key   string
	parts []float64
}

func (s *postgresScores) of(ctx context.Context, q string, rare bool) ([]recordScores, error) {
	mark := fmt.Sprint(rare, q)
	if known, ok := s.known[mark]; ok {
		return known, nil
	}
	var columns []string
	for _, p := range slices.Concat(textParts, trigramParts) {
		columns = append(columns, "("+p.sql+")::float8")
	}
	rows, err := s.d.conn.Query(ctx, questionSQL+"SELECT key, ARRAY["+strings.Join(columns, ", ")+"] FROM record r, w", q, rare)
	if err != nil {
		return nil, err
	}
	got, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (recordScores, error) {
		var r recordScores
		err := row.Scan(&r.key, &r.parts)
		return r, err
	})
	s.known[mark] = got
	return got, err
}

// preview is rank from remembered scores.
func (p postgresRanker) preview(ctx context.Context, q string) ([]hit, error) {
	records, err := p.scores.of(ctx, q, p.rare)
	if err != nil {
		return nil, err
	}
	best := make([]hit, 0, hitsAsked+1)
	for _, r := range records {
		h := hit{r.key, (1-p.share)*r.parts[p.text] + p.share*r.parts[len(textParts)+p.trigram]}
		at, _ := slices.BinarySearchFunc(best, h, betterHit)
		if at < hitsAsked {
			best = slices.Insert(best[:min(len(best), hitsAsked-1)], at, h)
		}
	}
	return slices.Clone(best), nil
}

// betterHit puts the higher score first, as the statement does.
func betterHit(a, b hit) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.key, b.key)) }
