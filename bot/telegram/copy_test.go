package telegram

import (
	"strings"
	"testing"

	"motcua/bot"
)

// A button can carry a text to be copied; one that is too long is left out like any button Telegram would refuse.
func TestCopyButton(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		m := say("Mã phiếu: 7KQ4M-2PTVC")
		m.Buttons = []bot.Button{{Label: "Chép mã", Copy: "7KQ4M-2PTVC"}, {Label: "Xem phiếu", Data: "d:1"}, {Label: "Dài", Copy: strings.Repeat("a", maxCopy+1)}}
		check(t, w.deliver(u.ID, 1, m))
		got := w.tg.Chat(u.ID).Last().Buttons()
		if len(got) != 2 || got[0].Copy == nil || got[0].Copy.Text != "7KQ4M-2PTVC" || got[0].Data != "" || got[1].Data != "d:1" {
			t.Errorf("%+v", got)
		}
		w.noViolations()
	})
}
