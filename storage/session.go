package storage

import (
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"
)

// poolSize is how many connections one process opens at the most: a few gathering writers, the sender,
// and pages. PostgreSQL allows 100 by default, which leaves room for eight replicas.
const poolSize = 10

// Config is how the product speaks to the database at dsn (a URL or key=value string): Open uses it. It is exported
// for tests that look at a database past this package's methods; with other settings than the product's they would
// see another day between 17:00 and 24:00 UTC. An error does not show dsn, which may hold a password.
func Config(dsn string) (*pgxpool.Config, error) {
	if err := checkAddress(dsn); err != nil {
		return nil, fmt.Errorf("database address: %w", err)
	}
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("database address: %w", redact(err))
	}
	if cfg.MaxConns < poolSize {
		cfg.MaxConns = poolSize
	}
	cfg.ConnConfig.ConnectTimeout = connectTimeout
	cfg.ConnConfig.BuildContextWatcherHandler = callOff
	cfg.ConnConfig.RuntimeParams["application_name"] = "motcua"
	// Every statement here is a look-up by key fed with arrays: planning it anew for each array costs more
	// than running it (measured: planning was more than half of PostgreSQL's share of a turn).
	cfg.ConnConfig.RuntimeParams["plan_cache_mode"] = "force_generic_plan"
	// A day is a day in Vietnam, whatever the zone of this machine (TZ, PGTZ) or of the server.
	cfg.ConnConfig.RuntimeParams["timezone"] = "Asia/Ho_Chi_Minh"
	return cfg, nil
}

const (
	// connectTimeout bounds the making of a connection.
	connectTimeout = 5 * time.Second
	// finishTime is how long a statement may go on whose caller has stopped or gone. Those of a conversation take milliseconds.
	finishTime = time.Second
	// calledOffTime is how long after that the server has to end it.
	calledOffTime = time.Second
)

// callOff lets a statement whose caller gives up finish by itself, then has the server end it, and cuts the connection only when
// the server does not answer. The driver would cut it at once: what the statement has done would not be known to anybody, and the
// server would write of a lost client.
func callOff(conn *pgconn.PgConn) ctxwatch.Handler {
	return &pgconn.CancelRequestContextWatcherHandler{Conn: conn, CancelRequestDelay: finishTime, DeadlineDelay: finishTime + calledOffTime}
}
