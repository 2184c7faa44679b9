package attack_test

import "testing"

// What counts, counts with what it stands on: all these attacks are made on one running service, which answers others meanwhile,
// and in the end the books balance.
func TestNothingCountsWithoutItsEvidence(t *testing.T) {
	w := newTown(t)
	s := w.serve("", "")
	s.watch()
	before := w.books()
	for _, part := range []struct {
		name string
		run  func(*testing.T, *town, *server)
	}{
		{"forged taps", forgedTaps},
		{"forged visits", forgedVisit},
		{"codes of no visit", codesOfNoVisit},
		{"looking", lookingUsesNoCodeUp},
		{"revoked screens", revokedScreen},
		{"the link of a kiosk", kioskLink},
		{"one device", oneDevice},
		{"stockpiled screen codes", stockpiledScreenCodes},
		{"guessed codes", guessedVisitCodes},
		{"guessed codes of many addresses", guessersLockNobodyOut},
		{"one address against a unit", oneAddressAgainstAUnit},
	} {
		t.Run(part.name, func(t *testing.T) { part.run(t, w.in(t), s.in(t)) })
	}
	w.balance(before)
}
