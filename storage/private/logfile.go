package private

import (
	"os"
	"strings"
	"sync"
)

const (
	logLimit  = 1 << 20 // bytes; one older file of this size is kept beside it
	tailLimit = 2 << 10
)

// boundedLog takes PostgreSQL's messages: the newest into a file that never
// outgrows its limit, the last few in memory for error texts. A full disk loses
// messages, but never stops the server that writes them.
type boundedLog struct {
	mu   sync.Mutex
	path string
	acc  account
	file *os.File
	size int64
	last []byte
}

// openLog opens the log of a server that runs as acc, which gets the file. A file that cannot be opened,
// e.g. because root made it in a former release, costs the messages and not the start.
func openLog(path string, acc account) *boundedLog {
	l := &boundedLog{path: path, acc: acc}
	l.open()
	return l
}

func (l *boundedLog) open() {
	f, err := os.OpenFile(l.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	l.file = f
	if info, err := f.Stat(); err == nil {
		l.size = info.Size()
	}
	_ = l.acc.own(l.path) // only root has to, and can
}

// Write never fails: an error would close the pipe and with it the server's
// standard error.
func (l *boundedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = append(l.last, p...)
	if extra := len(l.last) - tailLimit; extra > 0 {
		l.last = l.last[extra:]
	}
	if l.size > logLimit {
		l.turn()
	}
	if l.file != nil {
		n, _ := l.file.Write(p)
		l.size += int64(n)
	}
	return len(p), nil
}

// turn begins a new file. When that is impossible, messages are dropped until
// the next start.
func (l *boundedLog) turn() {
	l.file.Close()
	l.file, l.size = nil, 0
	if os.Rename(l.path, l.path+".1") != nil {
		return
	}
	l.open()
}

func (l *boundedLog) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file != nil {
		l.file.Close()
		l.file = nil
	}
}

// tail is the last lines, for an error text.
func (l *boundedLog) tail() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return lastLines(string(l.last), 4)
}

func (l *boundedLog) mentions(phrase string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Contains(string(l.last), phrase)
}
