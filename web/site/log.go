package site

import "net/http"

// PageMemory is how many messages a page shows again when it is loaded.
const PageMemory = 50

// LogView is a conversation on a page.
type LogView struct {
	Entries []Entry
	After   int64  // sequence number of the last entry
	Events  string // address of the stream
	Again   string // address to ask when the stream does not work
	Home    string // address of the page once what a QR said is taken in
	Words   words
}

// Fill reads what a page shows of a conversation.
func (s *Site) Fill(r *http.Request, v *LogView, conv string, in Setting) error {
	log, err := s.DB.Weblog(r.Context(), conv, 0, PageMemory)
	if err != nil {
		return err
	}
	v.Entries = s.history(r.Context(), log, in, s.Now())
	if n := len(log); n > 0 {
		v.After = log[n-1].Seq
	}
	return nil
}
