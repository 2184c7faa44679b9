package bot

import (
	"bytes"
	"fmt"
	"strconv"
)

// messageVersionNow goes up when a program of before would misread what is written from then on; a key that may be missing, and
// that such a program may leave unread, needs none. What was stored without a version is read as version 1 is.
const messageVersionNow = 1

// messageVersion writes itself as the version of now, and refuses to read a newer one. It holds nothing: whoever makes a Message
// need not think of it.
type messageVersion struct{}

func (messageVersion) MarshalJSON() ([]byte, error) {
	return strconv.AppendInt(nil, messageVersionNow, 10), nil
}

func (*messageVersion) UnmarshalJSON(b []byte) error {
	return CheckVersion("message", messageVersionNow, b)
}

// NewerError says that what is stored was written by a newer program.
type NewerError struct {
	What      string
	Is, Known int
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("%s of version %d; this program knows versions up to %d", e.What, e.Is, e.Known)
}

// CheckVersion reads the version of something stored, of which this program knows those up to known; *NewerError beyond.
func CheckVersion(what string, known int, b []byte) error {
	is, err := strconv.Atoi(string(bytes.TrimSpace(b)))
	switch {
	case err != nil || is < 1:
		return fmt.Errorf("%s: version %q is no version", what, b)
	case is > known:
		return &NewerError{what, is, known}
	}
	return nil
}
