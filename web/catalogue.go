package web

import (
	"net/http"

	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/web/site"
)

// Addresses of the pages about procedures.
const (
	pathProcedures = "/thu-tuc"
	pathBoard      = "/thu-tuc/in"
	pathChanges    = "/thu-tuc/thay-doi"
)

// fieldParam names a field of administration, searchParam is what somebody asks.
const (
	fieldParam  = "linh-vuc"
	searchParam = "q"
)

// reader is one reading of the catalogue: a page is made of a single edition, whatever is published
// meanwhile.
type reader struct {
	*search.Finder
	place
}

// reading begins a page about procedures; ok is false when it has been answered already.
func (s *server) reading(w http.ResponseWriter, r *http.Request) (rd reader, ok bool) {
	pl, ok := s.placeOf(r)
	if !ok {
		s.unknownPage(w, r, reader{s.Finder(), place{today: pl.today}}, wordNoUnitHere)
		return rd, false
	}
	pl.shows = s.hasResults(r.Context(), pl.unit)
	return reader{s.Finder(), pl}, true
}

// proceduresPage is the list of fields, or the procedures of one.
type proceduresPage struct {
	Search searchBox
	Units  []site.UnitLink // to choose from; nil where it is known whose page it is
	Field  string          // name of the field shown; "" on the first page
	Rows   []row           // its procedures
	Fields []fieldLink
	Total  int
	AsOf   string
	Print  string // address of the notice board of the field
	Foot   site.Foot
}

// searchBox is the form every page about procedures begins with.
type searchBox struct {
	Q    string
	Unit string // code the address named
}

type fieldLink struct {
	Name string
	N    int
	URL  string
}

func (rd reader) search(q string) searchBox {
	b := searchBox{Q: q}
	if rd.named && rd.unit != nil {
		b.Unit = rd.unit.Code
	}
	return b
}

func (s *server) footOf(rd reader) site.Foot {
	f := site.Foot{Chat: "/", All: rd.link(pathProcedures), Changes: rd.link(pathChanges)}
	if rd.unit != nil {
		f.Chat = s.addressOfUnit(rd.unit)
	}
	if rd.shows {
		f.Results = rd.link(site.PathResults)
	}
	return f
}

// procedures is the catalogue: an answer to what was asked, a field, or all fields.
func (s *server) procedures(w http.ResponseWriter, r *http.Request) {
	rd, ok := s.reading(w, r)
	if !ok {
		return
	}
	query := r.URL.Query()
	switch q := clean(query.Get(searchParam)); {
	case q != "":
		s.searchPage(w, r, rd, q)
	case query.Get(fieldParam) != "":
		s.fieldPage(w, r, rd, query.Get(fieldParam))
	default:
		s.fieldsPage(w, r, rd)
	}
}

// fieldsPage lists all fields.
func (s *server) fieldsPage(w http.ResponseWriter, r *http.Request, rd reader) {
	p := proceduresPage{
		Search: rd.search(""), Fields: rd.fields(), Total: rd.Len(), AsOf: rd.AsOf().Vietnamese(), Foot: s.footOf(rd),
	}
	p.Units = s.choose(rd, pathProcedures)
	f := s.publicFrame(rd, wordProcedures, pathProcedures)
	f.Heading = wordWhatToDo
	f.Meta.Description = wordAllProcedures(p.Total, len(p.Fields), rd.authority())
	f.Main = p
	s.Public(w, r, http.StatusOK, "procedures", f)
}

// choose are the ways to a page for each unit, where it is not known which is meant.
func (s *server) choose(rd reader, path string) []site.UnitLink {
	if rd.unit != nil {
		return nil
	}
	var out []site.UnitLink
	for _, u := range realUnits(s.Directory()) {
		out = append(out, site.UnitLink{Name: u.Authority(), URL: place{unit: u, named: true}.link(path)})
	}
	return out
}

func (rd reader) fields() []fieldLink {
	var out []fieldLink
	for _, f := range rd.Fields() {
		out = append(out, fieldLink{f.Name, f.N, rd.link(pathProcedures, fieldParam, f.ID)})
	}
	return out
}

// fieldPage lists the procedures of a field.
func (s *server) fieldPage(w http.ResponseWriter, r *http.Request, rd reader, id string) {
	all := rd.InField(id)
	if len(all) == 0 {
		s.unknownPage(w, r, rd, wordNoField)
		return
	}
	p := proceduresPage{
		Search: rd.search(""), Field: all[0].Field, Rows: rd.rows(all), AsOf: rd.AsOf().Vietnamese(),
		Print: rd.link(pathBoard, fieldParam, id), Foot: s.footOf(rd),
	}
	f := s.publicFrame(rd, wordFieldPage(all[0].Field), pathProcedures+"?"+fieldParam+"="+id)
	f.Meta.Description = wordFieldOf(all[0].Field, len(all), rd.authority())
	f.Main = p
	s.Public(w, r, http.StatusOK, "procedures", f)
}

// row is a procedure in a list.
type row struct {
	URL   string
	Name  string
	Code  string
	Facts string // time and fee in a few words; "" where nothing is known
	Draft bool   // the record lacks something
}

func (rd reader) rows(ps []*procedure.Procedure) []row {
	out := make([]row, 0, len(ps))
	for _, p := range ps {
		out = append(out, row{URL: rd.procedureURL(p), Name: headingOf(p), Code: p.Code, Facts: p.ProcessingTime, Draft: p.Draft()})
	}
	return out
}

func (rd reader) procedureURL(p *procedure.Procedure) string {
	return rd.link(pathProcedures + "/" + p.Key)
}

// authority is the name of the unit, "" where none is meant.
func (rd reader) authority() string {
	if rd.unit == nil {
		return ""
	}
	return rd.unit.Authority()
}

// headingOf is the name of a procedure as people say it.
func headingOf(p *procedure.Procedure) string {
	if p.ShortName != "" {
		return p.ShortName
	}
	return procedure.PlainName(p.Name)
}
