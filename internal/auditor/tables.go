package auditor

import (
	"motcua/report"
	"motcua/survey"
)

// tables are the tables by field and by point of lumps, as they are before a month is issued (see storage.issueLump).
type tables map[lump]*lumpTables

type lumpTables struct {
	counts []survey.Count
	places []report.Place
}

// add counts a class.
func (t tables) add(c class, n survey.Count) {
	l := lump{c.unit, c.month}
	if t[l] == nil {
		t[l] = &lumpTables{}
	}
	t[l].counts = append(t[l].counts, n)
	if n.By == survey.ByPoint {
		t[l].places = append(t[l].places, report.Place{
			Point: n.Key, Field: c.field, Channel: c.channel, Evidence: string(c.evidence), Choice: n.Choice, N: n.N,
		})
	}
}

// take puts them where a report looks for them, as they are issued.
func (t tables) take(in *report.Input, asked *survey.Questionnaire) {
	q, _ := asked.Question(asked.Overall)
	for _, l := range t {
		for _, c := range report.KeepPlaces(q, l.places, survey.Add(l.counts...)) {
			take(in, c)
		}
	}
}
