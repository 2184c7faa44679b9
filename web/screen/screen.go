// Package screen is the page a tablet or monitor at a counter shows all day: a QR that is good for one opening and some minutes, and
// on a kiosk large buttons with which people without a telephone fill in a response. Its link is secret; the page keeps nothing on the
// machine that shows it.
package screen

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"motcua/bot"
	"motcua/bot/platform"
	"motcua/internal/limit"
	"motcua/org"
	"motcua/org/directory"
	"motcua/storage"
	"motcua/survey"
	"motcua/web/site"
)

//go:embed templates static
var files embed.FS

// Options are what screens need besides the site; all are required.
type Options struct {
	// Turn takes an event in: nil once it is stored (or had been before).
	Turn func(context.Context, bot.Event) error
	// Ways are the platforms besides the web on which a code can be opened now.
	Ways func(code string) []platform.Way
	// Version is that of the program. A screen that was loaded from another one loads itself again.
	Version string
}

// Pages are the screens.
type Pages struct {
	*site.Site
	Options
	build string
}

// New adds the screens to a site.
func New(s *site.Site, o Options) *Pages {
	s.AddWhole(files, "screen")
	return &Pages{Site: s, Options: o, build: buildOf(o.Version)}
}

// buildOf tells programs apart whose screens look or work differently.
func buildOf(version string) string {
	sum := sha256.New()
	sum.Write([]byte(version))
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := files.ReadFile(path)
		sum.Write(b)
		return err
	})
	if err != nil {
		panic(err) // the files are part of the program
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// Path begins the addresses of screens.
const Path = "/quay/"

// Routes mounts the screens.
func (p *Pages) Routes(mux *http.ServeMux) {
	mux.HandleFunc("GET "+Path+"{token}", p.show)
	mux.HandleFunc("POST "+Path+"{token}/ma", p.code)
	mux.HandleFunc("POST "+Path+"{token}/phieu", p.visit)
}

// Bounds of what screens ask in a minute. An office has many behind one address, each of which asks some ten times.
const (
	addressLimit = 6000
	screenLimit  = 600

	whatScreen = "screen"
	whatVisit  = "kiosk visit"
)

// place is a screen and where it stands.
type place struct {
	storage.Screen
	unit *directory.Unit
}

// placeOf finds the screen a link opens. A wrong link looks like any address that does not exist.
func (p *Pages) placeOf(w http.ResponseWriter, r *http.Request) (at place, ok bool) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex, nofollow")
	if !p.Within(r.Context(), whatScreen, limit.Address, "web:screens:"+p.NetworkKey(r), addressLimit) {
		p.tooOften(w, r)
		return at, false
	}
	s, err := p.DB.Screen(r.Context(), r.PathValue("token"))
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		p.Failed(w, r, "screen not found", err)
		return at, false
	}
	unit, known := p.Directory().Unit(s.Unit)
	if err != nil || !known {
		p.Nowhere(w, r)
		return at, false
	}
	if !p.Within(r.Context(), whatScreen, limit.Screen, fmt.Sprint("web:screen:", s.ID), screenLimit) {
		p.tooOften(w, r)
		return at, false
	}
	return place{s, unit}, true
}

func (p *Pages) tooOften(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Retry-After", site.RetryAfter)
	p.Trouble(w, r, http.StatusTooManyRequests, site.WordTooFast)
}

// page is what the screen is made of before its script has asked for anything.
type page struct {
	Code, Visit, Home string // addresses
	Build             string
	Words             words
	Kiosk             bool
	Here              string // "xã"
	Place             string // reception point and slip
	Length            string // how long the questionnaire is
	Ways              string // on what it can be filled in; "" where there is nothing but the web
	NoQR              bool
	Warning           string // for the operator
}

// show is the screen itself. It makes no code: whoever only looks at the address, or loads it ahead, uses nothing up.
func (p *Pages) show(w http.ResponseWriter, r *http.Request) {
	at, ok := p.placeOf(w, r)
	if !ok {
		return
	}
	base, reach := p.address(r)
	home := Path + r.PathValue("token")
	main := page{
		Code: home + "/ma", Visit: home + "/phieu", Home: home, Build: p.build, Words: scriptWords, Kiosk: at.Kiosk,
		Here: sayHere(at.unit.Name), Place: at.where(), Length: sayLength(lengthFor(at)), NoQR: !p.leads(reach),
		Warning: sayReach(base, reach, p.PublicURL != ""), Ways: sayWays(p.Ways("")),
	}
	f := p.FrameOf(at.unit, wordScreen)
	f.Main = main
	p.Page(w, r, http.StatusOK, "screen", f)
}

// lengthFor is how many questions somebody is asked who scans the code of a screen.
func lengthFor(at place) int {
	_, n := survey.Begin(survey.Response{Unit: at.Unit, Slip: at.Slip}, at.unit.Questionnaire).Step(at.unit.Questionnaire)
	return n
}

// where names the reception point and the slip.
func (at place) where() string {
	var all []string
	if point, ok := at.unit.Point(at.Point); ok {
		all = append(all, point.Name)
	}
	if slip, err := org.ParseSlip(at.Slip); err == nil {
		all = append(all, slip.Label())
	}
	return strings.Join(all, " · ")
}
