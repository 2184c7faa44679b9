package private

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// pidFile is what we use of postmaster.pid, which a postmaster writes into its
// cluster (the lines are listed in PostgreSQL's src/include/utils/pidfile.h).
type pidFile struct {
	pid    int
	socket string
	ready  bool // connections are accepted
}

func pidPath(cluster string) string { return filepath.Join(cluster, "postmaster.pid") }

func readPidFile(cluster string) (pidFile, error) {
	text, err := os.ReadFile(pidPath(cluster))
	if err != nil {
		return pidFile{}, err
	}
	lines := strings.Split(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(lines[0]))
	if err != nil || pid <= 0 {
		return pidFile{}, fmt.Errorf("%s names no process", pidPath(cluster))
	}
	p := pidFile{pid: pid}
	if len(lines) > 4 {
		p.socket = lines[4]
	}
	if len(lines) > 7 {
		p.ready = strings.TrimSpace(lines[7]) == "ready"
	}
	return p, nil
}

// evict waits until a server without an owner has gone from the cluster. The
// caller holds the lock, so whoever started that server is dead, and on Linux
// the server has already been told to stop; it is told again, for the systems
// where nobody did.
func evict(ctx context.Context, cluster string, log *slog.Logger) error {
	for told := false; ; {
		text, err := os.ReadFile(pidPath(cluster))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if len(bytes.TrimSpace(text)) == 0 {
			// Left by a power cut. PostgreSQL would refuse to start, lest another
			// one be starting; under our lock none is.
			return os.Remove(pidPath(cluster))
		}
		p, err := readPidFile(cluster)
		if err != nil {
			return err
		}
		if !serves(ctx, p, cluster) {
			return disown(cluster, p, text)
		}
		if !told {
			log.Info("waiting for the server of an earlier process to stop", "pid", p.pid)
			if err := syscall.Kill(p.pid, syscall.SIGINT); err != nil && !errors.Is(err, syscall.ESRCH) {
				return fmt.Errorf("stopping the earlier server, process %d: %w", p.pid, err)
			}
			told = true
		}
		if err := pause(ctx, pollInterval); err != nil {
			return fmt.Errorf("the earlier server, process %d, does not stop: %w", p.pid, err)
		}
	}
}

// disown deals with a stale postmaster.pid whose number now belongs to another
// process, which is common in containers, where numbers are small and the same
// at each start. PostgreSQL would take that process for a living postmaster. It
// makes an exception for its parent, so we put our own number there; its check
// for surviving backends by the shared memory in the file stays in force.
func disown(cluster string, p pidFile, text []byte) error {
	if err := syscall.Kill(p.pid, 0); errors.Is(err, syscall.ESRCH) {
		return nil
	}
	_, rest, _ := bytes.Cut(text, []byte("\n"))
	mine := append([]byte(strconv.Itoa(os.Getpid())+"\n"), rest...)
	f, err := os.OpenFile(pidPath(cluster), os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(mine)
	return errors.Join(err, f.Close())
}
