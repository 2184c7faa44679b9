package letter

import (
	"motcua/internal/vnum"
	"motcua/report"
	"motcua/report/say"
)

// survey is part I: how the survey was held, how many forms came back, and what a reader of the figures must know.
func (d *draft) survey() {
	f := d.f
	d.part("I", partSurvey)
	d.item(1, itemMeans)
	d.say(meansText(f))
	d.say(say.Questionnaire(f.Form.Title, f.Form.ID))
	d.say(timeText(f.Period), asOfText(f))
	d.item(2, itemFlow)
	d.say(flowText(f))
	if len(f.Channels) > 0 {
		d.table(captionFlow, flowColumns(), flowRows(f), say.Flow)
	}
	if len(f.Suspicious) > 0 {
		d.say(suspiciousIntro)
		for _, b := range f.Suspicious {
			d.line(b.Text)
		}
	}
	d.item(3, itemCautions)
	if f.Unit.Note != "" {
		d.line(unitNoteText(f.Unit))
	}
	for _, c := range f.Cautions {
		d.line(c)
	}
}

func flowColumns() []column {
	return []column{
		{headChannel, 2571, text}, {headOpened, 1900, number}, {headReturned, 1300, number},
		{headValid, 1300, number}, {headResponse, 2000, number},
	}
}

func flowRows(f report.Figures) []row {
	var rows []row
	for _, c := range f.Channels {
		rows = append(rows, row{cells: []string{capital(c.Label), openedText(c.Opened), vnum.Integer(c.Returned), vnum.Integer(c.Valid), channelRate(c)}})
	}
	return append(rows, row{sum: true, cells: []string{
		total, openedText(f.Forms.Opened), vnum.Integer(f.Forms.Returned), vnum.Integer(f.Forms.Valid), f.Response.Text,
	}})
}

// channelRate is the response rate of one channel, counted as the one of all is: at most what was handed out.
func channelRate(c report.Flow) string {
	if c.Opened <= 0 {
		return unknown
	}
	return vnum.PercentOf(min(c.Returned, c.Opened), c.Opened)
}

// openedText is the number handed out; none is written for a channel that cannot know it.
func openedText(n int) string {
	if n <= 0 {
		return unknown
	}
	return vnum.Integer(n)
}
