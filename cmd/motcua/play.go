package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"motcua/bot/telegram"
	"motcua/internal/service"
	"motcua/internal/simulator/play"
	"motcua/internal/simulator/telegramsim"
	"motcua/org"
	"motcua/org/directory"
)

// This file alone links the platforms' test servers into the program (internal/layers holds that): nothing but
// "serve --demo --play" may come near them.

// playground is "serve --demo --play": a Telegram inside this process and a page to play the people on it. It
// has an address of its own, on loopback, which citizens never see.
type playground struct {
	listener net.Listener
	platform *telegramsim.Server
	page     *play.Page   // nil until shown
	server   *http.Server // nil until shown
	ended    chan error
}

// firstNumber is where the platform's numbers begin. It grows by one a second, which is faster than one
// person makes updates, so that no run gives a number that the demo's database already knows.
func firstNumber() int64 {
	return int64(time.Since(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)) / time.Second)
}

// openPlayground makes the platform and takes its address, and points the program's Telegram at it.
func (p *program) openPlayground(demo bool) (*playground, error) {
	if !demo {
		return nil, wrong(wordPlayNeedsDemo)
	}
	if (telegram.Platform{}).Served(p.platforms[telegram.Name]) {
		return nil, refuse(wordPlayNoToken)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, because(err, wordPlayNoAddr)
	}
	platform := telegramsim.New(telegramsim.Options{Later: firstNumber()})
	p.platforms[telegram.Name] = telegram.SettingsFor(platform.Token(), "http://"+listener.Addr().String())
	return &playground{listener: listener, platform: platform}, nil
}

// show starts answering, for the bot and for the page.
func (pg *playground) show(s *service.Service, log *slog.Logger) {
	pg.page = play.New(play.Options{
		Server: pg.platform, Places: places(s.Directory()), Slips: slips(), Log: log,
		Payload: func(place, slip string) (string, error) { return payload(s.Directory(), place, slip) },
		Link: func(ctx context.Context) (string, error) {
			u, err := pickUnit(s.Directory(), "")
			if err != nil {
				return "", err
			}
			return s.Store().NewLinkCode(ctx, u.ID, linkLife)
		},
	})
	mux := http.NewServeMux()
	mux.Handle("/", pg.platform)
	mux.Handle("/choi", pg.page)
	mux.Handle("/choi/", pg.page)
	mux.Handle("GET /{$}", http.RedirectHandler("/choi", http.StatusSeeOther))
	// No time limit on answers: long polls and the page's stream stay open.
	pg.server = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug)}
	pg.ended = make(chan error, 1)
	go func() { pg.ended <- pg.server.Serve(pg.listener) }()
}

// close ends the platform, its page, and what they still answer.
func (pg *playground) close() error {
	pg.platform.Close()
	if pg.server == nil {
		return pg.listener.Close()
	}
	pg.page.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	err := pg.server.Shutdown(ctx)
	if err != nil {
		err = errors.Join(fmt.Errorf("play: %w", err), pg.server.Close())
	}
	if end := <-pg.ended; !errors.Is(end, http.ErrServerClosed) {
		err = errors.Join(err, fmt.Errorf("play: %w", end))
	}
	return err
}

// places lists the reception points of all units, "unit/point".
func places(dir *directory.Directory) []play.Place {
	var all []play.Place
	for _, u := range dir.Units() {
		for _, pt := range u.OpenPoints() {
			all = append(all, play.Place{ID: u.Code + "/" + strconv.Itoa(int(pt.ID)), Label: pt.Name})
		}
	}
	return all
}

// slips lists the papers that carry a QR code; the first is none of them.
func slips() []play.Place {
	all := []play.Place{{Label: wordNoSlipPlace}}
	for _, s := range org.Slips() {
		all = append(all, play.Place{ID: s.Code(), Label: s.Label()})
	}
	return all
}

// payload signs what the QR code at a place on a slip says.
func payload(dir *directory.Directory, place, slip string) (string, error) {
	for _, u := range dir.Units() {
		for _, pt := range u.OpenPoints() {
			if place != u.Code+"/"+strconv.Itoa(int(pt.ID)) {
				continue
			}
			start := org.Start{Unit: u.ID, Point: pt.ID}
			if slip != "" {
				var err error
				if start.Slip, err = org.ParseSlip(slip); err != nil {
					return "", err
				}
			}
			return start.Sign(dir.Key()), nil
		}
	}
	return "", fmt.Errorf("play: no reception point %q", place)
}
