package main

import (
	"net/http"
	"strings"
	"testing"

	"motcua/internal/testkit"
	"motcua/procedure"
)

func publish(t testing.TB, e env, time string, more ...string) {
	t.Helper()
	path := recordFile(t, record(t, "1.001193", func(p *procedure.Procedure) { p.ProcessingTime = time }))
	e.must(t, append([]string{"import", "procedures", path, "--publish"}, more...)...)
}

// A release that cannot be used is named by doctor.
func TestDoctorSeesABrokenRelease(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	publish(t, e, "2 ngày")
	// What no command would do: another record takes the code.
	check(t, testkit.Exec(t.Context(), e["DATABASE_URL"],
		`INSERT INTO release (id, at) VALUES (2, now())`,
		`INSERT INTO record_version (key, version, state, record, hash, published_at, release, holds_from)
			SELECT 'x1', 1, state, record || '{"key": "x1"}', hash, published_at, 2, holds_from FROM record_version WHERE key = '1.001193'`,
	))
	r := e.call(t, "doctor")
	if r.status != 1 {
		t.Error("doctor is content")
	}
	contains(t, r.out, "HỎNG  Danh mục đã công bố không dùng được.", "release 2")
}

// Two replicas on one database, and a command beside them: both answer from the new release within seconds, and a replica
// that starts later does at once.
func TestReplicasFollowTheCatalogue(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	replicas := []*serving{e.serve(t), e.serve(t)}
	ask := func(s *serving, id string) {
		s.page("/") // which gives the visitor his cookie
		if status := s.send(id, "text", "1.001193 bao lâu"); status != http.StatusNoContent {
			t.Errorf("sent with status %d", status)
		}
	}
	for _, s := range replicas {
		ask(s, "hoi-luc-truoc")
		s.says("1 ngày làm việc")
	}
	publish(t, e, "trong buổi sáng")
	for _, s := range replicas {
		until(t, "the release on a replica", func() bool { return strings.Contains(s.log.String(), "msg=catalogue release=1") })
		ask(s, "hoi-luc-sau")
		s.says("trong buổi sáng")
	}
	if a, b := lastRelease(replicas[0]), lastRelease(replicas[1]); a != b {
		t.Errorf("%s and %s", a, b)
	}
	third := e.serve(t)
	ask(third, "hoi-luc-sau")
	third.says("trong buổi sáng")
	for _, s := range append(replicas, third) {
		s.stop()
	}
}

// lastRelease is what a replica said last of the catalogue it uses, without how long it took.
func lastRelease(s *serving) string {
	at := strings.LastIndex(s.log.String(), "msg=catalogue")
	if at < 0 {
		return ""
	}
	line, _, _ := strings.Cut(s.log.String()[at:], " took=")
	return line
}
