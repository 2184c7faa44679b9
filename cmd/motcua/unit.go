package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/service"
	"motcua/org"
	"motcua/org/directory"
	"motcua/survey"
)

// addUnit is "motcua unit add": it makes a unit, or changes what is named of one.
func (p *program) addUnit(f *flags) action {
	u := org.Unit{Settings: org.Settings{Office: wordUsualOffice, DigestHour: org.DefaultDigestHour, RetentionMonths: org.DefaultRetentionMonths}}
	formID := unitFlags(f, &u)
	day := f.Int("report-day", 1, f.meaning("report-day"))
	return func(ctx context.Context) error {
		if !org.ValidCode(u.Code) {
			return wrong(wordCodeForm)
		}
		return p.withServed(ctx, false, func(s *service.Store, dir *directory.Directory) error {
			if dir.Demo() && p.place.Database == "" {
				return refuse(wordDemoServed)
			}
			asked, now := "", time.Time{}
			if old, ok := dir.UnitByCode(u.Code); ok { // what is not named again stays as it was
				u, asked = old.Unit, old.Questionnaire.ID
				u.Settings.DigestHour, u.Settings.RetentionMonths = u.Settings.Digest(), u.Settings.Retention()
				var err error
				if now, err = s.Now(ctx); err != nil {
					return err
				}
				usual := calendar.WindowOf(u.Settings).Usual()
				if err := f.again(func(f *flags) {
					formID, day = unitFlags(f, &u), f.Int("report-day", usual, "")
				}); err != nil {
					return err
				}
			}
			if !org.ValidReportDay(*day) {
				return wrong(wordReportDayForm, *day)
			}
			from := calendar.Month(0)
			if *day != calendar.WindowOf(u.Settings).Usual() {
				from = calendar.Recut(&u.Settings, *day, now)
			}
			if err := checkUnitFlags(u); err != nil {
				return err
			}
			questionnaire, err := findQuestionnaire(ctx, s, cmp.Or(*formID, asked, service.DefaultQuestionnaire))
			if err != nil {
				return err
			}
			if err := p.saveUnit(ctx, s, u, questionnaire, asked); err != nil {
				return err
			}
			if from > 0 {
				p.sayRecut(u, from)
			}
			return nil
		})
	}
}

// sayRecut says from which month on the unit counts its months by other days.
func (p *program) sayRecut(u org.Unit, from calendar.Month) {
	w, first := calendar.WindowOf(u.Settings), calendar.MonthPeriod(from)
	fmt.Fprintf(p.out, wordUnitCounts, first.Label(), w.Start(first).Format("02/01/2006"), w.LastDay(first).Format("02/01/2006"))
}

func checkUnitFlags(u org.Unit) error {
	switch set := u.Settings; {
	case u.Name == "":
		return wrong(wordUnitNeedsName)
	case set.DigestHour < 1 || set.DigestHour > 23:
		return wrong(wordDigestHourForm, set.DigestHour)
	case set.RetentionMonths < 1:
		return wrong(wordRetentionForm, set.RetentionMonths)
	}
	return nil
}

// saveUnit stores a unit and the questionnaire it asks, and says so; asked is the one it asked before, "" for a new unit.
func (p *program) saveUnit(ctx context.Context, s *service.Store, u org.Unit, questionnaire *survey.Questionnaire, asked string) error {
	if _, err := s.Install(ctx, false); err != nil {
		return err
	}
	standard, err := survey.Bundled(service.DefaultQuestionnaire)
	if err != nil {
		return err
	}
	if err := s.PublishQuestionnaire(ctx, standard); err != nil {
		return err
	}
	id, created, err := s.SaveUnit(ctx, u)
	if err != nil {
		return err
	}
	if err := s.PublishQuestionnaire(ctx, questionnaire); err != nil { // a bundled one that nobody asked before
		return err
	}
	if err := s.SetUnitQuestionnaire(ctx, id, questionnaire.ID); err != nil {
		return err
	}
	if !created {
		fmt.Fprintf(p.out, wordUnitChanged, u.Name, u.Code)
		if questionnaire.ID != asked {
			fmt.Fprintf(p.out, wordUnitAsksNow, questionnaire.ID, asked)
		}
		return nil
	}
	fmt.Fprintf(p.out, wordUnitAdded, u.Name, u.Code, questionnaire.ID)
	u.ID = id
	return p.newRoom(ctx, s, u)
}

// unitFlags are the flags of "unit add"; what u holds already is what they default to. They write into u, and give the
// questionnaire the unit is to ask.
func unitFlags(f *flags, u *org.Unit) (form *string) {
	for _, x := range []struct {
		name string
		to   *string
	}{
		{"code", &u.Code}, {"name", &u.Name}, {"office", &u.Settings.Office}, {"center", &u.Settings.Center}, {"address", &u.Settings.Address},
		{"province", &u.Settings.Province}, {"hotline", &u.Settings.Hotline}, {"hours", &u.Settings.Hours}, {"portal-url", &u.Settings.PortalURL},
		{"online", &u.Settings.Online}, {"post", &u.Settings.Post}, {"proxy", &u.Settings.Proxy}, {"payment", &u.Settings.Payment},
		{"reception", &u.Settings.Reception}, {"complaint", &u.Settings.Complaint},
		// what stands around a report as an administrative letter
		{"superior", &u.Settings.Superior}, {"issuer", &u.Settings.Issuer}, {"symbol", &u.Settings.Symbol}, {"place", &u.Settings.Place},
		{"sign-on", &u.Settings.SignOn}, {"sign-for", &u.Settings.SignFor}, {"sign-as", &u.Settings.SignAs}, {"signer", &u.Settings.Signer},
		// merged units
		{"parent", &u.Settings.Parent}, {"merged-from", &u.Settings.MergedFrom},
	} {
		f.StringVar(x.to, x.name, *x.to, f.meaning(x.name))
	}
	for _, x := range []struct {
		name string
		to   *int
	}{{"digest-hour", &u.Settings.DigestHour}, {"retention-months", &u.Settings.RetentionMonths}} {
		f.IntVar(x.to, x.name, *x.to, f.meaning(x.name))
	}
	for _, x := range []struct {
		name string
		to   *[]string
	}{{"basis", &u.Settings.Bases}, {"to", &u.Settings.To}, {"cc", &u.Settings.CC}, {"predecessor", &u.Settings.Predecessors}} {
		f.Var(&texts{list: x.to}, x.name, f.meaning(x.name))
	}
	return f.text("form", "")
}

// texts is a flag that may be repeated. Naming it replaces what was stored; naming it with an empty text empties that.
type texts struct {
	list  *[]string
	named bool
}

func (t *texts) String() string {
	if t.list == nil {
		return ""
	}
	return strings.Join(*t.list, "; ")
}

func (t *texts) Set(s string) error {
	if !t.named {
		*t.list, t.named = nil, true
	}
	if s = strings.TrimSpace(s); s != "" {
		*t.list = append(*t.list, s)
	}
	return nil
}

func (p *program) listUnits(f *flags) action {
	demo := f.demo()
	return func(ctx context.Context) error {
		return p.withServed(ctx, *demo, func(_ *service.Store, dir *directory.Directory) error {
			for _, u := range dir.Units() {
				fmt.Fprintf(p.out, wordUnitLine, u.Code, u.FullName(), len(u.OpenPoints()), u.Questionnaire.ID)
			}
			return nil
		})
	}
}
