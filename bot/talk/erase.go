package talk

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"time"

	"motcua/org/directory"
)

// eraseFor is for how long after a response was shown it may be erased by the button below it.
const eraseFor = 15 * time.Minute

// eraseTap is the button that erases a response just shown in a conversation: signed for it, and only for a while. Whoever has
// no more than the code must look first at what he is about to erase.
func eraseTap(dir *directory.Directory, conv, receipt string, now time.Time) string {
	until := strconv.FormatInt(now.Add(eraseFor).Unix(), 36)
	return tap(tapErase, receipt, until, eraseMAC(dir, conv, receipt, until))
}

// mayErase reports whether a button was made by eraseTap for this conversation a moment ago.
func mayErase(dir *directory.Directory, conv string, arg [3]string, now time.Time) bool {
	until, err := strconv.ParseInt(arg[1], 36, 64)
	return err == nil && now.Unix() <= until && hmac.Equal([]byte(arg[2]), []byte(eraseMAC(dir, conv, arg[0], arg[1])))
}

func eraseMAC(dir *directory.Directory, conv, receipt, until string) string {
	m := hmac.New(sha256.New, dir.Key())
	m.Write([]byte("erase/" + conv + "/" + receipt + "/" + until))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:12])
}
