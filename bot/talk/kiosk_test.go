package talk_test

import (
	"strings"
	"testing"

	"motcua/bot/talk"
	"motcua/org"
	"motcua/survey"
)

// What the buttons of a kiosk carry does what it says, and whoever goes away leaves a form that counts as it is, without a word.
func TestKioskTaps(t *testing.T) {
	t.Parallel()
	c := newChatter(t, org.Settings{}, nil)
	if d := c.tap(talk.LeaveTap); len(d.Messages) > 0 || len(d.Close) > 0 {
		t.Errorf("leaving with nothing open: %+v", d)
	}
	c.tap("e")
	if d := c.tap(talk.LeaveTap); len(d.Messages) > 0 || len(d.Counts) > 0 || c.state.Invite != nil {
		t.Errorf("leaving before agreeing: %+v", d)
	}
	c.tap("e")
	d := c.tap(talk.AgreeTap(c.state.Invite.Visit))
	if d.Open == nil {
		t.Fatal("no form was begun")
	}
	id := d.Open.ID
	c.tap(talk.AnswerTap(id, "lv", 1))
	c.tap(talk.SkipTap(id, "q1"))
	c.tap(talk.BackTap(id, "q2"))
	r := c.state.Response
	if r == nil || r.At != "q1" || r.Answers["lv"].Choice != 1 || r.Answers["q1"].Choice != survey.Skipped {
		t.Errorf("the form stands at %+v", r)
	}
	d = c.tap(talk.LeaveTap)
	if len(d.Messages) > 0 || len(d.Close) != 1 || d.Close[0].ID != id || d.Close[0].Status != survey.Partial || len(d.Counts) == 0 || c.state.Response != nil {
		t.Errorf("leaving: %+v", d)
	}
	c.tap("e")
	visit := talk.Visit{Unit: 1, Day: c.env.Now.Format("2006-01-02")}
	if d := c.tap(talk.DeclineTap(visit)); d.Open != nil || c.state.Invite != nil {
		t.Errorf("declining: %+v", d)
	}
}

// The notice of a kiosk asks nobody to type.
func TestKioskNotice(t *testing.T) {
	t.Parallel()
	u := org.Unit{Name: "xã Thử"}
	web, kiosk := talk.DataNotice(u, "web"), talk.DataNotice(u, "kiosk")
	if strings.Contains(kiosk, "/dulieu") || !strings.Contains(kiosk, "mã phiếu") {
		t.Error(kiosk)
	}
	if a, b := strings.TrimSuffix(web, "gõ /dulieu."), strings.TrimSuffix(kiosk, "dùng mã phiếu hiện ở cuối."); a != b {
		t.Errorf("they promise different things:\n%s\n%s", web, kiosk)
	}
}
