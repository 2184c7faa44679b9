package calendar_test

import (
	"fmt"

	"motcua/internal/calendar"
)

func ExampleParsePeriod() {
	for _, s := range []string{"2026-10", "2026-Q3", "2026-H1", "2026-9T", "2026"} {
		p, err := calendar.ParsePeriod(s)
		fmt.Println(p.First(), p.Last(), p.Previous(), p.Label(), err)
	}
	// Output:
	// 2026-10 2026-10 2026-09 tháng 10/2026 <nil>
	// 2026-07 2026-09 2026-Q2 quý III/2026 <nil>
	// 2026-01 2026-06 2025-H2 6 tháng đầu năm 2026 <nil>
	// 2026-01 2026-09 2025-9T 9 tháng đầu năm 2026 <nil>
	// 2026-01 2026-12 2025 năm 2026 <nil>
}
