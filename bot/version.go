package bot

import (
	"bytes"
	"fmt"
	"strconv"
)

// Versions of what is stored as JSON. One goes up when a program of before would misread what is written from then on; a key that may be
// missing, and that such a program may leave unread, needs none. What was stored without a version was read as version 1 is.
const (
	stateVersionNow   = 1
	messageVersionNow = 1
)

// stateVersion and messageVersion write themselves as the version of now, and refuse to read a newer one. They hold nothing: whoever makes a
// State or a Message need not think of them.
type (
	stateVersion   struct{}
	messageVersion struct{}
)

func (stateVersion) MarshalJSON() ([]byte, error) {
	return strconv.AppendInt(nil, stateVersionNow, 10), nil
}

func (*stateVersion) UnmarshalJSON(b []byte) error { return checkVersion("state", stateVersionNow, b) }

func (messageVersion) MarshalJSON() ([]byte, error) {
	return strconv.AppendInt(nil, messageVersionNow, 10), nil
}

func (*messageVersion) UnmarshalJSON(b []byte) error {
	return checkVersion("message", messageVersionNow, b)
}

// newerError: what is stored was written by a newer program.
type newerError struct {
	what      string
	is, known int
}

func (e *newerError) Error() string {
	return fmt.Sprintf("%s of version %d; this program knows versions up to %d", e.what, e.is, e.known)
}

func checkVersion(what string, known int, b []byte) error {
	is, err := strconv.Atoi(string(bytes.TrimSpace(b)))
	switch {
	case err != nil || is < 1:
		return fmt.Errorf("%s: version %q is no version", what, b)
	case is > known:
		return &newerError{what, is, known}
	}
	return nil
}
