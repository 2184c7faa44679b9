package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

//go:embed static templates
var files embed.FS

// asset is a static file, ready to be sent.
type asset struct {
	kind  string // media type
	plain []byte
	small []byte // gzip
}

// assets are the static files by the name they are served under. The name holds a hash of the contents,
// so a browser may keep a file for ever and still gets the new one after an update.
type assets struct {
	files map[string]asset
	names map[string]string // "app.css" → "app.3f2a9c01.css"
}

// load takes in the folder "static" of a room; it may have none.
func (a assets) load(files fs.FS) {
	entries, err := fs.ReadDir(files, "static")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		panic(err)
	}
	for _, e := range entries {
		body, err := fs.ReadFile(files, "static/"+e.Name())
		if err != nil {
			panic(err)
		}
		ext := path.Ext(e.Name())
		body = lean(ext, body)
		sum := sha256.Sum256(body)
		name := strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:4]) + ext
		a.names[e.Name()] = name
		a.files[name] = asset{mime.TypeByExtension(ext), body, gzipped(body, gzip.BestCompression)}
	}
}

var cssComments = regexp.MustCompile(`(?s)/\*.*?\*/`)

// lean leaves comments, indents and empty lines out of a script or a style sheet: they are for those who write it, and a slow
// network carries what is left. No script of ours has a text over several lines.
func lean(ext string, body []byte) []byte {
	if ext != ".js" && ext != ".css" {
		return body
	}
	if ext == ".css" {
		body = cssComments.ReplaceAll(body, nil)
	}
	var out bytes.Buffer
	for line := range bytes.Lines(body) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || ext == ".js" && bytes.HasPrefix(line, []byte("//")) {
			continue
		}
		out.Write(line)
		if ext == ".js" { // a line's end may end a statement
			out.WriteByte('\n')
		} else {
			out.WriteByte(' ')
		}
	}
	return out.Bytes()
}

// url is the address of a static file; templates call it.
func (a assets) url(name string) (string, error) {
	hashed, ok := a.names[name]
	if !ok {
		return "", fs.ErrNotExist
	}
	return "/static/" + hashed, nil
}

// Static serves /static/{file}.
func (s *Site) Static(w http.ResponseWriter, r *http.Request) {
	f, ok := s.assets.files[r.PathValue("file")]
	if !ok {
		s.Nowhere(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := f.plain
	if acceptsGzip(r) {
		h.Set("Content-Encoding", "gzip")
		body = f.small
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the browser may have gone
}

// Add takes in the pages of a room and what they need: all of the folder "static", and of the folder "templates" the pages,
// each of which defines "main", and the parts that the pages of this room share. It panics if one of them is broken, which
// a test of any page would show.
func (s *Site) Add(files fs.FS, parts []string, pages ...string) {
	s.assets.load(files)
	base := parse(template.Must(s.frame.Clone()), files, parts...)
	for _, name := range pages {
		s.pages[name] = parse(template.Must(base.Clone()), files, name)
	}
}

// parse adds templates to others.
func parse(to *template.Template, files fs.FS, names ...string) *template.Template {
	for _, name := range names {
		to = template.Must(to.ParseFS(files, "templates/"+name+".html"))
	}
	return to
}

// jsonText writes a value as JSON for an attribute; the template escapes it.
func jsonText(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// acceptsGzip reports whether the browser takes gzip; all do, some proxies take that away.
func acceptsGzip(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")
}

// Compress makes an answer smaller if the browser can take that, and says so in its headers.
func (s *Site) Compress(w http.ResponseWriter, r *http.Request, body []byte) []byte {
	if !acceptsGzip(r) {
		return body
	}
	w.Header().Set("Content-Encoding", "gzip")
	return s.zip.compress(body)
}

// zipper compresses pages; it keeps its writers, which are large.
type zipper struct{ pool sync.Pool }

func (z *zipper) compress(body []byte) []byte {
	var b bytes.Buffer
	zw, ok := z.pool.Get().(*gzip.Writer)
	if !ok {
		zw = gzip.NewWriter(&b)
	}
	zw.Reset(&b)
	_, _ = zw.Write(body) // memory takes everything
	_ = zw.Close()
	z.pool.Put(zw)
	return b.Bytes()
}

func gzipped(body []byte, level int) []byte {
	var b bytes.Buffer
	zw, err := gzip.NewWriterLevel(&b, level)
	if err != nil {
		panic(err) // only for a level that does not exist
	}
	_, _ = zw.Write(body) // memory takes everything
	_ = zw.Close()
	return b.Bytes()
}
