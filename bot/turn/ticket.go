package turn

import (
	"crypto/sha256"

	"motcua/org"
)

// Ticket is what is known of the one-time ticket of a visit: a code given by hand (org.Code), or the QR of a moment on the screen
// at the counter (org.Screen). It says nothing of who used it or when.
type Ticket struct {
	Unit  int32
	Point int16  // reception point, 0 = none
	Slip  string // org.Slip code
	Kind  org.Evidence
	State TicketState
}

// TicketState is how a ticket stands now.
type TicketState string

// A ticket is open until it is used, revoked or expired, for good.
const (
	TicketOpen    TicketState = "open"
	TicketUsed    TicketState = "used"
	TicketRevoked TicketState = "revoked"
	TicketExpired TicketState = "expired" // never stored: a ticket past its time, used or not
)

// TicketHash is what is kept of a visit code as org.ParseVisitCode reads it.
func TicketHash(code string) []byte {
	sum := sha256.Sum256([]byte("motcua/visit/" + code))
	return sum[:]
}
