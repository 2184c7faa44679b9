package web

import "net/http"

// pageMemory is how many messages a page shows again when it is loaded.
const pageMemory = 50

// logView is a conversation on a page.
type logView struct {
	Entries []entry
	After   int64  // sequence number of the last entry
	Events  string // address of the stream
	Again   string // address to ask when the stream does not work
	Words   words
}

// fill reads what a page shows of a conversation.
func (s *Site) fill(r *http.Request, v *logView, conv string, in setting) error {
	log, err := s.DB.Weblog(r.Context(), conv, 0, pageMemory)
	if err != nil {
		return err
	}
	v.Entries = s.history(r.Context(), log, in, s.Now())
	if n := len(log); n > 0 {
		v.After = log[n-1].Seq
	}
	return nil
}
