// Package cputime reads from Linux's /proc how much processor time processes have taken. Benchmarks use it to count
// what the servers beside us cost; on systems without /proc every time is zero.
package cputime

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// clockTicks is the kernel's unit of processor time in /proc, fixed at 100 a second on Linux.
const clockTicks = 100

// Of is the processor time of one process in seconds, 0 if there is none of that number.
func Of(pid int) float64 {
	s, ok := read(pid)
	if !ok {
		return 0
	}
	return float64(s.own) / clockTicks
}

// Tree is the processor time, in seconds, of a process, its living children, and those it has waited for.
func Tree(root int) float64 {
	s, ok := read(root)
	if !ok {
		return 0
	}
	ticks := s.own + s.buried
	dirs, _ := filepath.Glob("/proc/[0-9]*") // the pattern is well formed
	for _, dir := range dirs {
		pid, _ := strconv.Atoi(filepath.Base(dir))
		if child, ok := read(pid); ok && child.parent == root {
			ticks += child.own
		}
	}
	return float64(ticks) / clockTicks
}

// Parent is the number of the process that started another, 0 if that is not known.
func Parent(pid int) int {
	s, _ := read(pid)
	return s.parent
}

type stat struct{ parent, own, buried int }

// read takes /proc/PID/stat apart: after the name in brackets come the state, the parent and, from the twelfth field on,
// own user and system time, and those of children waited for.
func read(pid int) (stat, bool) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return stat{}, false
	}
	_, after, _ := strings.Cut(string(raw), ") ")
	f := strings.Fields(after)
	if len(f) < 15 {
		return stat{}, false
	}
	n := func(i int) int { v, _ := strconv.Atoi(f[i]); return v }
	return stat{parent: n(1), own: n(11) + n(12), buried: n(13) + n(14)}, true
}
