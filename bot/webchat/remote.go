package webchat

import (
	"context"
	"strings"
)

// notices is the live channel on which replicas tell each other what they delivered.
const notices = "webchat"

// tell lets the other replicas know in which conversations something was delivered. It is a hint: where
// it is lost, pages look again by themselves.
func (c *Channel) tell(ctx context.Context, convs []string) {
	if c.live == nil || !c.live.Shared() {
		return // alone, or no Redis: there is nobody who could listen
	}
	c.live.Publish(ctx, notices, c.self+"\n"+strings.Join(convs, "\n"))
}

// Run hears what the other replicas deliver, until ctx ends.
func (c *Channel) Run(ctx context.Context) {
	if c.live == nil || !c.live.Shared() {
		<-ctx.Done()
		return
	}
	c.live.Subscribe(ctx, notices, c.heard)
}

// heard wakes the pages of conversations another replica has delivered to.
func (c *Channel) heard(payload string) {
	from, convs, ok := strings.Cut(payload, "\n")
	if !ok || from == c.self {
		return
	}
	for conv := range strings.SplitSeq(convs, "\n") {
		c.ears.wake(conv)
	}
}
