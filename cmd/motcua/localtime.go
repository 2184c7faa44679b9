//go:build !clockskew

package main

import "time"

// localTime is the clock of this machine. The attack suite builds the program with another one (tag clockskew).
func localTime() time.Time { return time.Now() }
