package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"motcua/storage"
)

// reasons are why package storage refuses a change of the catalogue, which are texts only, and how they are said. The last
// takes what no other does.
var reasons = []struct {
	is  *regexp.Regexp
	say string
}{
	{regexp.MustCompile(`^(\S+) is not complete: (.*)$`), wordReasonIncomplete},
	{regexp.MustCompile(`^(\S+) → (\S+): the new record is not complete \((.*)\) while the old one is$`), wordReasonLess},
	{regexp.MustCompile(`^(\S+) is no old code$`), wordReasonNoAlias},
	{regexp.MustCompile(`^(\S+): there is no draft to publish$`), wordReasonNoDraft},
	{regexp.MustCompile(`^(\S+) is an old code, of (\S+); `), wordReasonAlias},
	{regexp.MustCompile(`^(\S+) → (\S+): leads in a circle$`), wordReasonCircle},
	{regexp.MustCompile(`^(\S+) → (\S+): there is no procedure (\S+) in the catalogue$`), wordReasonNoTarget},
	{regexp.MustCompile(`^there is no procedure (".*") in the catalogue$`), wordReasonNoRecord},
	{regexp.MustCompile(`^there is no unit (".*")$`), wordReasonNoUnit},
	{regexp.MustCompile(`^(\S+): is to be reviewed on (\S+), before it takes effect on (\S+)$`), wordReasonEarly},
	{regexp.MustCompile(`^(\S+): twice in one import$`), wordReasonTwice},
	{regexp.MustCompile(`(?s)^(.*)$`), wordReasonOther},
}

// reasonText says one reason.
func reasonText(reason string) string {
	for _, r := range reasons {
		parts := r.is.FindStringSubmatch(reason)
		if parts == nil {
			continue
		}
		out := r.say
		for i, name := range []string{"$1", "$2", "$3"} {
			if i+1 < len(parts) {
				out = strings.ReplaceAll(out, name, blockList(strings.Split(parts[i+1], ", ")))
			}
		}
		return out
	}
	return reason
}

// complain writes problems one a line and gives the error that ends the command.
func (p *program) complain(problems []string) error {
	for _, line := range problems {
		fmt.Fprintln(p.err, line)
	}
	return refuse(wordProblems, len(problems))
}

// refusal writes the reasons of a refusal line by line; another error stays as it is.
func (p *program) refusal(err error) error {
	r, ok := errors.AsType[*storage.Refusal](err)
	if !ok {
		return err
	}
	said := make([]string, len(r.Reasons))
	for i, reason := range r.Reasons {
		said[i] = reasonText(reason)
	}
	return p.complain(said)
}
