package private

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// childAttr makes a child run as the account, in a process group of its own so
// that Ctrl-C reaches us first, and lets the kernel send it SIGINT (PostgreSQL's
// clean, quick shutdown) when we die. The kernel means the thread, not the
// process: the child has to be started on a locked thread that outlives it.
func childAttr(acc account) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGINT, Credential: acc.credential()}
}

// serves tells whether the process of a pid file is a postmaster of this
// cluster: a postmaster works in its data directory. A zombie works nowhere.
func serves(_ context.Context, p pidFile, cluster string) bool {
	cwd, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", p.pid))
	if errors.Is(err, fs.ErrPermission) {
		return false // another user's process; our postmaster's we may look at
	}
	return err == nil && cwd == cluster
}
