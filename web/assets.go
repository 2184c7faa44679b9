package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed static
var staticFiles embed.FS

//go:embed templates
var templateFiles embed.FS

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

func loadAssets() assets {
	a := assets{files: map[string]asset{}, names: map[string]string{}}
	entries, err := fs.ReadDir(staticFiles, "static")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		body, err := staticFiles.ReadFile("static/" + e.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(body)
		ext := path.Ext(e.Name())
		name := strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:4]) + ext
		a.names[e.Name()] = name
		a.files[name] = asset{mime.TypeByExtension(ext), body, gzipped(body, gzip.BestCompression)}
	}
	return a
}

// url is the address of a static file; templates call it.
func (a assets) url(name string) (string, error) {
	hashed, ok := a.names[name]
	if !ok {
		return "", fs.ErrNotExist
	}
	return "/static/" + hashed, nil
}

// static serves /static/{file}.
func (s *server) static(w http.ResponseWriter, r *http.Request) {
	f, ok := s.assets.files[r.PathValue("file")]
	if !ok {
		s.nowhere(w, r)
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

// parseTemplates makes one template per page, each inside the frame, and the one for a message.
func parseTemplates(a assets) (pages map[string]*template.Template, message *template.Template) {
	base := template.Must(template.New("frame.html").Funcs(template.FuncMap{"asset": a.url, "json": jsonText}).
		ParseFS(templateFiles, "templates/frame.html", "templates/blocks.html", "templates/message.html", "templates/log.html", "templates/lookup.html", "templates/sections.html"))
	pages = map[string]*template.Template{}
	for _, name := range []string{
		"chat", "units", "nounit", "room", "todo", "tour", "privacy", "trouble",
		"procedures", "found", "procedure", "sheet", "board", "changes", "unknown",
		"results", "publish", "withdraw",
	} {
		pages[name] = template.Must(template.Must(base.Clone()).ParseFS(templateFiles, "templates/"+name+".html"))
	}
	return pages, template.Must(base.Clone()).Lookup("message")
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
