package main

// What "motcua batch" says. What a batch is, and how it stands, package report says.
const (
	wordBatchCount     = "%s: %d lô phiếu khác thường.\n"
	wordBatchFigures   = "trên mọi phiếu: không tính lô này %s, tính cả %s hài lòng"
	wordBatchNotIssued = "chưa có báo cáo tháng"
	wordBatchInAll     = "được đưa vào trước khi có báo cáo, nên có trong mọi số liệu và không tách ra được"
	wordBatchNotShown  = "dưới 5 câu trả lời nên không nêu tỷ lệ"
	wordBatchDone      = "Lô %d, %s: %s.\n"
	wordBatchReason    = "Xin ghi lý do sau --reason: lý do được lưu vào sổ quyết định và không sửa được."
	wordBatchSame      = "Lô này đã ở tình trạng “%s”."
	wordBatchMerged    = "Lô này đã được tính vào số liệu trước khi báo cáo tháng ra. Số liệu đã phát hành không đổi."
	wordBatchDecided   = "Lô này vừa được quyết định ở nơi khác. Xin xem lại: motcua batch list."
	wordNoBatch        = "Không có lô nào của kỳ %s mang số %d. Xem: motcua batch list."
	wordWaySystem      = "hệ thống"
	wordWayRoom        = "phòng lãnh đạo"
	wordWayCommand     = "lệnh trên máy chủ"
)

// batchDecision are the flags of a decision.
func batchDecision() map[string]string {
	return map[string]string{"period": "`THÁNG` của lô, ví dụ 2026-10", "no": "`SỐ` của lô trong tháng", "reason": "`LÝ_DO`, một câu; lưu vào sổ quyết định"}
}
