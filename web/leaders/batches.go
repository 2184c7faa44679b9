package leaders

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/vnum"
	"motcua/office"
	"motcua/report"
	"motcua/storage"
	"motcua/web/site"
)

// pathBatches is what follows the address of a room.
const pathBatches = "/lo-phieu"

// batchRoutes are the pages on which leaders decide on odd batches; base is the address of a room.
func (s *Pages) batchRoutes(mux *http.ServeMux, base string) {
	mux.HandleFunc("GET "+base+pathBatches, s.batchList)
	mux.HandleFunc("POST "+base+pathBatches+"/{month}/{no}", s.batchDecide)
}

// What the form of a decision says.
const (
	batchTo     = "den"
	batchReason = "lydo"
	batchStep   = "lan"
	batchAside  = "de-rieng"
	batchBack   = "tinh-vao"
	batchLimit  = 30 // decisions in a minute
)

// batchesPage is a unit's odd batches.
type batchesPage struct {
	Room    string
	Said    string // what the form before did
	Fix     string // mark of the form that was refused
	Open    []batchView
	Decided []batchView
}

// batchView is a batch as the page shows it.
type batchView struct {
	Mark          string // of the batch on the page
	Label         string
	N             string
	What          string
	At            string // when the largest part of it began; "" where that says nothing
	State         string
	Without, With string // both figures; "" where they are not shown
	WithoutOf     string
	WithOf        string
	NoFigures     string // why they are not
	Post          string
	Step          int
	Typed         string // the reason of a form that was refused
	Wrong         string
	Aside, Back   bool // which decisions there are
	Merged        bool
	Log           []string
}

// batchTyped is a refused form.
type batchTyped struct{ mark, reason, wrong string }

func (s *Pages) batchList(w http.ResponseWriter, r *http.Request) {
	if d, ok := s.deskOf(w, r); ok {
		s.showBatches(w, r, d, http.StatusOK, batchTyped{})
	}
}

func (s *Pages) showBatches(w http.ResponseWriter, r *http.Request, d desk, status int, typed batchTyped) {
	all, err := office.Batches(r.Context(), s.DB, d.unit, s.Now())
	if err != nil {
		s.Failed(w, r, "batches not read", err)
		return
	}
	page := batchesPage{Room: d.base, Said: batchSaid[r.URL.Query().Get(saidParam)], Fix: typed.mark}
	for _, b := range all {
		view := viewOfBatch(b, d.base+pathBatches)
		if view.Mark == typed.mark {
			view.Typed, view.Wrong = typed.reason, typed.wrong
		}
		if b.State == report.Flagged {
			page.Open = append(page.Open, view)
		} else {
			page.Decided = append(page.Decided, view)
		}
	}
	f := s.FrameOf(d.unit, wordBatches)
	f.Main = page
	s.Page(w, r, status, "batches", f)
}

func viewOfBatch(b office.BatchView, base string) batchView {
	key := b.Month.String() + "/" + strconv.Itoa(b.No)
	v := batchView{
		Mark: "lo-" + b.Month.String() + "-" + strconv.Itoa(b.No), Label: wordBatch(b.Month, b.Where), N: vnum.Integer(b.N),
		What: report.KindText(b.Found.Kind, b.Found.Mark), State: report.StateText(b.State), Post: base + "/" + key, Step: b.Step,
		Aside: b.State != report.SetAside && !b.Merged, Back: b.State != report.Restored, Merged: b.Merged,
	}
	if b.Found.Kind != report.OneDevice && b.Found.Kind != report.OneAddress {
		v.At = wordLargest(b.Found.Most, b.Found.First)
	}
	switch {
	case !b.Issued:
		v.NoFigures = wordBatchNotIssued
	case b.Merged:
		v.NoFigures = wordBatchInAll
	case b.BatchFigures.With == nil:
		v.NoFigures = wordBatchNotShown
	default:
		v.Without, v.WithoutOf = vnum.PercentOf(b.BatchFigures.Without.Satisfied, b.WithoutN), wordOf(b.BatchFigures.Without.Satisfied, b.WithoutN)
		v.With, v.WithOf = vnum.PercentOf(b.BatchFigures.With.Satisfied, b.WithN), wordOf(b.BatchFigures.With.Satisfied, b.WithN)
	}
	for _, d := range slices.Backward(b.Log) {
		v.Log = append(v.Log, wordDecision(d))
	}
	return v
}

// batchDecide takes a decision, or shows the form again with what is wrong beside it.
func (s *Pages) batchDecide(w http.ResponseWriter, r *http.Request) {
	if status, text := site.ReadForm(w, r); status != 0 {
		s.Trouble(w, r, status, text)
		return
	}
	d, ok := s.deskOf(w, r)
	if !ok {
		return
	}
	if !s.Limit(r.Context(), "web:batch:"+d.unit.Code, batchLimit, time.Minute) {
		w.Header().Set("Retry-After", site.RetryAfter)
		s.Trouble(w, r, http.StatusTooManyRequests, site.WordTooFast)
		return
	}
	said := r.PostForm.Get(batchTo)
	to, known := map[string]report.BatchState{batchAside: report.SetAside, batchBack: report.Restored}[said]
	b, err := s.batchAt(r.Context(), d, r.PathValue("month"), r.PathValue("no"))
	if errors.Is(err, storage.ErrNotFound) || err == nil && !known {
		s.Nowhere(w, r)
		return
	}
	mark := "lo-" + r.PathValue("month") + "-" + r.PathValue("no")
	if err == nil {
		if b.Step, err = strconv.Atoi(r.PostForm.Get(batchStep)); err != nil {
			s.Trouble(w, r, http.StatusBadRequest, site.WordGarbled)
			return
		}
		err = office.DecideBatch(r.Context(), s.DB, b, to, r.PostForm.Get(batchReason), storage.WayRoom, s.Now())
	}
	switch {
	case errors.Is(err, office.ErrNoReason):
		s.showBatches(w, r, d, http.StatusUnprocessableEntity, batchTyped{mark, "", wordBatchReason})
	case errors.Is(err, storage.ErrDecided), errors.Is(err, storage.ErrMerged):
		s.showBatches(w, r, d, http.StatusConflict, batchTyped{mark, r.PostForm.Get(batchReason), wordBatchDecided})
	case err != nil && !errors.Is(err, office.ErrSame): // the same form once more
		s.Failed(w, r, "batch not decided", err)
	default:
		if err == nil {
			s.Log.InfoContext(r.Context(), "odd batch decided", "unit", d.unit.Code, "month", b.Month.String(), "no", b.No, "state", string(to), "way", storage.WayRoom)
		}
		http.Redirect(w, r, d.base+pathBatches+"?"+url.Values{saidParam: {said}}.Encode()+"#"+mark, http.StatusSeeOther)
	}
}

// batchAt finds the batch an address names.
func (s *Pages) batchAt(ctx context.Context, d desk, month, no string) (storage.Batch, error) {
	m, err := calendar.ParseMonth(month)
	if err != nil {
		return storage.Batch{}, storage.ErrNotFound
	}
	all, err := s.DB.Batches(ctx, d.unit.ID)
	if err != nil {
		return storage.Batch{}, err
	}
	i := slices.IndexFunc(all, func(b storage.Batch) bool { return b.Month == m && strconv.Itoa(b.No) == no })
	if i < 0 {
		return storage.Batch{}, storage.ErrNotFound
	}
	return all[i], nil
}

// batchLink leads from a room to its odd batches. It reads only what was found so far.
func (s *Pages) batchLink(r *http.Request, unit int32, base string) (todoLink, error) {
	all, err := s.DB.Batches(r.Context(), unit)
	waiting := 0
	for _, b := range all {
		if b.State == report.Flagged {
			waiting++
		}
	}
	return todoLink{base + pathBatches, wordWaiting(waiting)}, err
}
