package scheduler_test

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"motcua/bot"
	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/survey"
)

// headline are so many answers to the headline of a unit, and the forms they come from.
func (h *house) headline(code string, m calendar.Month, choice, n int) {
	h.t.Helper()
	at := survey.Visit{Unit: h.unit(code).ID, Month: m, Questionnaire: "mau-v1", Channel: "web"}
	counts := append(at.Headline("q1", choice, n), at.Count(survey.QStarted, 0, n))
	if err := h.db.Import(h.t.Context(), h.unit(code).Questionnaire, nil, counts, []turn.Miss(nil)); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) blob(id int64) []byte {
	h.t.Helper()
	b, err := h.db.Blob(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	return b
}

// workbook gives the words of an attached workbook, line by line.
func (h *house) workbook(f bot.File) string {
	h.t.Helper()
	if !strings.HasSuffix(f.Name, ".xlsx") || f.Photo {
		h.t.Fatalf("no workbook: %+v", f)
	}
	book, err := excelize.OpenReader(bytes.NewReader(h.blob(f.Blob)))
	if err != nil {
		h.t.Fatal(err)
	}
	var b strings.Builder
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			h.t.Fatal(err)
		}
		for _, row := range rows {
			b.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return b.String()
}

// With some history there is a second picture.
func TestDigestWithTrend(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("tre")
	for i := range 3 {
		h.headline("tre", calendar.Month(202608).Add(i), 4, 40)
	}
	h.scheduler(noTurn).Look(t.Context(), vietnam(t, "2026-11-01 08:00:00"))
	got := h.sent(room)
	if len(got) != 1 || len(got[0].Files) != 4 {
		t.Fatalf("sent %+v", got)
	}
	trend := got[0].Files[1]
	if trend.Name != "xu-huong-2026-10.png" || !trend.Photo || !strings.Contains(trend.Alt, "theo tháng") {
		t.Errorf("the second file is %+v", trend)
	}
	var sizes []int
	for _, f := range got[0].Files[:2] {
		img, err := png.Decode(bytes.NewReader(h.blob(f.Blob)))
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, img.Bounds().Dy())
	}
	if sizes[0] == sizes[1] {
		t.Error("both pictures are the same")
	}
	if book := h.workbook(got[0].Files[2]); !strings.Contains(book, "xã tre") || !strings.Contains(book, "8/2026") {
		t.Errorf("the workbook says\n%s", book)
	}
	if draft := got[0].Files[3]; draft.Name != "bao-cao-thang-10-2026-tre-DU-THAO.docx" || draft.Photo {
		t.Errorf("the fourth file is %+v", draft)
	}
}

// A unit that others stand below gets how they compare.
func TestDigestOfAParent(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("gia")
	h.unit("tre").Settings.Parent = "gia"
	h.headline("tre", 202610, 4, 40)
	h.scheduler(noTurn).Look(t.Context(), vietnam(t, "2026-11-01 08:00:00"))
	got := h.sent(room)
	if len(got) != 2 || len(got[1].Files) != 1 {
		t.Fatalf("sent %+v", got)
	}
	text := prose.Plain(got[1].Lines)
	if !strings.Contains(text, "UBND xã gia: so sánh mức độ hài lòng của các đơn vị, tháng 10/2026") || !strings.Contains(text, "1/1 đơn vị có phiếu, thu về 40 phiếu") {
		t.Errorf("the digest is\n%s", text)
	}
	if book := h.workbook(got[1].Files[0]); !strings.Contains(book, "xã tre") || !strings.Contains(book, "tháng 10 năm 2026") {
		t.Errorf("the workbook says\n%s", book)
	}
}
