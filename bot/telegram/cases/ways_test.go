package cases_test

import (
	"testing"
	"time"

	"motcua/internal/simulator/telegramsim"
	"motcua/org"
)

// What always fails is put aside for the staff after a few tries, an outage at Telegram is waited out, and
// the chat goes on after both. /start works in the middle of it.
func TestCase06ErrorFreezesChat(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	c.steps("Hộ tịch", "Câu 2/9")
	w.exec(`CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$`)
	w.exec(`CREATE TRIGGER poison BEFORE INSERT ON answer FOR EACH ROW WHEN (NEW.question = 'q1') EXECUTE FUNCTION poison()`)
	c.answered(c.tap("Rất hài lòng"))
	c.says("/start")
	c.sees("Kính chào Ông/Bà")
	w.stored("callback_query", `SELECT kind FROM dead_letter`)
	w.settle()
	w.answers("lv=1")

	w.exec(`DROP TRIGGER poison ON answer`)
	w.tg.Fault(telegramsim.Fault{Status: 502, HTML: true}) // Telegram itself, for whatever we send
	c.tap("Tiếp tục phiếu đang dở")
	w.until("a call that fails", func() bool {
		calls := w.tg.Calls("sendMessage")
		return calls[len(calls)-1].Status == 502
	})
	w.tg.Heal()
	c.sees("Câu 2/9")
	c.steps("Rất hài lòng", "Câu 3/9")
	w.settle()
	w.answers("lv=1 q1=5")
}

// In the middle of a form every way out is open, and the way back leads to the same question.
func TestCase07StuckWithNoWayOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	c.steps("Hộ tịch", "Câu 2/9")
	for _, out := range []struct{ say, then string }{
		{"/start", "Kính chào Ông/Bà"}, {"/huy", "giữ các câu đã trả lời"}, {"/dulieu", "Phiếu đang làm dở"}, {"/tracuu khai sinh", "Ông/Bà cần việc nào"},
	} {
		c.says(out.say)
		c.sees(out.then)
		c.says("/tieptuc")
		c.sees("Câu 2/9")
	}
	menu := func() telegramsim.Message { c.says("/start"); return c.sees("Kính chào Ông/Bà") }()
	c.tapOn(menu, "Tra cứu thủ tục") // a menu button taps nobody out of his form
	c.sees("Mời Ông/Bà gõ tên thủ tục")
	c.says("/tieptuc")
	c.sees("Câu 2/9")
	c.steps("Rất hài lòng", "Câu 3/9")
	c.finish()
	c.says("/tieptuc")
	c.sees("không có phiếu nào đang làm dở")
	w.settle()
	w.answers(whole)
	w.stored("1", sessions)
}

// The time after which a form is closed stands in the database: it survives restarts, and what was answered
// by then counts.
func TestCase08TimeoutNotPersisted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	c.steps("Hộ tịch", "Câu 2/9", "Rất hài lòng", "Câu 3/9")
	w.settle()
	w.restart()
	idle := org.Settings{}.Partial()
	w.now.wake(time.Now().Add(idle - time.Hour))
	w.stored("open", `SELECT status FROM response`)
	w.restart()
	late := time.Now().Add(idle + 2*time.Hour)
	w.now.wake(late)
	c.sees("Phiếu làm dở đã đóng")
	w.now.wake(late.Add(time.Hour))
	w.settle()
	if n := c.count("Phiếu làm dở đã đóng"); n != 1 {
		t.Errorf("told %d times", n)
	}
	w.stored("partial", `SELECT status FROM response`)
	w.answers("lv=1 q1=5")
}

// Back, change, skip; and what has nothing to do with the form does not end it.
func TestCase15BackAndResume(t *testing.T) {
	t.Parallel()
	w := newWorld(t, noLimits)
	c := w.citizen("Bà Tư")
	c.begin()
	c.steps("Hộ tịch", "Câu 2/9", "Rất hài lòng", "Câu 3/9", "Quay lại", "Câu 2/9")
	c.sees("Đang chọn: Rất hài lòng")
	c.steps("Không hài lòng", "Câu 3/9", "Quay lại", "Câu 2/9", "Quay lại", "Câu 1/9")
	c.steps("Giữ nguyên", "Câu 3/9", "Bỏ qua", "Câu 4/9")
	w.settle()
	w.answers("lv=1 q1=2 q2=-1")
	c.says("trời hôm nay đẹp quá")
	c.sees("Câu 4/9")
	c.says("lam giay khai sinh can gi")
	w.settle()
	if c.count("thuộc trường hợp nào") == 0 {
		t.Error("the question about a procedure got no answer")
	}
	c.sees("Câu 4/9")
	c.says("/huy")
	c.sees("đã tạm dừng")
	w.restart()
	c.says("/tieptuc")
	c.sees("Câu 4/9")
	c.says("quay lại")
	c.sees("Câu 3/9")
	c.says("hài lòng")
	c.sees("Câu 4/9")
	w.settle()
	w.answers("lv=1 q1=2 q2=4")
}
