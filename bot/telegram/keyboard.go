package telegram

import (
	"strings"

	"github.com/go-telegram/bot/models"

	"motcua/bot"
)

const (
	maxData    = 64 // bytes a button may carry
	shortLabel = 14 // runes with which two buttons fit side by side on a small phone
	navRow     = 3  // small buttons in a row
	navRunes   = 34 // … together
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
		case b.Label == "" || b.Data == "" || len(b.Data) > maxData:
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

func key(b bot.Button) models.InlineKeyboardButton {
	return models.InlineKeyboardButton{Text: b.Label, CallbackData: b.Data}
}
