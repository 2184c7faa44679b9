//go:build clockskew

package main

import (
	"os"
	"time"
)

// localTime is a clock that goes wrong, for the attack suite: by MOTCUA_TEST_SKEW from the beginning, or from
// MOTCUA_TEST_SKEW_AFTER on. The released program does not hold this file.
var localTime = skewed()

func skewed() func() time.Time {
	skew, _ := time.ParseDuration(os.Getenv("MOTCUA_TEST_SKEW"))
	after, _ := time.ParseDuration(os.Getenv("MOTCUA_TEST_SKEW_AFTER"))
	from := time.Now().Add(after)
	return func() time.Time {
		now := time.Now()
		if now.Before(from) {
			return now
		}
		return now.Add(skew)
	}
}
