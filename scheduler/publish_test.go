package scheduler_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua/bot/turn"
	"motcua/internal/calendar"
	"motcua/internal/prose"
	"motcua/office"
	"motcua/org"
	"motcua/org/directory"
	"motcua/scheduler"
	"motcua/storage"
	"motcua/survey"
)

// answers gives a unit so many satisfied forms in a month, keyed in from paper.
func (h *house) answers(code string, month calendar.Month, n int) {
	h.t.Helper()
	questionnaire := h.unit(code).Questionnaire
	for _, q := range []struct {
		id     string
		choice int
	}{{survey.QStarted, 0}, {survey.QFinished, 0}, {questionnaire.Overall, 5}} {
		h.exec(`INSERT INTO figure (unit, month, by, questionnaire, question, key, choice, n) VALUES ($1, $2, 'c', $3, $4, 'paper', $5, $6)
			ON CONFLICT (unit, month, by, questionnaire, question, key, choice) DO UPDATE SET n = figure.n + excluded.n`,
			h.unit(code).ID, int32(month), questionnaire.ID, q.id, q.choice, n)
	}
}

// wishes makes duties as turns of a leaders' chat do, one after the other.
func (h *house) wishes(code, conv string, wishes ...turn.PublishWish) {
	h.t.Helper()
	for _, w := range wishes {
		w.Conv = conv
		note, err := json.Marshal(w)
		if err != nil {
			h.t.Fatal(err)
		}
		key := fmt.Sprintf("%09d", h.count(`SELECT count(*)::int FROM duty`))
		h.exec(`INSERT INTO duty (job, unit, period, note) VALUES ($1, $2, $3, $4)`, turn.PublishJob, h.unit(code).ID, key, string(note))
	}
}

// told are the answers to wishes in a conversation; digests go there as well.
func (h *house) told(conv string) (texts []string) {
	h.t.Helper()
	for _, m := range h.sent(conv) {
		if len(m.Files) == 0 {
			texts = append(texts, prose.Plain(m.Lines))
		}
	}
	return texts
}

func period(t testing.TB, s string) calendar.Period {
	t.Helper()
	p, err := calendar.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

const chat = "telegram:-100"

// A chat sees what would be published, publishes it, publishes it anew and withdraws it.
func TestPublishFromChat(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.answers("gia", 202610, 40)
	s := h.scheduler(noTurn)
	october, unit := period(t, "2026-10"), h.unit("gia").ID
	now := vietnam(t, "2026-11-02 09:00:00")
	step := func(do turn.PublishAct, says ...string) {
		t.Helper()
		now = now.Add(time.Hour)
		before := len(h.told(chat))
		h.wishes("gia", chat, turn.PublishWish{Period: "2026-10", Do: do})
		for range 2 { // what is done is not done again
			s.Look(t.Context(), now)
		}
		told := h.told(chat)
		if len(told) != before+1 {
			t.Fatalf("%s: %d answers, want one", do, len(told)-before)
		}
		for _, words := range says {
			if !strings.Contains(told[before], words) {
				t.Errorf("%s: %q is not in the answer: %s", do, words, told[before])
			}
		}
		if lines := strings.Count(told[before], "\n") + 1; lines > 6 {
			t.Errorf("%s: %d lines", do, lines)
		}
	}
	step(turn.PublishShow, "Xem trước: UBND xã gia", "100%", "40 phiếu", "Chưa công bố", "/congbo 2026-10 đồng ý", "/thuhoi 2026-10")
	if _, err := h.db.Publication(t.Context(), unit, october); !errors.Is(err, storage.ErrNotFound) {
		t.Fatalf("looking at it published it: %v", err)
	}
	step(turn.PublishWithdraw, "hiện không công bố")
	step(turn.PublishDo, "Đã công bố kết quả khảo sát tháng 10/2026", "/ket-qua/2026-10?don-vi=gia")
	pub, err := h.db.Publication(t.Context(), unit, october)
	if err != nil || !pub.Shown() || pub.Again() || pub.Way != "telegram" || !pub.At.Equal(now) || pub.Figures.Overall.N != 40 {
		t.Fatalf("%+v, %v", pub, err)
	}
	first := pub.At
	if chart, err := h.db.PublicationChart(t.Context(), unit, october); err != nil || !strings.HasPrefix(string(chart), "\x89PNG") {
		t.Errorf("no chart: %v", err)
	}
	h.answers("gia", 202610, 2) // what was issued stays as it was
	step(turn.PublishShow, "100%", "40 phiếu")
	// An earlier release kept nothing: what it published is held beside what is issued now.
	h.exec(`DELETE FROM issued_figure`)
	h.exec(`DELETE FROM issued`)
	step(turn.PublishShow, "giữ như cũ")
	step(turn.PublishDo, "Đã cập nhật", "giữ như cũ")
	if pub, err = h.db.Publication(t.Context(), unit, october); err != nil || pub.Figures.Overall.N != 40 {
		t.Errorf("n = %d, %v", pub.Figures.Overall.N, err)
	}
	h.answers("gia", 202610, 8)
	h.exec(`DELETE FROM issued_figure`)
	h.exec(`DELETE FROM issued`)
	step(turn.PublishDo, "Đã cập nhật")
	if pub, err = h.db.Publication(t.Context(), unit, october); err != nil || pub.Figures.Overall.N != 50 || !pub.At.Equal(first) || !pub.Updated.Equal(now) {
		t.Errorf("%+v, %v", pub.Published, err)
	}
	step(turn.PublishWithdraw, "Đã rút lại")
	if pub, err = h.db.Publication(t.Context(), unit, october); err != nil || pub.Shown() {
		t.Errorf("still shown: %+v, %v", pub.Published, err)
	}
	step(turn.PublishShow, "Đã rút lại, người dân không còn thấy")
}

// What cannot be published is refused once and for all, with a reason.
func TestPublishRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.answers("gia", 202610, 4)
	s := h.scheduler(noTurn)
	for _, c := range []struct{ period, says string }{
		{"2026-11", "chưa kết thúc"}, {"2026-09", "chưa có phiếu nào"}, {"2026-10", "Đã công bố"},
	} {
		h.wishes("gia", chat, turn.PublishWish{Period: c.period, Do: turn.PublishDo})
		s.Look(t.Context(), vietnam(t, "2026-11-30 23:59:00"))
		told := h.told(chat)
		if len(told) == 0 || !strings.Contains(told[len(told)-1], c.says) {
			t.Errorf("%s: %q", c.period, told)
		}
	}
	// Four forms: their number, and nothing of what they say.
	pub, err := h.db.Publication(t.Context(), h.unit("gia").ID, period(t, "2026-10"))
	if err != nil || pub.Figures.Enough() || pub.Figures.Forms.Returned != 4 || len(pub.Figures.Overall.Distribution) > 0 {
		t.Errorf("%+v, %v", pub.Figures, err)
	}
	// A unit that others stand below has a comparison, which is not published.
	h.exec(`UPDATE unit SET settings = '{"parent":"gia"}' WHERE code = 'tre'`)
	if h.dir, err = h.db.Directory(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.wishes("gia", chat, turn.PublishWish{Period: "2026-10", Do: turn.PublishShow})
	s.Look(t.Context(), vietnam(t, "2026-11-30 23:59:00"))
	if told := h.told(chat); !strings.Contains(told[len(told)-1], "so sánh") {
		t.Errorf("%q", told)
	}
	if n := h.count(`SELECT count(*)::int FROM duty WHERE job = $1 AND done_at IS NULL`, turn.PublishJob); n != 0 {
		t.Errorf("%d wishes are still open", n)
	}
}

// The month that has just ended can be published from its first moment on, and not a minute earlier.
func TestProposeAtMidnight(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.answers("gia", 202612, 30)
	for _, name := range []string{"2026-12", "2026-Q4", "2026"} {
		for at, want := range map[string]error{"2026-12-31 23:59:59": office.ErrOpen, "2027-01-01 00:00:00": nil} {
			if _, err := office.Propose(t.Context(), h.db, h.dir, h.unit("gia"), period(t, name), vietnam(t, at)); !errors.Is(err, want) {
				t.Errorf("%s at %s: %v", name, at, err)
			}
		}
	}
}

// A replica dies after it took a wish up: another fulfils it, once; and the answer leads to the page.
func TestPublishAfterACrash(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.answers("gia", 202610, 40)
	h.wishes("gia", chat, turn.PublishWish{Period: "2026-10", Do: turn.PublishDo})
	open, err := h.db.OpenDuties(t.Context(), turn.PublishJob)
	if err != nil || len(open) != 1 {
		t.Fatal(open, err)
	}
	if won, err := h.db.Claim(t.Context(), open[0].Duty, "dead", time.Minute); err != nil || !won {
		t.Fatal(won, err)
	}
	now := vietnam(t, "2026-11-02 09:00:00")
	a := scheduler.New(scheduler.Options{
		DB: h.open(), Turn: noTurn, Look: func() {}, Directory: func() *directory.Directory { return h.dir }, Log: h.log, PublicURL: "https://motcua.example",
	})
	a.Look(t.Context(), now)
	if told := h.told(chat); len(told) != 0 {
		t.Fatalf("another's wish was fulfilled: %q", told)
	}
	h.endLeases()
	b := h.scheduler(noTurn)
	a.Look(t.Context(), now)
	b.Look(t.Context(), now)
	if told := h.told(chat); len(told) != 1 || !strings.Contains(told[0], "https://motcua.example/ket-qua/2026-10?don-vi=gia") {
		t.Errorf("%q", told)
	}
	pub, err := h.db.Publication(t.Context(), h.unit("gia").ID, period(t, "2026-10"))
	if err != nil || pub.Again() || pub.Figures.AsOf.Location() != org.Location() {
		t.Errorf("%+v, %v", pub.Published, err)
	}
}
