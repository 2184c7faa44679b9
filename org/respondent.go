package org

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"
)

// RespondentKey is the only trace of who answered: a keyed hash of the platform's user that changes with
// the unit and with each quarter, so that repeat answers are noticed and nobody can be followed over time.
func RespondentKey(secret []byte, unit int32, channel, user string, at time.Time) string {
	at = at.In(Location())
	m := hmac.New(sha256.New, secret)
	fmt.Fprintf(m, "motcua/respondent/%d/%d-Q%d/%s/%s", unit, at.Year(), (int(at.Month())-1)/3+1, channel, user)
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:15])
}
