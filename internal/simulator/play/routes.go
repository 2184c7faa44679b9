package play

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"mime"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"motcua/internal/simulator/telegramsim"
)

//go:embed static templates
var files embed.FS

// policy lets the page load from its own address only and run no script but its file.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// maxForm bounds what a form can hold; a Telegram message has at most 4,096 letters.
const maxForm = 64 << 10

// routes builds the handler. Forms of other sites and names other than this machine's are refused: any
// page in the same browser could reach a loopback address.
func (p *Page) routes() http.Handler {
	pages := templates()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /choi", func(w http.ResponseWriter, r *http.Request) { p.page(w, r, pages, "page") })
	mux.HandleFunc("GET /choi/man-hinh", func(w http.ResponseWriter, r *http.Request) { p.page(w, r, pages, "screen") })
	mux.HandleFunc("GET /choi/song", p.stream)
	mux.HandleFunc("GET /choi/tep", p.file)
	mux.HandleFunc("GET /choi/play.js", asset("static/play.js"))
	mux.HandleFunc("GET /choi/play.css", asset("static/play.css"))
	for name, act := range p.acts() {
		mux.HandleFunc("POST /choi/"+name, p.post(act))
	}
	guarded := http.NewCrossOriginProtection().Handler(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		if !local(r.Host) {
			http.Error(w, "this page answers on this machine only", http.StatusMisdirectedRequest)
			return
		}
		guarded.ServeHTTP(w, r)
	})
}

// local says that a Host header names this machine.
func local(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func asset(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, files, name) }
}

func templates() *template.Template {
	return template.Must(template.New("").ParseFS(files, "templates/*.html"))
}

// page shows a chat. An address kept from an earlier run leads to the first chat.
func (p *Page) page(w http.ResponseWriter, r *http.Request, pages *template.Template, name string) {
	sc, err := p.scene(r.URL.Query().Get("chat"))
	if err != nil {
		if name == "page" {
			http.Redirect(w, r, "/choi", http.StatusSeeOther)
			return
		}
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, p.look(sc)); err != nil {
		p.Log.Error("play page", "err", err)
		http.Error(w, "page", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = b.WriteTo(w) // nobody is left to tell when the browser has gone
}

// act does what a form asks for. It gives the chat to go on with, 0 for the same.
type act func(r *http.Request, sc scene) (int64, error)

// acts are the forms by name.
func (p *Page) acts() map[string]act {
	stay := func(fn func(*http.Request, scene) error) act {
		return func(r *http.Request, sc scene) (int64, error) { return 0, fn(r, sc) }
	}
	return map[string]act{
		"nguoi": func(r *http.Request, _ scene) (int64, error) { return p.newPerson(r.PostFormValue("name")) },
		"noi":   stay(p.say),
		"cham":  stay(p.tap),
		"quet":  stay(p.scan),
		"dan": stay(func(_ *http.Request, sc scene) error {
			_, err := p.Server.SendSticker(sc.user, sc.chat, "🙂")
			return err
		}),
		"chan": stay(func(_ *http.Request, sc scene) error {
			if p.Server.Chat(sc.chat).Blocked {
				p.Server.Unblock(sc.user)
			} else {
				p.Server.Block(sc.user)
			}
			return nil
		}),
		"nhom": stay(func(*http.Request, scene) error { return p.toggleBot() }),
		"ma":   stay(func(r *http.Request, _ scene) error { return p.newCode(r.Context()) }),
		"loi":  stay(func(r *http.Request, _ scene) error { p.turn(r.PostFormValue("fault")); return nil }),
	}
}

// post carries a form out and shows the chat again; the script asks for no page and gets none.
func (p *Page) post(do act) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		if err := r.ParseForm(); err != nil {
			http.Error(w, wordBroken, http.StatusBadRequest)
			return
		}
		sc, err := p.scene(r.PostFormValue("chat"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusNotFound)
			return
		}
		to, err := do(r, sc)
		if err != nil {
			p.refuse(w, err)
			return
		}
		if to == 0 {
			to = sc.chat
		}
		address := "/choi?chat=" + strconv.FormatInt(to, 10)
		if r.Header.Get("X-Play") == "" {
			http.Redirect(w, r, address, http.StatusSeeOther)
			return
		}
		if to != sc.chat {
			w.Header().Set("X-Go", address)
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

// refuse says in words of the page what could not be done.
func (p *Page) refuse(w http.ResponseWriter, err error) {
	word, status := wordBroken, http.StatusInternalServerError
	switch {
	case errors.Is(err, telegramsim.ErrNoButton), errors.Is(err, telegramsim.ErrDead):
		word, status = wordNoTap, http.StatusConflict
	case errors.Is(err, telegramsim.ErrNoChat):
		word, status = wordNotOpen, http.StatusConflict
	case errors.Is(err, errFull):
		word, status = wordFull, http.StatusConflict
	case errors.Is(err, errInput):
		status = http.StatusBadRequest
	default:
		p.Log.Warn("play", "err", err)
	}
	http.Error(w, word, status)
}

var errInput = errors.New("not a form of this page")

func (p *Page) say(r *http.Request, sc scene) error {
	text := clip(strings.TrimSpace(r.PostFormValue("text")), 4096)
	if text == "" {
		return nil
	}
	if _, err := p.Server.Send(sc.user, sc.chat, text); err != nil {
		return err
	}
	p.spend(text)
	return nil
}

func (p *Page) tap(r *http.Request, sc scene) error {
	message, err := strconv.Atoi(r.PostFormValue("message"))
	if err != nil {
		return fmt.Errorf("%w: %w", errInput, err)
	}
	return p.press(sc, message, r.PostFormValue("data"))
}

// scan opens the chat through a QR code, as the camera of a telephone does.
func (p *Page) scan(r *http.Request, sc scene) error {
	if sc.isGroup {
		return errInput
	}
	payload, err := p.Payload(r.PostFormValue("place"), r.PostFormValue("slip"))
	if err != nil {
		return fmt.Errorf("%w: %w", errInput, err)
	}
	_, err = p.Server.StartWith(sc.user, payload)
	return err
}

// pictures are the kinds shown in the page; anything else is only offered for download.
func pictures() []string {
	return []string{"image/png", "image/jpeg", "image/gif", "image/webp"}
}

// file gives the picture or the document of a message.
func (p *Page) file(w http.ResponseWriter, r *http.Request) {
	sc, err := p.scene(r.URL.Query().Get("chat"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	for _, m := range p.Server.Chat(sc.chat).Messages {
		if strconv.Itoa(m.ID) == r.URL.Query().Get("message") {
			p.serveFile(w, r, m)
			return
		}
	}
	http.NotFound(w, r)
}

func (p *Page) serveFile(w http.ResponseWriter, r *http.Request, m telegramsim.Message) {
	var id, name string
	switch {
	case m.Document != nil:
		id, name = m.Document.ID, m.Document.Name
	case len(m.Photo) > 0:
		id = m.Photo[len(m.Photo)-1].ID
	default:
		http.NotFound(w, r)
		return
	}
	data := p.Server.FileData(id)
	kind, h := "application/octet-stream", w.Header()
	for _, k := range pictures() {
		if name == "" && http.DetectContentType(data) == k {
			kind = k
		}
	}
	if name != "" {
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	}
	h.Set("Content-Type", kind)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// breath is the least time between two events of a stream: the bot works in bursts.
const breath = 80 * time.Millisecond

// stream tells the page whenever something has changed; it then fetches the screen.
func (p *Page) stream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for {
		platform := p.Server.Changed()
		p.mu.Lock()
		own := p.changed
		p.mu.Unlock()
		if _, err := fmt.Fprint(w, "data: 1\n\n"); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-platform:
		case <-own:
		case <-r.Context().Done():
			return
		case <-p.done:
			return
		}
		select {
		case <-time.After(breath):
		case <-r.Context().Done():
			return
		case <-p.done:
			return
		}
	}
}
