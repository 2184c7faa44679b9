package web

import (
	"context"
	"encoding/xml"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/org"
	"motcua/procedure"
	"motcua/web/site"
)

const (
	feedDays  = 180 // how far back the changes go when no day is named
	feedLimit = 500 // changes on one page or in one feed, the newest
	sinceName = "tu"
)

// since is the day from which changes are asked for; ok is false when it is none.
func since(r *http.Request) (day time.Time, named string, ok bool) {
	named = r.URL.Query().Get(sinceName)
	if named == "" {
		return time.Now().AddDate(0, 0, -feedDays), "", true
	}
	day, err := time.ParseInLocation(time.DateOnly, named, org.Location())
	return day, named, err == nil
}

// changesSince are the changes from a day on, the newest first.
func (s *server) changesSince(ctx context.Context, day time.Time) ([]procedure.Change, error) {
	if s.Changes == nil {
		return nil, nil
	}
	all, err := s.Changes(ctx, day, feedLimit)
	if err != nil {
		return nil, err
	}
	all = slices.Clone(all)
	slices.Reverse(all)
	return all, nil
}

// changed answers with what both kinds of the register of changes need; ok is false when it was answered.
func (s *server) changed(w http.ResponseWriter, r *http.Request) (rd reader, all []procedure.Change, named string, ok bool) {
	if rd, ok = s.reading(w, r); !ok {
		return rd, nil, "", false
	}
	day, named, ok := since(r)
	if !ok {
		s.Trouble(w, r, http.StatusBadRequest, wordNoDay)
		return rd, nil, "", false
	}
	all, err := s.changesSince(r.Context(), day)
	if err != nil {
		s.Failed(w, r, "changes not read", err)
		return rd, nil, "", false
	}
	return rd, all, named, true
}

// changesPage is the register of changes for people.
type changesPage struct {
	Days  []changedDay
	Since string // the day that was named, as people write it
	Day   string // the same, as a form takes it
	Unit  string // code the address named
	Feed  string
	Foot  site.Foot
}

type changedDay struct {
	Day     string
	Changes []changedProcedure
}

type changedProcedure struct {
	Name, URL, Kind string
	Lines           []string
}

func (s *server) changesPage(w http.ResponseWriter, r *http.Request) {
	rd, all, named, ok := s.changed(w, r)
	if !ok {
		return
	}
	p := changesPage{Since: procedure.Date(named).Vietnamese(), Day: named, Unit: rd.search("").Unit, Feed: rd.link(site.PathFeed), Foot: s.footOf(rd)}
	for _, c := range all {
		day := site.DayOf(c.At)
		if n := len(p.Days); n == 0 || p.Days[n-1].Day != day {
			p.Days = append(p.Days, changedDay{Day: day})
		}
		last := &p.Days[len(p.Days)-1]
		last.Changes = append(last.Changes, changedProcedure{Name: c.Name, URL: rd.changedURL(c), Kind: wordChange(c.Kind), Lines: c.Lines})
	}
	f := s.publicFrame(rd, wordChanges, pathChanges)
	f.Meta.Description = wordChangesAre
	f.Main = p
	s.Public(w, r, http.StatusOK, "changes", f)
}

// changedURL is the page of a changed procedure, "" when it is there no more.
func (rd reader) changedURL(c procedure.Change) string {
	p, ok := rd.ByKey(c.Key)
	if !ok {
		return ""
	}
	return rd.procedureURL(p)
}

// The feed, as RFC 4287 has it.
type (
	atomFeed struct {
		XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang    string      `xml:"xml:lang,attr"`
		ID      string      `xml:"id"`
		Title   string      `xml:"title"`
		Updated string      `xml:"updated"`
		Author  string      `xml:"author>name"`
		Links   []atomLink  `xml:"link"`
		Entries []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		ID      string    `xml:"id"`
		Title   string    `xml:"title"`
		Updated string    `xml:"updated"`
		Link    *atomLink `xml:"link"`
		Content atomText  `xml:"content"`
	}
	atomText struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	}
)

// feed is the register of changes for programs that follow it.
func (s *server) feed(w http.ResponseWriter, r *http.Request) {
	rd, all, _, ok := s.changed(w, r)
	if !ok {
		return
	}
	base := s.Base(r)
	self := base + site.PathFeed
	if r.URL.RawQuery != "" {
		self += "?" + r.URL.Query().Encode()
	}
	tag := tagOf(base)
	f := atomFeed{
		Lang: "vi", ID: "tag:" + tag + ",2026:" + strings.TrimPrefix(pathChanges, "/"), Title: wordFeed(rd.authority()), Author: wordAuthor(rd.authority()),
		Updated: feedUpdated(rd, all),
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: self},
			{Rel: "alternate", Type: "text/html", Href: base + rd.link(pathChanges)},
		},
	}
	for _, c := range all {
		f.Entries = append(f.Entries, entryOfChange(rd, c, base, tag))
	}
	body, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		s.Failed(w, r, "feed not written", err)
		return
	}
	s.xml(w, r, "application/atom+xml; charset=utf-8", append([]byte(xml.Header), body...))
}

// feedUpdated is when the newest change was published; a feed without one is as old as the catalogue.
func feedUpdated(rd reader, all []procedure.Change) string {
	if len(all) > 0 {
		return atomTime(all[0].At)
	}
	day, err := rd.AsOf().Time()
	if err != nil {
		day = time.Unix(0, 0)
	}
	return atomTime(day)
}

func atomTime(t time.Time) string { return t.In(org.Location()).Format(time.RFC3339) }

// entryOfChange is one change. Its id never changes: release and key name it for good (RFC 4151).
func entryOfChange(rd reader, c procedure.Change, base, tag string) atomEntry {
	e := atomEntry{
		ID:    "tag:" + tag + "," + c.At.In(org.Location()).Format(time.DateOnly) + ":thu-tuc/" + strconv.FormatInt(c.Release, 10) + "/" + c.Key,
		Title: wordChange(c.Kind) + ": " + c.Name, Updated: atomTime(c.At),
	}
	if u := rd.changedURL(c); u != "" {
		e.Link = &atomLink{Rel: "alternate", Type: "text/html", Href: base + u}
	}
	var b strings.Builder
	for _, l := range c.Lines {
		b.WriteString("<li>" + html.EscapeString(l) + "</li>")
	}
	e.Content = atomText{"html", "<p>" + html.EscapeString(e.Title) + "</p>"}
	if b.Len() > 0 {
		e.Content.Text = "<ul>" + b.String() + "</ul>"
	}
	return e
}

// tagOf is the name under which ids are given out: the host citizens know.
func tagOf(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Hostname() == "" {
		return "localhost"
	}
	return u.Hostname()
}
