package search

import (
	"syscall"
	"time"
	"unsafe"
)

// clockThreadCPU is CLOCK_THREAD_CPUTIME_ID.
const clockThreadCPU = 3

// clock is the processor time of this thread so far: what other programs of the machine use does not count. The
// goroutine must be locked to its thread.
func clock() time.Duration {
	var t syscall.Timespec
	if _, _, err := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clockThreadCPU, uintptr(unsafe.Pointer(&t)), 0); err != 0 {
		panic(err) // the kernel has had this clock since 2.6
	}
	return time.Duration(t.Nano())
}
