package telegram

import (
	"slices"
	"strconv"
	"strings"

	"github.com/go-telegram/bot/models"

	"motcua/bot"
)

// step is one call of a delivery: a text, a file with what stands under it, or several files at once.
type step struct {
	html     string
	keyboard *models.InlineKeyboardMarkup
	edit     int        // message to be replaced; 0 = a new one
	files    []bot.File // none = a text
}

// maxAlbum is how many files one message may hold (https://core.telegram.org/bots/api#sendmediagroup).
const maxAlbum = 10

// plan lays out a message as calls. The same message always gives the same plan, so that a delivery can go
// on where it stopped.
//
// A picture comes first and carries the text if it is short enough, other files come last, several of them as one album. Buttons
// are under the last part of the text, or under the file if there is only one and no text; an album can have none.
func plan(m bot.Message) []step {
	var steps []step
	files := slices.Clone(m.Files)
	lines := m.Lines
	if i := slices.IndexFunc(files, func(f bot.File) bool { return f.Photo }); i >= 0 {
		picture := files[i]
		files = slices.Delete(files, i, i+1)
		s := step{files: []bot.File{picture}}
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
	if len(steps) == 0 && len(files) != 1 && buttons != nil {
		steps = append(steps, step{html: escape(wordChoose)})
	}
	under := max(0, len(steps)-1)
	for some := range slices.Chunk(files, maxAlbum) {
		s := step{files: some}
		if len(some) == 1 {
			s.html = altOf(some[0])
		}
		steps = append(steps, s)
	}
	if len(steps) > 0 {
		steps[under].keyboard = buttons
	}
	if id, err := strconv.Atoi(m.Edit); err == nil && id > 0 && len(m.Files) == 0 && len(steps) > 0 {
		steps[0].edit = id
	}
	return steps
}

// altOf is what stands under a file: what it shows, in words.
func altOf(f bot.File) string { return escape(clip(strings.TrimSpace(f.Alt), maxCaptionUnits/2-1)) }
