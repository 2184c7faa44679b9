package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"motcua/procedure"
	"motcua/storage"
)

// What an official reads about the catalogue. Differences themselves are worded by package procedure.

const (
	sayNothingChanged = "Không có gì thay đổi."
	sayWouldBe        = "Chạy thử, chưa ghi gì. Nếu làm thật:"
	sayAgainst        = "So với danh mục đang dùng:"
	sayAgainstBundled = "So với danh mục có sẵn trong chương trình (chưa có bản cài đặt để so):"
	saySame           = "%d thủ tục giống hệt danh mục đang dùng.\n"
	sayOnlyRemarks    = "chỉ khác ghi chú, người dân không thấy khác"
	sayStored         = "Lưu %d bản nháp: %s.\n"
	sayUnchanged      = "%d bản ghi không đổi.\n"
	sayPublished      = "Công bố (bản phát hành %d): %s.\n"
	sayLater          = "Trong đó chưa áp dụng ngay, đợi đến ngày hiệu lực: %s.\n"
	sayWaiting        = "Vẫn là bản nháp, chưa công bố:\n"
	sayWasWithdrawn   = "đã rút khỏi danh mục"
	sayRelease        = "Bản phát hành %d của danh mục.\n"
	sayKept           = "giữ từ bản trước: %s"
	sayMayReplace     = "%s có thể thay cho %s (%s). Để mã cũ dẫn tới mã mới: thêm --publish --aliases, hoặc dùng motcua import aliases.\n"
	sayTableFine      = "%s: %d dòng đều đúng.\n"
	sayNoDrafts       = "Không có bản nháp nào."
	sayNothingDue     = "Không có thủ tục nào đến hạn xem lại."
	sayComplete       = "đủ"
	sayLacks          = "thiếu %s"
	sayBundled        = "có sẵn"
	sayOwn            = "của đơn vị"
)

// blockNames are the blocks of a record as officials know them.
var blockNames = map[string]string{
	"documents": "thành phần hồ sơ", "processing_time": "thời hạn", "fees": "phí, lệ phí", "agency": "cơ quan thực hiện", "steps": "trình tự",
	"result": "kết quả", "conditions": "điều kiện", "legal_basis": "căn cứ pháp lý", "forms": "mẫu đơn", "channels": "cách nộp", "audience": "đối tượng",
}

func blockList(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = cmp.Or(blockNames[n], n)
	}
	return strings.Join(out, ", ")
}

// stateNames are the states of a version.
var stateNames = map[string]string{"draft": "bản nháp", "published": "đã công bố", "withdrawn": "đã rút", "replaced": "đã thay"}

// gapText says what a record lacks, or that it is complete.
func gapText(p *procedure.Procedure) string {
	if gaps := p.Gaps(); len(gaps) > 0 {
		return fmt.Sprintf(sayLacks, blockList(gaps))
	}
	return sayComplete
}

// changesShown is how many changed procedures are shown one by one.
const changesShown = 200

// writeChanges shows what citizens see differently.
func writeChanges(w io.Writer, changes []procedure.Change) {
	for _, c := range changes[:min(len(changes), changesShown)] {
		fmt.Fprintf(w, "  %s  %s\n", c.Key, c.Name)
		for _, line := range c.Lines {
			fmt.Fprintf(w, "      %s\n", line)
		}
	}
	if more := len(changes) - changesShown; more > 0 {
		fmt.Fprintf(w, "  … và %d thủ tục khác\n", more)
	}
}

// writeOutcome shows what came of a change of the catalogue.
func writeOutcome(w io.Writer, out storage.Outcome, dry bool) {
	if out.Release == 0 && len(out.Stored) == 0 {
		fmt.Fprintln(w, sayNothingChanged)
		return
	}
	if dry {
		fmt.Fprintln(w, sayWouldBe)
	}
	if len(out.Stored) > 0 {
		fmt.Fprintf(w, sayStored, len(out.Stored), keyList(out.Stored))
	}
	if len(out.Unchanged) > 0 {
		fmt.Fprintf(w, sayUnchanged, len(out.Unchanged))
	}
	switch {
	case len(out.Published) > 0:
		fmt.Fprintf(w, sayPublished, out.Release, keyList(out.Published))
	case out.Release > 0:
		fmt.Fprintf(w, sayRelease, out.Release)
	}
	if len(out.Later) > 0 {
		fmt.Fprintf(w, sayLater, keyList(out.Later))
	}
}

// keysShown is how many keys are named in a line.
const keysShown = 20

func keyList(keys []string) string {
	if len(keys) <= keysShown {
		return strings.Join(keys, ", ")
	}
	return strings.Join(keys[:keysShown], ", ") + fmt.Sprintf(" và %d mã khác", len(keys)-keysShown)
}

// writeWaiting names the records that were to be published and are not, and why; waiting is sorted.
func writeWaiting(w io.Writer, waiting []string, records []procedure.Procedure) {
	if len(waiting) == 0 {
		return
	}
	fmt.Fprint(w, sayWaiting)
	for i := range records {
		p := &records[i]
		if _, waits := slices.BinarySearch(waiting, p.Key); !waits {
			continue
		}
		why := sayWasWithdrawn
		if p.Draft() {
			why = gapText(p)
		}
		fmt.Fprintf(w, "  %s  %s: %s\n", p.Key, p.Name, why)
	}
}
