package org_test

import (
	"testing"

	"motcua/org"
)

// Months begin with the calendar or in the middle of the month before: on another day they would be named after a month of which they
// hold next to nothing.
func TestValidReportDay(t *testing.T) {
	t.Parallel()
	for day, valid := range map[int]bool{0: false, 1: true, 2: false, 9: false, 10: true, 15: true, 20: true, 21: false, 28: false} {
		if org.ValidReportDay(day) != valid {
			t.Errorf("day %d: %v", day, !valid)
		}
	}
}
