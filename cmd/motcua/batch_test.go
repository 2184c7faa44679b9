package main

import "testing"

// An installation without odd batches says so; a decision needs its month, its number and a reason.
func TestBatchCommands(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	contains(t, e.must(t, "batch", "list"), "0 lô phiếu khác thường")
	e.refused(t, 1, []string{"batch", "restore", "--period", "2026-10", "--no", "1", "--reason", "tập huấn"}, "Không có lô nào của kỳ 2026-10 mang số 1")
}
