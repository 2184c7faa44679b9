package scheduler_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"strings"
	"testing"

	"motcua/internal/prose"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// headline are so many answers to the headline of a unit, and the forms they come from.
func (h *house) headline(code string, m survey.Month, choice, n int) {
	h.t.Helper()
	cell := survey.Cell{Unit: h.unit(code).ID, Month: m, Form: "mau-v1", Question: "q1", Choice: choice, Channel: "web"}
	form := cell
	form.Question, form.Choice = survey.QStarted, 0
	if err := h.db.Import(h.t.Context(), h.unit(code).Form, nil, []survey.Count{{Cell: cell, N: n}, {Cell: form, N: n}}, []storage.Miss(nil)); err != nil {
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

// With some history there is a second picture.
func TestDigestWithTrend(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	room := h.room("tre")
	for i := range 3 {
		h.headline("tre", survey.Month(202608).Add(i), 4, 40)
	}
	h.scheduler(noTurn).Look(t.Context(), vietnam(t, "2026-11-01 08:00:00"))
	got := h.sent(room)
	if len(got) != 1 || len(got[0].Files) != 3 {
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
	var f report.Figures
	if err := json.Unmarshal(h.blob(got[0].Files[2].Blob), &f); err != nil || len(f.Trend) != 3 {
		t.Errorf("figures with a trend of %d months: %v", len(f.Trend), err)
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
	var c report.Comparison
	if err := json.Unmarshal(h.blob(got[1].Files[0].Blob), &c); err != nil || len(c.Units) != 1 || c.Units[0].Code != "tre" || c.Units[0].Rank != 1 {
		t.Errorf("figures %+v: %v", c, err)
	}
}
