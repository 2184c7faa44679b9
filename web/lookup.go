package web

import (
	"net/http"

	"motcua/bot/talk"
	"motcua/internal/heed"
	"motcua/internal/limit"
	"motcua/internal/prose"
	"motcua/internal/vntext"
	"motcua/procedure"
	"motcua/procedure/card"
	"motcua/procedure/search"
	"motcua/web/site"
)

const (
	maxQuery = 400 // runes of a question that are searched, as in the chat
	maxFound = 5   // procedures offered
)

// foundPage is the answer to a question. Nothing of the question is kept: anybody can make a browser open
// an address, so that a log of them would not be one of what citizens ask.
type foundPage struct {
	Search  searchBox
	Refused bool
	Alarm   []site.Block // whom to call, or where complaints are taken; nothing else is shown then
	Card    []site.Block // of the one procedure found
	URL     string       // its page
	Chat    string       // the chat about it; "" where no unit is meant
	Ask     string       // question back
	Rows    []row        // what to choose from; after a refusal the nearest
	Also    []row        // other matters of the same question
	Advice  string
	Hotline string
	Hours   string
	Foot    site.Foot
}

// searchPage answers ?q=.
func (s *server) searchPage(w http.ResponseWriter, r *http.Request, rd reader, q string) {
	if !s.Within(r.Context(), whatSearch, limit.Address, "web:search:"+s.NetworkKey(r), searchLimit) {
		w.Header().Set("Retry-After", site.RetryAfter)
		s.Trouble(w, r, http.StatusTooManyRequests, wordTooManySearches)
		return
	}
	s.showFound(w, r, rd, rd.Search(vntext.Clip(q, maxQuery), maxFound))
}

// showFound shows what a search found.
func (s *server) showFound(w http.ResponseWriter, r *http.Request, rd reader, res search.Result) {
	p := foundPage{Search: rd.search(res.Query), Refused: !res.Answered(), Also: rd.hits(res.Also, res.Aspect), Foot: s.footOf(rd)}
	switch {
	case res.Verdict == search.Clear:
		s.showCard(&p, rd, res.Hits[0].P, res.Aspect)
	case res.Ask != nil:
		p.Ask = res.Ask.Question
		for _, o := range res.Ask.Options {
			p.Rows = append(p.Rows, row{URL: rd.aspectURL(o.P, res.Aspect), Name: o.Label, Code: o.P.Code})
		}
	default:
		p.Rows = rd.hits(res.Hits, res.Aspect)
	}
	if res.Outside != nil {
		p.Advice = res.Outside.Advice
	}
	if alarm := alarmFor(res); alarm != nil {
		p.Alarm = site.BlocksOf(alarm)
	}
	if rd.unit != nil {
		p.Hotline, p.Hours = rd.unit.Settings.Hotline, rd.unit.Settings.Hours
	}
	f := s.publicFrame(rd, wordSearch, pathProcedures)
	f.Meta.NoIndex = true
	f.Main = p
	w.Header().Set("X-Robots-Tag", "noindex")
	s.Page(w, r, http.StatusOK, "found", f)
}

// alarmFor is what is said instead of an answer to who is in danger, is cheated or complains, as in the chat; nil to who asks for
// papers.
func alarmFor(res search.Result) []prose.Line {
	switch call := heed.Listen(res.Query); {
	case call.Papers && res.Answered():
		return nil
	case call.Kind.Urgent():
		return talk.AlarmLines(call.Kind)
	case call.Kind == heed.Complaint:
		return talk.ComplaintLines()
	}
	return nil
}

func (s *server) showCard(p *foundPage, rd reader, found *procedure.Procedure, a procedure.Aspect) {
	p.Card = site.BlocksOf(card.Aspect(found, a, rd.options(rd.Finder, found)))
	p.URL = rd.procedureURL(found)
	if rd.unit != nil {
		p.Chat = s.chatAddress(rd.place, found)
	}
}

func (rd reader) hits(hits []search.Hit, a procedure.Aspect) []row {
	out := make([]row, 0, len(hits))
	for _, h := range hits {
		out = append(out, row{URL: rd.aspectURL(h.P, a), Name: headingOf(h.P), Code: h.P.Code})
	}
	return out
}

// aspectURL is the page of a procedure at what was asked about it.
func (rd reader) aspectURL(p *procedure.Procedure, a procedure.Aspect) string {
	u := rd.procedureURL(p)
	if name := wordSectionNames[a]; name.id != "" {
		u += "#" + name.id
	}
	return u
}
