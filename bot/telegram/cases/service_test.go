package cases_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"motcua/bot/telegram"
	"motcua/internal/simulator/telegramsim"
)

// A webhook that Telegram cannot reach is noticed from what Telegram says about it, and what waited there is
// taken in afterwards.
func TestCase16WorksThenSilent(t *testing.T) {
	t.Parallel()
	w := newWorldIn(t, noLimits, telegram.ModeWebhook)
	c := w.citizen("Bà Tư")
	c.begin()
	w.until("the channel is up", func() bool { return w.now.channel.Status().Up })
	w.tg.Fault(telegramsim.Fault{Method: telegramsim.Delivery, Reset: true})
	c.tap("Hộ tịch")
	w.until("a delivery that failed", func() bool { return w.lastHookError() != "" })
	w.restart() // a channel looks at its webhook at the start and every minute
	w.until("the channel is down", func() bool {
		s := w.now.channel.Status()
		return !s.Up && s.Pending > 0 && strings.Contains(s.Problem, "cannot reach the webhook")
	})
	w.tg.Heal()
	c.sees("Câu 2/9")
	c.steps("Rất hài lòng", "Câu 3/9")
	w.restart()
	w.until("the channel is up", func() bool { return w.now.channel.Status().Up })
	w.settle()
	w.answers("lv=1 q1=5")
}

// lastHookError is what Telegram says about its last try to reach the bot.
func (w *world) lastHookError() string {
	w.t.Helper()
	resp, err := http.Get(w.api.URL + "/bot" + w.tg.Token() + "/getWebhookInfo")
	check(w.t, err)
	defer resp.Body.Close()
	var info struct {
		Result struct {
			Error string `json:"last_error_message"`
		} `json:"result"`
	}
	check(w.t, json.NewDecoder(resp.Body).Decode(&info))
	return info.Result.Error
}

// Two replicas never ask at the same time, and the second goes on when the first ends. A stranger with the
// same token costs a while, but nothing is lost.
func TestCase17Conflict(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	second := w.launch()
	defer second.stop()
	w.until("the second stands by", func() bool { return second.channel.Status().Standby })
	c.steps("Hộ tịch", "Câu 2/9")
	w.settle()
	w.stop()
	c.tap("Rất hài lòng")
	c.sees("Câu 3/9") // by the second
	if len(w.tg.Violations()) > 0 {
		t.Fatal("the replicas asked at the same time")
	}
	w.until("a poll that waits", w.tg.Polling)
	w.strange = "terminated by other getUpdates request"
	resp, err := http.Get(w.api.URL + "/bot" + w.tg.Token() + "/getUpdates?timeout=1&offset=1") // the stranger
	check(t, err)
	check(t, resp.Body.Close())
	w.until("a conflict", func() bool {
		return slices.ContainsFunc(w.tg.Calls("getUpdates"), func(c telegramsim.Call) bool { return c.Status == http.StatusConflict })
	})
	c.tap("Hài lòng")
	c.sees("Câu 4/9")
	w.until("the channel is up", func() bool { return second.channel.Status().Up })
	w.settle()
	w.answers("lv=1 q1=5 q2=4")
}

// While Telegram answers with error pages the channel says that it is down; afterwards everything goes on.
func TestCase18TelegramOutage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, telegramsim.Limits{})
	c := w.citizen("Bà Tư")
	c.begin()
	w.until("the channel is up", func() bool { return w.now.channel.Status().Up })
	for _, method := range []string{"", "getUpdates"} {
		w.tg.Fault(telegramsim.Fault{Method: method, Status: http.StatusBadGateway, HTML: true})
	}
	c.tap("Hộ tịch") // ends the long poll that had begun before; its answer gets through
	w.until("the channel is down", func() bool { s := w.now.channel.Status(); return !s.Up && strings.Contains(s.Problem, "502") })
	c.says("rất hài lòng") // nobody hears it yet
	w.restart()
	w.until("the channel is down", func() bool { s := w.now.channel.Status(); return !s.Up && strings.Contains(s.Problem, "502") })
	w.tg.Heal()
	c.sees("Câu 3/9")
	w.settle()
	w.until("the channel is up", func() bool { return w.now.channel.Status().Up })
	w.answers("lv=1 q1=5")
	if n := len(w.tg.Calls("getUpdates")); n > 20 {
		t.Errorf("%d polls: an outage is no reason to hurry", n)
	}
}
