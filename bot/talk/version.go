package talk

import (
	"strconv"

	"motcua/bot"
)

// stateVersionNow goes up when a program of before would misread a state that is written from then on; a key that may be
// missing, and that such a program may leave unread, needs none. What was stored without a version is read as version 1 is.
const stateVersionNow = 1

// stateVersion writes itself as the version of now, and refuses to read a newer one. It holds nothing: whoever makes a State
// need not think of it.
type stateVersion struct{}

func (stateVersion) MarshalJSON() ([]byte, error) {
	return strconv.AppendInt(nil, stateVersionNow, 10), nil
}

func (*stateVersion) UnmarshalJSON(b []byte) error {
	return bot.CheckVersion("state", stateVersionNow, b)
}
