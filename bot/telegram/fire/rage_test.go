package fire_test

import (
	"bytes"
	"io"
	"net/http"
	"sync"
	"time"

	"motcua/bot/telegram"
	"motcua/internal/simulator/telegramsim"
)

// rage disturbs until the citizens are done, each kind of trouble in turn. It runs in the test's own
// goroutine, as stopping PostgreSQL demands.
func (b *battle) rage(mode string, done <-chan struct{}) {
	b.usualFaults()
	// A killed replica that polled is followed only when its lease has ended, up to 40 s later.
	leaders := 1 + len(b.citizens)/100
	troubles := []func(){
		func() { b.killReplica(mode, leaders) },
		b.storm,
		b.restartDatabase,
		func() { b.killReplica(mode, leaders) },
		b.storm,
		b.killDatabase,
	}
	for i := 0; ; i++ {
		select {
		case <-done:
			return
		case <-time.After(time.Second + b.upTo(3*time.Second)):
		}
		troubles[i%len(troubles)]()
	}
}

// upTo is a random time.
func (b *battle) upTo(d time.Duration) time.Duration { return time.Duration(b.rnd.Int64N(int64(d))) }

// usualFaults is the weather between the storms: on each kind of call something is lost now and then.
func (b *battle) usualFaults() {
	for _, f := range []telegramsim.Fault{
		{Chance: 0.03, DropAnswer: true},
		{Chance: 0.02, Reset: true},
		{Chance: 0.02, Status: http.StatusBadGateway, HTML: true},
		{Chance: 0.01, RetryAfter: 1},
		{Method: "getUpdates", Chance: 0.05, DropAnswer: true},
		{Method: "getUpdates", Chance: 0.03, Status: http.StatusBadGateway, HTML: true},
		{Method: telegramsim.Delivery, Chance: 0.05, DropAnswer: true},
		{Method: telegramsim.Delivery, Chance: 0.03, Reset: true},
	} {
		b.tg.Fault(f)
	}
}

// storm answers most calls with 429 for a second.
func (b *battle) storm() {
	b.storms++
	b.tg.Fault(telegramsim.Fault{Chance: 0.7, RetryAfter: 1 + b.rnd.IntN(3)})
	time.Sleep(time.Second)
	b.tg.Heal()
	b.usualFaults()
}

func (b *battle) restartDatabase() {
	b.restarts++
	b.pg.Stop()
	time.Sleep(b.upTo(time.Second))
	b.pg.Start()
}

func (b *battle) killDatabase() {
	b.restarts++
	b.pg.Kill()
}

// killReplica kills one of the replicas and starts it again; the one that polls at most so many times.
func (b *battle) killReplica(mode string, leaders int) {
	r := b.replicas[b.rnd.IntN(len(b.replicas))]
	if mode == telegram.ModePoll {
		leading := func(r *replica) bool {
			s, err := r.status()
			return err != nil || !s.Standby // down for a moment, it still holds the lease
		}
		if leading(r) {
			if b.leaderKills >= leaders {
				return
			}
			b.leaderKills++
		}
	}
	r.kill()
	time.Sleep(b.upTo(500 * time.Millisecond))
	r.start()
}

// proxy stands before the replicas, as in an installation with several: it takes them in turn and passes a
// request on to the next one when one cannot be reached.
type proxy struct {
	mu    sync.Mutex
	addrs []string
	next  int
}

func (p *proxy) add(addr string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.addrs = append(p.addrs, addr)
}

// turn lists the replicas, beginning with the one whose turn it is.
func (p *proxy) turn() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []string
	for i := range p.addrs {
		out = append(out, p.addrs[(p.next+i)%len(p.addrs)])
	}
	p.next++
	return out
}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "body cut off", http.StatusBadRequest)
		return
	}
	for _, addr := range p.turn() {
		res, err := p.pass(r, addr, body)
		if err != nil {
			continue
		}
		defer func() { _ = res.Body.Close() }()
		if after := res.Header.Get("Retry-After"); after != "" {
			w.Header().Set("Retry-After", after)
		}
		w.WriteHeader(res.StatusCode)
		_, _ = io.Copy(w, res.Body)
		return
	}
	http.Error(w, "no replica", http.StatusBadGateway)
}

func (p *proxy) pass(r *http.Request, addr string, body []byte) (*http.Response, error) {
	out, err := http.NewRequestWithContext(r.Context(), r.Method, "http://"+addr+r.URL.Path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	out.Header = r.Header.Clone()
	return http.DefaultClient.Do(out)
}
