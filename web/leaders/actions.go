package leaders

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"motcua/bot/turn"
	"motcua/feedback"
	"motcua/internal/calendar"
	"motcua/storage"
	"motcua/web/site"
)

// pathTodo is the page of actions below a leadership room, and the address its forms go to.
const pathTodo = "/viec"

// todoLimit is how many changes of actions a unit's pages take in a minute.
const todoLimit = 60

// todoRoutes are the actions of a leadership room, and in the demo those of the room anybody may look at.
func (s *Pages) todoRoutes(mux *http.ServeMux) {
	rooms := map[string]func(http.ResponseWriter, *http.Request) (storage.Room, bool){"/phong/{token}": s.roomOf}
	if s.Demo {
		rooms[demoBase] = s.demoRoomOf
	}
	for base, roomOf := range rooms {
		handle := func(pattern string, do func(todo)) {
			mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
				if room, ok := roomOf(w, r); ok {
					do(todo{Pages: s, w: w, r: r, unit: room.Unit, base: todoBase(r), now: s.Now()})
				}
			})
		}
		handle("GET "+base+pathTodo, todo.get)
		handle("POST "+base+pathTodo, todo.add)
		handle("POST "+base+pathTodo+"/{no}", todo.change)
	}
}

// todoBase is the address of the room a request is about.
func todoBase(r *http.Request) string {
	if r.PathValue("token") == "" {
		return demoBase
	}
	return roomBase(r)
}

// todo is one request about the actions of a unit.
type todo struct {
	*Pages
	w    http.ResponseWriter
	r    *http.Request
	unit int32
	base string // address of the room
	now  time.Time
}

func (t todo) get() { t.show(http.StatusOK, nil) }

// Fields of the forms and parameters of the page.
const (
	todoPeriod  = "ky"    // the period whose findings are shown
	todoAll     = "tatca" // show all that is closed
	todoDid     = "da"    // what the form before this page did
	todoNo      = "so"    // … and to which action
	todoKey     = "khoa"  // names a form, so that sending it twice makes one action
	todoVersion = "lan"   // the version of an action that was looked at
	todoTo      = "thanh" // the state an action is to have
	todoFinding = "phathien"
	todoWhat    = "viec"
	todoWho     = "donvi"
	todoDue     = "han"
	todoSaid    = "noidung"
	todoDay     = "ngay"
)

// form reads what was sent; false after answering why not.
func (t todo) form() (url.Values, bool) {
	if !t.Limit(t.r.Context(), fmt.Sprintf("web:todo:%d", t.unit), todoLimit, time.Minute) {
		t.w.Header().Set("Retry-After", site.RetryAfter)
		t.Trouble(t.w, t.r, http.StatusTooManyRequests, site.WordTooFast)
		return nil, false
	}
	if status, text := site.ReadForm(t.w, t.r); status != 0 {
		t.Trouble(t.w, t.r, status, text)
		return nil, false
	}
	return t.r.PostForm, true
}

// add makes an action of what was typed, or shows the form again with what is wrong beside it.
func (t todo) add() {
	form, ok := t.form()
	if !ok {
		return
	}
	d := feedback.Draft{
		Period: form.Get(todoPeriod), Finding: form.Get(todoFinding), What: form.Get(todoWhat), Who: form.Get(todoWho), Due: form.Get(todoDue),
	}
	typed := &draftForm{Draft: d, Key: form.Get(todoKey), Open: true}
	a, problems := d.Action(t.unit, t.now)
	if p, err := calendar.ParsePeriod(a.Period); err != nil || !t.window().Ended(p, t.now) {
		t.Trouble(t.w, t.r, http.StatusBadRequest, site.WordGarbled) // nobody types this one
		return
	}
	if len(typed.Key) == 0 || len(typed.Key) > maxKey {
		t.Trouble(t.w, t.r, http.StatusBadRequest, site.WordGarbled)
		return
	}
	if len(problems) > 0 {
		typed.Problems = problems
		t.show(http.StatusUnprocessableEntity, &typedBefore{draft: typed})
		return
	}
	a, _, err := t.DB.AddAction(t.r.Context(), a, typed.Key, feedback.Room)
	switch {
	case err == nil:
		t.back(didAdd, a.No)
	case errors.Is(err, storage.ErrTooManyActions):
		typed.Problems = feedback.Problems{{Field: feedback.FieldWhat, Text: feedback.WordTooMany}}
		t.show(http.StatusUnprocessableEntity, &typedBefore{draft: typed})
	default:
		t.Failed(t.w, t.r, "action not added", err)
	}
}

// maxKey bounds the name of a form.
const maxKey = 64

// change finishes, drops or reopens an action.
func (t todo) change() {
	form, ok := t.form()
	if !ok {
		return
	}
	all, err := t.DB.Actions(t.r.Context(), t.unit)
	if err != nil {
		t.Failed(t.w, t.r, "actions not read", err)
		return
	}
	no, _ := strconv.Atoi(t.r.PathValue("no"))
	i := slices.IndexFunc(all, func(a feedback.Action) bool { return a.No == no })
	to := feedback.State(form.Get(todoTo))
	if i < 0 || didOf(to) == "" {
		t.Nowhere(t.w, t.r)
		return
	}
	typed := &changeForm{No: no, To: to, Said: form.Get(todoSaid), Day: form.Get(todoDay)}
	next, problems := typed.apply(all[i], t.now)
	switch {
	case form.Get(todoVersion) != strconv.Itoa(all[i].Version) && all[i].State == to && all[i].Said == next.Said:
		t.back(didOf(to), no) // the same form once more
	case form.Get(todoVersion) != strconv.Itoa(all[i].Version):
		t.conflict(typed)
	case len(problems) > 0:
		typed.Problems = problems
		t.show(http.StatusUnprocessableEntity, &typedBefore{change: typed})
	default:
		t.store(next, typed)
	}
}

func (t todo) store(next feedback.Action, typed *changeForm) {
	err := t.DB.ChangeAction(t.r.Context(), turn.ActionWrite{Action: next, By: feedback.Room, At: t.now})
	switch {
	case err == nil:
		t.back(didOf(typed.To), typed.No)
	case errors.Is(err, storage.ErrActionChanged):
		t.conflict(typed)
	default:
		t.Failed(t.w, t.r, "action not changed", err)
	}
}

// conflict shows how an action stands now, and what was typed about it as it stood before.
func (t todo) conflict(typed *changeForm) {
	typed.Problems = feedback.Problems{{Field: feedback.FieldState, Text: wordActionChanged}}
	t.show(http.StatusConflict, &typedBefore{change: typed})
}

// apply makes the change that was typed.
func (c *changeForm) apply(a feedback.Action, now time.Time) (feedback.Action, feedback.Problems) {
	switch c.To {
	case feedback.Done:
		return a.Finish(c.Said, c.Day, now)
	case feedback.Dropped:
		return a.Drop(c.Said, now)
	}
	return a.Reopen()
}

// What a form did, as it stands in the address of the page it leads to.
const didAdd = "giao"

func didOf(to feedback.State) string {
	return map[feedback.State]string{feedback.Done: "xong", feedback.Dropped: "bo", feedback.Open: "mo"}[to]
}

// back leads from a form to the page, so that loading it again sends nothing.
func (t todo) back(did string, no int) {
	q := url.Values{todoDid: {did}, todoNo: {strconv.Itoa(no)}}
	if p := t.r.PostForm.Get(todoPeriod); p != "" {
		q.Set(todoPeriod, p)
	}
	http.Redirect(t.w, t.r, t.base+pathTodo+"?"+q.Encode()+"#da", http.StatusSeeOther)
}

// period is the period whose findings the page shows: the one asked for, if it has ended, else last month.
func (t todo) period() calendar.Period {
	asked := t.r.FormValue(todoPeriod)
	if p, err := calendar.ParsePeriod(asked); err == nil && t.window().Ended(p, t.now) {
		return p
	}
	return calendar.MonthPeriod(t.window().LastMonth(t.now))
}

// window says how the room's unit counts its months.
func (t todo) window() calendar.Window {
	if u, ok := t.Directory().Unit(t.unit); ok {
		return calendar.WindowOf(u.Settings)
	}
	return calendar.Window{}
}

// periods are those whose findings can be asked for.
func (t todo) periods() []calendar.Period { return lastOfEach(t.window().LastMonth(t.now)) }

// lastOfEach are the last periods of each kind that have ended with a month or before.
func lastOfEach(month calendar.Month) []calendar.Period {
	var all []calendar.Period
	for _, kind := range calendar.Kinds() {
		all = append(all, calendar.LastEnded(kind, month))
	}
	return all
}
