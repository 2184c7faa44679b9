package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/org"
	"motcua/survey"
)

// Build makes the figures. It is pure: the same input gives the same figures.
func Build(in Input) Figures {
	others := in.lead()
	now := sift(in.Counts, in.Questionnaire.ID, in.Period)
	told := in.disclosedCells(in.Questionnaire, now, in.Period)
	f := Figures{
		Unit:                Unit{in.Unit.Code, in.Unit.Name, in.Unit.Settings.Note},
		Demo:                in.Unit.Demo,
		Period:              in.Period,
		Days:                in.days(),
		NotCompared:         in.notCompared(),
		Questionnaire:       Questionnaire{in.Questionnaire.ID, in.Questionnaire.Hash, in.Questionnaire.Title},
		GeneratedAt:         in.Now.In(org.Location()),
		AsOf:                in.asOf().In(org.Location()),
		Rated:               []Rating{},
		Other:               []Tally{},
		Trend:               []TrendMonth{},
		Suspicious:          []Batch{},
		Suggestions:         in.suggestions(),
		Actions:             append([]Action{}, in.Actions...),
		Misses:              append([]Miss{}, in.Misses...),
		MissTotal:           in.MissTotal,
		Lookups:             in.Lookups,
		Indices:             indicesOf(in.Questionnaire, now, told, in.Facts),
		OtherQuestionnaires: others,
		Predecessor:         in.predecessor(),
	}
	f.periodFrom = in.window().Start(in.Period).Format(time.DateOnly)
	f.PeriodLabel = f.Days.Label(in.Period.Label())
	f.Channels, f.Forms = flows(in.Questionnaire, now, sift(in.Apart, in.Questionnaire.ID, in.Period))
	f.Silent = in.silent(f.Channels)
	f.ReturnRate = returnRate(f.Channels)
	f.questions(&in, now, told)
	f.tables(&in)
	f.headline(&in, now, told)
	f.Evidence = in.evidence()
	if f.Evidence != nil {
		f.Evidence.Apart = f.Forms.Apart
	}
	if f.Overall != nil {
		f.Suspicious = in.oddOnes()
		f.Apart, f.Restored = in.apart(&f), in.restored(&f)
	}
	f.nameBase()
	f.bounds()
	f.judge()
	f.Cautions = cautions(f)
	return f
}

// lead makes Questionnaire the one most of the period's responses were of, and gives the others that were answered.
func (in *Input) lead() []OtherQuestionnaire {
	if len(in.Questionnaires) == 0 {
		return []OtherQuestionnaire{}
	}
	questionnaires := append([]*survey.Questionnaire{in.Questionnaire}, in.Questionnaires...)
	returned, apart := map[string]int{}, map[string]int{}
	for _, questionnaire := range questionnaires {
		_, all := flows(questionnaire, sift(in.Counts, questionnaire.ID, in.Period), sift(in.Apart, questionnaire.ID, in.Period))
		returned[questionnaire.ID], apart[questionnaire.ID] = all.Returned, all.Apart
	}
	leads := func(a, b *survey.Questionnaire) int { // what is counted apart makes none lead
		return cmp.Compare(returned[b.ID]-apart[b.ID], returned[a.ID]-apart[a.ID])
	}
	slices.SortStableFunc(questionnaires, leads)
	in.Questionnaire = questionnaires[0]
	others := []OtherQuestionnaire{}
	for _, questionnaire := range questionnaires[1:] {
		if returned[questionnaire.ID] == 0 || questionnaire.ID == in.Questionnaire.ID {
			continue
		}
		o := OtherQuestionnaire{Questionnaire: Questionnaire{questionnaire.ID, questionnaire.Hash, questionnaire.Title}, Returned: returned[questionnaire.ID]}
		if q, ok := questionnaire.Question(questionnaire.Overall); ok {
			all := sift(in.Counts, questionnaire.ID, in.Period)[q.ID]
			given := values(in.disclosed(q, all, in.Period))
			o.N, o.Score = max(valid(q, given), few(q, all)), score(q, given)
		}
		others = append(others, o)
	}
	return others
}

// silent names the channels that have fallen silent since the period before.
func (in *Input) silent(now []Flow) []string {
	labels := []string{}
	if !in.comparable(in.Period.Previous()) { // it may still speak, or had fewer days to
		return labels
	}
	before, _ := flows(in.Questionnaire, sift(in.Previous, in.Questionnaire.ID, in.Period.Previous()), nil)
	for _, f := range before {
		speaks := slices.ContainsFunc(now, func(n Flow) bool { return n.Channel == f.Channel && n.Returned > 0 })
		if f.Returned >= MinShown && !speaks {
			labels = append(labels, f.Label)
		}
	}
	return labels
}

// predecessor names the merged units that have a share in the figures.
func (in *Input) predecessor() string {
	found := map[int32]bool{}
	for _, counts := range [][]survey.Count{in.Counts, in.Previous, in.YearAgo, in.History} {
		for _, c := range counts {
			found[c.Unit] = true
		}
	}
	var names []string
	for _, unit := range slices.Sorted(maps.Keys(in.Predecessors)) {
		if found[unit] {
			names = append(names, in.Predecessors[unit])
		}
	}
	return strings.Join(names, ", ")
}

// cells are the counts of one questionnaire in one period by channel, by question.
type cells map[string][]survey.Count

// sift picks them out.
func sift(counts []survey.Count, questionnaire string, p calendar.Period) cells {
	kept := cells{}
	for i := range counts {
		if c := &counts[i]; c.By == survey.ByChannel && c.Questionnaire == questionnaire && p.Contains(c.Month) {
			of, known := kept[c.Question]
			if !known {
				of = make([]survey.Count, 0, 32) // choices by channels: it seldom grows
			}
			kept[c.Question] = append(of, *c)
		}
	}
	return kept
}

// siftBy picks out the counts of one question in one period by a property of the visits.
func siftBy(counts []survey.Count, by survey.Property, questionnaire, question string, p calendar.Period) []survey.Count {
	var kept []survey.Count
	for i := range counts {
		if c := &counts[i]; c.By == by && c.Questionnaire == questionnaire && c.Question == question && p.Contains(c.Month) {
			kept = append(kept, *c)
		}
	}
	return kept
}

// questions fills Rated, each with its change, and Other, of what may be told.
func (f *Figures) questions(in *Input, now, told cells) {
	before := in.Period.Previous()
	previous := sift(in.Previous, in.Questionnaire.ID, before)
	for i := range in.Questionnaire.Questions {
		q := &in.Questionnaire.Questions[i]
		switch {
		case q.Rated:
			r := rate(q, now[q.ID], told[q.ID])
			r.Unasked = f.unasked(now[q.ID], told[q.ID], r.N+without(told[q.ID]))
			if in.Previous != nil && in.comparable(before) {
				r.Change = in.compare(q, r, before, previous[q.ID])
			}
			f.Rated = append(f.Rated, r)
		case q.Dimension == "": // the field is not a finding: it is the rows of ByField
			t := count(q, now[q.ID], told[q.ID])
			if n := waitingFor(q, now[q.ID]); n == numberOf(t.Apart) { // else those who wait, and are not told, would be among them
				t.Unasked = f.unasked(now[q.ID], told[q.ID], t.N+without(told[q.ID])+n)
			}
			f.Other = append(f.Other, t)
		}
	}
}

// headline fills Overall, LeftOut, Change, YearAgo and Trend.
func (f *Figures) headline(in *Input, now, told cells) {
	q, ok := in.Questionnaire.Question(in.Questionnaire.Overall)
	if !ok {
		return
	}
	i := slices.IndexFunc(f.Rated, func(r Rating) bool { return r.ID == q.ID })
	overall := f.Rated[i]
	f.Overall, f.Change = &overall, overall.Change
	if in.Period.Length() > calendar.Monthly || overall.Score != nil {
		f.LeftOut = in.leftOut(q, now[q.ID], told[q.ID])
	}
	if yearAgo := in.Period.YearAgo(); in.YearAgo != nil && yearAgo != in.Period.Previous() && in.comparable(yearAgo) {
		f.YearAgo = in.compare(q, overall, yearAgo, siftBy(in.YearAgo, survey.Whole, in.Questionnaire.ID, q.ID, yearAgo))
	}
	f.Trend = in.trend(q, siftBy(in.History, survey.Whole, in.Questionnaire.ID, q.ID, TrendOf(in.Period)))
}

func (f *Figures) tables(in *Input) {
	f.ByField = in.table(survey.ByField, fieldLabels(in.Questionnaire))
	f.ByChannel = in.table(survey.ByChannel, channelLabel)
	f.ByPoint = in.table(survey.ByPoint, in.pointLabels())
	f.BySlip = in.table(survey.BySlip, slipLabel)
	for _, t := range []*Table{&f.ByField, &f.ByChannel, &f.ByPoint, &f.BySlip} {
		if t.answers() < MinShown { // where somebody was, is told of nobody who is nearly alone
			*t = Table{Rows: []Row{}}
		}
	}
}

// answers counts those of all rows and of none.
func (t Table) answers() int {
	n := t.HiddenN
	for _, r := range t.Rows {
		n += r.N
	}
	return n
}
