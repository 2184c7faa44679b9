package org_test

import (
	"regexp"
	"testing"
	"time"

	"motcua/org"
)

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestRespondentKeyQuarters(t *testing.T) {
	t.Parallel()
	secret := []byte("secret")
	keyAt := func(s string) string { return org.RespondentKey(secret, 7, "telegram", "12345", moment(t, s)) }
	for _, c := range []struct {
		a, b string
		same bool
		why  string
	}{
		{"2026-10-01T00:00:00+07:00", "2026-12-31T23:59:59+07:00", true, "first and last moment of a quarter"},
		{"2026-09-30T23:59:59.999+07:00", "2026-10-01T00:00:00+07:00", false, "the quarter ends"},
		{"2026-09-30T16:59:59Z", "2026-09-30T17:00:00Z", false, "it ends at midnight in Vietnam, 17:00 UTC"},
		{"2026-09-30T17:00:00Z", "2026-10-01T00:00:00Z", true, "midnight UTC is no edge"},
		{"2026-12-31T16:59:59Z", "2026-12-31T17:00:00Z", false, "the year ends"},
		{"2026-03-31T23:00:00+07:00", "2026-04-01T01:00:00+07:00", false, "first to second quarter"},
		{"2026-06-30T23:00:00+07:00", "2026-07-01T01:00:00+07:00", false, "second to third quarter"},
		{"2026-10-15T12:00:00Z", "2027-10-15T12:00:00Z", false, "the same quarter of another year"},
		{"2026-10-15T12:00:00Z", "2026-10-15T19:00:00+07:00", true, "one moment in two zones"},
		{"2028-02-29T12:00:00Z", "2028-03-01T12:00:00Z", true, "leap day"},
	} {
		if got := keyAt(c.a) == keyAt(c.b); got != c.same {
			t.Errorf("%s and %s: same key %t, want %t: %s", c.a, c.b, got, c.same, c.why)
		}
	}
}

func TestRespondentKeyChangesWith(t *testing.T) {
	t.Parallel()
	at := moment(t, "2026-10-15T00:00:00Z")
	base := org.RespondentKey([]byte("secret"), 7, "telegram", "12345", at)
	if want := "Rfc_B-Wfe22kxZ_cR6zb"; base != want { // HMAC-SHA256 of motcua/respondent/7/2026-Q4/telegram/12345
		t.Errorf("key is %q, want %q: a running quarter would count people twice", base, want)
	}
	if !regexp.MustCompile(`^[A-Za-z0-9_-]{20}$`).MatchString(base) {
		t.Errorf("key is %q", base)
	}
	for what, other := range map[string]string{
		"unit":    org.RespondentKey([]byte("secret"), 8, "telegram", "12345", at),
		"channel": org.RespondentKey([]byte("secret"), 7, "zalo", "12345", at),
		"user":    org.RespondentKey([]byte("secret"), 7, "telegram", "12346", at),
		"secret":  org.RespondentKey([]byte("Secret"), 7, "telegram", "12345", at),
	} {
		if other == base {
			t.Errorf("another %s has the same key", what)
		}
	}
}
