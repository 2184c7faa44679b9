package workbook_test

import (
	"slices"
	"strings"
	"testing"
)

// A quarter with a month of three says in a word what it does not tell, and which of its valid responses are in no share.
func TestQuarterWithASmallMonth(t *testing.T) {
	all := scenes(t)
	s := all[slices.IndexFunc(all, func(s scene) bool { return s.name == "quy" })]
	body := dump(t, s.book(t))
	for _, want := range []string{
		"Không được hỏi hoặc chưa trả lời đến\tkhông nêu", "Trong số hợp lệ có 3 phiếu của tháng ít phiếu", "Ở dòng có ô “không nêu” thì",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the workbook lacks %q", want)
		}
	}
	if strings.Contains(body, "Không được hỏi hoặc chưa trả lời đến\t0") {
		t.Error("a nought that is none")
	}
}
