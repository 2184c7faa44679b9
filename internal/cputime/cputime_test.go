package cputime_test

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"

	"motcua/internal/cputime"
)

// work keeps one core busy for some processor time of this process.
func work(seconds float64) {
	began, until := cputime.Of(os.Getpid()), time.Now().Add(time.Minute)
	for cputime.Of(os.Getpid())-began < seconds && time.Now().Before(until) {
		for i := range 1 << 20 {
			runtime.KeepAlive(i)
		}
	}
}

func TestTimesGrowWithWork(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux has /proc")
	}
	own, tree := cputime.Of(os.Getpid()), cputime.Tree(os.Getpid())
	work(0.1)
	child := exec.Command(os.Args[0], "-test.run=^TestChildWorks$")
	child.Env = append(os.Environ(), "CPUTIME_CHILD=1")
	if err := child.Run(); err != nil {
		t.Fatal(err)
	}
	grown, all := cputime.Of(os.Getpid())-own, cputime.Tree(os.Getpid())-tree
	if grown < 0.1 {
		t.Errorf("after a tenth of a second of work %v s are counted", grown)
	}
	if all < grown+0.19 { // times come in steps of 10 ms
		t.Errorf("with a child that has worked for 0.2 s the tree took %v s, we alone %v s", all, grown)
	}
	if got := cputime.Parent(os.Getpid()); got != os.Getppid() {
		t.Errorf("our parent is %d, read is %d", os.Getppid(), got)
	}
}

// TestChildWorks is what the child of the test above does.
func TestChildWorks(t *testing.T) {
	if os.Getenv("CPUTIME_CHILD") == "" {
		t.Skip("only for the child")
	}
	work(0.2)
}

func TestNoSuchProcess(t *testing.T) {
	if s, p := cputime.Tree(-1)+cputime.Of(-1), cputime.Parent(-1); s != 0 || p != 0 {
		t.Errorf("a process that is not there took %v s and has the parent %d", s, p)
	}
}
