package storage_test

import (
	"reflect"
	"testing"
	"time"

	"motcua/org"
	"motcua/storage"
	"motcua/survey"
)

// Single forms go when their time is over, one unit at a time; the figures stay.
func TestForget(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	cutoff := time.Date(2026, 10, 15, 3, 0, 0, 0, org.Location())
	var forms []storage.CompleteResponse
	for i, c := range []struct {
		unit    int32
		started time.Time
	}{
		{b.unit.ID, cutoff.Add(-time.Second)}, {b.unit.ID, cutoff.AddDate(-1, 0, 0)}, // these two go
		{b.unit.ID, cutoff}, {b.unit.ID, cutoff.Add(time.Hour)}, {b.unit.ID + 1, cutoff.AddDate(-5, 0, 0)},
	} {
		s := b.started(int64(i + 1))
		s.Unit, s.Started = c.unit, c.started
		s.Response = s.Record(b.form, "q1", survey.Answer{Choice: 4}).Record(b.form, "q8", survey.Answer{Choice: survey.Written, Text: "ý kiến"}).Close()
		forms = append(forms, storage.CompleteResponse{OpenedResponse: s, FinishedAt: c.started})
	}
	if err := b.Import(t.Context(), b.form, forms, nil, nil); err != nil {
		t.Fatal(err)
	}
	before, err := b.Rollup(t.Context(), b.unit.ID)
	if err != nil {
		t.Fatal(err)
	}
	n, err := b.Forget(t.Context(), b.unit.Unit, cutoff, upToday())
	if err != nil || n != 2 {
		t.Errorf("%d forms went (%v)", n, err)
	}
	if left := value[[]int64](b, `SELECT array_agg(id ORDER BY id) FROM response`); !reflect.DeepEqual(left, []int64{3, 4, 5}) {
		t.Errorf("forms %v are left", left)
	}
	if left := value[[]int64](b, `SELECT array_agg(DISTINCT response ORDER BY response) FROM answer`); !reflect.DeepEqual(left, []int64{3, 4, 5}) {
		t.Errorf("answers of %v are left", left)
	}
	after, err := b.Rollup(t.Context(), b.unit.ID)
	if err != nil || len(after) == 0 || !reflect.DeepEqual(sortedCounts(after), sortedCounts(before)) {
		t.Errorf("the figures changed to %v (%v)", after, err)
	}
	if n, err := b.Forget(t.Context(), b.unit.Unit, cutoff, upToday()); err != nil || n != 0 {
		t.Errorf("the second time %d forms went (%v)", n, err)
	}
}

// Sweep deletes what is past its time and nothing younger, nothing that somebody waits for, and no figure.
func TestSweep(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	for _, sql := range []string{
		`INSERT INTO seen (channel, event, day) VALUES ('web', 'stays', (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 7), ('web', 'goes', (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 8)`,
		`INSERT INTO weblog (conv, seq, body, at) VALUES ('web:a', 1, 'goes', now() - interval '30 days 1 hour'), ('web:a', 2, 'stays', now() - interval '29 days'),
			('web:room', 1, 'stays', now() - interval '900 days')`,
		`INSERT INTO blob (body, created_at) VALUES ('goes', now() - interval '401 days'), ('stays', now() - interval '399 days')`,
		`INSERT INTO destination (unit, conv) VALUES (1, 'web:room')`,
		`INSERT INTO conversation (conv, version, active_at, wake_at) VALUES
			('web:goes', 1, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 181, NULL), ('web:young', 1, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 180, NULL), ('web:waits', 1, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 500, now() + interval '1 day'),
			('web:room', 1, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 500, NULL), ('web:owed', 1, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 500, NULL)`,
		`INSERT INTO pending (conv, seq, body) VALUES ('web:owed', 1, '{}')`,
		`INSERT INTO lane (conv, due) VALUES ('web:goes', NULL), ('web:young', NULL), ('web:room', NULL), ('web:owed', now()), ('web:retry', now() + interval '1 hour')`,
		`INSERT INTO lookup_miss (unit, month, body, fold, at) VALUES (1, 202509, 'goes', 'x', now() - interval '401 days'), (1, 202609, 'stays', 'x', now() - interval '399 days')`,
	} {
		b.exec(sql)
	}
	b.bring([]survey.Count{{Cell: b.cell(201001, "q1", 4), N: 3}})
	for range 2 { // the second time finds nothing
		if err := b.Sweep(t.Context(), upToday()); err != nil {
			t.Fatal(err)
		}
		for sql, want := range map[string][]string{
			`SELECT array_agg(event) FROM seen`:                               {"stays"},
			`SELECT array_agg(conv || ' ' || body ORDER BY conv) FROM weblog`: {"web:a stays", "web:room stays"},
			`SELECT array_agg(convert_from(body, 'UTF8')) FROM blob`:          {"stays"},
			`SELECT array_agg(conv ORDER BY conv) FROM conversation`:          {"web:owed", "web:room", "web:waits", "web:young"},
			`SELECT array_agg(conv ORDER BY conv) FROM lane`:                  {"web:owed", "web:retry", "web:room", "web:young"},
			`SELECT array_agg(body) FROM lookup_miss`:                         {"stays"},
			`SELECT array_agg(conv) FROM pending`:                             {"web:owed"},
			`SELECT array_agg(n::text) FROM figure`:                           {"3"},
			`SELECT array_agg(name ORDER BY id) FROM unit`:                    {"xã mot", "xã hai"},
			`SELECT array_agg(id ORDER BY id) FROM questionnaire`:             {"co-dieu-kien", "mau-v1"},
			`SELECT array_agg(conv) FROM destination`:                         {"web:room"},
		} {
			if got := value[[]string](b, sql); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %v, want %v", sql, got, want)
			}
		}
	}
}

// upToday is a clean-up up to now.
func upToday() storage.Cleaning {
	now := time.Now().In(org.Location())
	y, m, d := now.Date()
	return storage.Cleaning{At: now, Day: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
}

// How far a clean-up has gone is remembered and never taken back; before the first, it is the day of the beginning.
func TestCleaned(t *testing.T) {
	t.Parallel()
	b := newBase(t)
	b.exec(`UPDATE unit SET created_at = '2026-03-05 23:30+07'`)
	b.exec(`UPDATE installation SET created_at = '2026-03-04 23:30+07'`)
	wants := func(unit int32, day string) {
		t.Helper()
		if got, err := b.Cleaned(t.Context(), unit); err != nil || got.Format(time.DateOnly) != day {
			t.Errorf("cleaned up to %v (%v), want %s", got, err, day)
		}
	}
	wants(b.unit.ID, "2026-03-05")
	wants(storage.Service, "2026-03-04")
	day := func(d int) storage.Cleaning {
		return storage.Cleaning{At: time.Date(2026, 3, d, 3, 0, 0, 0, org.Location()), Day: time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC)}
	}
	for _, d := range []int{7, 9, 8} {
		if err := b.Sweep(t.Context(), day(d)); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Forget(t.Context(), b.unit.Unit, day(d).At.AddDate(-2, 0, 0), day(d-1)); err != nil {
			t.Fatal(err)
		}
	}
	wants(storage.Service, "2026-03-09")
	wants(b.unit.ID, "2026-03-08")
}
