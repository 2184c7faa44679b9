package service

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/pprof"
)

// ErrNotLoopback refuses a DebugAddr that other machines could reach: a profile shows what is in memory.
var ErrNotLoopback = errors.New("the profiler listens on a loopback address only")

// CheckDebugAddr tells whether an address is host:port with a loopback host: "localhost", 127.0.0.0/8 or ::1. It is
// ErrNotLoopback otherwise. Nothing is looked up.
func CheckDebugAddr(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil || !loopback(host) {
		return ErrNotLoopback
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// listenDebug takes the profiler's address. What "localhost" means is up to the machine, so the address it came to is
// looked at once more.
func listenDebug(addr string) (net.Listener, error) {
	if err := CheckDebugAddr(addr); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, &AddrError{Addr: addr, Debug: true, Err: err}
	}
	if at, ok := l.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() {
		return nil, errors.Join(ErrNotLoopback, l.Close())
	}
	return l, nil
}

// serveDebug serves the profiler until ctx ends. A profile under way is cut off then: nobody waits for one at a stop.
func (s *Service) serveDebug(ctx context.Context) {
	server := &http.Server{Handler: debugHandler(), ReadHeaderTimeout: headerTimeout, MaxHeaderBytes: maxHeader}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // its listener is ours, nothing else can fail
	defer stop()
	s.log.Info("profiler", "addr", s.debug.Addr().String())
	if err := server.Serve(s.debug); !errors.Is(err, http.ErrServerClosed) {
		s.log.Error("profiler stopped", "err", err)
	}
}

// debugHandler serves /debug/pprof/. A page that a browser on this machine has open could have its own name resolved to
// loopback; it comes with that name in Host, and gets nothing.
func debugHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("POST /debug/pprof/symbol", pprof.Symbol) // of go tool pprof
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		if !loopback(host) {
			http.Error(w, "loopback only", http.StatusForbidden)
			return
		}
		mux.ServeHTTP(w, r)
	})
}
