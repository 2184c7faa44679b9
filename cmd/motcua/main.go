// Command motcua is the whole of Một Cửa: the service and the tools of the one who runs it.
//
//	motcua [serve] [--demo]   serves citizens; --demo with a sample unit
//	motcua unit …             makes, changes and lists units
//	motcua point …            makes and lists reception points
//	motcua form …             lists, publishes and shows questionnaires
//	motcua nine …             enters what the unit itself knows of the nine indices
//	motcua room …             gives leaders the link to their room
//	motcua link …             gives a code that links a leaders' chat to a unit
//	motcua qr …               prints start payload and links for a QR code
//	motcua lookup …           looks procedures up
//	motcua import …           brings procedures, fees, local rules, words and old codes in
//	motcua catalogue …        publishes, withdraws, lists and exports procedures
//	motcua misses …           lists what the look-up could not answer
//	motcua digest …           writes a period's report
//	motcua action …           takes up what a report found, and says what became of it
//	motcua publish …          shows a period's figures to everybody, or withdraws them
//	motcua migrate            brings the database up to date
//	motcua clean …            says how far the nightly clean-up has come, and takes it further
//	motcua doctor             checks everything and names the remedy
//	motcua version            prints the version
//
// Settings come from the environment; see config.go, or run: motcua help.
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

// program is one run of the command.
type program struct {
	config
	in       io.Reader
	out, err io.Writer
	args     []string // after the name of the command
}

// commands are the subcommands by name.
func commands() map[string]func(*program, context.Context) error {
	return map[string]func(*program, context.Context) error{
		"serve":     (*program).serve,
		"import":    (*program).importData,
		"catalogue": (*program).catalogue,
		"unit":      (*program).unit,
		"point":     (*program).point,
		"form":      (*program).form,
		"nine":      (*program).nine,
		"room":      (*program).room,
		"link":      (*program).link,
		"qr":        (*program).qr,
		"lookup":    (*program).lookup,
		"misses":    (*program).misses,
		"digest":    (*program).digest,
		"action":    (*program).action,
		"publish":   (*program).publish,
		"migrate":   (*program).migrate,
		"clean":     (*program).clean,
		"doctor":    (*program).doctor,
		"version":   (*program).version,
		"help":      (*program).help,
	}
}

// errUsage is returned when the words of a call are off; what is wrong has been said.
var errUsage = errors.New("see: motcua help")

// run is the program without the process around it: exit status 0, 1 for a failure, 2 for a wrong call.
func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, out, errOut io.Writer) int {
	name := "serve"
	if len(args) > 0 && (len(args[0]) == 0 || args[0][0] != '-') {
		name, args = args[0], args[1:]
	} else if len(args) > 0 && (args[0] == "-h" || args[0] == "--help") {
		name, args = "help", nil
	}
	cmd, ok := commands()[name]
	if !ok {
		fmt.Fprintf(errOut, "motcua: no command %q; see: motcua help\n", name)
		return 2
	}
	cfg, err := readConfig(getenv)
	if err != nil {
		fmt.Fprintln(errOut, "motcua:", err)
		return 2
	}
	p := &program{config: cfg, in: in, out: out, err: errOut, args: args}
	err = cmd(p, ctx)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return 0
	case errors.Is(err, errUsage):
		fmt.Fprintln(errOut, "motcua:", err)
		return 2
	}
	fmt.Fprintln(errOut, "motcua:", err)
	return 1
}

// flags makes a flag set for a subcommand.
func (p *program) flags(name string) *flag.FlagSet {
	f := flag.NewFlagSet("motcua "+name, flag.ContinueOnError)
	f.SetOutput(p.err)
	return f
}

// parse reads flags and checks that nothing is left over.
func (p *program) parse(f *flag.FlagSet) error {
	if err := p.parseSome(f); err != nil {
		return err
	}
	if f.NArg() > 0 {
		return fmt.Errorf("%q is not understood here; %w", f.Arg(0), errUsage)
	}
	return nil
}

// parseSome reads flags and leaves the rest as arguments.
func (p *program) parseSome(f *flag.FlagSet) error {
	if err := f.Parse(p.args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	return nil
}

func (p *program) version(context.Context) error {
	fmt.Fprintln(p.out, "motcua", version)
	return nil
}
