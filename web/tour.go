package web

import (
	"net/http"

	"motcua/org"
	"motcua/org/directory"
)

// tourPage shows where everything is.
type tourPage struct {
	Base  string
	Units []tourUnit
}

type tourUnit struct {
	*directory.Unit
	Chat   string
	Places []tourPlace
}

// tourPlace is a reception point with the codes that hang there.
type tourPlace struct {
	Name  string
	Codes []tourCode
}

type tourCode struct{ Slip, Payload string }

// tour is the page to begin with when somebody wants to see what there is.
func (s *server) tour(w http.ResponseWriter, r *http.Request) {
	dir := s.Directory()
	p := tourPage{Base: s.Base(r)}
	for _, u := range dir.Units() {
		t := tourUnit{Unit: u, Chat: s.addressOfUnit(u)}
		for _, point := range u.OpenPoints() {
			place := tourPlace{Name: point.Name}
			for _, slip := range org.Slips() {
				start := org.Start{Unit: u.ID, Point: point.ID, Slip: slip}
				place.Codes = append(place.Codes, tourCode{slip.Label(), start.Sign(dir.Key())})
			}
			t.Places = append(t.Places, place)
		}
		p.Units = append(p.Units, t)
	}
	u, _ := dir.Default()
	f := s.FrameOf(u, wordTour)
	f.Main = p
	s.Page(w, r, http.StatusOK, "tour", f)
}
