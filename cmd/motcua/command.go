package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"slices"
	"strings"
)

// command is one line of the table of commands.
type command struct {
	name  string            // one word, or two: "unit add"
	usage string            // what stands behind the name in its line of use
	does  string            // what it does, in half a sentence
	flags map[string]string // what its flags mean, unless sharedFlags says it; a word in `backquotes` stands for the value
	words words             // what the call may have beside flags
	usual bool              // meant where the second word, or for "serve" any, is left out
	bare  bool              // works whatever the settings are
	run   func(*program, *flags) action
}

// words is how many words a call has beside its flags.
type words struct {
	min, max  int
	flagsLast bool // what follows the first word is no flag, whatever it looks like
}

// many is more words than a call can have.
const many = 1 << 20

// action is a command with its flags read.
type action func(context.Context) error

// flags are the flags of a command. Their meanings come from the table.
type flags struct {
	*flag.FlagSet
	args     []string
	meanings map[string]string
}

func newFlags(c command, args []string) *flags {
	f := &flags{flag.NewFlagSet("motcua "+c.name, flag.ContinueOnError), args, c.flags}
	f.SetOutput(io.Discard) // what is wrong is said in Vietnamese, by explain
	return f
}

// meaning is what a flag is there for.
func (f *flags) meaning(name string) string {
	if m, ok := f.meanings[name]; ok {
		return m
	}
	return sharedFlags[name]
}

func (f *flags) text(name, usual string) *string { return f.String(name, usual, f.meaning(name)) }
func (f *flags) yes(name string) *bool           { return f.Bool(name, false, f.meaning(name)) }
func (f *flags) number(name string, usual int) *int {
	return f.Int(name, usual, f.meaning(name))
}
func (f *flags) each(name string, take func(string) error) { f.Func(name, f.meaning(name), take) }

// Flags that many commands have.
func (f *flags) unit() *string   { return f.text("unit", "") }
func (f *flags) demo() *bool     { return f.yes("demo") }
func (f *flags) period() *string { return f.text("period", "") }

// again reads the arguments once more, into flags that are bound anew.
func (f *flags) again(bind func(*flags)) error {
	anew := newFlags(command{flags: f.meanings}, f.args)
	bind(anew)
	_, err := anew.read(words{max: many})
	return err
}

// read reads the flags, wherever they stand among the other words, which it returns.
func (f *flags) read(w words) (rest []string, err error) {
	args := f.args
	for {
		if err := f.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, wrongFlag(err)
		}
		switch args = f.Args(); {
		case len(args) == 0:
			return rest, w.check(rest)
		case w.flagsLast:
			return args, w.check(args)
		}
		rest, args = append(rest, args[0]), args[1:]
	}
}

// check counts the words of a call.
func (w words) check(got []string) error {
	switch {
	case len(got) > w.max && w.max == 0:
		return wrong(wordNotUnderstood, got[0])
	case len(got) > w.max:
		return wrong(wordTooManyWords, got[w.max])
	case len(got) < w.min:
		return wrong(wordTooFewWords)
	}
	return nil
}

// parse finds the command a call means and reads its flags. flag.ErrHelp says that help is wanted of what it returns.
func (p *program) parse(args []string) (helped, action, error) {
	c, args, err := find(args)
	if err != nil {
		return c, nil, err
	}
	one := c[0]
	f := newFlags(one, args)
	do := one.run(p, f)
	p.words, err = f.read(one.words)
	return c, do, err
}

// find finds the command the first words of a call mean, and gives the rest of the words.
func find(args []string) (helped, []string, error) {
	all := commands()
	if len(args) > 0 && isHelp(args[0]) {
		return nil, nil, flag.ErrHelp
	}
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return named(all, usualCommand), args, nil
	}
	if len(args) > 1 {
		if c := named(all, args[0]+" "+args[1]); len(c) == 1 {
			return c, args[2:], nil
		}
	}
	c, rest := named(all, args[0]), args[1:]
	switch {
	case len(c) == 0:
		return nil, nil, wrong(wordNoCommand, args[0])
	case len(c) == 1 && c[0].name == args[0]:
		return c, rest, nil
	case len(rest) > 0 && isHelp(rest[0]):
		return c, nil, flag.ErrHelp
	case len(rest) == 0 || strings.HasPrefix(rest[0], "-"):
		if i := slices.IndexFunc(c, func(c command) bool { return c.usual }); i >= 0 {
			return c[i : i+1], rest, nil
		}
		return c, nil, wrong(wordVerbMissing, args[0], c.verbs())
	}
	return c, nil, wrong(wordNoVerb, args[0], rest[0], c.verbs())
}

// usualCommand is meant by a call that names none.
const usualCommand = "serve"

func isHelp(arg string) bool { return arg == "-h" || arg == "-help" || arg == "--help" }

// named gives the command with a name, or those of which it is the first word.
func named(all []command, name string) helped {
	var out helped
	for _, c := range all {
		if c.name == name {
			return helped{c}
		}
		if strings.HasPrefix(c.name, name+" ") {
			out = append(out, c)
		}
	}
	return out
}
