package main

import (
	"log/slog"
	"testing"

	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
	"motcua/storage/private"
)

// makeBefore makes of an empty database one that was served before the first release.
func makeBefore(t *testing.T, dsn string) {
	t.Helper()
	check(t, testkit.Exec(t.Context(), dsn,
		`CREATE TABLE migration (name text PRIMARY KEY, hash text NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
		`INSERT INTO migration (name, hash) VALUES ('0001_start.sql', 'x'), ('0007_publication.sql', 'x')`))
}

// What was made before the first release is refused by every command, in words the operator can follow.
func TestRefusesWhatIsOfBefore(t *testing.T) {
	t.Parallel()
	dsn := pgtest.New(t)
	makeBefore(t, dsn)
	own := env{"MOTCUA_DATA": t.TempDir(), "MOTCUA_ADDR": "127.0.0.1:0", "DATABASE_URL": dsn}
	dir := privateEnv(t)
	server, err := private.Open(t.Context(), private.Options{Dir: dir["MOTCUA_DATA"], Log: slog.New(slog.DiscardHandler)})
	check(t, err)
	_, err = server.EnsureDatabase(t.Context(), "motcua")
	check(t, err)
	makeBefore(t, server.DSN("motcua"))
	check(t, server.Close())
	for _, args := range [][]string{{"serve"}, {"migrate"}, {"unit", "list"}} {
		own.refused(t, 1, args, "trước bản phát hành đầu tiên", "đặt DATABASE_URL là một cơ sở dữ liệu trống khác", "in lại mã QR")
		dir.refused(t, 1, args, "thư mục dữ liệu "+dir["MOTCUA_DATA"], "đặt MOTCUA_DATA là một thư mục trống khác")
	}
}
