package telegram

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
	"strconv"
)

const (
	maxHook = 1 << 20 // bytes of one update; real ones are a few thousand

	// hookPlaces is how many calls may be under way. Telegram makes at most hookConnections at a time, so
	// more come only from somebody who knows the secret, or after time-outs.
	hookPlaces      = 256
	hookConnections = 40 // Telegram's default

	secretHeader = "X-Telegram-Bot-Api-Secret-Token"

	// While updates cannot be stored Telegram is asked to come again after so many seconds: soon at first,
	// later a quarter of the time the trouble has lasted. It keeps a tap for 150 s, so not much later.
	leastRetryAfter, mostRetryAfter = 2, 30
)

// serveHook takes one update from Telegram. It answers 200 only after the update is stored, concerns nobody,
// or has been put aside; any other answer makes Telegram send it again.
func (c *Channel) serveHook(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "POST only", http.StatusMethodNotAllowed)
		return
	}
	if !c.secret(r) {
		http.Error(w, "wrong or missing secret", http.StatusUnauthorized)
		return
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxHook))
	if err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			http.Error(w, "too large for an update", http.StatusRequestEntityTooLarge)
			return
		}
		http.Error(w, "body cut off", http.StatusBadRequest)
		return
	}
	select {
	case c.hook <- struct{}{}:
		defer func() { <-c.hook }()
	default:
		c.later(w)
		return
	}
	c.takeHooked(w, r, raw)
}

// takeHooked takes an update of a genuine call in.
func (c *Channel) takeHooked(w http.ResponseWriter, r *http.Request, raw []byte) {
	a, err := c.receive(raw)
	if err != nil {
		http.Error(w, "not an update", http.StatusBadRequest)
		return
	}
	place := c.order.enter(a.chat)
	defer place.leave()
	if place.wait(r.Context()) != nil {
		return // Telegram has hung up and will send it again
	}
	if err := c.settle(r.Context(), a); err != nil {
		c.log.Debug("update has to come again", "update", a.id, "err", err)
		c.later(w)
		return
	}
	w.WriteHeader(http.StatusOK)
}

func (c *Channel) later(w http.ResponseWriter) {
	seconds := min(mostRetryAfter, max(leastRetryAfter, int(c.troubles.lasted().Seconds())/4))
	w.Header().Set("Retry-After", strconv.Itoa(seconds))
	http.Error(w, "not now", http.StatusServiceUnavailable)
}

// secret reports whether a call shows the secret. Both sides are hashed first, so that the time it takes
// tells nothing about the secret, not even its length.
func (c *Channel) secret(r *http.Request) bool {
	if c.o.Secret == "" {
		return false
	}
	got, want := sha256.Sum256([]byte(r.Header.Get(secretHeader))), sha256.Sum256([]byte(c.o.Secret))
	return subtle.ConstantTimeCompare(got[:], want[:]) == 1
}
