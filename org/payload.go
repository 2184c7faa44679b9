package org

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
)

// Start is what a QR says: where the citizen has been and with which slip. It never names a dossier or
// an officer.
type Start struct {
	Unit  int32
	Point int16 // 0 = no particular point
	Slip  Slip
}

// ErrPayload is returned for every payload that we did not sign, whatever is wrong with it.
var ErrPayload = errors.New("start payload is not ours")

const (
	payloadVersion = 1
	payloadBody    = 1 + 4 + 2 + 1 // version, unit, point, slip
	payloadTag     = 10            // 80 bits of HMAC-SHA256: not to be guessed over a chat
)

// Sign renders a start payload: 24 characters of [A-Za-z0-9_-], within Telegram's 64 for deep links.
func (s Start) Sign(key []byte) string {
	b := make([]byte, payloadBody, payloadBody+payloadTag)
	b[0] = payloadVersion
	binary.BigEndian.PutUint32(b[1:], uint32(s.Unit))
	binary.BigEndian.PutUint16(b[5:], uint16(s.Point))
	b[7] = byte(s.Slip)
	return base64.RawURLEncoding.EncodeToString(append(b, payloadMAC(key, b)...))
}

// ParseStart reads a payload back; ErrPayload for anything forged, damaged or of an unknown version.
func ParseStart(key []byte, payload string) (Start, error) {
	// The decoder skips line breaks; the length rules them out.
	b, err := base64.RawURLEncoding.Strict().DecodeString(payload)
	if err != nil || len(payload) != base64.RawURLEncoding.EncodedLen(len(b)) || len(b) != payloadBody+payloadTag || b[0] != payloadVersion {
		return Start{}, ErrPayload
	}
	body, tag := b[:payloadBody], b[payloadBody:]
	if !hmac.Equal(tag, payloadMAC(key, body)) {
		return Start{}, ErrPayload
	}
	s := Start{
		Unit:  int32(binary.BigEndian.Uint32(body[1:])),
		Point: int16(binary.BigEndian.Uint16(body[5:])),
		Slip:  Slip(body[7]),
	}
	if s.Slip > Result {
		return Start{}, ErrPayload
	}
	return s, nil
}

func payloadMAC(key, body []byte) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte("motcua/start/"))
	m.Write(body)
	return m.Sum(nil)[:payloadTag]
}
