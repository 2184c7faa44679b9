package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
)

// helped is what help is about: one command, those that share their first word, or, if empty, all.
type helped []command

// helpName is how help about it is asked for: " unit add", " unit", "".
func (h helped) helpName() string {
	switch len(h) {
	case 0:
		return ""
	case 1:
		return " " + h[0].name
	}
	first, _, _ := strings.Cut(h[0].name, " ")
	return " " + first
}

// verbs names the second words.
func (h helped) verbs() string {
	var all []string
	for _, c := range h {
		_, verb, _ := strings.Cut(c.name, " ")
		all = append(all, verb)
	}
	return strings.Join(all, ", ")
}

// String is the help.
func (h helped) String() string {
	var b strings.Builder
	switch len(h) {
	case 0:
		b.WriteString(wordHelpHead)
		for _, c := range commands() {
			c.writeLine(&b)
		}
		b.WriteString(wordHelpFoot + platformSettings() + fileSettings())
	case 1:
		h[0].writeHelp(&b)
	default:
		for _, c := range h {
			c.writeLine(&b)
		}
		fmt.Fprintf(&b, wordHelpMore, h[0].name)
	}
	return b.String()
}

// lineWidth is how long the use of a command may be to stand in one line with what it does, in letters.
const lineWidth = 50

// writeLine writes a command as a line of a list, or two where it is long.
func (c command) writeLine(b *strings.Builder) {
	use := strings.TrimRight(c.name+" "+c.usage, " ")
	if n := len([]rune(use)); n <= lineWidth {
		fmt.Fprintf(b, "  %s%s  %s\n", use, strings.Repeat(" ", lineWidth-n), c.does)
		return
	}
	fmt.Fprintf(b, "  %s\n  %s  %s\n", use, strings.Repeat(" ", lineWidth), c.does)
}

// writeHelp writes all about one command.
func (c command) writeHelp(b *strings.Builder) {
	fmt.Fprintf(b, "motcua %s\n  %s\n", strings.TrimRight(c.name+" "+c.usage, " "), c.does)
	f := newFlags(c, nil)
	c.run(&program{}, f)
	head := wordFlags
	f.VisitAll(func(x *flag.Flag) {
		value, meaning := flag.UnquoteUsage(x)
		switch {
		case value == "int":
			value = wordNumber
		case value != "" && !strings.Contains(x.Usage, "`"):
			value = wordValue
		}
		fmt.Fprintf(b, "%s  --%s\n      %s%s\n", head, strings.TrimRight(x.Name+" "+value, " "), meaning, usualText(x))
		head = ""
	})
}

// usualText is what a flag is where it is left out, unless that is nothing.
func usualText(x *flag.Flag) string {
	switch x.DefValue {
	case "", "false", "0":
		return ""
	}
	return fmt.Sprintf(wordUsually, x.DefValue)
}

// help is "motcua help [NAME]".
func (p *program) help(*flags) action {
	return func(context.Context) error {
		var h helped
		if len(p.words) > 0 {
			name := strings.Join(p.words, " ")
			if h = named(commands(), name); len(h) == 0 {
				return wrong(wordNoCommand, name)
			}
		}
		fmt.Fprint(p.out, h)
		return nil
	}
}
