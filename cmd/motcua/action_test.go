package main

import (
	"strings"
	"testing"
	"time"

	"motcua/feedback"
)

func TestAction(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	due := feedback.DayText(feedback.Today(time.Now()).AddDate(0, 0, 10))
	contains(t, e.must(t, "action", "list"), "xã Long Điền", "0 việc đang thực hiện, 0 quá hạn")
	contains(t, e.must(t, "action", "add", "--what", "Lắp thêm ghế", "--who", "Văn phòng", "--due", due, "--finding", "Nơi chờ thấp nhất"),
		"Đã giao việc số 1: Lắp thêm ghế (Văn phòng, hạn "+due+").")
	e.must(t, "action", "add", "--unit", "long-dien", "--what", "Niêm yết lại", "--who", "Phòng Kinh tế", "--due", due, "--period", "2026-Q3")
	contains(t, e.must(t, "action", "done", "--no", "1", "--said", "đã lắp 12 ghế"), "Việc số 1: Đã xong.")
	contains(t, e.must(t, "action", "drop", "--no", "2", "--why", "trùng việc khác"), "Việc số 2: Không thực hiện.")
	contains(t, e.must(t, "action", "reopen", "--no", "2"), "Việc số 2: Đang thực hiện.")
	out := e.must(t, "action", "list")
	contains(t, out, "1 việc đang thực hiện", "2  Đang thực hiện", "Niêm yết lại")
	lacks(t, out, "Lắp thêm ghế")
	contains(t, e.must(t, "action", "list", "--all"), "1  Đã xong", "đã lắp 12 ghế")
}

func TestActionRefused(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	soon := feedback.Today(time.Now()).AddDate(0, 0, 10).Format(time.DateOnly)
	for _, c := range []struct {
		status int
		args   string
		says   string
	}{
		{2, "", "add, list, done, drop, reopen"},
		{2, "add", "Xin ghi việc cần làm. Xin ghi đơn vị hoặc chức danh"},
		{2, "add --what Họp --who Vănphòng --due 1/1/2020", "Hạn đã qua"},
		{2, "add --what Họp --who Vănphòng --due 2099-01-01", "Hạn quá xa"},
		{2, "add --what Họp --who Vănphòng --due 2026-11-30 --period 10/2026", "Kỳ báo cáo chưa đúng"},
		{1, "done --no 1 --said xong", "không có việc số 1"},
		{1, "list --unit x", `Không có đơn vị "x"`},
		{2, "list hai", `không nhận từ "hai"`},
		{2, "drop --said x", "Không có tùy chọn --said"},
	} {
		e.refused(t, c.status, append([]string{"action"}, strings.Fields(c.args)...), c.says)
	}
	e.must(t, "action", "add", "--what", "Họp", "--who", "Văn phòng", "--due", soon)
	e.refused(t, 2, []string{"action", "done", "--no", "1"}, "Xin ghi một câu")
	e.refused(t, 2, []string{"action", "reopen", "--no", "1"}, "không cần mở lại")
}
