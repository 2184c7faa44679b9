package org_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/vntext"
	"motcua/org"
)

func visitCodes() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		return org.NewVisitCode(func(b []byte) {
			for i := range b {
				b[i] = byte(r.Uint32())
			}
		})
	})
}

// Codes survive how people type them; keyboards leave them alone; and they fit behind /start.
func TestVisitCodeRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := visitCodes().Draw(t, "code")
		if !deepLink.MatchString(code) || len(code) != 12 {
			t.Fatalf("%q", code)
		}
		for i := range len(code) {
			if strings.IndexByte(vntext.CodeLetters, code[i]) < 0 || i > 0 && code[i] == code[i-1] {
				t.Fatalf("%q has a letter keyboards change", code)
			}
		}
		shown := org.ShowVisitCode(code)
		for _, typed := range []string{code, shown, strings.ToLower(shown), " " + strings.ReplaceAll(shown, "-", " ") + "\n", strings.ReplaceAll(shown, "-", "–"), strings.Join(strings.Split(code, ""), ".")} {
			if got, like, ok := org.ParseVisitCode(typed); !like || !ok || got != code {
				t.Fatalf("%q is read as %q, %t, %t", typed, got, like, ok)
			}
		}
		if vntext.Retype(code) != code && vntext.Fold(vntext.Retype(code)) != strings.ToLower(code) {
			t.Fatalf("Telex or VNI make %q of %q", vntext.Retype(code), code)
		}
	})
}

// One wrong letter, and two neighbours swapped, are noticed always.
func TestVisitCodeChecks(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		code := []byte(visitCodes().Draw(t, "code"))
		at := rapid.IntRange(0, len(code)-1).Draw(t, "at")
		other := []byte(string(code))
		if rapid.Bool().Draw(t, "swap") && at > 0 {
			other[at], other[at-1] = other[at-1], other[at]
		} else {
			other[at] = vntext.CodeLetters[rapid.IntRange(0, len(vntext.CodeLetters)-1).Draw(t, "letter")]
		}
		if _, _, ok := org.ParseVisitCode(string(other)); ok != (string(other) == string(code)) {
			t.Fatalf("%s instead of %s: %t", other, code, ok)
		}
	})
}

// What people write otherwise is no code, not even like one.
func TestNoVisitCode(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "5", "hài lòng", "làm giấy khai sinh", "7KQ4M2PTVC", "079245678923", "222 333 444 555", "/xoa 7KQ4M-2PTVC", "AQAAaCMAAwRhay1TuFifa_0o", "TTHC TTHC TTHX"} {
		if code, like, ok := org.ParseVisitCode(s); like || ok || code != "" {
			t.Errorf("%q is read as %q, %t", s, code, ok)
		}
	}
}

func TestEvidence(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, e := range org.Evidences() {
		names[e.Label()] = true
	}
	if len(names) != 4 {
		t.Errorf("names are %v", names)
	}
	if !org.Code.OfVisit() || !org.Screen.OfVisit() || org.Poster.OfVisit() || org.NoEvidence.OfVisit() {
		t.Error("which evidence proves a visit")
	}
	if !org.NoEvidence.WeakerThan(org.Poster) || !org.Poster.WeakerThan(org.Screen) || org.Code.WeakerThan(org.Screen) || org.Screen.WeakerThan(org.Code) {
		t.Error("which evidence is weaker")
	}
}
