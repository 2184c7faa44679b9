package letter_test

import (
	"strings"
	"testing"
	"time"
)

// A quarter with a month of three names no number that does not hold: not how many had no opinion, and its valid responses are as
// many as its shares are of and those left out.
func TestQuarterWithASmallMonth(t *testing.T) {
	in := scenes(t)[0].in
	in.Period, in.Previous, in.YearAgo, in.Now = period(t, "2026-Q3"), nil, nil, time.Date(2026, 10, 4, 1, 0, 0, 0, time.UTC)
	in.Counts = append(append(forms(202607, 3, 1, "zalo"), forms(202608, 45, 1, "zalo")...), forms(202609, 52, 1, "zalo")...)
	file, f := draft(t, in)
	if f.LeftOut == nil || f.LeftOut.N != 3 {
		t.Fatalf("%+v", f.LeftOut)
	}
	body := plain(read(t, file, "word/document.xml"))
	for _, want := range []string{
		"Thu về 100 phiếu, trong đó 100 phiếu hợp lệ (3 phiếu không cộng vào tỷ lệ);", "trong 97 phiếu có ý kiến",
		"| Không có ý kiến, không được hỏi hoặc chưa trả lời đến | – |", "Dấu “–”: không nêu riêng",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the letter lacks %q", want)
		}
	}
	for _, o := range f.Other {
		if _, known := o.Rest(); known && !o.Text {
			t.Errorf("%+v", o)
		}
	}
	if strings.Contains(body, "chưa trả lời đến | 0") {
		t.Error("a nought that is none")
	}
}
