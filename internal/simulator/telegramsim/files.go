package telegramsim

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif"  // pictures the platform takes
	_ "image/jpeg" // "
	_ "image/png"  // "
	"net/http"
	"path"
	"strings"
)

// Limits of files, in bytes and pixels.
const (
	maxPhoto     = 10 << 20
	maxDocument  = 50 << 20
	maxDownload  = 20 << 20
	maxPhotoEdge = 10_000 // width and height together
	maxPhotoRate = 20     // the longer edge over the shorter
)

// stored is a file the platform keeps.
type stored struct {
	File
	kind string // photo, document, voice, sticker
	path string // below /file/bot<token>/
	data []byte
}

func sendPhoto(s *Server, c *call) (any, error) {
	caption, entities, err := s.caption(c)
	if err != nil {
		return nil, err
	}
	f, err := s.input(c, "photo")
	if err != nil {
		return nil, err
	}
	return s.sendOut(c, &Message{Photo: []File{f.File}, Caption: caption, CaptionEntities: entities})
}

func sendDocument(s *Server, c *call) (any, error) {
	caption, entities, err := s.caption(c)
	if err != nil {
		return nil, err
	}
	f, err := s.input(c, "document")
	if err != nil {
		return nil, err
	}
	return s.sendOut(c, &Message{Document: &f.File, Caption: caption, CaptionEntities: entities})
}

// input finds the file of a send: a part of the request under the field's own name or under the name an
// attach:// gives, or the id of a file that is here already.
func (s *Server) input(c *call, kind string) (*stored, error) {
	value := c.params[kind]
	up := c.files[kind]
	if name, ok := strings.CutPrefix(value, "attach://"); ok {
		up = c.files[name]
		if up == nil {
			return nil, bad("there is no %s in the request", kind)
		}
	}
	switch {
	case up != nil:
		return s.take(kind, up)
	case value == "":
		return nil, bad("there is no %s in the request", kind)
	case strings.HasPrefix(value, "http://") || strings.HasPrefix(value, "https://"):
		return nil, bad("failed to get HTTP URL content") // this platform has no way out to the network
	}
	f := s.files[value]
	if f == nil {
		return nil, bad("wrong file identifier/HTTP URL specified")
	}
	if f.kind != kind {
		return nil, bad("type of file mismatch")
	}
	return f, nil
}

// take checks and keeps an upload.
func (s *Server) take(kind string, up *upload) (*stored, error) {
	if len(up.data) == 0 {
		return nil, bad("file must be non-empty")
	}
	limit, f := maxDocument, &stored{kind: kind, data: up.data}
	if kind == "photo" {
		limit = maxPhoto
		size, err := checkPhoto(up.data)
		if err != nil {
			return nil, err
		}
		f.Width, f.Height = size.Width, size.Height
	} else {
		f.Name, f.MIME = path.Base(up.name), up.mime
		if f.MIME == "" || f.MIME == "application/octet-stream" {
			f.MIME = http.DetectContentType(up.data)
		}
	}
	if len(up.data) > limit {
		return nil, tooLarge()
	}
	s.keep(f, path.Ext(up.name))
	return f, nil
}

// keep gives a file its ids and its path. The caller holds mu.
func (s *Server) keep(f *stored, ext string) {
	s.ids.file++
	sum := sha256.Sum256(f.data)
	f.Size = len(f.data)
	f.UniqueID = "AQAD" + hex.EncodeToString(sum[:8])
	f.ID = fmt.Sprintf("BQACAgUAAxkBAAI%06d%s", s.ids.file, f.UniqueID)
	f.path = fmt.Sprintf("%ss/file_%d%s", f.kind, s.ids.file, ext)
	s.files[f.ID] = f
}

// checkPhoto decodes a picture and holds it to the platform's shape.
func checkPhoto(data []byte) (image.Config, error) {
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return size, bad("IMAGE_PROCESS_FAILED")
	}
	long, short := max(size.Width, size.Height), max(1, min(size.Width, size.Height))
	if long+short > maxPhotoEdge || long > maxPhotoRate*short {
		return size, bad("PHOTO_INVALID_DIMENSIONS")
	}
	if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
		return size, bad("IMAGE_PROCESS_FAILED") // a good head on a broken body
	}
	return size, nil
}

// fileAnswer is the answer of getFile.
type fileAnswer struct {
	ID       string `json:"file_id"`
	UniqueID string `json:"file_unique_id"`
	Size     int    `json:"file_size"`
	Path     string `json:"file_path"`
}

func getFile(s *Server, c *call) (any, error) {
	if c.params["file_id"] == "" {
		return nil, bad("file_id not specified")
	}
	f := s.files[c.params["file_id"]]
	switch {
	case f == nil:
		return nil, bad("wrong file_id or the file is temporarily unavailable")
	case f.Size > maxDownload:
		return nil, bad("file is too big")
	}
	return fileAnswer{f.ID, f.UniqueID, f.Size, f.path}, nil
}

// FileData gives the bytes of a file by its id, nil when there is none: what a person who opens the
// attachment gets to see.
func (s *Server) FileData(id string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files[id]; f != nil {
		return f.data
	}
	return nil
}

// serveFile answers /file/bot<token>/<path>.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request, rest string) {
	token, name, _ := strings.Cut(rest, "/")
	if token != s.token {
		writeAnswer(w, nil, &refusal{code: http.StatusUnauthorized, text: "Unauthorized"})
		return
	}
	s.mu.Lock()
	var found *stored
	for _, f := range s.files {
		if f.path == name {
			found = f
		}
	}
	s.mu.Unlock()
	if found == nil {
		writeAnswer(w, nil, &refusal{code: http.StatusNotFound, text: "Not Found"})
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(found.data) // the caller may have gone
}
