package fire_test

import "os"

// strict reports whether the pace is judged to the last message. "make fire" does so, with these tests
// alone on the machine. Beside a whole test suite under the race detector a process may stand still for
// longer than the margin of a few hundredths of a second by which the limits are kept; then a few calls
// may come too fast, which the platform answers with 429 and the channel honours. What is stored, and in
// which order it arrives, is judged without mercy either way.
func strict() bool { return os.Getenv("MOTCUA_FIRE_STRICT") != "" }

// slips is how many of so many calls may come too fast.
func slips(calls int) int {
	if strict() {
		return 0
	}
	return calls / 50
}
