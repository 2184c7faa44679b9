package telegram

import (
	"context"
	"time"
)

// A place of a shared limit is a moment. Who goes ahead much later than at his moment comes close to whoever
// has the place one second on, perhaps in another process, and more calls than Telegram takes fall into one
// second. So a place that was missed is lost, and another one is booked: a call too few harms nobody.
const (
	lateMost   = 20 * time.Millisecond // later than this the first place is lost
	placesMost = 4                     // the allowance doubles with each lost place, and the last is used however late
)

// punctuality is how late one call may go ahead.
type punctuality struct{ lost int }

// await waits for a place. wait was answered just now to a question of the time asked, and counts from some
// moment between the two, so the middle is waited for, and half of what the answer took may be lateness too.
// It reports whether the place may be used; err is not nil if ctx ended before.
func (p *punctuality) await(ctx context.Context, asked time.Time, wait time.Duration) (use bool, err error) {
	unsure := time.Since(asked) / 2
	due := asked.Add(unsure + wait)
	if !sleep(ctx, time.Until(due)) {
		return false, ctx.Err()
	}
	if time.Since(due)+unsure > lateMost<<p.lost && p.lost < placesMost-1 {
		p.lost++
		return false, nil
	}
	return true, nil
}
