package web

import (
	"net/http"
	"net/url"
	"time"

	"motcua/bot/platform"
	"motcua/org"
	"motcua/org/directory"
	"motcua/procedure"
	"motcua/procedure/card"
	"motcua/procedure/search"
	"motcua/web/site"
)

// place is where a page about procedures is read: whose service centre, fees and rules it names, and when.
type place struct {
	unit  *directory.Unit // nil where no unit in particular is meant
	named bool            // the address names the unit, and so must the links of the page
	shows bool            // there are published figures to see
	today procedure.Date
}

// placeOf is the unit a page about procedures is for: the one its address names, or the only real one.
// ok is false when the address names one that does not exist.
func (s *server) placeOf(r *http.Request) (pl place, ok bool) {
	dir := s.Directory()
	pl.today = procedure.Date(s.Now().In(org.Location()).Format(time.DateOnly))
	if code := r.URL.Query().Get(site.UnitParam); code != "" {
		pl.unit, ok = dir.UnitByCode(code)
		pl.named = true
		return pl, ok
	}
	if units := realUnits(dir); len(units) == 1 {
		pl.unit = units[0]
	}
	return pl, true
}

// realUnits are the units that are no samples; the samples where there is nothing else.
func realUnits(dir *directory.Directory) []*directory.Unit {
	var units []*directory.Unit
	for _, u := range dir.Units() {
		if !u.Unit.Demo {
			units = append(units, u)
		}
	}
	if len(units) == 0 {
		return dir.Units()
	}
	return units
}

// link is the address of a page for the same unit. query is a list of names and values.
func (pl place) link(path string, query ...string) string {
	if pl.named {
		return site.Link(pl.unit, path, query...)
	}
	return site.Link(nil, path, query...)
}

// options are what the unit adds to a card; the chat gives the same.
func (pl place) options(f *search.Finder, p *procedure.Procedure) card.Options {
	o := card.Options{Today: pl.today}
	if u := pl.unit; u != nil {
		o.Local = f.Local(u.Code, u.Settings.Province, p)
		o.Hotline, o.CenterName, o.Address = u.Settings.Hotline, u.Settings.Center, u.Settings.Address
	}
	return o
}

// sample tells whether a page shows sample data, which search engines must not spread.
func (s *server) sample(pl place) bool { return s.Demo || (pl.unit != nil && pl.unit.Unit.Demo) }

// chatAddress is the chat of the unit, opened at a procedure.
func (s *server) chatAddress(pl place, p *procedure.Procedure) string {
	return s.addressOfUnit(pl.unit) + "?" + askParam + "=" + url.QueryEscape(p.Key)
}

// waysFrom are the platforms on which somebody may go on who has opened a start payload.
func (s *server) waysFrom(start string) []platform.Way {
	if s.Ways == nil {
		return nil
	}
	return s.Ways(start)
}
