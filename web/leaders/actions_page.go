package leaders

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/org"
	"motcua/org/directory"
	"motcua/report"
	"motcua/storage"
)

// todoPage is what a unit has taken up, and what its last report found.
type todoPage struct {
	Room, Self string // addresses of the room and of this page
	Did        string // what the form before did
	DidNo      int
	Fix        string // mark of the form that was refused
	Period     calendar.Period
	Periods    []calendar.Period
	Findings   []*draftForm
	Free       *draftForm // for an action no finding led to
	Offices    []string   // what has been named before
	Today      string
	Open       int
	Late       int
	Actions    []actionView // the open ones
	Closed     []actionView
	Older      int // closed ones that are not shown
}

// draftForm is a form for a new action, with what was typed into it.
type draftForm struct {
	feedback.Draft
	Self     string
	Key      string
	Today    string
	Open     bool
	Taken    []int // numbers of the actions this finding has led to that are shown
	Problems feedback.Problems
}

// DueValue is the day as a browser's calendar wants it.
func (d draftForm) DueValue() string { return dayValue(d.Due) }

func dayValue(s string) string {
	if day, ok := feedback.ParseDay(s); ok {
		return day.Format(time.DateOnly)
	}
	return s
}

// changeForm is what was typed to change an action.
type changeForm struct {
	No       int
	To       feedback.State
	Said     string
	Day      string
	Problems feedback.Problems
}

// typedBefore is what a refused form held; one of the two.
type typedBefore struct {
	draft  *draftForm
	change *changeForm
}

// mark is where on the page the refused form stands; "" without one.
func (b typedBefore) mark() string {
	switch {
	case b.draft != nil:
		return "sua"
	case b.change != nil:
		return fmt.Sprintf("viec-%d", b.change.No)
	}
	return ""
}

// actionView is an action as the page shows it.
type actionView struct {
	feedback.Action
	Self    string
	Period  string // in words
	Asked   string // the period the page shows
	Late    bool
	Today   string
	Steps   []feedback.Step
	Done    changeForm // what was typed into its forms
	Dropped changeForm
	Refused feedback.Problems // of no field
	Unfold  bool
}

// closedShown is how many closed actions the page shows unless it is asked for all.
const closedShown = 20

// show answers with the page; typed is what a refused form held.
func (t todo) show(status int, typed *typedBefore) {
	u, ok := t.Directory().Unit(t.unit)
	if !ok {
		t.Nowhere(t.w, t.r)
		return
	}
	if typed == nil {
		typed = &typedBefore{}
	}
	p, err := t.page(u, typed)
	if err != nil {
		t.Failed(t.w, t.r, "actions not shown", err)
		return
	}
	f := t.FrameOf(u, wordTodo)
	f.Main = p
	t.Site.Page(t.w, t.r, status, "todo", f)
}

func (t todo) page(u *directory.Unit, typed *typedBefore) (todoPage, error) {
	ctx := t.r.Context()
	p := todoPage{Room: t.base, Self: t.base + pathTodo, Period: t.period(), Periods: t.periods(), Today: feedback.Today(t.now).Format(time.DateOnly)}
	p.DidNo, _ = strconv.Atoi(t.r.URL.Query().Get(todoNo))
	p.Did = wordDid(t.r.URL.Query().Get(todoDid), p.DidNo)
	p.Fix = typed.mark()
	in, err := t.DB.ReportInput(ctx, storage.UnitRow{Unit: u.Unit, Points: u.Points}, u.Questionnaire, p.Period, t.now)
	if err != nil {
		return p, fmt.Errorf("figures: %w", err)
	}
	all, err := t.DB.Actions(ctx, t.unit)
	if err != nil {
		return p, err
	}
	history, err := t.DB.ActionHistory(ctx, t.unit)
	if err != nil {
		return p, err
	}
	p.Open, p.Late = feedback.Count(all, t.now)
	p.list(all, history, typed.change, t.now)
	if shown := closedShown; len(p.Closed) > shown && !t.r.URL.Query().Has(todoAll) {
		p.Older, p.Closed = len(p.Closed)-shown, p.Closed[:shown]
	}
	p.drafts(report.Findings(report.Build(in)), typed.draft)
	p.Offices = offices(u.Settings, all)
	return p, nil
}

// drafts makes a form for each finding and one for anything else, and puts what was typed back into the one it came from.
func (p *todoPage) drafts(findings []report.Finding, typed *draftForm) {
	make := func(finding string) *draftForm {
		d := &draftForm{Draft: feedback.Draft{Period: p.Period.String(), Finding: finding}, Key: rand.Text()}
		if typed != nil && typed.Finding == finding {
			d, typed = typed, nil
		}
		d.Self, d.Today, d.Taken = p.Self, p.Today, p.taken(finding)
		return d
	}
	for _, f := range findings {
		if f.Kind != report.FindingOverdue { // it is on the page as what it is
			p.Findings = append(p.Findings, make(f.Text))
		}
	}
	if typed != nil && typed.Finding != "" { // the finding is gone, what was typed is not
		p.Findings = append(p.Findings, make(typed.Finding))
	}
	p.Free = make("")
}

// taken are the actions on the page that a finding of its period has led to.
func (p *todoPage) taken(finding string) []int {
	var numbers []int
	for _, v := range slices.Concat(p.Actions, p.Closed) {
		if v.Finding == finding && v.Action.Period == p.Period.String() {
			numbers = append(numbers, v.No)
		}
	}
	return numbers
}

func (p *todoPage) list(all []feedback.Action, history map[int][]feedback.Step, typed *changeForm, now time.Time) {
	for _, a := range all {
		v := actionView{Action: a, Self: p.Self, Period: a.Period, Asked: p.Period.String(), Late: a.Late(now), Today: p.Today, Steps: history[a.No]}
		if about, err := calendar.ParsePeriod(a.Period); err == nil {
			v.Period = about.Label()
		}
		if typed != nil && typed.No == a.No {
			v.Unfold = true
			v.put(*typed)
		}
		if a.State == feedback.Open {
			p.Actions = append(p.Actions, v)
		} else {
			p.Closed = append(p.Closed, v)
		}
	}
}

// put puts what was typed back into the form it came from.
func (v *actionView) put(typed changeForm) {
	if s := typed.Problems.Of(feedback.FieldState); s != "" {
		v.Refused = feedback.Problems{{Field: feedback.FieldState, Text: s}}
	}
	switch typed.To {
	case feedback.Done:
		v.Done = typed
	case feedback.Dropped:
		v.Dropped = typed
	}
}

// Kept is what was typed where there is no form any more that could hold it.
func (v actionView) Kept() string {
	if v.State == feedback.Open {
		return ""
	}
	return v.Done.Said + v.Dropped.Said
}

// StateText says how the action stands.
func (v actionView) StateText() string { return feedback.WordState(v.State, v.Late) }

// DueText is the last day.
func (v actionView) DueText() string { return feedback.DayText(v.Due) }

// DoneText is the day the action was done, "" if it was not.
func (v actionView) DoneText() string {
	if v.DoneOn.IsZero() {
		return ""
	}
	return feedback.DayText(v.DoneOn)
}

// History are the steps as lines.
func (v actionView) History() []string {
	lines := make([]string, len(v.Steps))
	for i, s := range v.Steps {
		lines[i] = wordStep(s.At.In(org.Location()), feedback.WordStep(s.To, i == 0), feedback.WordChannel(s.By), s.Said)
	}
	return lines
}

// DayValue is the day as a browser's calendar wants it.
func (c changeForm) DayValue() string { return dayValue(c.Day) }

// offices are who has been named before, to be chosen from: those of the unit's settings first.
func offices(set org.Settings, all []feedback.Action) []string {
	named := []string{set.Office, set.Center}
	for _, a := range all {
		named = append(named, a.Who)
	}
	var once []string
	for _, n := range named {
		if n != "" && !slices.Contains(once, n) {
			once = append(once, n)
		}
	}
	return once[:min(len(once), 12)]
}

// todoLink is the line of a room that leads to its actions.
type todoLink struct {
	Address string
	Text    string
}

func (s *Pages) todoLink(r *http.Request, unit int32, base string) (todoLink, error) {
	all, err := s.DB.Actions(r.Context(), unit)
	open, late := feedback.Count(all, s.Now())
	return todoLink{base + pathTodo, wordTodoCounts(open, late)}, err
}
