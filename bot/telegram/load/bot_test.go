package load

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/outbox"
	"motcua/bot/telegram"
	"motcua/internal/testkit/pgtest"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/storage/live"
)

// The bot runs in a child process, so that its CPU time can be told from the driver's.
const (
	envAPI   = "MOTCUA_LOAD_API"
	envDSN   = "MOTCUA_LOAD_DSN"
	envRedis = "MOTCUA_LOAD_REDIS"
	envMode  = "MOTCUA_LOAD_MODE"
	envHook  = "MOTCUA_LOAD_HOOK" // address at which the child listens for deliveries
)

const (
	token  = "700000001:load"
	secret = "load-secret"
)

func TestMain(m *testing.M) {
	if os.Getenv(envAPI) != "" {
		if err := runBot(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, "bot:", err)
			os.Exit(1)
		}
		return
	}
	pgtest.Main(m)
}

// runBot is the child: the product's half, with limits out of the way.
func runBot(ctx context.Context) error {
	debug.SetGCPercent(300) // as the service does
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	db, err := storage.Open(ctx, os.Getenv(envDSN), log)
	if err != nil {
		return err
	}
	lv, err := live.Open(ctx, os.Getenv(envRedis), log)
	if err != nil {
		return err
	}
	dir, err := db.Directory(ctx)
	if err != nil {
		return err
	}
	cat, err := search.Bundled()
	if err != nil {
		return err
	}
	var eng *engine.Engine
	channel, err := telegram.New(telegram.Options{
		Token: token, APIURL: os.Getenv(envAPI), Mode: os.Getenv(envMode), Secret: secret,
		Turn: func(ctx context.Context, ev bot.Event) error { return eng.Turn(ctx, ev) },
		Blob: db.Blob, Live: lv, Log: log, Limits: &telegram.Limits{}, // as in the bots it is compared with
	})
	if err != nil {
		return err
	}
	metrics := engine.NewMetrics(prometheus.NewRegistry())
	sender := outbox.New(db, lv, outbox.NewMetrics(prometheus.NewRegistry()), log, channel)
	eng = engine.New(engine.Options{DB: db, Live: lv, Sender: sender, Metrics: metrics, Directory: dir, Finder: cat, Log: log})
	listener, err := net.Listen("tcp", os.Getenv(envHook))
	if err != nil {
		return err
	}
	go eng.Run(ctx) // until we are killed
	go sender.Run(ctx)
	go channel.Run(ctx)
	return http.Serve(listener, channel.Webhook())
}
