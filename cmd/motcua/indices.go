package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/service"
	"motcua/internal/vnum"
	"motcua/org/directory"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// entries is what one call of "motcua indices" changes: by the number of the index, nil where it is taken away.
type entries map[int]*survey.Fact

// indices is "motcua indices": what the unit itself knows of the nine indices of Thông tư 01/2018/TT-VPCP in a period.
func (p *program) indices(f *flags) action {
	unit, period, demo := f.unit(), f.period(), f.demo()
	f.yes("show") // which a call that changes something does too
	change := entries{}
	f.each("set", change.set)
	f.each("clear", change.clear)
	return func(ctx context.Context) error {
		when, err := parsePeriod(*period)
		if err != nil {
			return err
		}
		return p.withUnit(ctx, *demo, *unit, func(s *service.Store, _ *directory.Directory, u *directory.Unit) error {
			return p.changeIndices(ctx, s, u, when, change)
		})
	}
}

func (p *program) changeIndices(ctx context.Context, s *service.Store, u *directory.Unit, when calendar.Period, change entries) error {
	in, questionnaire, err := indicesInput(ctx, s, u, when)
	if err != nil {
		return err
	}
	if wrong := change.check(questionnaire); len(wrong) > 0 {
		return refuse("%s", strings.Join(wrong, "\n"))
	}
	if err := s.SetFacts(ctx, u.ID, when, change); err != nil {
		return err
	}
	if in.Facts, err = s.Facts(ctx, u.ID, when); err != nil { // with what somebody else entered meanwhile
		return err
	}
	p.showIndices(report.Build(in), questionnaire, u)
	return nil
}

// indicesInput reads what a unit's report of a period is made of, and the questionnaire whose indices are entered: the one the
// report rests on, or the one the unit asks now if that one has none.
func indicesInput(ctx context.Context, s *service.Store, u *directory.Unit, when calendar.Period) (in report.Input, questionnaire *survey.Questionnaire, err error) {
	now, err := s.Now(ctx)
	if err != nil {
		return in, nil, err
	}
	if !calendar.WindowOf(u.Settings).Begun(when, now) {
		return in, nil, wrong(wordPeriodFuture, when)
	}
	if in, err = s.ReportInput(ctx, storage.UnitRow{Unit: u.Unit, Points: u.Points}, u.Questionnaire, when, now); err != nil && !errors.Is(err, storage.ErrNotEnded) { // what the unit enters need not wait for the responses
		return in, nil, err
	}
	lead := report.Build(in).Questionnaire.ID
	for _, questionnaire := range append(slices.Clone(in.Questionnaires), u.Questionnaire) {
		if questionnaire.ID == lead && len(questionnaire.Indices) > 0 {
			return in, questionnaire, nil
		}
	}
	if len(u.Questionnaire.Indices) == 0 {
		return in, nil, refuse(wordNineNoIndices, u.Code, u.Questionnaire.ID)
	}
	return in, u.Questionnaire, nil
}

// set reads "5=2" or "1=120/300/9".
func (e entries) set(s string) error {
	number, value, ok := strings.Cut(s, "=")
	i, err := strconv.Atoi(strings.TrimSpace(number))
	if !ok || err != nil {
		return refuse(wordNineForm, s)
	}
	if _, twice := e[i]; twice {
		return refuse(wordNineTwice, i)
	}
	var given []int
	for part := range strings.SplitSeq(value, "/") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 0 || n > maxDossiers {
			return refuse(wordNineCount, part, i, maxDossiers)
		}
		given = append(given, n)
	}
	switch len(given) {
	case 1:
		e[i] = &survey.Fact{Points: &given[0]}
	case 3:
		e[i] = &survey.Fact{Two: given[0], One: given[1], Zero: given[2]}
	default:
		return refuse(wordNineForm, s)
	}
	return nil
}

// maxDossiers bounds a number of dossiers: more is a slip of the finger.
const maxDossiers = 10_000_000

func (e entries) clear(s string) error {
	i, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return refuse(wordNineNumber, s)
	}
	if _, twice := e[i]; twice {
		return refuse(wordNineTwice, i)
	}
	e[i] = nil
	return nil
}

// check holds the entries to what the questionnaire's indices allow, and says what is wrong, by index.
func (e entries) check(questionnaire *survey.Questionnaire) (wrong []string) {
	for _, i := range slices.Sorted(maps.Keys(e)) {
		at := slices.IndexFunc(questionnaire.Indices, func(x survey.Index) bool { return x.Number == i })
		switch entry := e[i]; {
		case at < 0:
			wrong = append(wrong, say(wordNineNone, i, questionnaire.ID))
		case questionnaire.Indices[at].By != survey.ByUnit:
			wrong = append(wrong, say(wordNineCitizen, i))
		case entry != nil:
			wrong = append(wrong, checkEntry(questionnaire.Indices[at], *entry)...)
		}
	}
	return wrong
}

func checkEntry(x survey.Index, entry survey.Fact) (wrong []string) {
	switch agency := x.Per == survey.PerAgency; {
	case agency && entry.Points == nil:
		return []string{say(wordNineAgency, x.Number, survey.MaxPoints)}
	case agency && *entry.Points > survey.MaxPoints:
		return []string{say(wordNineTooMany, x.Number, survey.MaxPoints, *entry.Points)}
	case !agency && entry.Points != nil:
		return []string{say(wordNineDossiers, x.Number)}
	case !agency && entry.Two+entry.One+entry.Zero == 0:
		return []string{say(wordNineEmpty, x.Number)}
	}
	return nil
}

// showIndices prints the nine indices as the report of the period will have them.
func (p *program) showIndices(f report.Figures, questionnaire *survey.Questionnaire, u *directory.Unit) {
	fmt.Fprintf(p.out, wordNineHead, u.Authority(), f.PeriodLabel, f.Questionnaire.ID)
	if f.Indices == nil {
		fmt.Fprintf(p.out, wordNineUnused, f.Questionnaire.ID)
		return
	}
	for _, x := range f.Indices.Indices {
		fmt.Fprintf(p.out, "%d\t%s\t%s\t%s\n", x.Number, pointsText(x), bySource(x, questionnaire), x.Text)
	}
	fmt.Fprintln(p.out, f.Indices.Text)
}

func pointsText(x report.Index) string {
	if x.Points == nil {
		return x.Note
	}
	return x.Points.String()
}

// bySource says where the points of an index come from.
func bySource(x report.Index, questionnaire *survey.Questionnaire) string {
	switch {
	case x.By == survey.ByCitizen:
		return say(wordNineAnswers, vnum.Integer(x.N))
	case questionnaire.Indices[x.Number-1].Per == survey.PerAgency:
		return wordNineByAgency
	case x.N > 0:
		return say(wordNineByDossiers, vnum.Integer(x.N))
	}
	return wordNineByDossier
}
