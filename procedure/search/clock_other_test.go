//go:build !linux

package search

import "time"

// clock is the time that passes, where that of the thread is not to be had.
func clock() time.Duration { return time.Duration(time.Now().UnixNano()) }
