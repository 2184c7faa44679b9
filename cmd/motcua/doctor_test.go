package main

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/testkit"
	"motcua/internal/testkit/pgtest"
)

func TestDoctorIsContent(t *testing.T) {
	t.Parallel()
	e := newUnit(t).with("MOTCUA_PUBLIC_URL", "https://motcua.xa.vn")
	found := e.must(t, "doctor")
	contains(t, found, "đạt   thư mục dữ liệu", "đạt   địa chỉ người dân dùng https://motcua.xa.vn", "đạt   Redis", "đạt   danh mục có sẵn: ",
		"đây là bản thật", "đạt   đơn vị long-dien: 2 điểm tiếp nhận", "đạt   tin chờ gửi: 0")
	lacks(t, found, "HỎNG", "cách sửa")

	// Beside a running service it asks that one as well.
	s := e.serve(t)
	found = e.with("MOTCUA_ADDR", strings.TrimPrefix(s.url, "http://")).must(t, "doctor")
	contains(t, found, "có dịch vụ ở", "đã sẵn sàng")
}

func TestDoctorKnowsPrivatePostgres(t *testing.T) {
	t.Parallel()
	e := env{"MOTCUA_DATA": pgtest.DataDir(t), "MOTCUA_ADDR": "127.0.0.1:0"}
	found := e.must(t, "doctor")
	contains(t, found, "PostgreSQL ", "riêng, trong "+e["MOTCUA_DATA"], "chưa có đơn vị nào: motcua unit add")
	if left, _ := filepath.Glob(filepath.Join(e["MOTCUA_DATA"], "pg*", "postmaster.pid")); len(left) != 0 {
		t.Errorf("PostgreSQL still runs: %v", left)
	}
}

// Everything that is wrong is found in one go, each with its remedy, and no password is shown.
func TestDoctorFinds(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	check(t, os.WriteFile(file, nil, 0o600))
	nobody := unused(t)
	for name, c := range map[string]struct {
		env  env
		says []string
	}{
		"all is wrong": {
			env{"MOTCUA_DATA": file, "REDIS_URL": "redis://:hunter2@host:port/0", "DATABASE_URL": "postgres://motcua:hunter2%zz@host/motcua"},
			[]string{"HỎNG  Không đọc hoặc ghi được " + file, "đặt MOTCUA_DATA", "HỎNG  REDIS_URL", "sửa lại", "HỎNG  Không đọc được DATABASE_URL"},
		},
		"nobody is there": {
			env{"MOTCUA_DATA": t.TempDir(), "REDIS_URL": "redis://:hunter2@" + nobody + "/0", "DATABASE_URL": "postgres://motcua:hunter2@" + nobody + "/motcua"},
			[]string{"HỎNG  Redis không trả lời", "khởi động", "HỎNG  Không mở được cơ sở dữ liệu", "connection refused"},
		},
		"no such database": {
			env{"MOTCUA_DATA": t.TempDir(), "DATABASE_URL": strings.Replace(pgtest.New(t), "test_", "hunter2_", 1)},
			[]string{"HỎNG  Không mở được cơ sở dữ liệu", "does not exist"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c.env["MOTCUA_ADDR"] = "127.0.0.1:0"
			r := c.env.call(t, "doctor")
			fails := strings.Count(r.out, "HỎNG  ")
			if r.status != 1 || r.err != fmt.Sprintf("motcua: Có %d mục chưa đạt.\n", fails) || fails != strings.Count(r.out, "cách sửa: ") {
				t.Errorf("status %d: %s\n%s", r.status, r.err, r.out)
			}
			contains(t, r.out, append(c.says, "đạt   danh mục có sẵn")...) // the rest is checked all the same
			lacks(t, r.out+r.err, ":hunter2")
		})
	}
}

// Whatever is wrong with an address, the password in it is not shown.
func TestNoPasswordIsShown(t *testing.T) {
	t.Parallel()
	nobody := unused(t)
	for _, c := range []struct{ command, setting, value string }{
		{"unit", "DATABASE_URL", "postgres://motcua:hunter2@" + nobody + "/motcua"},
		{"unit", "DATABASE_URL", "postgres://motcua:hunter2@host:port/motcua"},
		{"unit", "DATABASE_URL", "postgres://motcua:hunter2%zz@host/motcua"},
		{"unit", "DATABASE_URL", "host=/nowhere password=hunter2 dbname=x"},
		{"unit", "DATABASE_URL", "host=h password=hunter2 port=x"},
		{"unit", "DATABASE_URL", "hunter2"},
		{"serve", "REDIS_URL", "redis://:hunter2@host:port"},
		{"serve", "REDIS_URL", "http://:hunter2@host"},
	} {
		e := newEnv(t).with(c.setting, c.value)
		args := []string{c.command}
		if c.command == "unit" {
			args = append(args, "list")
		}
		r := e.call(t, args...)
		if r.status != 1 || r.err == "" {
			t.Errorf("%s: status %d, %q", c.value, r.status, r.err)
		}
		lacks(t, r.out+r.err, "hunter2")
	}
}

// Figures that differ from a recount, a digest without a destination and a message nobody delivers are found.
func TestDoctorLooksInside(t *testing.T) {
	t.Parallel()
	e := newUnit(t)
	check(t, testkit.Exec(t.Context(), e["DATABASE_URL"],
		`INSERT INTO figure SELECT 1, 'c', extract(year FROM now())::int * 100 + extract(month FROM now())::int, 'mau-v2', 'q1', 'web', 5, 1`,
		`DELETE FROM destination`,
		`INSERT INTO pending (conv, seq, body, created_at) VALUES ('zalo:1', 16, '{}', now() - interval '1 hour')`,
	))
	r := e.call(t, "doctor")
	if r.status != 1 || r.err != "motcua: Có 3 mục chưa đạt.\n" {
		t.Errorf("status %d: %s", r.status, r.err)
	}
	contains(t, r.out, "1 số liệu khác khi đếm lại", "chưa có nơi gửi đến", "motcua room --unit long-dien", "1 tin chờ gửi, tin cũ nhất chờ 1h0m")
}

// unused is an address on which nobody listens.
func unused(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	defer l.Close()
	return l.Addr().String()
}
