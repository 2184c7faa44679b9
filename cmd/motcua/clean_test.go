package main

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"motcua/org"
)

// The operator sees how far the clean-up is, is told by doctor when it is behind, and takes it further, never ahead of the
// database's day.
func TestClean(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	db, err := pgx.Connect(t.Context(), e["DATABASE_URL"])
	check(t, err)
	defer db.Close(context.WithoutCancel(t.Context()))
	for _, sql := range []string{
		`INSERT INTO session (id, unit, form, form_hash, channel, point, slip, month, day, respondent, receipt, notice, started_at)
			VALUES (1, 1, 'mau-v1', '', 'web', 0, '', 202001, '2020-01-01', 'a', 'a', '', now() - interval '3 years'), (2, 1, 'mau-v1', '', 'web', 0, '', 202001, '2020-01-02', 'b', 'b', '', now())`,
		`INSERT INTO cleaned (unit, upto) SELECT id, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 10 FROM generate_series(0, 1) id`,
	} {
		_, err := db.Exec(t.Context(), sql)
		check(t, err)
	}
	now := time.Now().In(org.Location())
	contains(t, e.must(t, "clean"), "Dữ liệu chung: đã dọn đến hết ngày", "long-dien: đã dọn đến hết ngày", "1 phiếu quá hạn lưu đang chờ xóa")
	contains(t, e.must(t, "doctor"), "note  clean-up of long-dien is 9 days behind", "motcua clean --until "+now.Format(time.DateOnly))
	e.refused(t, 1, []string{"clean", "--until", now.AddDate(0, 0, 2).Format(time.DateOnly)}, "nothing is cleaned ahead")
	e.refused(t, 2, []string{"clean", "--until", "mai"}, "not a day")
	contains(t, e.must(t, "clean", "--until", now.Format(time.DateOnly)), "long-dien: đã xóa 1 phiếu", "Đã dọn đến hết ngày "+now.Format("02/01/2006"))
	contains(t, e.must(t, "clean"), "0 phiếu quá hạn")
	found := e.must(t, "doctor")
	contains(t, found, "ok    clock: within", "descriptors: this account may have")
	lacks(t, found, "behind")
}

// A proxy in front that nobody named is worth a word; a list that cannot be read is refused.
func TestTrustedProxies(t *testing.T) {
	t.Parallel()
	e := newUnit(t).with("MOTCUA_PUBLIC_URL", "https://motcua.xa.vn")
	contains(t, e.with("MOTCUA_ADDR", "127.0.0.1:0").must(t, "doctor"), "note  MOTCUA_TRUSTED_PROXIES is not set")
	contains(t, e.with("MOTCUA_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8").must(t, "doctor"), "ok    trusted proxies: [127.0.0.1/32 10.0.0.0/8]")
	e.with("MOTCUA_TRUSTED_PROXIES", "0.0.0.0/0").refused(t, 2, []string{"version"}, "MOTCUA_TRUSTED_PROXIES", "would believe everybody")
	e.with("MOTCUA_TRUSTED_PROXIES", "private").refused(t, 2, []string{"version"}, "MOTCUA_TRUSTED_PROXIES")
}
