//go:build unix && !linux

package private

import (
	"context"
	"syscall"
)

// childAttr makes a child run as the account, in a process group of its own so
// that Ctrl-C reaches us first. Without Linux's death signal a kill -9 of this
// process leaves the server running until the next Open evicts it.
func childAttr(acc account) *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Credential: acc.credential()}
}

// serves tells whether the process of a pid file is a postmaster of this
// cluster, which only the server itself can say.
func serves(ctx context.Context, p pidFile, cluster string) bool {
	_, err := probe(ctx, cluster, p.socket)
	return err == nil
}
