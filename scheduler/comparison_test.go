package scheduler_test

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/office"
	"motcua/org"
	"motcua/survey"
)

// province is a parent with five communes: two that can be ranked, one of them merged in August 2026, one with few forms, one
// with four, one with none. The merged one's predecessor still stands below the parent.
func province(t testing.TB) *house {
	t.Helper()
	h := newHouse(t)
	for _, u := range []org.Unit{
		{Code: "tinh", Name: "tỉnh Mẫu"},
		{Code: "lon", Name: "xã Lớn"}, {Code: "moi", Name: "xã Mới", Settings: org.Settings{Predecessors: []string{"cu"}, MergedFrom: "2026-08"}},
		{Code: "nho", Name: "xã Nhỏ"}, {Code: "bon", Name: "xã Bốn Phiếu"}, {Code: "trong", Name: "xã Trống"}, {Code: "cu", Name: "xã Cũ"},
	} {
		if u.Code != "tinh" {
			u.Settings.Parent = "tinh"
		}
		if _, _, err := h.db.SaveUnit(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
	h.exec(`UPDATE unit SET created_at = timestamptz '2026-01-10 10:00+07'`)
	var err error
	if h.dir, err = h.db.Directory(t.Context()); err != nil {
		t.Fatal(err)
	}
	var counts []survey.Count
	for _, c := range []struct {
		code       string
		month      calendar.Month
		good, poor int
	}{
		{"lon", 202609, 80, 20}, {"lon", 202608, 50, 50}, {"moi", 202609, 30, 10}, {"moi", 202608, 20, 10},
		{"cu", 202607, 40, 10}, {"cu", 202609, 500, 0}, // what came in for the old commune after the merger is nobody's
		{"nho", 202609, 20, 9}, {"bon", 202609, 3, 1},
	} {
		at := survey.Visit{Unit: h.unit(c.code).ID, Month: c.month, Questionnaire: "mau-v1", Channel: "zalo"}
		counts = append(counts, at.Headline("q1", 5, c.good)...)
		counts = append(counts, at.Headline("q1", 2, c.poor)...)
		counts = append(counts, at.Count(survey.QOpened, 0, 2*(c.good+c.poor)), at.Count(survey.QFinished, 0, c.good+c.poor), at.Count(survey.QStarted, 0, c.good+c.poor))
	}
	questionnaire, err := h.db.PublishedQuestionnaire(t.Context(), "mau-v1")
	if err != nil {
		t.Fatal(err)
	}
	if err := h.db.Import(t.Context(), questionnaire, nil, counts, nil); err != nil {
		t.Fatal(err)
	}
	return h
}

// A parent's quarter: ranked where there are enough forms, the merged one with its predecessor's July, in the order and the
// words its leaders read; the parent's file has the same.
func TestComparisonOfAProvince(t *testing.T) {
	t.Parallel()
	h := province(t)
	room := h.room("tinh")
	h.scheduler(noTurn).Look(t.Context(), vietnam(t, "2026-10-01 08:00:00"))
	got := h.sent(room)
	if len(got) != 12 { // January to September, the first half, the third quarter and nine months
		t.Fatalf("%d digests", len(got))
	}
	last := got[len(got)-2]
	want := []string{
		"UBND tỉnh Mẫu: so sánh mức độ hài lòng của các đơn vị, quý III/2026 (bản tin số 2026-Q3)",
		"Đến 08:00 ngày 01/10/2026: 4/5 đơn vị có phiếu (chưa có: xã Trống), thu về 353 phiếu.",
		"68,8% hài lòng: 240 trong 349 ý kiến của người tự nguyện trả lời; mức thật vào khoảng 63,7–73,4%. Trung bình các đơn vị: 69,7%.",
		"Chưa thấy đơn vị nào khác biệt rõ so với các đơn vị khác.",
		"Chưa đơn vị nào đủ phiếu để so với quý II/2026.",
		"2 đơn vị không xếp hạng, vì dưới 30 phiếu hoặc dùng mẫu khác.",
		"Đơn vị không được nêu là khác biệt rõ rệt thì thứ hạng hơn kém có thể chỉ do ngẫu nhiên.",
	}
	if text := prose.Plain(last.Lines); text != strings.Join(want, "\n") {
		t.Errorf("the digest is\n%s\nwant\n%s", text, strings.Join(want, "\n"))
	}
	if len(last.Files) != 1 || last.Files[0].Name != "so-sanh-don-vi-tinh-2026-Q3.xlsx" || !strings.Contains(h.workbook(last.Files[0]), "xã Lớn") {
		t.Fatalf("files %+v", last.Files)
	}
	p, err := calendar.ParsePeriod("2026-Q3")
	if err != nil {
		t.Fatal(err)
	}
	c, ok, err := office.Comparison(t.Context(), h.db, h.dir, h.unit("tinh"), p, vietnam(t, "2026-10-01 08:00:00"))
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	var rows []string
	for _, s := range c.Units {
		row, err := json.Marshal([]any{s.Rank, s.Code, s.N, s.Score != nil, s.Returned, s.Predecessor, s.Why})
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, string(row))
	}
	if got, want := strings.Join(rows, "\n"), strings.Join([]string{
		`[1,"moi",120,true,120,"xã Cũ",""]`, `[2,"lon",200,true,200,"",""]`, `[0,"bon",4,false,4,"","dưới 5 phiếu"]`,
		`[0,"nho",29,true,29,"","dưới 30 phiếu, không xếp hạng"]`, `[0,"trong",0,false,0,"","chưa có phiếu nào"]`,
	}, "\n"); got != want {
		t.Errorf("units\n%s\nwant\n%s", got, want)
	}
	if c.Cautions[0] != "Xã Mới: số liệu các tháng trước khi sáp nhập gồm cả xã Cũ." {
		t.Errorf("cautions %q", c.Cautions)
	}
	month := prose.Plain(got[len(got)-3].Lines) // September alone: nothing of the predecessor, though forms came in for it
	for _, part := range []string{"thu về 173 phiếu", "So với tháng 8/2026: 1 đơn vị tăng rõ rệt, 0 giảm rõ rệt."} {
		if !strings.Contains(month, part) {
			t.Errorf("%q is missing in\n%s", part, month)
		}
	}
}
