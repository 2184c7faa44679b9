package private

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

const (
	// leftoverPatience is how long a start is repeated while processes of a killed
	// server still hold its shared memory; they notice within milliseconds.
	leftoverPatience = 15 * time.Second
	// pipeDelay is how long backends of a killed postmaster may keep its log open.
	pipeDelay = 500 * time.Millisecond
	// quitPatience is how long a server may take over an immediate shutdown.
	quitPatience = 5 * time.Second
)

// launch is everything needed to start the postmaster, again and again.
type launch struct {
	bin      binaries
	cluster  string
	socket   string
	account  account
	settings map[string]string
	logFile  string
	grace    time.Duration
}

// postmaster is one life of the server process.
type postmaster struct {
	cmd  *exec.Cmd
	log  *boundedLog
	gone chan struct{} // closed when the process has been waited for
	err  error         // how it ended; to be read after gone
}

// start runs the postmaster and returns when it answers.
func (l *launch) start(ctx context.Context) (*postmaster, endpoint, error) {
	until := time.Now().Add(leftoverPatience)
	for {
		pm, err := l.spawn()
		if err != nil {
			return nil, endpoint{}, err
		}
		version, err := l.await(ctx, pm)
		if err == nil {
			return pm, endpoint{cluster: l.cluster, socket: l.socket, version: version}, nil
		}
		err = errors.Join(err, pm.stop(l.grace))
		if !pm.log.mentions("still in use") || time.Now().After(until) {
			return nil, endpoint{}, err
		}
		if perr := pause(ctx, 50*time.Millisecond); perr != nil {
			return nil, endpoint{}, errors.Join(perr, err)
		}
	}
}

// spawn starts the process on a thread that is locked until the process ends
// (see childAttr).
func (l *launch) spawn() (*postmaster, error) {
	log := openLog(l.logFile, l.account)
	pm := &postmaster{cmd: exec.Command(l.bin.path("postgres"), l.arguments()...), log: log, gone: make(chan struct{})}
	pm.cmd.Dir = l.cluster
	pm.cmd.Env = environment()
	pm.cmd.Stdout, pm.cmd.Stderr = log, log
	pm.cmd.WaitDelay = pipeDelay
	pm.cmd.SysProcAttr = childAttr(l.account)
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := pm.cmd.Start()
		started <- err
		if err == nil {
			pm.err = pm.cmd.Wait()
		}
		log.close()
		close(pm.gone)
	}()
	if err := <-started; err != nil {
		<-pm.gone
		return nil, err
	}
	return pm, nil
}

// arguments holds what must be so for us to find and guard the server; all else
// is the operator's, in postgresql.conf.
func (l *launch) arguments() []string {
	args := []string{
		"-D", l.cluster,
		"-c", "listen_addresses=",
		"-c", "port=" + port,
		"-c", `unix_socket_directories="` + strings.ReplaceAll(l.socket, `"`, `""`) + `"`,
		"-c", "unix_socket_permissions=0700",
		"-c", "logging_collector=off",
		"-c", "log_destination=stderr",
	}
	for _, name := range slices.Sorted(maps.Keys(l.settings)) {
		args = append(args, "-c", name+"="+l.settings[name])
	}
	return args
}

// environment is the little that PostgreSQL's programs need; PGDATA, PGPORT and
// their like would mislead them.
func environment() []string {
	env := []string{"LC_ALL=C"}
	for _, name := range []string{"PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// await waits until the postmaster answers, has died, or ctx ends.
func (l *launch) await(ctx context.Context, pm *postmaster) (version string, err error) {
	tick := time.NewTicker(pollInterval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return "", fmt.Errorf("the server in %s does not become ready: %w: %s", l.cluster, context.Cause(ctx), pm.log.tail())
		case <-pm.gone:
			return "", fmt.Errorf("the server in %s ended at its start: %w: %s", l.cluster, pm.err, pm.log.tail())
		case <-tick.C:
		}
		p, err := readPidFile(l.cluster)
		if err != nil || p.pid != pm.cmd.Process.Pid || !p.ready {
			continue
		}
		if version, err = probe(ctx, l.cluster, l.socket); err == nil {
			return version, nil
		}
	}
}

// stop ends the process: cleanly, or when it takes longer than grace by an
// immediate shutdown, which the next start repairs from the write-ahead log.
func (pm *postmaster) stop(grace time.Duration) error {
	steps := []struct {
		signal syscall.Signal
		wait   time.Duration
	}{{syscall.SIGINT, grace}, {syscall.SIGQUIT, quitPatience}, {syscall.SIGKILL, quitPatience}}
	for i, step := range steps {
		if err := pm.cmd.Process.Signal(step.signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return err
		}
		t := time.NewTimer(step.wait)
		select {
		case <-pm.gone:
			t.Stop()
			if i > 0 {
				return fmt.Errorf("no clean stop within %v; ended by %v", grace, step.signal)
			}
			return nil
		case <-t.C:
		}
	}
	return fmt.Errorf("process %d cannot be ended", pm.cmd.Process.Pid)
}
