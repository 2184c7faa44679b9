package scheduler_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot"
	"motcua/bot/talk"
	"motcua/internal/prose"
	"motcua/org/directory"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/scheduler"
)

// finder is the bundled catalogue with one more old code.
var finder = sync.OnceValues(func() (*search.Finder, error) {
	c, err := procedure.Bundled()
	if err != nil {
		return nil, err
	}
	e := procedure.Edition{Aliases: []procedure.Alias{{Code: "1.777777", Key: "1.001193"}}}
	for _, p := range c.All() {
		e.Procedures = append(e.Procedures, *p)
	}
	if c, err = procedure.Build(e); err != nil {
		return nil, err
	}
	return search.New(c)
})

// teller is a replica that knows the catalogue.
func (h *house) teller() *replica {
	h.t.Helper()
	f, err := finder()
	if err != nil {
		h.t.Fatal(err)
	}
	r := &replica{}
	r.Scheduler = scheduler.New(scheduler.Options{
		DB: h.open(), Turn: noTurn, Look: func() { r.looked++ }, Directory: func() *directory.Directory { return h.dir }, Log: h.log,
		Finder: func() *search.Finder { return f },
	})
	return r
}

func (h *house) follow(conv, key string) {
	h.t.Helper()
	h.exec(`INSERT INTO conversation (conv, unit, version) VALUES ($1, $2, 1) ON CONFLICT DO NOTHING`, conv, h.unit("gia").ID)
	h.exec(`INSERT INTO follow (conv, key, release, until) VALUES ($1, $2, (SELECT coalesce(max(id), 0) FROM release), '2027-11-01')`, conv, key)
}

// publish makes a release at a moment that changed procedures: "1.001193 changed Thời hạn: …".
func (h *house) publish(id int, at time.Time, changes ...string) {
	h.t.Helper()
	h.exec(`INSERT INTO release (id, at) VALUES ($1, $2)`, id, at)
	for _, c := range changes {
		part := strings.SplitN(c, " ", 3)
		h.exec(`INSERT INTO change (release, key, name, kind, lines) VALUES ($1, $2, 'Thủ tục thử', $3, ARRAY[$4])`, id, part[0], part[1], part[2])
	}
}

func texts(messages []bot.Message) []string {
	var out []string
	for _, m := range messages {
		out = append(out, prose.Plain(m.Lines))
	}
	return out
}

func TestNotices(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	at := vietnam(t, "2026-11-20 10:00:00")
	h.follow("web:a", "1.001193")
	h.follow("web:b", "2.000815")
	h.publish(1, at, "1.001193 changed Thời hạn: 1 ngày → 2 ngày")
	h.publish(2, at, "1.001193 changed Lệ phí: 0 đồng → 8.000 đồng", "1.000656 changed Tên: a → b")
	s := h.teller()

	s.Look(t.Context(), at.Add(30*time.Second))
	if got := h.sent("web:a"); len(got) != 0 {
		t.Errorf("told before the release is in use everywhere: %q", texts(got))
	}
	s.Look(t.Context(), vietnam(t, "2026-11-20 22:00:00"))
	if got := h.sent("web:a"); len(got) != 0 {
		t.Errorf("told at night: %q", texts(got))
	}
	for range 3 { // the second and third time there is nothing left to tell
		s.Look(t.Context(), vietnam(t, "2026-11-21 07:00:00"))
	}
	got := h.sent("web:a")
	if len(got) != 1 || s.looked != 1 {
		t.Fatalf("%d messages for two releases, looked %d times: %q", len(got), s.looked, texts(got))
	}
	text := prose.Plain(got[0].Lines)
	for _, want := range []string{"Có thay đổi: Thủ tục thử", "• Thời hạn: 1 ngày → 2 ngày\n• Lệ phí: 0 đồng → 8.000 đồng", "Báo tôi khi có thay đổi"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if b := got[0].Buttons; len(b) != 2 || b[0].Data != "p:1.001193" || b[1].Data != "v:1.001193" {
		t.Errorf("buttons %+v", b)
	}
	if got := h.sent("web:b"); len(got) != 0 {
		t.Errorf("a follower of something else was told: %q", texts(got))
	}
	if n := h.count(`SELECT count(*) FROM follow WHERE release = 2`); n != 2 {
		t.Errorf("%d of 2 followers are up to date", n)
	}
	// Following goes on: the next change is told too.
	h.publish(3, at, "1.001193 changed Thời hạn: 2 ngày → 3 ngày")
	s.Look(t.Context(), vietnam(t, "2026-11-21 08:00:00"))
	if got := h.sent("web:a"); len(got) != 2 || strings.Contains(prose.Plain(got[1].Lines), "8.000") {
		t.Errorf("the next change: %q", texts(got))
	}
}

func TestNoticesOfTheLast(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	at := vietnam(t, "2026-11-20 10:00:00")
	h.follow("web:gone", "1.888888")
	h.follow("web:moved", "1.777777")
	h.publish(1, at, "1.888888 withdrawn Thủ tục không còn", "1.777777 changed Mã 1.777777 nay là 1.001193")
	h.teller().Look(t.Context(), at.Add(time.Hour))
	gone, moved := h.sent("web:gone"), h.sent("web:moved")
	if len(gone) != 1 || len(gone[0].Buttons) != 0 || !strings.Contains(prose.Plain(gone[0].Lines), "không có tin báo nữa") {
		t.Errorf("of a procedure that is gone: %+v", gone)
	}
	if len(moved) != 1 || moved[0].Buttons[0].Data != "p:1.001193" {
		t.Errorf("of a code that was replaced: %+v", moved)
	}
	if n := h.count(`SELECT count(*) FROM follow WHERE key = '1.001193' AND conv = 'web:moved'`); n != 1 || h.count(`SELECT count(*) FROM follow`) != 1 {
		t.Error("what is followed afterwards is wrong")
	}
}

// Two replicas and several batches: each follower hears once.
func TestNoticesByReplicas(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	at := vietnam(t, "2026-11-20 10:00:00")
	const followers = 450
	h.exec(`INSERT INTO follow (conv, key, release, until) SELECT 'web:' || i, '1.001193', 0, '2027-11-01' FROM generate_series(1, $1) AS i`, followers)
	h.publish(1, at, "1.001193 changed Thời hạn: 1 ngày → 2 ngày")
	var all sync.WaitGroup
	for range 2 {
		s := h.teller()
		all.Go(func() { s.Look(t.Context(), at.Add(time.Hour)) })
	}
	all.Wait()
	h.teller().Look(t.Context(), at.Add(2*time.Hour)) // what one replica had locked when the other looked
	if n, chats := h.count(`SELECT count(*) FROM pending`), h.count(`SELECT count(DISTINCT conv) FROM pending`); n != followers || chats != followers {
		t.Errorf("%d messages for %d of %d followers", n, chats, followers)
	}
}

func TestFollowingEnds(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.follow("web:a", "1.001193")
	h.follow("web:b", "1.001193")
	h.exec(`UPDATE follow SET until = '2026-11-20' WHERE conv = 'web:b'`)
	s := h.teller()
	for _, c := range []struct {
		day  string
		want int
	}{{"2026-11-20", 2}, {"2026-11-21", 1}} {
		s.Look(t.Context(), vietnam(t, c.day+" 00:30:00"))
		if n := h.count(`SELECT count(*) FROM follow`); n != c.want {
			t.Errorf("on %s %d follow, want %d", c.day, n, c.want)
		}
	}
}

// The longest of changes still is one readable message, and says that there is more.
func TestNoticeIsBounded(t *testing.T) {
	t.Parallel()
	var changes []procedure.Change
	for i := range 40 {
		changes = append(changes, procedure.Change{Name: strings.Repeat("Tên ", 100), Lines: []string{fmt.Sprint("Giấy tờ: thêm ", strings.Repeat("x", 50), i)}})
	}
	m := talk.Notice(changes, "1.001193")
	text := prose.Plain(m.Lines)
	if n := len([]rune(text)); n > 1000 || !strings.Contains(text, "thay đổi khác") {
		t.Errorf("%d runes:\n%s", n, text)
	}
	for _, b := range m.Buttons {
		if len(b.Data) > 64 {
			t.Errorf("button %q", b.Data)
		}
	}
}
