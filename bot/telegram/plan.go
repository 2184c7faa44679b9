package telegram

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-telegram/bot/models"

	"motcua/bot"
)

// step is one call of a delivery: a text, or a file with what stands under it.
type step struct {
	html     string
	keyboard *models.InlineKeyboardMarkup
	edit     int       // message to be replaced; 0 = a new one
	file     *bot.File // nil = a text
}

// plan lays out a message as calls. The same message always gives the same plan, so that a delivery can go
// on where it stopped.
//
// A picture comes first and carries the text if it is short enough, other files come last. Buttons are
// under the last part of the text, or under the last file if there is none.
func plan(m bot.Message) []step {
	var steps []step
	files := slices.Clone(m.Files)
	lines := m.Lines
	if i := slices.IndexFunc(files, func(f bot.File) bool { return f.Photo }); i >= 0 {
		picture := files[i]
		files = slices.Delete(files, i, i+1)
		s := step{file: &picture}
		if parts := render(lines, maxCaptionUnits); len(parts) <= 1 {
			lines = nil
			if len(parts) == 1 {
				s.html = parts[0].html
			}
		} else {
			s.html = shortCaption(lines, picture.Alt)
		}
		steps = append(steps, s)
	}
	for _, p := range render(lines, maxTextUnits) {
		steps = append(steps, step{html: p.html})
	}
	buttons := keyboard(m.Buttons)
	if len(steps) == 0 && len(files) == 0 && buttons != nil {
		steps = append(steps, step{html: escape(wordChoose)})
	}
	under := len(steps) - 1
	for _, f := range files {
		steps = append(steps, step{file: &f, html: escape(clip(strings.TrimSpace(f.Alt), maxCaptionUnits/2-1))})
	}
	if under < 0 {
		under = len(steps) - 1
	}
	if under >= 0 {
		steps[under].keyboard = buttons
	}
	if id, err := strconv.Atoi(m.Edit); err == nil && id > 0 && len(m.Files) == 0 && len(steps) > 0 {
		steps[0].edit = id
	}
	return steps
}
