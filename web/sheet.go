package web

import (
	"net/http"
	"strconv"
	"strings"

	"motcua/internal/prose"
	"motcua/internal/qr"
	"motcua/procedure"
)

// sheetPage is a procedure for the notice board.
type sheetPage struct {
	procedurePage
	QR        string // address of the picture
	QRSays    string // where it leads, in words
	Back      string
	Published string // address of the page; "" while it is not known
	Today     string
}

// sheet is a procedure for the notice board: everything on A4, black on white, with a QR.
func (s *server) sheet(w http.ResponseWriter, r *http.Request) {
	s.record(w, r, "/in", func(rd reader, p *procedure.Procedure) {
		page := sheetPage{
			procedurePage: s.procedurePage(rd, own(p)), QR: rd.procedureURLWith(p, "/qr.svg"), QRSays: wordScanToAsk,
			Back: rd.procedureURL(p), Today: rd.today.Vietnamese(),
		}
		if rd.unit == nil {
			page.QRSays = wordScanToRead
		}
		if s.PublicURL != "" {
			page.Published = s.PublicURL + rd.procedureURL(p)
		}
		f := s.recordFrame(rd, p, page.Sections)
		f.Sheet, f.Meta.Service, f.Main = true, nil, page
		f.Meta.NoIndex = true // the page itself is what people should find
		s.Public(w, r, http.StatusOK, "sheet", f)
	})
}

// own is the record without what other places do: that is for comparing on a page, not for a notice board.
func own(p *procedure.Procedure) *procedure.Procedure {
	q := *p
	q.LocalVariants = nil
	return &q
}

// procedureQR draws the QR of a procedure: to the chat of the unit, opened at it, or to its page where no
// unit is meant.
func (s *server) procedureQR(w http.ResponseWriter, r *http.Request) {
	s.record(w, r, "/qr.svg", func(rd reader, p *procedure.Procedure) {
		target := rd.procedureURL(p)
		if rd.unit != nil {
			target = s.chatAddress(rd.place, p)
		}
		svg, err := qr.SVG(s.Base(r) + target)
		if err != nil {
			s.Failed(w, r, "QR not drawn", err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", "image/svg+xml")
		h.Set("Cache-Control", "private, max-age=3600") // private: it may hold the address this browser used
		h.Set("Vary", "Accept-Encoding")
		svg = s.Compress(w, r, svg)
		h.Set("Content-Length", strconv.Itoa(len(svg)))
		_, _ = w.Write(svg) // the browser may have gone
	})
}

// boardPage is a field for the notice board.
type boardPage struct {
	Rows   []boardRow
	QRSays string
	AsOf   string
	Today  string
	Back   string
}

// boardRow is one procedure on the board.
type boardRow struct {
	Name, Code string
	Time, Fee  string
	Cautions   string
	QR         string
}

// board is the list of a field for the notice board.
func (s *server) board(w http.ResponseWriter, r *http.Request) {
	rd, ok := s.reading(w, r)
	if !ok {
		return
	}
	id := r.URL.Query().Get(fieldParam)
	all := rd.InField(id)
	if len(all) == 0 {
		s.unknownPage(w, r, rd, wordNoField)
		return
	}
	page := boardPage{
		QRSays: wordScanOne, AsOf: rd.AsOf().Vietnamese(), Today: rd.today.Vietnamese(),
		Back: rd.link(pathProcedures, fieldParam, id), Rows: make([]boardRow, 0, len(all)),
	}
	for _, p := range all {
		page.Rows = append(page.Rows, rd.boardRow(p))
	}
	f := s.publicFrame(rd, wordFieldPage(all[0].Field), pathProcedures+"?"+fieldParam+"="+id)
	f.Sheet, f.Meta.NoIndex, f.Main = true, true, page
	s.Public(w, r, http.StatusOK, "board", f)
}

// onBoard are the aspects a board is made of. The third is short and says what belongs to none of them.
var onBoard = []procedure.Aspect{procedure.Time, procedure.Fee, procedure.Law}

func (rd reader) boardRow(p *procedure.Procedure) boardRow {
	t := cardPartsOf(own(p), rd.options(rd.Finder, p), onBoard)
	return boardRow{
		Name: headingOf(p), Code: p.Code, Time: said(t.lines[procedure.Time]), Fee: said(t.lines[procedure.Fee]),
		Cautions: said(t.cautions), QR: rd.procedureURLWith(p, "/qr.svg"),
	}
}

// said is the text of lines, each a sentence.
func said(lines []prose.Line) string {
	var out []string
	for _, l := range lines {
		t := strings.TrimSpace(l.Text)
		if t != "" && !strings.HasSuffix(t, ".") && !strings.HasSuffix(t, ":") {
			t += "."
		}
		out = append(out, t)
	}
	return strings.Join(out, " ")
}
