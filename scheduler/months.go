package scheduler

import "time"

// monthsBefore is the same day and hour so many months earlier, or the last day of that month where it is shorter. AddDate
// would run on into the next month: on 31 August, six months before would be 3 March, and responses of the first two days of March
// would be deleted before their time.
func monthsBefore(t time.Time, n int) time.Time {
	year, month, day := t.Date()
	month -= time.Month(n)
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, t.Location()).Day()
	return time.Date(year, month, min(day, last), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
}
