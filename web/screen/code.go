package screen

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"motcua/internal/qr"
	"motcua/org"
	"motcua/storage"
	"motcua/web/site"
)

// rules of the codes a screen shows. A citizen who scans the last moment of a code has Life - Show to open it. 80 an hour, of which
// 20 make way unopened, are more than one counter needs, and bound what somebody can make up who has the link.
var rules = storage.ScreenRules{
	Show: 3 * time.Minute, Life: 5 * time.Minute,
	Pace: storage.Pace{Every: 45 * time.Second, Burst: 10},
}

const (
	// hold is how long a question whether there is something new is held. A screen whose network is gone without a sign notices
	// after that; and no proxy gives up so soon.
	hold = 10 * time.Second
	// lookEvery is how soon a screen hears that its code was opened, on whatever platform and by whichever replica, and that its
	// link was revoked.
	lookEvery = 700 * time.Millisecond
	// heldOfScreen is how many machines may show one link.
	heldOfScreen = 4
)

// news is what a screen is told.
type news struct {
	Build   string `json:"build"`
	Clock   string `json:"clock"`          // time of day in Vietnam, since a tablet's own clock may be wrong
	Serial  int64  `json:"serial"`         // of the code that holds now; 0 while there is none
	Left    int    `json:"left,omitempty"` // how many seconds that code may stay on the screen
	QR      string `json:"qr,omitempty"`   // its picture as SVG; "" when the screen has it
	Waiting int    `json:"wait,omitempty"` // without a code: in how many seconds there may be one
}

// code tells a screen what it is to show, as soon as that is something else than it shows; or, after a while, that nothing has
// changed. It is a POST because it may make a code. Asking again and again instead of a stream works on the oldest browsers and
// behind every proxy, and there is one way instead of two.
func (p *Pages) code(w http.ResponseWriter, r *http.Request) {
	at, ok := p.placeOf(w, r)
	if !ok {
		return
	}
	if status, text := site.ReadForm(w, r); status != 0 {
		p.Trouble(w, r, status, text)
		return
	}
	serial, err := strconv.ParseInt(r.PostForm.Get("serial"), 10, 64)
	if err != nil {
		p.Trouble(w, r, http.StatusBadRequest, site.WordGarbled)
		return
	}
	lost, leave, ok := p.Hold(w, r, fmt.Sprint("screen:", at.ID), heldOfScreen)
	if !ok {
		return
	}
	defer leave()
	n, err := p.await(r, at, serial, lost)
	switch {
	case errors.Is(err, storage.ErrNotFound):
		p.Nowhere(w, r)
	case err != nil:
		p.Failed(w, r, "code of a screen not read", err)
	default:
		p.answer(w, r, n)
	}
}

// await waits until a screen must show something else than the code with this serial.
func (p *Pages) await(r *http.Request, at place, serial int64, lost <-chan struct{}) (n news, err error) {
	ctx := r.Context()
	base, reach := p.address(r)
	if at.Kiosk {
		if err := p.closeLeft(ctx, at, visitLost); err != nil {
			return n, err
		}
	}
	late := time.NewTimer(hold)
	defer late.Stop()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		n, err := p.newsOf(ctx, at, serial, base, reach)
		if err != nil || n.Serial != serial {
			return n, err
		}
		select {
		case <-look.C:
		case <-late.C:
			return n, nil
		case <-lost:
			return n, nil
		case <-p.Chat.Hung():
			return n, nil
		case <-ctx.Done():
			return n, ctx.Err()
		}
	}
}

// newsOf is how a screen stands now. A code that no telephone could open is not made.
func (p *Pages) newsOf(ctx context.Context, at place, serial int64, base string, reach Reach) (n news, err error) {
	n = news{Build: p.build, Clock: p.Now().In(org.Location()).Format("15:04")}
	l, err := p.DB.LookAtScreen(ctx, at.ID, rules)
	if err != nil || !p.leads(reach) {
		return n, err
	}
	n.Serial = l.Serial
	if l.Good && l.Serial == serial {
		return n, nil
	}
	c, err := p.DB.ScreenCode(ctx, at.ID, rules)
	if err != nil {
		return n, err
	}
	n.Serial, n.Left = c.Serial, seconds(c.Left)
	if c.Code == "" {
		n.Left, n.Waiting = 0, seconds(c.Left)+1
		return n, nil
	}
	picture, err := qr.SVG(p.target(base, at, c.Code))
	n.QR = string(picture)
	return n, err
}

// seconds rounds down: what is shown must not outlive what it stands for.
func seconds(d time.Duration) int { return int(math.Floor(d.Seconds())) }

// answer sends what a screen's script asked for.
func (p *Pages) answer(w http.ResponseWriter, r *http.Request, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		p.Failed(w, r, "answer to a screen not written", err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Vary", "Accept-Encoding")
	body = p.Compress(w, r, body)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the screen may have gone
}

// target is where the QR of a code leads: to the unit's page, which waits for a tap.
func (p *Pages) target(base string, at place, code string) string {
	if _, only := p.Directory().Default(); only {
		return base + "/s/" + code
	}
	return base + site.Link(at.unit, "/s/"+code)
}
