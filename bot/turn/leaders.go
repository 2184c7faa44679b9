package turn

import (
	"crypto/sha256"
	"strings"
)

// LinkHash is what is kept of a link code, however it was typed.
func LinkHash(code string) []byte {
	code = strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(code))
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
