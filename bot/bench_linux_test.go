package bot_test

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

// pgCPU is the CPU time, in seconds, of the PostgreSQL server the stage uses: the postmaster, its living
// children, and those it has buried.
func (x *stage) pgCPU(b *testing.B) float64 {
	b.Helper()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, x.dsn)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = conn.Close(ctx) }()
	postmaster := stat(int(conn.PgConn().PID()))[1]
	ticks := 0
	for _, dir := range glob("/proc/[0-9]*/stat") {
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(dir)))
		f := stat(pid)
		if len(f) < 15 {
			continue
		}
		switch {
		case strconv.Itoa(pid) == postmaster:
			ticks += number(f[11]) + number(f[12]) + number(f[13]) + number(f[14])
		case f[1] == postmaster:
			ticks += number(f[11]) + number(f[12])
		}
	}
	return float64(ticks) / clockTicks
}

// stat gives the fields of /proc/PID/stat from the state on: [0] state, [1] parent, [11] utime, …
func stat(pid int) []string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	_, after, _ := strings.Cut(string(b), ") ")
	return strings.Fields(after)
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

func glob(pattern string) []string { m, _ := filepath.Glob(pattern); return m }
