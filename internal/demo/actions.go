package demo

import (
	"context"
	"time"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/storage"
)

// followUp is an action about the report on the first of the two sample months, taken up in the second.
type followUp struct {
	finding, what, who string
	taken, due, done   int    // days of the second month; done 0 = not yet
	said               string // what was done
}

var followUps = []followUp{
	{"Nội dung thấp hơn rõ rệt so với phần còn lại: Nơi chờ, quầy, trang thiết bị", "Lắp thêm ghế và quạt ở khu vực chờ", "Văn phòng HĐND và UBND xã", 5, 20, 16, "Đã lắp thêm 12 ghế và 2 quạt ở khu vực chờ."},
	{"Điểm tiếp nhận thấp hơn rõ rệt so với phần còn lại: Quầy 2 – Đất đai, xây dựng", "Rút gọn bản hướng dẫn hồ sơ đất đai, xây dựng, niêm yết tại Quầy 2", "Phòng Kinh tế", 5, 28, 0, ""},
}

// TakeUp enters the sample unit's actions: one that was done, one that is late.
func TakeUp(ctx context.Context, db *storage.DB, unit int32, now time.Time) error {
	last := calendar.Window{}.LastMonth(now)
	day := func(n int) time.Time { return last.Start(org.Location()).AddDate(0, 0, n-1).Add(9 * time.Hour) }
	for _, f := range followUps {
		draft := feedback.Draft{Period: last.Add(-1).String(), Finding: f.finding, What: f.what, Who: f.who, Due: feedback.DayText(day(f.due))}
		a, problems := draft.Action(unit, day(f.taken))
		if len(problems) > 0 {
			return problems
		}
		a, _, err := db.AddAction(ctx, a, "", feedback.Room)
		if err != nil {
			return err
		}
		if f.done == 0 {
			continue
		}
		if a, problems = a.Finish(f.said, "", day(f.done)); len(problems) > 0 {
			return problems
		}
		if err := db.ChangeAction(ctx, turn.ActionWrite{Action: a, By: feedback.Room, At: day(f.done)}); err != nil {
			return err
		}
	}
	return nil
}
