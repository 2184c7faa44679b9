package storage

import (
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/bot/turn"
	"motcua/report"
	"motcua/survey"
)

// queueTurns writes the turns into a batch: one statement per table, each fed with arrays, since rows are
// cheap and statements are not. Rows go in in the order of their keys, so that two replicas that touch
// the same rows wait for each other instead of deadlocking.
func queueTurns(b *pgx.Batch, turns []*Turn, holder string, taken []bool) {
	queueConversations(b, turns)
	queueSeen(b, turns)
	queueRedeem(b, turns)
	for _, t := range turns {
		if t.Open != nil {
			queueOpen(b, t.Open)
			queueNet(b, t.Open)
		}
	}
	queueForms(b, turns)
	for _, t := range turns {
		for _, c := range t.Close {
			b.Queue(`UPDATE response SET status = $2, finished_at = $3, fives = $4, said = $5, ones = $6 WHERE id = $1`, c.ID, string(c.Status), c.At, c.Fives, c.Said, c.Ones)
		}
		for _, d := range t.Drop {
			b.Queue(`DELETE FROM answer WHERE response = $1 AND question = $2`, d.Response, d.Question)
		}
	}
	queueAnswers(b, turns)
	queueErase(b, turns)
	queueCounts(b, turns)
	queueMisses(b, turns)
	queueOutbox(b, turns)
	queueLeaders(b, turns)
	queueFollows(b, turns)
	queueActions(b, turns)
	queueLanes(b, turns, holder, taken)
}

// queueConversations moves every conversation to its next version, or stops the batch: a version that
// is not the one the turn was decided on means that somebody else was here. So does a row that is gone though the turn was
// decided on what it said: the database was restored, or lost its tail, beside a process that remembers more.
func queueConversations(b *pgx.Batch, turns []*Turn) {
	order := slices.Clone(turns)
	slices.SortFunc(order, func(a, b *Turn) int { return strings.Compare(a.Conv, b.Conv) })
	n := len(order)
	convs, units, versions := make([]string, n), make([]int32, n), make([]int64, n)
	states, wakes, gone := make([]string, n), make([]*time.Time, n), make([]bool, n)
	for i, t := range order {
		convs[i], units[i], versions[i] = t.Conv, t.Unit, t.Version+1
		states[i], wakes[i], gone[i] = string(t.State), t.WakeAt, t.Gone
	}
	b.Queue(`WITH up AS (
			INSERT INTO conversation AS c (conv, unit, version, state, wake_at, gone)
			SELECT conv, nullif(unit, 0), version, state, wake, gone
			FROM unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::timestamptz[], $7::bool[]) AS t (conv, unit, version, state, wake, gone)
			WHERE version = 1 OR EXISTS (SELECT FROM conversation o WHERE o.conv = t.conv)
			ON CONFLICT (conv) DO UPDATE SET unit = coalesce(excluded.unit, c.unit), version = excluded.version,
				state = excluded.state, wake_at = excluded.wake_at, gone = excluded.gone, active_at = current_date
			WHERE c.version = excluded.version - 1
			RETURNING 1)
		SELECT 1 / (CASE WHEN count(*) = $6 THEN 1 ELSE 0 END) FROM up`,
		convs, units, versions, states, wakes, n, gone)
}

// queueSeen marks the events as taken in, or stops the batch if one was.
func queueSeen(b *pgx.Batch, turns []*Turn) {
	order := slices.Clone(turns)
	slices.SortFunc(order, func(a, b *Turn) int {
		return strings.Compare(a.Channel+"\x00"+a.Event, b.Channel+"\x00"+b.Event)
	})
	n := len(order)
	channels, events := make([]string, n), make([]string, n)
	for i, t := range order {
		channels[i], events[i] = t.Channel, t.Event
	}
	b.Queue(`WITH s AS (
			INSERT INTO seen (channel, event) SELECT * FROM unnest($1::text[], $2::text[])
			ON CONFLICT DO NOTHING RETURNING 1)
		SELECT 1 / (CASE WHEN count(*) = $3 THEN 1 ELSE 0 END) FROM s`, channels, events, n)
}

// queueForms stops the batch if a response that turns go on with is not there and open: nothing is stored of a response, nor counted,
// without the response. Nobody erases an open response of another conversation, so its row needs no lock.
func queueForms(b *pgx.Batch, turns []*Turn) {
	var responses []int64
	for _, t := range turns {
		responses = append(responses, t.forms()...)
	}
	if len(responses) > 0 {
		b.Queue(`SELECT 1 / (CASE WHEN count(*) = $2 THEN 1 ELSE 0 END) FROM response WHERE id = ANY($1) AND status = 'open'`, responses, len(responses))
	}
}

// oftenAfter is how many responses of a respondent in a month make another one of his one that comes often. Of a batch at least
// its last response is marked so, and stays marked when others are deleted: marked responses show where to count.
const oftenAfter = report.MinBatch - 1

func queueOpen(b *pgx.Batch, s *turn.OpenedResponse) {
	b.Queue(`INSERT INTO response (id, unit, questionnaire, questionnaire_hash, channel, point, slip, month, day, respondent, receipt, notice, status, started_at, evidence, often)
		SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $16,
			count(*) FILTER (WHERE month = $8) >= $15 FROM response WHERE unit = $2 AND respondent = $10`,
		s.ID, s.Unit, s.Questionnaire, s.QuestionnaireHash, s.Channel, s.Point, s.Slip, int32(s.Month), s.Day, s.Respondent, s.Receipt, s.Notice, string(s.Status), s.Started, oftenAfter, string(s.Evidence))
}

func queueAnswers(b *pgx.Batch, turns []*Turn) {
	var (
		responses []int64
		questions []string
		choices   []int16
		bodies    []*string
		ats       []time.Time
	)
	for _, t := range turns {
		for _, a := range t.Answers {
			responses, questions = append(responses, a.Response), append(questions, a.Question)
			choices, ats = append(choices, int16(a.Choice)), append(ats, a.At)
			var body *string
			if a.Text != "" {
				body = &a.Text
			}
			bodies = append(bodies, body)
		}
	}
	if len(responses) == 0 {
		return
	}
	b.Queue(`INSERT INTO answer (response, question, choice, body, at)
		SELECT * FROM unnest($1::bigint[], $2::text[], $3::smallint[], $4::text[], $5::timestamptz[])
		ON CONFLICT (response, question) DO UPDATE SET choice = excluded.choice, body = excluded.body, at = excluded.at`,
		responses, questions, choices, bodies, ats)
}

// queueErase deletes responses their citizens asked to delete. A response that is not there stops the batch: it
// must not be taken out of the figures twice.
func queueErase(b *pgx.Batch, turns []*Turn) {
	for _, t := range turns {
		if t.Erase == 0 {
			continue
		}
		b.Queue(forgetSaid, t.Erase)
		b.Queue(`WITH d AS (DELETE FROM response WHERE id = $1 RETURNING 1) SELECT 1 / count(*) FROM d`, t.Erase)
		b.Queue(`DELETE FROM answer WHERE response = $1`, t.Erase)
		b.Queue(`DELETE FROM batch_response WHERE response = $1`, t.Erase)
		b.Queue(`DELETE FROM weblog WHERE conv = $1`, t.Conv)
	}
}

func queueCounts(b *pgx.Batch, turns []*Turn) {
	var all []survey.Count
	for _, t := range turns {
		all = append(all, t.Counts...)
	}
	all = survey.Add(all...)
	if len(all) == 0 {
		return
	}
	slices.SortFunc(all, func(a, b survey.Count) int { return a.Cell.Compare(b.Cell) })
	n := len(all)
	units, months, choices, ns := make([]int32, n), make([]int32, n), make([]int16, n), make([]int32, n)
	by, forms, questions, keys := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	for i, c := range all {
		units[i], months[i], by[i], forms[i] = c.Unit, int32(c.Month), c.By.String(), c.Questionnaire
		questions[i], keys[i], choices[i], ns[i] = c.Question, c.Key, int16(c.Choice), int32(c.N)
	}
	b.Queue(`INSERT INTO figure AS f (unit, month, by, questionnaire, question, key, choice, n)
		SELECT unit, month, by::"char", questionnaire, question, key, choice, n
		FROM unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::int[])
			AS t (unit, month, by, questionnaire, question, key, choice, n)
		ON CONFLICT (unit, by, month, questionnaire, question, key, choice) DO UPDATE SET n = f.n + excluded.n`,
		units, months, by, forms, questions, keys, choices, ns)
}

func queueMisses(b *pgx.Batch, turns []*Turn) {
	for _, t := range turns {
		for _, m := range t.Misses {
			b.Queue(`INSERT INTO lookup_miss (unit, month, body, fold, at) VALUES ($1, $2, $3, $4, $5)`,
				m.Unit, int32(m.Month), m.Body, m.Fold, m.At)
		}
	}
}

func queueOutbox(b *pgx.Batch, turns []*Turn) {
	var (
		convs  []string
		seqs   []int64
		bodies []string
	)
	for _, t := range turns {
		for i, m := range t.Out {
			convs, seqs, bodies = append(convs, t.Conv), append(seqs, turn.Seq(t.Version+1, i)), append(bodies, string(m))
		}
	}
	if len(convs) == 0 {
		return
	}
	b.Queue(`INSERT INTO pending (conv, seq, body) SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])`, convs, seqs, bodies)
}

// queueLeaders writes what leaders' chats do: linking, unlinking, asking for reports, and being told.
func queueLeaders(b *pgx.Batch, turns []*Turn) {
	for _, t := range turns {
		if t.Gone {
			b.Queue(`DELETE FROM pending WHERE conv = $1`, t.Conv)
		}
		if t.Link != nil { // a code that was used meanwhile stops the batch
			b.Queue(`WITH d AS (DELETE FROM link_code WHERE hash = $1 RETURNING unit),
				l AS (INSERT INTO destination (unit, conv) SELECT unit, $2 FROM d ON CONFLICT DO NOTHING)
				SELECT 1 / count(*) FROM d`, t.Link, t.Conv)
		}
		if t.Unlink {
			b.Queue(`DELETE FROM destination WHERE conv = $1 OR starts_with(conv, $1 || '/')`, t.Conv)
			b.Queue(forgetRefusalsSQL, t.Conv)
		}
		for _, p := range t.Posts {
			b.Queue(postSQL, p.Conv, p.Unit, p.Body)
		}
		for _, o := range t.Owe {
			b.Queue(`INSERT INTO duty (job, unit, period, note) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`, o.Job, o.Unit, o.Period, o.Note)
		}
	}
}

// queueLanes takes the lanes the caller does not hold yet, where they are free: nothing is owed in them.
// A lane somebody else delivers to, or that waits for a retry, is left alone; the new message stands in
// the outbox behind the older ones.
func queueLanes(b *pgx.Batch, turns []*Turn, holder string, taken []bool) {
	at := map[string]int{}
	for i, t := range turns {
		if t.Take && len(t.Out) > 0 {
			at[t.Conv] = i
		}
	}
	if len(at) == 0 {
		return
	}
	convs := make([]string, 0, len(at))
	for conv := range at {
		convs = append(convs, conv)
	}
	slices.Sort(convs)
	b.Queue(`INSERT INTO lane AS l (conv, holder, due) SELECT conv, $2, now() + $3::interval FROM unnest($1::text[]) AS t (conv)
		ON CONFLICT (conv) DO UPDATE SET holder = excluded.holder, due = excluded.due
		WHERE l.due IS NULL
		RETURNING conv`, convs, holder, LaneLease).Query(func(rows pgx.Rows) error {
		var conv string
		_, err := pgx.ForEachRow(rows, []any{&conv}, func() error {
			taken[at[conv]] = true
			return nil
		})
		return err
	})
}
