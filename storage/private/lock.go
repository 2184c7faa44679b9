package private

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lockName is the file whose flock makes a process the owner. The kernel drops
// the lock with the process, however it ends.
const lockName = "postgres.lock"

type lock struct{ f *os.File }

// tryLock takes the lock, or returns nil when another process has it.
func tryLock(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the lock of the private PostgreSQL: %w", err)
	}
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	if err == nil {
		return &lock{f}, nil
	}
	f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, nil
	}
	return nil, &os.PathError{Op: "flock", Path: path, Err: err}
}

func (l *lock) release() error { return l.f.Close() }
