package procedure

import (
	"crypto/sha256"
	"encoding/hex"

	"motcua/internal/vntext"
)

// SyntheticKey is the handle of a procedure that has no official code. It depends only on what the procedure is
// called and its field, so that the next drop of data gives the same handle.
func SyntheticKey(field, name string) string {
	return "x" + shortHash(vntext.Fold(field)+"|"+vntext.Fold(name), 8)
}

// shortHash is the first n hex digits of the SHA-256 of s.
func shortHash(s string, n int) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])[:n]
}
