package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	_ "image/jpeg" // sizes of pictures
	_ "image/png"
	"mime"
	"net/http"
	"strconv"
	"sync"

	"motcua/bot"
	"motcua/storage"
)

// fileMemory is how many messages back a conversation still gives out the files it showed.
const fileMemory = 500

// ServeFile answers with a file if a message of the conversation refers to it; whoever may read the
// conversation may have its files and no others.
func (s *Site) ServeFile(w http.ResponseWriter, r *http.Request, conv string) {
	id, err := strconv.ParseInt(r.PathValue("blob"), 10, 64)
	if err != nil {
		s.Nowhere(w, r)
		return
	}
	f, err := s.fileIn(r.Context(), conv, id)
	if err == nil {
		var body []byte
		if body, err = s.DB.Blob(r.Context(), id); err == nil {
			sendFile(w, f, body)
			return
		}
	}
	if errors.Is(err, storage.ErrNotFound) {
		s.Nowhere(w, r)
		return
	}
	s.Failed(w, r, "file not read", err)
}

// fileIn finds the file with this id among those a conversation was shown; ErrNotFound otherwise.
func (s *Site) fileIn(ctx context.Context, conv string, id int64) (bot.File, error) {
	log, err := s.DB.Weblog(ctx, conv, 0, fileMemory)
	if err != nil {
		return bot.File{}, err
	}
	for _, l := range log {
		var m bot.Message
		if json.Unmarshal(l.Body, &m) != nil {
			continue
		}
		for _, f := range m.Files {
			if f.Blob == id {
				return f, nil
			}
		}
	}
	return bot.File{}, storage.ErrNotFound
}

// sendFile answers with a file. Only pictures are shown; everything else is offered for download, so that
// no stored file is ever run as a page of ours.
func sendFile(w http.ResponseWriter, f bot.File, body []byte) {
	kind, how := "application/octet-stream", "attachment"
	switch f.Type {
	case "image/png", "image/jpeg":
		kind, how = f.Type, "inline"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": f.Name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the browser may have gone
}

// pictureSizes remembers how large pictures are, so that a page can keep their place free while they
// load. A stored file never changes.
type pictureSizes struct {
	mu    sync.Mutex
	known map[int64]image.Point
}

// pictureMemory bounds pictureSizes; it is emptied when full.
const pictureMemory = 1000

// of is the size of a picture, the zero point if it cannot be told.
func (p *pictureSizes) of(ctx context.Context, db *storage.DB, id int64) image.Point {
	p.mu.Lock()
	size, ok := p.known[id]
	p.mu.Unlock()
	if ok {
		return size
	}
	body, err := db.Blob(ctx, id)
	if err != nil {
		return image.Point{} // asked again next time
	}
	if cfg, _, err := image.DecodeConfig(bytes.NewReader(body)); err == nil {
		size = image.Pt(cfg.Width, cfg.Height)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil || len(p.known) >= pictureMemory {
		p.known = map[int64]image.Point{}
	}
	p.known[id] = size
	return size
}
