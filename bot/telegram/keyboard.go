package telegram

import (
	"strings"

	"github.com/go-telegram/bot/models"

	"motcua/bot"
)

const (
	maxData    = 64  // bytes a button may carry
	maxCopy    = 256 // characters it may put on the clipboard
	shortLabel = 14  // runes with which two buttons fit side by side on a small phone
	navRow     = 3   // small buttons in a row
	navRunes   = 34  // … together
)

// keyboard arranges buttons: answers below each other, in pairs where they are short, and what leads
// elsewhere in rows at the end. It is nil without buttons. What Telegram would refuse is left out: better a
// question without a button than no question, since everything can also be typed.
func keyboard(buttons []bot.Button) *models.InlineKeyboardMarkup {
	var rows [][]models.InlineKeyboardButton
	var nav []bot.Button
	half := false // the last row has room for one more
	for _, b := range buttons {
		b.Label = strings.TrimSpace(b.Label)
		switch {
		case b.Label == "" || !carries(b):
		case b.Nav:
			nav = append(nav, b)
		case half && runes(b.Label) <= shortLabel:
			rows[len(rows)-1] = append(rows[len(rows)-1], key(b))
			half = false
		default:
			rows = append(rows, []models.InlineKeyboardButton{key(b)})
			half = runes(b.Label) <= shortLabel
		}
	}
	rows = append(rows, navRows(nav)...)
	if len(rows) == 0 {
		return nil
	}
	return &models.InlineKeyboardMarkup{InlineKeyboard: rows}
}

// navRows puts small buttons side by side as long as their labels can be read.
func navRows(buttons []bot.Button) [][]models.InlineKeyboardButton {
	var rows [][]models.InlineKeyboardButton
	width := 0
	for _, b := range buttons {
		n := runes(b.Label)
		if last := len(rows) - 1; last >= 0 && len(rows[last]) < navRow && width+n <= navRunes {
			rows[last] = append(rows[last], key(b))
			width += n
			continue
		}
		rows = append(rows, []models.InlineKeyboardButton{key(b)})
		width = n
	}
	return rows
}

// carries reports whether a button holds what Telegram takes: data to send, or a text to copy.
func carries(b bot.Button) bool {
	return copies(b) || b.Data != "" && len(b.Data) <= maxData
}

// copies reports whether Telegram can copy by itself what a button is to copy.
func copies(b bot.Button) bool { return b.Copy != "" && runes(b.Copy) <= maxCopy }

func key(b bot.Button) models.InlineKeyboardButton {
	if copies(b) {
		return models.InlineKeyboardButton{Text: b.Label, CopyText: &models.CopyTextButton{Text: b.Copy}}
	}
	return models.InlineKeyboardButton{Text: b.Label, CallbackData: b.Data}
}
