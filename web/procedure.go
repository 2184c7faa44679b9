package web

import (
	"net/http"
	"slices"
	"strings"

	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/card"
	"motcua/web/site"
)

// procedurePage is a whole record.
type procedurePage struct {
	Search   searchBox
	Official string // the official name, where people say another
	Code     string
	Field    fieldLink
	Facts    []site.Fact
	Cautions []site.Block
	Sections []section
	Gaps     []string // names of the parts without data
	AskWhere string   // whom to ask about them
	Source   []site.Block
	Chat     string // the chat about this procedure; "" where no unit is meant
	Print    string // address of the sheet for the notice board
	Units    []site.UnitLink
	Foot     site.Foot
}

// section is one aspect of a procedure, as the chat tells it.
type section struct {
	ID, Heading string
	Label       string // a word for it
	Blocks      []site.Block
}

// procedure is the page of a procedure. A code that is no longer in use, or written in another way, leads to
// the one in use.
func (s *server) procedure(w http.ResponseWriter, r *http.Request) {
	s.record(w, r, "", func(rd reader, p *procedure.Procedure) {
		page := s.procedurePage(rd, p)
		f := s.recordFrame(rd, p, page.Sections)
		f.Main = page
		s.Public(w, r, http.StatusOK, "procedure", f)
	})
}

// record finds the procedure an address names and has it shown; tail is what follows its key in the address.
func (s *server) record(w http.ResponseWriter, r *http.Request, tail string, show func(reader, *procedure.Procedure)) {
	rd, ok := s.reading(w, r)
	if !ok {
		return
	}
	key := clean(r.PathValue("key"))
	p, ok := rd.ByKey(key)
	if !ok {
		p, ok = rd.ByCode(key)
	}
	switch {
	case !ok:
		s.unknownPage(w, r, rd, wordNoProcedure)
	case p.Key != r.PathValue("key"):
		w.Header().Set("Cache-Control", s.Keeping()) // or browsers would keep it for ever, and codes change again
		http.Redirect(w, r, rd.procedureURLWith(p, tail), http.StatusMovedPermanently)
	default:
		show(rd, p)
	}
}

func (rd reader) procedureURLWith(p *procedure.Procedure, tail string) string {
	return rd.link(pathProcedures + "/" + p.Key + tail)
}

// unknownPage answers for what the catalogue does not have, with a way to find it.
func (s *server) unknownPage(w http.ResponseWriter, r *http.Request, rd reader, text string) {
	if !site.WantsHTML(r) {
		http.Error(w, text, http.StatusNotFound)
		return
	}
	f := s.publicFrame(rd, wordUnknownProcedure, "")
	f.Meta.NoIndex, f.Meta.Canonical = true, ""
	f.Main = unknownPage{Search: rd.search(""), Text: text, Foot: s.footOf(rd)}
	s.Public(w, r, http.StatusNotFound, "unknown", f)
}

type unknownPage struct {
	Search searchBox
	Text   string
	Foot   site.Foot
}

// recordFrame is the frame of a page about one procedure.
func (s *server) recordFrame(rd reader, p *procedure.Procedure, parts []section) site.Frame {
	f := s.publicFrame(rd, shortHeading(p), pathProcedures+"/"+p.Key)
	f.Title = wordTitle(shortHeading(p), p.Code, rd.authority())
	f.Meta.Description = describe(p, parts, rd.authority())
	f.Meta.Service = s.serviceData(rd, p, f.Meta.Canonical)
	return f
}

// headingLength is how much of a name the heading of a page shows, in runes; longer ones follow in full.
const headingLength = 110

func shortHeading(p *procedure.Procedure) string { return vntext.Clip(headingOf(p), headingLength) }

func (s *server) procedurePage(rd reader, p *procedure.Procedure) procedurePage {
	o := rd.options(rd.Finder, p)
	t := cardPartsOf(p, o, procedure.AllAspects())
	page := procedurePage{
		Code: p.Code, Search: rd.search(""), Field: rd.fieldOf(p), Facts: factsOf(p), Cautions: site.BlocksOf(t.cautions), Source: site.BlocksOf(t.source),
		Print: rd.procedureURLWith(p, "/in"), Foot: s.footOf(rd),
	}
	if p.Name != shortHeading(p) {
		page.Official = p.Name
	}
	page.Sections, page.Gaps = t.sections()
	if len(page.Gaps) > 0 {
		page.AskWhere = wordAskAbout(o.Hotline)
	}
	if rd.unit != nil {
		page.Chat = s.chatAddress(rd.place, p)
	}
	page.Units = s.choose(rd, pathProcedures+"/"+p.Key)
	return page
}

func (rd reader) fieldOf(p *procedure.Procedure) fieldLink {
	for _, f := range rd.Fields() {
		if f.Name == p.Field {
			return fieldLink{f.Name, f.N, rd.link(pathProcedures, fieldParam, f.ID)}
		}
	}
	return fieldLink{Name: p.Field, URL: rd.link(pathProcedures)}
}

// factsOf are the short facts of a record that belong to no aspect.
func factsOf(p *procedure.Procedure) []site.Fact {
	var out []site.Fact
	add := func(name, value string) {
		if value != "" {
			out = append(out, site.Fact{Name: name, Value: value})
		}
	}
	add(wordCode, p.Code)
	add(wordField, p.Field)
	if p.OfficialField != p.Field {
		add(wordOfficialField, p.OfficialField)
	}
	add(wordDecision, p.DecisionNo)
	add(wordAudience, strings.Join(p.Audience, "; "))
	add(wordAsOf, p.AsOf.Vietnamese())
	add(wordFrom, p.EffectiveFrom.Vietnamese())
	return out
}

// cardParts is what the chat would say of a procedure, aspect by aspect, taken apart: what belongs to one aspect,
// and what every answer ends with.
type cardParts struct {
	lines    map[procedure.Aspect][]prose.Line // of the aspects with data, without heading and end
	cautions []prose.Line
	source   []prose.Line // code, date, decision, where the binding text is
}

// cardPartsOf asks for all that the chat would say of these aspects, so that chat and page never disagree.
func cardPartsOf(p *procedure.Procedure, o card.Options, aspects []procedure.Aspect) cardParts {
	t := cardParts{lines: map[procedure.Aspect][]prose.Line{}}
	var end []prose.Line
	for i, a := range aspects {
		t.lines[a] = card.Aspect(p, a, o)[1:]
		if i == 0 {
			end = t.lines[a]
		}
		end = commonEnd(end, t.lines[a])
	}
	clean := card.Aspect(blameless(p), procedure.Conditions, o)[1:]
	source := commonEnd(end, clean)
	nothing := clean[:len(clean)-len(source)]
	for a, lines := range t.lines {
		lines = lines[:len(lines)-len(end)]
		if t.lines[a] = lines; len(lines) <= len(nothing) && slices.Equal(lines, nothing[:len(lines)]) {
			delete(t.lines, a)
		}
	}
	t.cautions, t.source = end[:len(end)-len(source)], source
	return t
}

// blameless is a record from the same source of which nothing has to be said but where it comes from. It has
// no conditions.
func blameless(p *procedure.Procedure) *procedure.Procedure {
	return &procedure.Procedure{
		Code: p.Code, AsOf: p.AsOf, DecisionNo: p.DecisionNo, SourceURL: p.SourceURL, Currency: procedure.Current, Completeness: procedure.Full,
		Documents: make([]procedure.Document, 1), ProcessingTime: "-", Fees: make([]procedure.Charge, 1), Agency: []string{"-"}, Steps: []string{"-"},
	}
}

// commonEnd is what both end with.
func commonEnd(a, b []prose.Line) []prose.Line {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return a[len(a)-n:]
}

// sections are the aspects of a procedure with data, and the names of those without.
func (t cardParts) sections() (out []section, gaps []string) {
	for _, a := range procedure.AllAspects() {
		name := wordSectionNames[a]
		if lines, known := t.lines[a]; known {
			out = append(out, section{ID: name.id, Heading: name.heading, Label: a.Label(), Blocks: lowered(a, site.BlocksOf(lines))})
		} else {
			gaps = append(gaps, strings.ToLower(name.heading))
		}
	}
	return out, gaps
}

// lowered gives the headings inside a section their rank: those of the chat, and what stands above the papers
// of a case.
func lowered(a procedure.Aspect, blocks []site.Block) []site.Block {
	for i := range blocks {
		leads := a == procedure.Papers && i+1 < len(blocks) && blocks[i+1].Kind == prose.Item && blocks[i].Kind == prose.Para
		if blocks[i].Kind == prose.Head || leads {
			blocks[i].Kind = subHead
		}
	}
	return blocks
}

// subHead is a heading below the heading of a section.
const subHead prose.Kind = "h3"

// describe says to search engines what the page holds.
func describe(p *procedure.Procedure, parts []section, authority string) string {
	var has []string
	for _, part := range parts {
		has = append(has, strings.ToLower(part.Heading))
	}
	return wordDescription(shortHeading(p), p.Code, authority, strings.Join(has, ", "), p.AsOf.Vietnamese())
}
