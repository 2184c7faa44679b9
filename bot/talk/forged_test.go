package talk_test

import (
	"strings"
	"testing"

	"motcua/org"
)

// A consent button nobody was sent opens no form, whatever point, slip and day it names; it asks again, without them.
func TestForgedConsent(t *testing.T) {
	t.Parallel()
	c := newChatter(t, org.Settings{}, nil)
	day := c.env.Now.Format("2006-01-02")
	for _, data := range []string{"y:1.7777:<b>x</b>:" + day, "y:1.1:tra-ket-qua:" + day, "y:1.0::" + day, "y:1.0::2020-01-01"} {
		c.state.Invite = nil
		d := c.tap(data)
		if d.Open != nil || len(d.Answers) > 0 {
			t.Errorf("%s opened %+v", data, d.Open)
		}
		if strings.Contains(words(d), "<b>") || strings.Contains(words(d), "7777") {
			t.Errorf("%s is repeated: %s", data, words(d))
		}
		if v := c.state.Invite; v == nil || v.Point != 0 || v.Slip != "" || v.Day != day {
			t.Errorf("%s: invited to %+v", data, v)
		}
	}
	if d := c.tap("y:1.0::" + day); d.Open == nil {
		t.Error("who was invited cannot begin")
	}
}
