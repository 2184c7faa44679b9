// Command motcua is the whole of Một Cửa: the service and the tools of the one who runs it. What commands there are
// stands in one table (func commands); "motcua help" prints it, "motcua help NAME" a line of it with its flags.
//
// Settings come from the environment; see config.go. What people read is Vietnamese and stands in the files wording*.go;
// log lines are English.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// version is set when the program is built.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// program is one run of a command.
type program struct {
	config
	in       io.Reader
	out, err io.Writer
	words    []string // of the call, beside its flags
}

// Exit statuses.
const (
	statusFailed = 1
	statusWrong  = 2 // the call or a setting is wrong; nothing was done
)

// run is the program without the process around it.
func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, out, errOut io.Writer) int {
	p := &program{in: in, out: out, err: errOut}
	c, do, err := p.parse(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(out, c)
		return 0
	}
	if err == nil && !c[0].bare {
		p.config, err = readConfig(getenv)
	}
	if err == nil {
		err = do(ctx)
	}
	return p.verdict(c, err)
}

// verdict says what went wrong and gives the exit status.
func (p *program) verdict(c helped, err error) int {
	if err == nil {
		return 0
	}
	err = p.ofBefore(err)
	fmt.Fprintln(p.err, "motcua:", explain(err))
	if wrong, ok := errors.AsType[*wrongCall](err); ok {
		if !wrong.setting {
			fmt.Fprintf(p.err, wordSeeHelp, c.helpName())
		}
		return statusWrong
	}
	return statusFailed
}

func (p *program) version(*flags) action {
	return func(context.Context) error {
		fmt.Fprintln(p.out, "motcua", version)
		return nil
	}
}
