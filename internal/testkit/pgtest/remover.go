package pgtest

import (
	"io"
	"os/exec"
	"syscall"
)

// removeScript waits for the end of its input, which comes when the test process
// closes it or dies, then for the server to finish its shutdown, and removes the
// files. Ten seconds of patience are plenty; without the files a server that is
// still there ends by itself.
const removeScript = `
cat >/dev/null
n=0
while ls "$1"/pg*/postmaster.pid >/dev/null 2>&1 && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.1; done
rm -rf "$1"`

// remover is a process that outlives this one just long enough to remove a
// directory: a test process has no moment of its own for that unless its package
// has a TestMain, and none at all when it panics or is killed.
type remover struct {
	cmd   *exec.Cmd
	stdin io.Closer
}

func removeAfterUs(dir string) (*remover, error) {
	cmd := exec.Command("/bin/sh", "-c", removeScript, "sh", dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for the tests
	cmd.Dir = "/"
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &remover{cmd, stdin}, nil
}

// finish removes the directory now.
func (r *remover) finish() error {
	if err := r.stdin.Close(); err != nil {
		return err
	}
	return r.cmd.Wait()
}
