package storage

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5"

	"motcua/survey"
)

// questionnaires keeps the published questionnaires this process has read, by hash. Taking one from its file costs more than
// reading the figures of a month.
type questionnaires struct {
	mu     sync.Mutex
	byHash map[string]*survey.Questionnaire
}

func (q *questionnaires) hashes() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	known := make([]string, 0, len(q.byHash))
	for hash := range q.byHash {
		known = append(known, hash)
	}
	return known
}

// get gives the questionnaire with a hash, taken from source if it was not known.
func (q *questionnaires) get(hash, source string) (*survey.Questionnaire, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if f := q.byHash[hash]; f != nil {
		return f, nil
	}
	f, err := survey.ParseQuestionnaire([]byte(source))
	if err != nil {
		return nil, err
	}
	if q.byHash == nil {
		q.byHash = map[string]*survey.Questionnaire{}
	}
	q.byHash[hash] = f
	return f, nil
}

// querier is the pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// published reads questionnaires as they were published, in the order of their ids; all of them if ids is nil. Whoever gets
// one shares it with others and must not change it.
func (db *DB) published(ctx context.Context, q querier, ids []string) ([]*survey.Questionnaire, error) {
	rows, err := q.Query(ctx, `SELECT hash, CASE WHEN hash = ANY($2) THEN '' ELSE source END FROM questionnaire
		WHERE $1::text[] IS NULL OR id = ANY($1) ORDER BY id`, ids, db.forms.hashes())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (*survey.Questionnaire, error) {
		var hash, source string
		if err := row.Scan(&hash, &source); err != nil {
			return nil, err
		}
		return db.forms.get(hash, source)
	})
}
