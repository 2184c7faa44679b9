package engine_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/bot"
	"motcua/feedback"
	"motcua/internal/prose"
	"motcua/internal/testkit"
	"motcua/org"
)

// Groups of the same unit that take something up at the same moment, at two replicas, get numbers of their own, and each
// is told the one it got.
func TestActionsTakenUpAtOnce(t *testing.T) {
	t.Parallel()
	dsn := testkit.Start(t, "bot", commune)
	replicas := []*house{openHouse(t, dsn, ""), openHouse(t, dsn, "")}
	now := time.Date(2026, 10, 15, 9, 0, 0, 0, org.Location())
	say := func(h *house, chat, id, text string) error {
		return h.engine.Turn(context.Background(), bot.Event{Channel: "web", Chat: chat, ID: id, Kind: bot.Text, Text: text, At: now, Group: true})
	}
	groups := []string{"g0", "g1", "g2", "g3"}
	for i, g := range groups {
		code, err := replicas[0].db.NewLinkCode(t.Context(), replicas[0].unit.ID, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		if err := say(replicas[i%2], g, g+"link", "/lienket "+code); err != nil {
			t.Fatal(err)
		}
	}
	var all sync.WaitGroup
	for i, g := range groups {
		all.Go(func() {
			if err := say(replicas[i%2], g, g+"new", fmt.Sprintf("/viec mới việc của %s; Văn phòng; 30/11/2026", g)); err != nil {
				t.Error(g, err)
			}
		})
	}
	all.Wait()
	actions, err := replicas[0].db.Actions(t.Context(), replicas[0].unit.ID)
	if err != nil || len(actions) != len(groups) {
		t.Fatal(len(actions), err)
	}
	for i, g := range groups {
		told := ""
		for _, d := range replicas[i%2].settled(bot.ConvKey("web", g), 0) {
			told += prose.Plain(d.Message.Lines) + "\n"
		}
		at := slices.IndexFunc(actions, func(a feedback.Action) bool { return a.What == "việc của "+g })
		if want := fmt.Sprintf("Đã ghi việc số %d: việc của %s", actions[at].No, g); !strings.Contains(told, want) {
			t.Errorf("%s was told %q, want %q", g, told, want)
		}
	}
	for i := range groups {
		if !slices.ContainsFunc(actions, func(a feedback.Action) bool { return a.No == i+1 }) {
			t.Errorf("no action has number %d: %+v", i+1, actions)
		}
	}
}
