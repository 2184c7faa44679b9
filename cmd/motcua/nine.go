package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/bot"
	"motcua/internal/vnum"
	"motcua/org"
	"motcua/report"
	"motcua/storage"
	"motcua/survey"
)

// entries is what one call of "motcua nine" changes: by the number of the index, nil where it is taken away.
type entries map[int]*org.IndexEntry

// nine is "motcua nine": what the unit itself knows of the nine indices of Thông tư 01/2018/TT-VPCP in a period.
func (p *program) nine(ctx context.Context) (err error) {
	f := p.flags("nine")
	unit := f.String("unit", "", "code of the unit; may be left out where there is one")
	period := f.String("period", "", "2026-Q3, 2026-10 or 2026")
	demo := f.Bool("demo", false, "work on the demo")
	f.Bool("show", false, "show what there is, which a call that changes something does too")
	change := entries{}
	f.Func("set", "index=points for an index of the agency (5=2), index=how many dossiers got 2, 1 and 0 points for one of dossiers (1=120/300/9); may be repeated", change.set)
	f.Func("clear", "number of an index whose entry is taken away; may be repeated", change.clear)
	if err := p.parse(f); err != nil {
		return err
	}
	when, err := report.ParsePeriod(*period)
	if err != nil {
		return fmt.Errorf("--period: %w; %w", err, errUsage)
	}
	s, _, u, err := p.servedUnit(ctx, *demo, *unit)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	in, form, err := s.nineInput(ctx, u, when)
	if err != nil {
		return err
	}
	if err := change.check(form); err != nil {
		return err
	}
	in.Unit.Settings, err = s.ChangeSettings(ctx, u.ID, func(set *org.Settings) error {
		change.apply(set, when)
		return nil
	})
	if err != nil {
		return err
	}
	p.showNine(report.Build(in), form, u)
	return nil
}

// nineInput reads what a unit's report of a period is made of, and the questionnaire whose indices are entered: the one the
// report rests on, or the one the unit asks now if that one has none.
func (s *store) nineInput(ctx context.Context, u *bot.UnitInfo, when report.Period) (in report.Input, form *survey.Form, err error) {
	now := time.Now()
	if when.Start(org.Location()).After(now) {
		return in, nil, fmt.Errorf("--period %s has not begun yet; %w", when, errUsage)
	}
	if in, err = s.ReportInput(ctx, storage.UnitRow{Unit: u.Unit, Points: u.Points}, u.Form, when, now); err != nil {
		return in, nil, err
	}
	lead := report.Build(in).Form.ID
	for _, form := range append(slices.Clone(in.Forms), u.Form) {
		if form.ID == lead && len(form.Indices) > 0 {
			return in, form, nil
		}
	}
	if len(u.Form.Indices) == 0 {
		return in, nil, fmt.Errorf("unit %s asks form %s, which has no indices; one that has is chosen with: motcua unit add --code %s --form tt01-2018-v2", u.Code, u.Form.ID, u.Code)
	}
	return in, u.Form, nil
}

// set reads "5=2" or "1=120/300/9".
func (e entries) set(s string) error {
	number, value, ok := strings.Cut(s, "=")
	i, err := strconv.Atoi(strings.TrimSpace(number))
	if !ok || err != nil {
		return fmt.Errorf("%q is not of the form 5=2 or 1=120/300/9", s)
	}
	if _, twice := e[i]; twice {
		return fmt.Errorf("index %d stands twice", i)
	}
	var given []int
	for part := range strings.SplitSeq(value, "/") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 0 || n > maxDossiers {
			return fmt.Errorf("%q of index %d is no number from 0 to %d", part, i, maxDossiers)
		}
		given = append(given, n)
	}
	switch len(given) {
	case 1:
		e[i] = &org.IndexEntry{Points: &given[0]}
	case 3:
		e[i] = &org.IndexEntry{Two: given[0], One: given[1], Zero: given[2]}
	default:
		return fmt.Errorf("%q is not of the form 5=2 or 1=120/300/9", s)
	}
	return nil
}

// maxDossiers bounds a number of dossiers: more is a slip of the finger.
const maxDossiers = 10_000_000

func (e entries) clear(s string) error {
	i, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return fmt.Errorf("%q is not the number of an index", s)
	}
	if _, twice := e[i]; twice {
		return fmt.Errorf("index %d stands twice", i)
	}
	e[i] = nil
	return nil
}

// check holds the entries to what the form's indices allow.
func (e entries) check(form *survey.Form) error {
	var wrong []error
	for i, entry := range e {
		at := slices.IndexFunc(form.Indices, func(x survey.Index) bool { return x.Number == i })
		switch {
		case at < 0:
			wrong = append(wrong, fmt.Errorf("there is no index %d in form %s", i, form.ID))
		case form.Indices[at].By != survey.ByUnit:
			wrong = append(wrong, fmt.Errorf("index %d comes from the answers of citizens; it is not entered", i))
		case entry != nil:
			wrong = append(wrong, checkEntry(form.Indices[at], *entry))
		}
	}
	return errors.Join(wrong...)
}

func checkEntry(x survey.Index, entry org.IndexEntry) error {
	switch agency := x.Per == survey.PerAgency; {
	case agency && entry.Points == nil:
		return fmt.Errorf("index %d is one of the whole agency: give its points, 0 to %d: --set %d=2", x.Number, survey.MaxPoints, x.Number)
	case agency && *entry.Points > survey.MaxPoints:
		return fmt.Errorf("index %d has 0 to %d points, not %d", x.Number, survey.MaxPoints, *entry.Points)
	case !agency && entry.Points != nil:
		return fmt.Errorf("index %d is a mean over dossiers: give how many got 2, 1 and 0 points: --set %d=120/300/9", x.Number, x.Number)
	case !agency && entry.Two+entry.One+entry.Zero == 0:
		return fmt.Errorf("index %d needs at least one dossier; take an entry away with --clear %d", x.Number, x.Number)
	}
	return nil
}

// apply writes the entries into the settings of a unit.
func (e entries) apply(set *org.Settings, when report.Period) {
	if len(e) == 0 {
		return
	}
	if set.Nine == nil {
		set.Nine = map[string]map[int]org.IndexEntry{}
	}
	key := when.String()
	if set.Nine[key] == nil {
		set.Nine[key] = map[int]org.IndexEntry{}
	}
	for i, entry := range e {
		if entry == nil {
			delete(set.Nine[key], i)
		} else {
			set.Nine[key][i] = *entry
		}
	}
	if len(set.Nine[key]) == 0 {
		delete(set.Nine, key)
	}
}

// showNine prints the nine indices as the report of the period will have them.
func (p *program) showNine(f report.Figures, form *survey.Form, u *bot.UnitInfo) {
	fmt.Fprintf(p.out, "%s, %s, phiếu %s\n", u.Authority(), f.PeriodLabel, f.Form.ID)
	if f.Nine == nil {
		fmt.Fprintf(p.out, "Báo cáo kỳ này theo phiếu %s, không có chín chỉ số; điểm tự nhập được giữ lại nhưng chưa dùng.\n", f.Form.ID)
		return
	}
	for _, x := range f.Nine.Indices {
		fmt.Fprintf(p.out, "%d\t%s\t%s\t%s\n", x.Number, pointsText(x), bySource(x, form), x.Text)
	}
	fmt.Fprintln(p.out, f.Nine.Text)
}

func pointsText(x report.Index) string {
	if x.Points == nil {
		return x.Note
	}
	return x.Points.String()
}

// bySource says where the points of an index come from.
func bySource(x report.Index, form *survey.Form) string {
	switch {
	case x.By == survey.ByCitizen:
		return vnum.Integer(x.N) + " phiếu"
	case form.Indices[x.Number-1].Per == survey.PerAgency:
		return "tự nhập, điểm chung"
	case x.N > 0:
		return "tự nhập, " + vnum.Integer(x.N) + " hồ sơ"
	}
	return "tự nhập, theo hồ sơ"
}
