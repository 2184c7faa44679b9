package talk_test

import (
	"strings"
	"testing"
	"time"

	"motcua/bot"
	"motcua/org"
)

// Leaders name a period as reports do or as the command line does. What has not ended, and what has not begun, is refused in one
// sentence that says so.
func TestPeriodsOfReports(t *testing.T) {
	for _, c := range []struct {
		said, period, says string
		cuts               []org.Cut
	}{
		{"", "2026-09", "", nil}, {"9/2026", "2026-09", "", nil}, {"tháng 9/2026", "2026-09", "", nil}, {"2026-09", "2026-09", "", nil},
		{"quý III/2026", "2026-Q3", "", nil}, {"Quý 3/2026", "2026-Q3", "", nil}, {"2026-q3", "2026-Q3", "", nil},
		{"6 tháng đầu năm 2026", "2026-H1", "", nil}, {"2026-h1", "2026-H1", "", nil}, {"6 tháng cuối năm 2025", "2025-H2", "", nil},
		{"9 tháng đầu năm 2026", "2026-9T", "", nil}, {"9 tháng năm 2026", "2026-9T", "", nil}, {"2026-9t", "2026-9T", "", nil}, {"năm 2025", "2025", "", nil},
		{"10/2026", "", "Kỳ tháng 10/2026 chưa kết thúc (đến hết ngày 31/10/2026) nên chưa có báo cáo.", nil},
		{"2026-H2", "", "Kỳ 6 tháng cuối năm 2026 chưa kết thúc (đến hết ngày 31/12/2026) nên chưa có báo cáo.", nil},
		{"11/2026", "", "Kỳ tháng 11/2026 chưa bắt đầu nên chưa có báo cáo.", nil},
		{"10/2026", "2026-10", "", []org.Cut{{Day: 15}}}, {"", "2026-10", "", []org.Cut{{Day: 15}}},
		{"11/2026", "", "Kỳ tháng 11/2026 chưa kết thúc (đến hết ngày 14/11/2026) nên chưa có báo cáo.", []org.Cut{{Day: 15}}},
		{"mười", "", "Xin gõ kỳ báo cáo", nil},
	} {
		chat := newChatter(t, org.Settings{Cuts: c.cuts}, nil)
		chat.env.Known.Leaders.Unit = 1
		d := chat.hear(bot.Event{Kind: bot.Text, Group: true, Text: "/baocao " + c.said})
		switch {
		case c.period != "" && (len(d.Owe) != 1 || !strings.Contains(d.Owe[0].Note, `"period":"`+c.period+`"`)):
			t.Errorf("%q: %+v, %s", c.said, d.Owe, words(d))
		case c.says != "" && (len(d.Owe) != 0 || !strings.Contains(words(d), c.says)):
			t.Errorf("%q: %s, %+v", c.said, words(d), d.Owe)
		}
	}
}

// A form belongs to the month as its unit counts it.
func TestFormsGoByTheWindow(t *testing.T) {
	for day, month := range map[int]string{1: "202610", 15: "202611"} {
		chat := newChatter(t, org.Settings{Cuts: []org.Cut{{Day: day}}}, nil)
		chat.env.Now = time.Date(2026, 10, 20, 9, 0, 0, 0, org.Location())
		d := chat.said("làm giấy khai sinh")
		for _, n := range d.Counts {
			if got := n.Month; got.Label() != month[4:]+"/"+month[:4] {
				t.Errorf("from day %d on: counted in %s", day, got)
			}
		}
		if len(d.Counts) == 0 {
			t.Error("nothing was counted")
		}
	}
}
