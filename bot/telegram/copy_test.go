package telegram

import (
	"strings"
	"testing"

	"motcua/bot"
)

// A button can carry a text to be copied; where it is too long for Telegram, the tap asks for it like any other.
func TestCopyButton(t *testing.T) {
	inWorld(t, nil, func(t *testing.T, w *world) {
		u := w.opened("An")
		m := say("Mã phiếu: 7KQ4M-2PTVC")
		m.Buttons = []bot.Button{{Label: "Chép mã", Copy: "7KQ4M-2PTVC"}, {Label: "Xem phiếu", Data: "d:1"}, {Label: "Dài", Data: "d:2", Copy: strings.Repeat("a", maxCopy+1)}}
		check(t, w.deliver(u.ID, 1, m))
		got := w.tg.Chat(u.ID).Last().Buttons()
		if len(got) != 3 || got[0].Copy == nil || got[0].Copy.Text != "7KQ4M-2PTVC" || got[0].Data != "" || got[1].Data != "d:1" || got[2].Data != "d:2" {
			t.Errorf("%+v", got)
		}
		w.noViolations()
	})
}
