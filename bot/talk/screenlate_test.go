package talk_test

import (
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/org"
)

// opened is a conversation that has just opened the code of a screen.
func opened(t *testing.T) *chatter {
	t.Helper()
	c := newChatter(t, org.Settings{}, nil)
	c.env.Known.Ticket = &turn.Ticket{Unit: 1, Point: 1, Slip: "tra-ket-qua", Kind: org.Screen, State: turn.TicketOpen}
	if d := c.hear(bot.Event{Kind: bot.Start, Text: checked(t)}); d.Redeem == nil || c.state.Invite == nil || c.state.Invite.Evidence != org.Screen {
		t.Fatalf("%+v", c.state)
	}
	c.env.Known.Ticket.State = turn.TicketExpired // it was used, and its minutes are over
	return c
}

// The code of a screen shows that somebody stands there for some minutes after it was opened. Whoever agrees later, or when no screen
// stands there any more, is told so and may still answer, without that evidence; opening the page once more makes nothing longer.
func TestScreenCodesAreNotStockpiled(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		after time.Duration
		do    func(c *chatter)
		holds bool
	}{
		"soon":                       {19 * time.Minute, func(*chatter) {}, true},
		"half an hour later":         {30 * time.Minute, func(*chatter) {}, false},
		"a month later":              {30 * 24 * time.Hour, func(*chatter) {}, false},
		"the screen was revoked":     {time.Minute, func(c *chatter) { c.env.Known.Ticket.State = turn.TicketRevoked }, false},
		"its ticket is long deleted": {time.Minute, func(c *chatter) { c.env.Known.Ticket = nil }, false},
		"the page is loaded again":   {25 * time.Minute, func(c *chatter) { c.hear(bot.Event{Kind: bot.Start, Text: checked(c.t.(*testing.T))}) }, false},
	} {
		c := opened(t)
		c.env.Now = c.env.Now.Add(tc.after)
		tc.do(c)
		d := c.said("đồng ý")
		if holds := d.Open != nil && d.Open.Response.Evidence == org.Screen; holds != tc.holds {
			t.Errorf("%s: %+v", name, d.Open)
		}
		if tc.holds {
			continue
		}
		if !strings.Contains(words(d), "trong 20 phút sau khi mở") || !strings.Contains(words(d), "phiếu được ghi là không quét mã") {
			t.Errorf("%s: it is said: %s", name, words(d))
		}
		if d = c.said("đồng ý"); d.Open == nil || d.Open.Response.Evidence != org.NoEvidence || d.Open.Response.Point != 0 {
			t.Errorf("%s: agreed once more: %+v", name, d.Open)
		}
	}
}
