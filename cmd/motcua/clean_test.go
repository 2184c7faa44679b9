package main

import (
	"testing"
	"time"

	"motcua/internal/testkit"
	"motcua/org"
)

// The operator sees how far the clean-up is, is told by doctor when it is behind, and takes it further, never ahead of the
// database's day.
func TestClean(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	check(t, testkit.Exec(t.Context(), e["DATABASE_URL"],
		`INSERT INTO response (id, unit, questionnaire, questionnaire_hash, channel, point, slip, month, day, respondent, receipt, notice, started_at)
			VALUES (1, 1, 'mau-v1', '', 'web', 0, '', 202001, '2020-01-01', 'a', 'a', '', now() - interval '3 years'), (2, 1, 'mau-v1', '', 'web', 0, '', 202001, '2020-01-02', 'b', 'b', '', now())`,
		`INSERT INTO cleaned (unit, upto) SELECT id, (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - 10 FROM generate_series(0, 1) id`,
	))
	now := time.Now().In(org.Location())
	contains(t, e.must(t, "clean"), "Dữ liệu chung: đã dọn đến hết ngày", "long-dien: đã dọn đến hết ngày", "1 phiếu quá hạn lưu đang chờ xóa")
	contains(t, e.must(t, "doctor"), "long-dien: việc dọn dữ liệu quá hạn chậm 9 ngày", "motcua clean --until "+now.Format(time.DateOnly))
	e.refused(t, 1, []string{"clean", "--until", now.AddDate(0, 0, 2).Format(time.DateOnly)}, "không dọn trước ngày")
	e.refused(t, 2, []string{"clean", "--until", "mai"}, "không phải là ngày")
	contains(t, e.must(t, "clean", "--until", now.Format(time.DateOnly)), "long-dien: đã xóa 1 phiếu", "Đã dọn đến hết ngày "+now.Format("02/01/2006"))
	contains(t, e.must(t, "clean"), "0 phiếu quá hạn")
	found := e.must(t, "doctor")
	contains(t, found, "đồng hồ máy này lệch", "tài khoản này mở được")
	lacks(t, found, "chậm")
}

// A proxy in front that nobody named is worth a word; a list that cannot be read is refused.
func TestTrustedProxies(t *testing.T) {
	t.Parallel()
	e := newUnit(t).with("MOTCUA_PUBLIC_URL", "https://motcua.xa.vn")
	contains(t, e.with("MOTCUA_ADDR", "127.0.0.1:0").must(t, "doctor"), "lưu ý chưa đặt MOTCUA_TRUSTED_PROXIES")
	contains(t, e.with("MOTCUA_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8").must(t, "doctor"), "đạt   MOTCUA_TRUSTED_PROXIES: [127.0.0.1/32 10.0.0.0/8]")
	e.with("MOTCUA_TRUSTED_PROXIES", "0.0.0.0/0").refused(t, 2, []string{"version"}, "MOTCUA_TRUSTED_PROXIES", "Không nhận dải gồm mọi địa chỉ")
	e.with("MOTCUA_TRUSTED_PROXIES", "private").refused(t, 2, []string{"version"}, "MOTCUA_TRUSTED_PROXIES")
}

// While the clock is not believed, commands fix no month and delete nothing; they say why, and an operator's word ends it.
func TestClockInDoubt(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	sql := func(said ...string) {
		t.Helper()
		check(t, testkit.Exec(t.Context(), e["DATABASE_URL"], said...))
	}
	contains(t, e.must(t, "clock"), "Đồng hồ tin được", "Cơ sở dữ liệu: ")
	month := time.Now().In(org.Location()).AddDate(0, -1, 1-time.Now().In(org.Location()).Day()).Format("200601")
	sql(`INSERT INTO response (id, unit, questionnaire, questionnaire_hash, channel, point, slip, month, day, respondent, receipt, notice, started_at)
			VALUES (1, 1, 'mau-v1', '', 'web', 0, '', `+month+`, now()::date, 'a', 'a', '', now())`,
		`INSERT INTO figure (unit, by, month, questionnaire, question, key, choice, n) VALUES (1, 'c', `+month+`, 'mau-v1', 'q1', 'web', 5, 20)`)
	for by, says := range map[string]string{"11 days": "quá mười ngày", "-2 hours": "sớm hơn lần cuối"} {
		sql(`UPDATE heartbeat SET at = now() - interval '` + by + `'`)
		contains(t, e.must(t, "clock"), "Đồng hồ chưa tin được", says, "motcua clock --trust", "Dịch vụ vẫn nhận phiếu")
		day := time.Now().In(org.Location()).AddDate(0, 0, -20).Format(time.DateOnly)
		period := month[:4] + "-" + month[4:]
		for _, call := range [][]string{{"batch", "list"}, {"digest", "--period", period, "--out", t.TempDir()}, {"publish", "--period", period}, {"clean", "--until", day}} {
			e.refused(t, 1, call, "Đồng hồ chưa tin được", "motcua clock")
		}
		contains(t, e.call(t, "doctor").out, "HỎNG  đồng hồ chưa tin được", "motcua clock --trust")
		contains(t, e.must(t, "clock", "--trust"), "Đã xác nhận ngày giờ")
		contains(t, e.must(t, "clock"), "Đồng hồ tin được")
	}
	e.must(t, "batch", "list")
}
