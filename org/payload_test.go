package org_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/org"
)

var key = []byte("0123456789abcdef0123456789abcdef")

// deepLink is what Telegram allows behind /start.
var deepLink = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func startPayloads() *rapid.Generator[org.Start] {
	return rapid.Custom(func(t *rapid.T) org.Start {
		return org.Start{
			Unit: rapid.Int32().Draw(t, "unit"), Point: rapid.Int16().Draw(t, "point"),
			Slip: org.Slip(rapid.IntRange(int(org.NoSlip), int(org.Result)).Draw(t, "slip")),
		}
	})
}

func TestPayloadRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := startPayloads().Draw(t, "start")
		k := rapid.SliceOfN(rapid.Byte(), 0, 80).Draw(t, "key")
		payload := s.Sign(k)
		if !deepLink.MatchString(payload) {
			t.Fatalf("%q does not fit into a deep link", payload)
		}
		back, err := org.ParseStart(k, payload)
		if err != nil || back != s {
			t.Fatalf("%+v came back as %+v (%v)", s, back, err)
		}
		other := append([]byte("x"), k...)
		if _, err := org.ParseStart(other, payload); !errors.Is(err, org.ErrPayload) {
			t.Fatalf("another key accepts it: %v", err)
		}
	})
}

// QR codes hang on walls for years: what was printed once must be read for good.
func TestPayloadIsStable(t *testing.T) {
	t.Parallel()
	s := org.Start{Unit: 26659, Point: 3, Slip: org.Result}
	const printed = "AQAAaCMAAwRhay1TuFifa_0o"
	if got := s.Sign(key); got != printed {
		t.Errorf("payload is %q, printed was %q", got, printed)
	}
	if back, err := org.ParseStart(key, printed); err != nil || back != s {
		t.Errorf("the printed payload is read as %+v (%v)", back, err)
	}
}

// Every other byte at every place is noticed, and so is everything missing or added.
func TestPayloadTampering(t *testing.T) {
	t.Parallel()
	payload := org.Start{Unit: 7, Point: 2, Slip: org.Refusal}.Sign(key)
	refused := func(p string) {
		t.Helper()
		if s, err := org.ParseStart(key, p); !errors.Is(err, org.ErrPayload) || s != (org.Start{}) {
			t.Errorf("%q was read as %+v (%v)", p, s, err)
		}
	}
	for at := range len(payload) {
		for b := range 256 {
			if byte(b) != payload[at] {
				refused(payload[:at] + string([]byte{byte(b)}) + payload[at+1:])
			}
		}
		refused(payload[:at])
		refused(payload[:at] + payload[at+1:])
		refused(payload[:at] + "A" + payload[at:])
		refused(payload[:at] + "\n" + payload[at:])
		refused(payload[:at] + "\r" + payload[at:])
	}
	for _, p := range []string{
		"", " " + payload, payload + " ", payload + "=", payload + "\n", payload + payload,
		strings.ToUpper(payload), strings.Repeat("A", 24), strings.Repeat("A", 5000),
	} {
		refused(p)
	}
}

// A payload of a later version, or with a slip this program does not know, is refused though it is signed.
func TestPayloadOfAnotherVersion(t *testing.T) {
	t.Parallel()
	if _, err := org.ParseStart(key, org.Start{Unit: 1, Slip: org.Result + 1}.Sign(key)); !errors.Is(err, org.ErrPayload) {
		t.Errorf("an unknown slip gives %v", err)
	}
	// Version 2 with a correct tag: bytes 02 00000001 0000 00 and their HMAC under key.
	const version2 = "AgAAAAEAAAD0kvCi9R9gRC4A"
	if _, err := org.ParseStart(key, version2); !errors.Is(err, org.ErrPayload) {
		t.Errorf("version 2 gives %v", err)
	}
}

func FuzzParseStart(f *testing.F) {
	good := org.Start{Unit: 26659, Point: 3, Slip: org.Result}.Sign(key)
	for _, s := range []string{good, good[:23] + "\n", "\n" + good, "", "AAAA", strings.Repeat("_", 24), "AQAAaCMAAwRhay1TuFifa_0p"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		s, err := org.ParseStart(key, payload)
		if err != nil {
			if !errors.Is(err, org.ErrPayload) || s != (org.Start{}) {
				t.Fatalf("%+v, %v", s, err)
			}
			return
		}
		if s.Sign(key) != payload {
			t.Fatalf("%q was accepted, we would have written %q", payload, s.Sign(key))
		}
	})
}
