package main

import (
	"fmt"
	"testing"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
)

// A unit may count its months from another day on: a new one always, one that has months behind it from the next month on. What is not
// named again stays.
func TestReportDay(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	for _, day := range []string{"0", "2", "9", "21", "28", "29"} {
		e.refused(t, 2, []string{"unit", "add", "--code", "long-dien", "--report-day", day}, "--report-day "+day, "ngày 1 (tháng dương lịch), hoặc một ngày từ 10 đến 20")
	}
	from := calendar.MonthPeriod(calendar.MonthOf(time.Now().In(org.Location())).Add(1))
	said := e.must(t, "unit", "add", "--code", "long-dien", "--report-day", "15")
	contains(t, said, fmt.Sprintf("Đổi mốc tháng báo cáo từ %s: kỳ ấy từ 01/%s đến 14/%s.", from.Label(), from.First().Label(), from.First().Label()))
	if again := e.must(t, "unit", "add", "--code", "long-dien", "--hotline", "0251 123"); again != "Đã cập nhật đơn vị xã Long Điền (long-dien).\n" {
		t.Errorf("another change says %q", again)
	}
	e.must(t, "unit", "add", "--code", "moi", "--name", "xã Mới", "--report-day", "15")
	november := "2025-11" // long before the unit was made: it counts so from the beginning
	contains(t, e.must(t, "digest", "--unit", "moi", "--period", november, "--out", t.TempDir()), "tháng 11/2025 (từ 15/10/2025 đến 14/11/2025)")
	contains(t, e.must(t, "digest", "--unit", "moi", "--period", "2025-H2", "--out", t.TempDir()), "6 tháng cuối năm 2025 (từ 15/06/2025 đến 14/12/2025)")
	contains(t, e.must(t, "digest", "--unit", "long-dien", "--period", november, "--out", t.TempDir()), "mức độ hài lòng tháng 11/2025\n")
}

// What has not begun has no report, and of a month that runs there is none so far.
func TestDigestNotYet(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	this := calendar.MonthOf(time.Now().In(org.Location()))
	e.refused(t, 1, []string{"digest", "--period", this.Add(2).String(), "--so-far", "--out", t.TempDir()}, "chưa bắt đầu nên chưa có báo cáo")
	for _, call := range [][]string{{"digest", "--period", this.String(), "--out", t.TempDir()}, {"digest", "--period", this.String(), "--so-far", "--out", t.TempDir()}} {
		e.refused(t, 1, call, "chưa có tháng nào đã hết", "Số liệu giữa tháng không được nêu")
	}
}
