package fire_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"motcua/bot"
	"motcua/bot/engine"
	"motcua/bot/outbox"
	"motcua/bot/telegram"
	"motcua/procedure"
	"motcua/procedure/search"
	"motcua/storage"
	"motcua/storage/live"
)

// replicaOrders tells a child process what to be, as JSON.
const replicaOrders = "MOTCUA_FIRE_REPLICA"

// orders are a replica's settings.
type orders struct {
	DSN, Redis    string
	Token, API    string
	Mode          string // of intake; "" takes nothing in and only sends
	Secret, Hook  string // of the webhook
	Addr          string // where the replica listens
	SendWhenAsked bool   // the sender waits for a call of /go
}

// hookSecret is what the webhook is called with.
const hookSecret = "fire_secret-1"

// runReplica is the child process. It ends with its parent, however that ends.
func runReplica(text string) int {
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(1)
	}()
	var o orders
	err := json.Unmarshal([]byte(text), &o)
	if err == nil {
		err = o.serve(context.Background())
	}
	fmt.Fprintln(os.Stderr, "replica:", err)
	return 1
}

// serve is a whole replica, put together as the command does, until the process is killed.
func (o orders) serve(ctx context.Context) error {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	db, err := o.openDB(ctx, log)
	if err != nil {
		return err
	}
	lv, err := live.Open(ctx, o.Redis, log)
	if err != nil {
		return err
	}
	dir, err := db.Directory(ctx)
	if err != nil {
		return err
	}
	records, err := procedure.New([]procedure.Procedure{{Key: "1.001193", Code: "1.001193", Name: "Thủ tục đăng ký khai sinh", Field: "Hộ tịch"}})
	if err != nil {
		return err
	}
	catalog, err := search.New(records)
	if err != nil {
		return err
	}
	var eng *engine.Engine
	channel, err := o.channel(db, lv, log, func(ctx context.Context, ev bot.Event) error { return eng.Turn(ctx, ev) })
	if err != nil {
		return err
	}
	metrics := engine.NewMetrics(prometheus.NewRegistry())
	sender := outbox.New(db, lv, outbox.NewMetrics(prometheus.NewRegistry()), log, channel)
	eng = engine.New(engine.Options{DB: db, Live: lv, Sender: sender, Metrics: metrics, Directory: dir, Finder: catalog, Log: log})
	start := sync.OnceFunc(func() { go sender.Run(ctx) })
	if !o.SendWhenAsked {
		start()
	}
	if o.Mode != "" {
		go eng.Run(ctx)
		go channel.Run(ctx)
	}
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle("/hook/telegram", channel.Webhook())
	mux.HandleFunc("/go", func(http.ResponseWriter, *http.Request) { start() })
	mux.HandleFunc("/status", func(w http.ResponseWriter, _ *http.Request) { _ = json.NewEncoder(w).Encode(channel.Status()) })
	return http.Serve(listener, mux)
}

// openDB opens the database, which may be away at this moment; a service would be started again.
func (o orders) openDB(ctx context.Context, log *slog.Logger) (db *storage.DB, err error) {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if db, err = storage.Open(ctx, o.DSN, log); err == nil {
			if err = db.Ping(ctx); err == nil {
				return db, nil
			}
			db.Close()
		}
	}
	return nil, err
}

func (o orders) channel(db *storage.DB, lv *live.Live, log *slog.Logger, turn func(context.Context, bot.Event) error) (*telegram.Channel, error) {
	holder := rand.Text()
	return telegram.New(telegram.Options{
		Token: o.Token, APIURL: o.API, Mode: o.Mode, Secret: o.Secret, WebhookURL: o.Hook,
		Turn: turn, Blob: db.Blob, Move: db.MoveConv, Live: lv, Log: log,
		DeadLetter: func(ctx context.Context, d telegram.DeadLetter) error {
			return db.DeadLetter(ctx, telegram.Name, strconv.FormatInt(d.Update, 10), d.Kind, d.Error)
		},
		Lease: func(ctx context.Context, name string, ttl time.Duration) (bool, error) {
			return db.Lease(ctx, name, holder, ttl)
		},
	})
}
