package load

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// clockTicks is the kernel's unit of CPU time in /proc, fixed at 100 a second on Linux.
const clockTicks = 100

// cpuOf is the CPU time of a process in seconds.
func cpuOf(pid int) float64 {
	f := stat(pid)
	if len(f) < 15 {
		return 0
	}
	return float64(number(f[11])+number(f[12])) / clockTicks
}

// cpuTree is that of a postmaster with its children, living and buried.
func cpuTree(postmaster int) float64 {
	f := stat(postmaster)
	if len(f) < 15 {
		return 0
	}
	sum := cpuOf(postmaster) + float64(number(f[13])+number(f[14]))/clockTicks
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		pid := number(filepath.Base(dir))
		if f := stat(pid); len(f) > 1 && number(f[1]) == postmaster {
			sum += cpuOf(pid)
		}
	}
	return sum
}

// postmasterOf finds the server behind an address.
func postmasterOf(b *testing.B, dsn string) int {
	b.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	check(b, err)
	defer func() { _ = conn.Close(ctx) }()
	return number(stat(int(conn.PgConn().PID()))[1])
}

// stat gives the fields of /proc/PID/stat from the state on: [0] state, [1] parent, [11] utime, …
func stat(pid int) []string {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	_, after, _ := strings.Cut(string(raw), ") ")
	return strings.Fields(after)
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }
