package letter

import (
	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/say"
)

// survey is part I: how the survey was held, how many responses came back, and what a reader of the figures must know.
func (d *draft) survey() {
	f := d.f
	d.part("I", wordPartSurvey)
	d.item(1, wordItemMeans)
	d.say(wordMeans(f))
	d.say(say.Questionnaire(f.Questionnaire.Title, f.Questionnaire.ID))
	d.say(wordTime(f.Days), wordAsOf(f))
	d.item(2, wordItemFlow)
	d.say(wordFlow(f))
	if len(f.Channels) > 0 {
		d.table(wordCaptionFlow, flowColumns(), flowRows(f), say.Flow)
	}
	if len(f.Suspicious) > 0 {
		d.say(wordSuspiciousIntro)
		for _, b := range f.Suspicious {
			d.line(b.Text)
		}
	}
	d.item(3, wordItemCautions)
	if f.Unit.Note != "" {
		d.line(wordUnitNote(f.Unit))
	}
	for _, c := range f.Cautions {
		d.line(c)
	}
}

func flowColumns() []column {
	return []column{
		{wordHeadChannel, 2571, text}, {wordHeadOpened, 1900, number}, {wordHeadReturned, 1300, number},
		{wordHeadValid, 1300, number}, {wordHeadResponse, 2000, number},
	}
}

func flowRows(f report.Figures) []row {
	var rows []row
	for _, c := range f.Channels {
		rows = append(rows, row{cells: []string{capital(c.Label), openedText(c.Opened), vnum.Integer(c.Returned), vnum.Integer(c.Valid), channelRate(c)}})
	}
	return append(rows, row{sum: true, cells: []string{
		wordTotal, openedText(f.Forms.Opened), vnum.Integer(f.Forms.Returned), vnum.Integer(f.Forms.Valid), f.ReturnRate.Text,
	}})
}

// channelRate is the response rate of one channel, counted as the one of all is: at most what was handed out.
func channelRate(c report.Flow) string {
	if c.Opened <= 0 {
		return wordUnknown
	}
	return vnum.PercentOf(min(c.Returned, c.Opened), c.Opened)
}

// openedText is the number handed out; none is written for a channel that cannot know it.
func openedText(n int) string {
	if n <= 0 {
		return wordUnknown
	}
	return vnum.Integer(n)
}
