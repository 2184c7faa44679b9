package cases_test

import (
	"strings"
	"testing"
	"time"

	"motcua/internal/simulator/telegramsim"
)

// A deploy in the middle of a form is not noticed: old buttons work, nothing is asked twice.
func TestCase01StateLostOnRestart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	w.restart()
	c.steps("Hộ tịch", "Câu 2/9")
	w.restart()
	c.steps("Rất hài lòng", "Câu 3/9")
	w.stop()
	c.says("/tieptuc") // while nobody is there to hear it
	w.start()
	c.sees("Mời Ông/Bà tiếp tục")
	c.sees("Câu 3/9")
	c.finish()
	w.settle()
	w.answers(whole)
	w.stored("1 finished", `SELECT count(*) || ' ' || min(status) FROM response`)
}

// Two taps on one button are one answer; the form does not move on by two questions, and that the second
// edit changes nothing is no error.
func TestCase02DoubleTap(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	c.steps("Hộ tịch", "Câu 2/9")
	m := c.last()
	taps := []string{c.tapOn(m, "Rất hài lòng"), c.tapOn(m, "Rất hài lòng"), c.tapOn(m, "Rất hài lòng")}
	for _, id := range taps {
		c.answered(id)
	}
	w.settle()
	now := c.sees("Câu 3/9")
	if now.ID != m.ID {
		t.Error("the question moved to another message")
	}
	w.answers("lv=1 q1=5")
	same := 0
	for _, call := range w.tg.Calls("editMessageText") {
		if strings.Contains(call.Description, "not modified") {
			same++
		}
	}
	if same != 2 {
		t.Errorf("%d edits changed nothing, want one for each superfluous tap: none is tried again", same)
	}
}

// A tap that the app sends again under a new number, at once or after a restart on both sides, changes nothing.
func TestCase03TapResentAsNewUpdate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.scan()
	c.sees("Không hỏi tên")
	agreed := c.tap("Đồng ý và bắt đầu")
	c.sees("Câu 1/9")
	c.steps("Hộ tịch", "Câu 2/9")
	w.tg.Fault(telegramsim.Fault{Method: "editMessageText", Delay: 300 * time.Millisecond, Times: 1})
	tap := c.tap("Rất hài lòng")
	again := func(id string) {
		t.Helper()
		_, err := w.tg.Retap(id)
		check(t, err)
	}
	again(tap) // nothing has moved on the screen yet
	again(tap)
	c.sees("Câu 3/9")
	w.restart()
	again(tap)
	again(agreed)
	w.settle()
	c.sees("Câu 3/9")
	c.finish()
	again(agreed)
	c.sees("Hôm nay Ông/Bà đã gửi phiếu")
	w.settle()
	w.answers(whole)
	w.stored("1", sessions)
}

// Buttons of earlier questions, earlier forms and earlier versions of the bot all get an answer that makes
// sense, and lead to where the citizen is.
func TestCase04StaleButton(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	invitation := func() telegramsim.Message { c.scan(); return c.sees("Không hỏi tên") }()
	c.tap("Đồng ý và bắt đầu")
	c.sees("Câu 1/9")
	c.steps("Hộ tịch", "Câu 2/9")
	second := c.last()
	c.steps("Rất hài lòng", "Câu 3/9")

	c.answered(c.tapOn(second, "Không hài lòng")) // a screen that still shows the question before
	c.sees("Tôi đã đổi câu trả lời")
	c.sees("Câu 3/9")
	w.settle()
	w.answers("lv=1 q1=2")
	c.answered(c.tapOn(second, "Rất hài lòng"))
	w.settle()
	third := c.sees("Câu 3/9")

	c.finish()
	done := c.last()
	for _, stale := range []telegramsim.Message{second, third} {
		c.answered(c.tapOn(stale, "Không hài lòng"))
		c.sees("đã kết thúc hoặc đã xóa")
	}
	c.answered(c.tapOn(invitation, "Đồng ý và bắt đầu"))
	c.sees("Hôm nay Ông/Bà đã gửi phiếu")
	_, err := w.tg.TapStale(c.u, c.u.ID, second.ID, "survey_v0|q=2|answer=5")
	check(t, err)
	c.sees("Nút này đã cũ")
	w.settle()
	if c.count(done.Text) != 1 {
		t.Error("the receipt was overwritten")
	}
	w.answers(whole)
	w.stored("1", sessions)
}

// Telegram takes no answer to a tap that waited too long. The tap counts all the same.
func TestCase05QueryTooOld(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	w.stop()
	c.tap("Hộ tịch")
	w.ahead.Add(int64(time.Minute))
	w.start()
	c.sees("Câu 2/9")
	call, err := w.tg.WaitForCall(t.Context(), func(c telegramsim.Call) bool {
		return c.Method == "answerCallbackQuery" && strings.Contains(c.Description, "query is too old")
	})
	check(t, err)
	if call.Fault {
		t.Error("it was not the platform's own refusal")
	}
	// Nor does it matter when the answer is slow, or the call for it breaks.
	w.tg.Fault(telegramsim.Fault{Method: "answerCallbackQuery", Delay: time.Second, Status: 502, HTML: true})
	c.steps("Rất hài lòng", "Câu 3/9", "Hài lòng", "Câu 4/9")
	w.settle()
	w.answers("lv=1 q1=5 q2=4")
	// After 150 s the tap itself is gone; the button is still good.
	w.stop()
	c.tap("Hài lòng")
	w.ahead.Add(int64(151 * time.Second))
	w.start()
	w.tg.Heal()
	c.steps("Hài lòng", "Câu 5/9")
	w.settle()
	w.answers("lv=1 q1=5 q2=4 q3=4")
}
