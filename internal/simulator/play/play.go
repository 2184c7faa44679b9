// Package play is a page on which one person plays citizens and a leader on a telegramsim.Server, for
// people who want to see the product on Telegram and have no token.
//
// The page is for the one who runs the demonstration: it listens on loopback, knows no users, and must
// never be mounted on an address citizens can reach.
package play

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"motcua/internal/simulator/telegramsim"
)

// Place is a reception point with a QR code.
type Place struct {
	ID    string // what Options.Payload is asked with
	Label string
}

// Options say what the page plays with. All fields but Log are needed.
type Options struct {
	Server *telegramsim.Server
	Places []Place
	Slips  []Place
	// Payload signs the start payload of a QR code at a place on a slip.
	Payload func(place, slip string) (string, error)
	// Link gives a new one-time code for the leaders' group.
	Link func(ctx context.Context) (string, error)
	Log  *slog.Logger // nil is silent
}

// maxPeople bounds the people one can add, so that a held-down button does no harm.
const maxPeople = 12

// Page is the page and the people on it. It is an http.Handler for /choi and below. Close it before the
// HTTP server stops, or open streams keep that waiting.
type Page struct {
	Options
	mux  http.Handler
	done chan struct{}
	stop func()

	mu      sync.Mutex
	people  []*telegramsim.User // citizens; the leader is not among them
	leader  *telegramsim.User
	group   telegramsim.Chat
	inside  bool // the bot is in the group
	code    string
	taps    map[int64]tap // newest tap by chat
	dial    string        // the fault that was set last, "" for none
	dialed  time.Time     // when it was set
	changed chan struct{} // closed at the next change of what only the page knows
}

// tap is a tap whose answer the page waits for or shows.
type tap struct {
	id, data string
	message  int
}

// New makes the page with two citizens, a leader and his group, which the bot has not joined yet.
func New(o Options) *Page {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	p := &Page{Options: o, done: make(chan struct{}), taps: map[int64]tap{}, changed: make(chan struct{})}
	p.stop = sync.OnceFunc(func() { close(p.done) })
	p.people = []*telegramsim.User{o.Server.NewUser("Bà Tư"), o.Server.NewUser("Ông Năm")}
	p.leader = o.Server.NewUser("Chủ tịch xã")
	p.group = o.Server.NewGroup("Lãnh đạo xã", p.leader)
	p.mux = p.routes()
	return p
}

// Close ends the open streams.
func (p *Page) Close() { p.stop() }

// ServeHTTP answers /choi and below.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

// note tells the streams of a change the platform does not know of. The caller holds mu.
func (p *Page) note() {
	close(p.changed)
	p.changed = make(chan struct{})
}

// scene is the chat a request is about and who looks at it.
type scene struct {
	chat    int64
	user    *telegramsim.User
	isGroup bool
}

var errNoScene = errors.New("no such chat on this page")

// scene finds a chat by the number in a request; the first citizen's without one.
func (p *Page) scene(number string) (scene, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if number == "" {
		return scene{chat: p.people[0].ID, user: p.people[0]}, nil
	}
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return scene{}, errNoScene
	}
	if id == p.group.ID {
		return scene{chat: id, user: p.leader, isGroup: true}, nil
	}
	i := slices.IndexFunc(p.people, func(u *telegramsim.User) bool { return u.ID == id })
	if i < 0 {
		return scene{}, errNoScene
	}
	return scene{chat: id, user: p.people[i]}, nil
}

// newPerson adds a citizen.
func (p *Page) newPerson(name string) (int64, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.people) >= maxPeople {
		return 0, fmt.Errorf("%w: %d", errFull, maxPeople)
	}
	if name = clip(name, 40); name == "" {
		name = fmt.Sprintf(wordPerson, len(p.people)+1)
	}
	u := p.Server.NewUser(name)
	p.people = append(p.people, u)
	p.note()
	return u.ID, nil
}

var errFull = errors.New(wordFull)

// clip shortens a text to n letters.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// toggleBot puts the bot into the group, or takes it out.
func (p *Page) toggleBot() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	act := p.Server.AddBot
	if p.inside {
		act = p.Server.RemoveBot
	}
	if err := act(p.group.ID, p.leader); err != nil {
		return err
	}
	p.inside = !p.inside
	return nil
}

// newCode asks for a new link code.
func (p *Page) newCode(ctx context.Context) error {
	code, err := p.Link(ctx)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.code = code
	p.note()
	return nil
}

// spend takes a code off the page once it has been written somewhere: it works only once.
func (p *Page) spend(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.code != "" && strings.Contains(text, p.code) {
		p.code = ""
		p.note()
	}
}

// press taps a button and remembers the tap, so that its answer can be shown.
func (p *Page) press(sc scene, message int, data string) error {
	id, err := p.Server.Tap(sc.user, sc.chat, message, data)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.taps[sc.chat] = tap{id: id, data: data, message: message}
	p.note()
	return nil
}
