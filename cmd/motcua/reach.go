package main

import (
	"context"
	"fmt"

	"motcua/internal/service"
	"motcua/web/screen"
)

// Every command that prints an address for others, or writes one into a picture, looks here whether they can open it.

// warnReach says on stderr that telephones may not open the addresses that are printed; what is printed stays readable by programs.
func (p *program) warnReach() {
	if screen.ReachOf(p.baseURL()) != screen.Everywhere {
		fmt.Fprintf(p.err, wordReach, p.baseURL())
	}
}

// mayPrint refuses what would be printed on paper and handed out with an address that leads nowhere because none was set. In the
// demo, and where the address was set so on purpose, it warns.
func (p *program) mayPrint(demo bool) error {
	if p.publicURL == "" && !demo && screen.ReachOf(p.baseURL()) == screen.Nowhere {
		return refuse(wordReachPaper, p.baseURL())
	}
	return nil
}

// checkReach looks whether telephones can open what is shown and was given out.
func (p *program) checkReach(ctx context.Context, c *checkup, s *service.Store) {
	for _, out := range []struct {
		count                         func(context.Context) (int, error)
		noURL, nowhere, near, allFine string
	}{
		{s.ScreensInUse, wordScreensNoURL, wordScreensNowhere, wordScreensNear, wordScreensFine},
		{s.CodesInUse, wordCodesNoURL, wordCodesNowhereURL, wordCodesNear, wordCodesFine},
	} {
		n, err := out.count(ctx)
		switch reach := screen.ReachOf(p.publicURL); {
		case err != nil:
			c.fail(explain(err), wordSeeCause)
		case n == 0:
		case p.publicURL == "":
			c.fail(say(out.noURL, n), wordReachRemedy)
		case reach == screen.Nowhere:
			c.fail(say(out.nowhere, n, p.publicURL), wordReachRemedy)
		case reach == screen.Near:
			c.note(out.near, n, p.publicURL)
		default:
			c.ok(out.allFine, n, p.publicURL)
		}
	}
}
