package leaders

import (
	"fmt"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
)

// What the page of odd batches says, as far as it is not in its template. What a batch is, and how it stands, package report says.
const (
	wordBatches        = "Lô phiếu cần xem"
	wordBatchReason    = "Xin ghi lý do: lý do được lưu vào sổ quyết định."
	wordBatchDecided   = "Lô này vừa được quyết định ở nơi khác. Ở đây là tình trạng mới nhất; xin xem lại."
	wordBatchNotIssued = "Tháng này chưa có báo cáo nên chưa có số để so sánh. Lô được tính vào trước khi có báo cáo thì được tính vào mọi bảng."
	wordBatchInAll     = "Lô này được tính vào trước khi có báo cáo tháng nên nằm trong mọi con số, không tách ra được."
	wordBatchNotShown  = "Có phần dưới 5 câu trả lời nên không nêu tỷ lệ, để giữ kín ý kiến từng người."
)

var batchSaid = map[string]string{
	batchAside: "Đã ghi: để riêng. Báo cáo và trang kết quả phát hành từ bây giờ không tính lô này.",
	batchBack:  "Đã ghi: tính vào số liệu. Báo cáo và trang kết quả phát hành từ bây giờ có lô này.",
}

func wordBatch(m calendar.Month, where string) string { return "Tháng " + m.Label() + " · " + where }

func wordLargest(n int, at time.Time) string {
	return fmt.Sprintf("Đợt lớn nhất %s phiếu, ngày %s.", vnum.Integer(n), at.In(org.Location()).Format("02/01/2006"))
}

func wordOf(k, n int) string {
	return fmt.Sprintf("%s trong %s ý kiến", vnum.Integer(k), vnum.Integer(n))
}

// wordDecision is one line of the log.
func wordDecision(d storage.Decision) string {
	if d.By == storage.WaySystem && d.Reason == "" {
		return wordClock(d.At) + ": hệ thống phát hiện, tính riêng."
	}
	way := wordWay(d.By)
	if d.By == storage.WaySystem {
		way = " (hệ thống)"
	}
	return wordClock(d.At) + ": " + report.StateText(d.State) + way + " – " + d.Reason
}

// wordWaiting leads from a room to its odd batches.
func wordWaiting(n int) string {
	if n == 0 {
		return wordBatches
	}
	return fmt.Sprintf("%s: %d lô chờ quyết định", wordBatches, n)
}
