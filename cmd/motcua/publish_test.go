package main

import (
	"net/http"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
)

func TestPublish(t *testing.T) {
	t.Parallel()
	e := newDemo(t)
	month := calendar.MonthOf(time.Now().In(org.Location())).Add(-1)
	last := month.String()
	contains(t, e.must(t, "publish", "--list"), "chưa công bố kỳ nào")
	e.refused(t, 1, []string{"publish", "--period", last, "--withdraw"}, "Kỳ "+last+" chưa công bố gì")
	contains(t, e.must(t, "publish", "--period", last), "Đã công bố kết quả khảo sát", "% hài lòng: ", "412 phiếu", "/ket-qua/"+last)
	contains(t, e.must(t, "publish", "--list"), last, "đang công bố", "command")
	s := e.serve(t, "--demo")
	status, body := s.get("/ket-qua/" + last)
	if status != http.StatusOK {
		t.Errorf("the page: %d", status)
	}
	contains(t, body, "DỮ LIỆU MẪU", "hài lòng và rất hài lòng")
	contains(t, e.must(t, "publish", "--period", last, "--withdraw"), "Đã gỡ")
	if status, _ := s.get("/ket-qua/" + last); status != http.StatusNotFound {
		t.Errorf("the page of what is withdrawn: %d", status)
	}
	s.stop()
	contains(t, e.must(t, "publish", "--list"), "đã gỡ")
	e.refused(t, 1, []string{"publish", "--period", month.Add(1).String()}, "chưa kết thúc")
	e.refused(t, 1, []string{"publish", "--period", "2020-01"}, "không có phiếu nào")
	e.refused(t, 1, []string{"publish", "--period", last, "--unit", "x"}, `Không có đơn vị "x"`)
	for _, wrong := range [][]string{{"publish"}, {"publish", "--period", "10/2026"}, {"publish", "--list", "--period", last}, {"publish", "--list", "--withdraw"}} {
		e.refused(t, 2, wrong, "motcua help")
	}
}
