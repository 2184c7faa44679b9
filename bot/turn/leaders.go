package turn

import (
	"crypto/sha256"

	"motcua/internal/vntext"
)

// linkLength is how many letters a link code has: 41.8 bits, far too many to guess within the hours one lives.
const linkLength = 10

// NewLinkCode makes a code that links a chat to a unit, such as 7KQ4M-2PTVC. random fills a slice with random bytes.
func NewLinkCode(random func([]byte)) string {
	code := vntext.DrawCode(random, linkLength)
	return code[:linkLength/2] + "-" + code[linkLength/2:]
}

// LinkHash is what is kept of a link code, however it was typed; nil for what is none.
func LinkHash(code string) []byte {
	code, ok := vntext.ReadCode(code, linkLength)
	if !ok {
		return nil
	}
	sum := sha256.Sum256([]byte("motcua/link/" + code))
	return sum[:]
}

// Leaders is what is known of a chat of leaders.
type Leaders struct {
	Unit   int32    // the unit whose digests go to this chat, 0 = none
	Offers int32    // the unit a link code in the event stands for, 0 = none
	Others []string // where else that unit's digests go
	// Refused says that something of what was sent to this chat could not be shown there, and that nothing has changed since.
	Refused bool
}
